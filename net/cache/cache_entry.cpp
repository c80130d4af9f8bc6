#include "net/cache/cache_entry.h"

#include <zlib.h>

#include <charconv>
#include <cstring>

namespace cliffhanger {
namespace {

constexpr std::string_view kResourceMagic = "cliffhanger-cache 1 ";
constexpr std::uint64_t kExtentMagic = 0x31545845'48433031u;

std::uint32_t checksum(std::span<const std::byte> bytes, std::uint32_t before = 0) {
    return static_cast<std::uint32_t>(
        crc32(before, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::uint32_t checksum(std::string_view text) { return checksum(std::as_bytes(std::span(text.data(), text.size()))); }

template <class Number>
std::optional<Number> parse(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The next line without its end; nullopt when there is no whole line left.
std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

/// Both lines that say whose it is.
std::string owner_lines(const CacheKey& key) { return key.url + "\n" + std::to_string(key.headers) + "\n"; }

/// The text behind the checksum, when that is right.
std::optional<std::string_view> checked_body(std::string_view text) {
    if (!text.starts_with(kResourceMagic)) return std::nullopt;
    text.remove_prefix(kResourceMagic.size());
    const auto sum = take_line(text);
    if (!sum || parse<std::uint32_t>(*sum) != checksum(text)) return std::nullopt;
    return text;
}

std::optional<CachedResource> decode_fields(std::string_view text) {
    CachedResource resource;
    for (std::string* field : {&resource.final_url, &resource.content_type, &resource.etag, &resource.last_modified}) {
        const auto line = take_line(text);
        if (!line) return std::nullopt;
        *field = *line;
    }
    std::int64_t numbers[5];
    for (std::int64_t& number : numbers) {
        const auto line = take_line(text);
        const auto value = line ? parse<std::int64_t>(*line) : std::nullopt;
        if (!value) return std::nullopt;
        number = *value;
    }
    const auto version = take_line(text);
    if (!version || !text.empty()) return std::nullopt;
    if (numbers[0] >= 0) resource.total_size = numbers[0];
    resource.ranges = numbers[1] != 0;
    resource.fresh_until = numbers[2];
    resource.always_validate = numbers[3] != 0;
    resource.may_be_stale = numbers[4] != 0;
    resource.version = parse<std::uint64_t>(*version).value_or(0);
    return resource;
}

}  // namespace

std::uint64_t fingerprint(std::string_view text, std::uint64_t seed) noexcept {
    for (const char c : text) {
        seed ^= static_cast<unsigned char>(c);
        seed *= 0x100000001b3u;
    }
    return seed;
}

CacheKey make_cache_key(std::string url, std::string_view header_text) {
    CacheKey key{std::move(url), fingerprint(header_text), 0};
    key.hash = fingerprint(std::to_string(key.headers), fingerprint(key.url));
    return key;
}

std::string encode_resource(const CacheKey& key, const CachedResource& resource) {
    std::string body = owner_lines(key);
    for (const std::string* field :
         {&resource.final_url, &resource.content_type, &resource.etag, &resource.last_modified})
        body += *field + "\n";
    for (const std::int64_t number :
         {resource.total_size.value_or(-1), std::int64_t{resource.ranges}, resource.fresh_until,
          std::int64_t{resource.always_validate}, std::int64_t{resource.may_be_stale}})
        body += std::to_string(number) + "\n";
    body += std::to_string(resource.version) + "\n";
    return std::string(kResourceMagic) + std::to_string(checksum(body)) + "\n" + body;
}

std::optional<CachedResource> decode_resource(std::string_view text, const CacheKey& key) {
    auto body = checked_body(text);
    if (!body || !body->starts_with(owner_lines(key))) return std::nullopt;
    return decode_fields(body->substr(owner_lines(key).size()));
}

std::optional<CachedResource> decode_any_resource(std::string_view text) {
    auto body = checked_body(text);
    if (!body || !take_line(*body) || !take_line(*body)) return std::nullopt;
    return decode_fields(*body);
}

std::string encode_extent_header(std::uint64_t version, std::int64_t start, std::span<const std::byte> bytes) {
    std::string header(kExtentHeaderBytes, '\0');
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::memcpy(header.data(), &kExtentMagic, 8);
    std::memcpy(header.data() + 8, &version, 8);
    std::memcpy(header.data() + 16, &start, 8);
    std::memcpy(header.data() + 24, &size, 4);
    const std::uint32_t sum = checksum(bytes, checksum(std::string_view(header).substr(0, 28)));
    std::memcpy(header.data() + 28, &sum, 4);
    return header;
}

bool extent_is_whole(std::span<const std::byte> file, std::uint64_t version, const CachedExtent& extent) {
    if (file.size() != kExtentHeaderBytes + static_cast<std::size_t>(extent.size)) return false;
    const auto body = file.subspan(kExtentHeaderBytes);
    const std::string expected = encode_extent_header(version, extent.start, body);
    return std::memcmp(file.data(), expected.data(), kExtentHeaderBytes) == 0;
}

}  // namespace cliffhanger
