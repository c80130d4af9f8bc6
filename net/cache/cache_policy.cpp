#include "net/cache/cache_policy.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <random>

#include "net/cache/signed_address.h"
#include "net/http_date.h"

namespace cliffhanger {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

struct CacheControl {
    bool no_store = false, no_cache = false, must_revalidate = false;
    std::optional<std::int64_t> max_age;
};

std::optional<std::int64_t> parse_seconds(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) return std::int64_t{1} << 31;
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return std::min(value, std::int64_t{1} << 31);
}

CacheControl parse_cache_control(std::string_view text) {
    CacheControl control;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view directive = trim(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        const auto equals = std::min(directive.find('='), directive.size());
        const std::string name = lower(trim(directive.substr(0, equals)));
        if (name == "no-store") control.no_store = true;
        // With field names it forbids less; as a cache may, it is taken as forbidding all.
        if (name == "no-cache") control.no_cache = true;
        if (name == "must-revalidate") control.must_revalidate = true;
        // An age that cannot be read means stale.
        if (name == "max-age" && equals < directive.size())
            control.max_age = parse_seconds(trim(directive.substr(equals + 1))).value_or(0);
    }
    return control;
}

std::int64_t seconds_since_1970(std::chrono::sys_seconds time) { return time.time_since_epoch().count(); }

/// When the answer stops being fresh by the server's word; 0 when it said nothing.
std::int64_t fresh_until(const HttpResponseHead& head, const CacheControl& control, std::chrono::sys_seconds now) {
    const std::int64_t here = std::max<std::int64_t>(seconds_since_1970(now), 1);
    if (control.max_age)
        return std::max<std::int64_t>(here + *control.max_age - parse_seconds(trim(head.age)).value_or(0), 1);
    if (head.expires.empty()) return 0;
    const auto expires = parse_http_date(head.expires), date = parse_http_date(head.date);
    if (!expires) return 1;  // as "0", which is common: already stale
    return std::max<std::int64_t>(here + (*expires - date.value_or(now)).count(), 1);
}

void set_freshness(CachedResource& resource, const HttpResponseHead& head, std::chrono::sys_seconds now) {
    const CacheControl control = parse_cache_control(head.cache_control);
    resource.fresh_until = fresh_until(head, control, now);
    resource.always_validate = control.no_cache;
    resource.may_be_stale = !control.no_cache && !control.must_revalidate;
}

bool is_weak(const std::string& etag) { return etag.starts_with("W/"); }

std::uint64_t version_of(const HttpRequest& request, const HttpResponseHead& head) {
    if (head.etag.empty() && head.last_modified.empty()) {
        std::random_device random;
        return (std::uint64_t{random()} << 32) | random();
    }
    // A date does not tell two resources apart that differ in what looked like a signature.
    const bool strong = !head.etag.empty() && !is_weak(head.etag);
    const std::string address = strong ? unsigned_address(request.url) : request.url;
    return fingerprint(address + "\n" + head.etag + "\n" + head.last_modified + "\n" +
                       std::to_string(head.total_size.value_or(-1)));
}

}  // namespace

CacheKey cache_key(const HttpRequest& request, const HttpHeaders& defaults) {
    std::string headers = request.accept_compression ? "compressed\n" : "plain\n";
    for (const HttpHeaders* list : {&request.headers, &defaults})
        for (const auto& [name, value] : *list)
            if (lower(name) != "if-range") headers += lower(name) + ":" + value + "\n";
    // What follows '#' never reaches a server.
    std::string asked = request.url.substr(0, request.url.find('#'));
    CacheKey key = make_cache_key(unsigned_address(asked), headers);
    key.asked = std::move(asked);
    return key;
}

bool cacheable(const HttpRequest& request) {
    if (request.cache == CacheUse::Never) return false;
    return std::none_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
        const std::string name = lower(header.first);
        return name == "range" || name == "if-none-match" || name == "if-modified-since" || name == "if-match" ||
               name == "if-unmodified-since";
    });
}

std::optional<CachedResource> storable(const HttpRequest& request, const HttpResponseHead& head,
                                       std::chrono::sys_seconds now) {
    if (head.status != 200 && head.status != 206) return std::nullopt;
    if (parse_cache_control(head.cache_control).no_store) return std::nullopt;
    // The request's own headers are part of the key, so that of Vary only the star is left to mind.
    if (head.vary.find('*') != std::string::npos) return std::nullopt;
    if (head.total_size && *head.total_size < kSmallestStored) return std::nullopt;
    CachedResource resource;
    resource.final_url = head.final_url;
    resource.content_type = head.content_type;
    resource.etag = head.etag;
    resource.last_modified = head.last_modified;
    resource.total_size = head.total_size;
    resource.ranges = head.status == 206 || head.accepts_ranges;
    set_freshness(resource, head, now);
    // The redirect said nothing about how long it holds.
    if (!head.final_url.empty() && head.final_url != request.url && resource.fresh_until > 1) resource.fresh_until = 0;
    resource.version = version_of(request, head);
    if (!has_validator(resource) && resource.fresh_until <= 1) return std::nullopt;
    return resource;
}

CachedResource refreshed(CachedResource resource, const HttpResponseHead& head, std::chrono::sys_seconds now) {
    if (!head.cache_control.empty() || !head.expires.empty()) {
        set_freshness(resource, head, now);
    } else if (resource.fresh_until != 0) {
        // It does not say again how long; from now on once a run will do.
        resource.fresh_until = 0;
    }
    return resource;
}

bool has_validator(const CachedResource& resource) { return !resource.etag.empty() || !resource.last_modified.empty(); }

std::string range_validator(const CachedResource& resource) {
    if (!resource.etag.empty() && !is_weak(resource.etag)) return resource.etag;
    return resource.last_modified;
}

bool stands_for_its_bytes(const CachedResource& resource) { return !resource.etag.empty() && !is_weak(resource.etag); }

HttpHeaders validation_headers(const CachedResource& resource) {
    if (!resource.etag.empty()) return {{"If-None-Match", resource.etag}};
    return {{"If-Modified-Since", resource.last_modified}};
}

bool same_version(const CachedResource& resource, const HttpResponseHead& head) {
    if (resource.total_size && head.total_size && *resource.total_size != *head.total_size) return false;
    if (!resource.etag.empty() || !head.etag.empty()) return resource.etag == head.etag;
    return !resource.last_modified.empty() && resource.last_modified == head.last_modified;
}

bool usable_unasked(const CachedResource& resource, CacheUse use, bool validated_in_this_run,
                    std::chrono::sys_seconds now) {
    if (use != CacheUse::Media || resource.always_validate) return false;
    if (resource.fresh_until != 0) return seconds_since_1970(now) < resource.fresh_until;
    return validated_in_this_run;
}

}  // namespace cliffhanger
