#include "net/url.h"

#include <curl/curl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <optional>

namespace cliffhanger {
namespace {

/// Servers take 8 to 64 KiB.
constexpr std::size_t kMostUrlBytes = 64 * 1024;

namespace fs = std::filesystem;

struct CurlUrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using CurlUrlPtr = std::unique_ptr<CURLU, CurlUrlDeleter>;

constexpr unsigned kSetFlags = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME;

std::string_view trim(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// curl's parser takes a '\0' for the end of the text, so that what follows one would go unchecked.
bool holds_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Result<std::string> get_http_url(CURLU* url, std::string_view original) {
    char* text = nullptr;
    if (curl_url_get(url, CURLUPART_URL, &text, 0) != CURLUE_OK)
        return fail(ErrorKind::Corrupted, "The address is not a complete URL.", std::string(original));
    const std::unique_ptr<char, void (*)(void*)> owner(text, &curl_free);
    std::string result = text;
    if (!is_http_url(result))
        return fail(ErrorKind::Unsupported, "Only http and https addresses can be fetched.", std::move(result));
    return result;
}

Result<void> set_url(CURLU* url, std::string_view text) {
    if (text.size() > kMostUrlBytes) return fail(ErrorKind::TooLarge, "The address is longer than the player allows.");
    if (holds_control_characters(text))
        return fail(ErrorKind::Corrupted, "The address holds control characters.", std::string(text));
    const CURLUcode code = curl_url_set(url, CURLUPART_URL, std::string(text).c_str(), kSetFlags);
    if (code != CURLUE_OK) return fail(ErrorKind::Corrupted, "The address is not a URL.", std::string(text));
    return {};
}

/// Whether `path` is `root` or lies below it; both canonical.
bool is_inside(std::string_view path, std::string_view root) {
    if (!path.starts_with(root)) return false;
    return path.size() == root.size() || root.ends_with('/') || path[root.size()] == '/';
}

Result<std::string> resolve_from_network(std::string_view reference, const std::string& base) {
    auto resolved = resolve_url(reference, base);
    if (!resolved && resolved.error().kind == ErrorKind::Unsupported)
        return fail(ErrorKind::Forbidden, "A source from the network may name only http and https addresses.",
                    std::string(reference));
    return resolved;
}

}  // namespace

std::string scheme(std::string_view url) {
    url = trim(url);
    if (url.empty() || !std::isalpha(static_cast<unsigned char>(url.front()))) return {};
    std::string name;
    for (const char c : url) {
        if (c == ':') return name;
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.') return {};
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return {};
}

bool is_http_url(std::string_view url) {
    const std::string name = scheme(url);
    return name == "http" || name == "https";
}

Result<std::string> normalize_http_url(std::string_view url) {
    url = trim(url);
    // Without this check curl would guess a scheme from the host's name.
    if (!is_http_url(url))
        return fail(ErrorKind::Unsupported, "Only http and https addresses can be fetched.", std::string(url));
    const CurlUrlPtr handle(curl_url());
    if (auto set = set_url(handle.get(), url); !set) return tl::unexpected(set.error());
    return get_http_url(handle.get(), url);
}

std::string authority(std::string_view url) {
    const CurlUrlPtr parsed(curl_url());
    if (!parsed || !set_url(parsed.get(), url)) return {};
    std::string result;
    for (const CURLUPart part : {CURLUPART_HOST, CURLUPART_PORT}) {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
        const std::unique_ptr<char, void (*)(void*)> owner(text, &curl_free);
        result += (result.empty() ? "" : ":") + std::string(text);
    }
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

Result<std::string> resolve_url(std::string_view reference, std::string_view base) {
    reference = trim(reference);
    if (!scheme(reference).empty()) return normalize_http_url(reference);
    const auto normal_base = normalize_http_url(base);
    if (!normal_base) return tl::unexpected(normal_base.error());
    const CurlUrlPtr handle(curl_url());
    if (auto set = set_url(handle.get(), *normal_base); !set) return tl::unexpected(set.error());
    if (reference.empty()) return get_http_url(handle.get(), reference);
    if (reference.front() == '#') {  // libcurl before 8 drops the file's name here
        curl_url_set(handle.get(), CURLUPART_FRAGMENT, std::string(reference.substr(1)).c_str(), kSetFlags);
        return get_http_url(handle.get(), reference);
    }
    if (auto set = set_url(handle.get(), reference); !set) return tl::unexpected(set.error());
    return get_http_url(handle.get(), reference);
}

std::string percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
            decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string url_path(std::string_view url) {
    url = trim(url);
    const std::string name = scheme(url);
    if (!name.empty()) {
        url.remove_prefix(name.size() + 1);
        if (url.starts_with("//")) {
            url.remove_prefix(2);
            url.remove_prefix(std::min(url.find_first_of("/?#"), url.size()));
        }
    }
    return percent_decode(url.substr(0, url.find_first_of("?#")));
}

Result<std::string> file_url_to_path(std::string_view url) {
    url = trim(url);
    if (scheme(url) != "file") return fail(ErrorKind::Unsupported, "This is not a file address.", std::string(url));
    std::string_view rest = url.substr(5);
    if (rest.starts_with("//")) {
        rest.remove_prefix(2);
        const std::string_view host = rest.substr(0, rest.find('/'));
        if (!host.empty() && host != "localhost")
            return fail(ErrorKind::Forbidden, "A file address may not name another machine.", std::string(url));
        rest.remove_prefix(host.size());
    }
    std::string path = percent_decode(rest.substr(0, rest.find_first_of("?#")));
    if (!path.starts_with('/') || path.find('\0') != std::string::npos)
        return fail(ErrorKind::Corrupted, "The file address has no absolute path.", std::string(url));
    return path;
}

/// As fs::weakly_canonical(), but what the folder of a file is called is found out once. Catalogs name ten thousand
/// files, and an fs::path of each costs more than looking at it.
std::optional<AddressResolver::Place> AddressResolver::canonical(const std::string& candidate) {
    const auto whole = [](const std::string& path) -> std::optional<Place> {
        std::error_code error;
        const fs::path found = fs::weakly_canonical(path, error);
        if (error) return std::nullopt;
        return Place{found.string(), fs::exists(found, error)};
    };
    const std::size_t slash = candidate.rfind('/');
    const std::string name = slash != std::string::npos ? candidate.substr(slash + 1) : std::string();
    struct stat status {};
    const bool plain = lstat(candidate.c_str(), &status) == 0 && !S_ISLNK(status.st_mode);
    if (!plain || name.empty() || name == "." || name == "..") return whole(candidate);
    const std::string folder = candidate.substr(0, slash + 1);
    auto known = canonical_folders_.find(folder);
    if (known == canonical_folders_.end()) {
        const auto found = whole(folder);
        if (!found) return std::nullopt;
        known = canonical_folders_.emplace(folder, found->path.ends_with('/') ? found->path : found->path + "/").first;
    }
    return Place{known->second + name, true};
}

std::optional<AddressResolver::Place> AddressResolver::contained(const std::string& candidate) {
    auto place = canonical(candidate);
    if (!place || !is_inside(place->path, *root_)) return std::nullopt;
    return place;
}

/// What is absolute stays.
std::string AddressResolver::below_root(std::string_view reference) const {
    if (reference.starts_with('/')) return std::string(reference);
    return *root_ + (root_->ends_with('/') ? "" : "/") + std::string(reference);
}

Result<std::string> AddressResolver::resolve_from_folder(std::string_view reference) {
    const auto outside = [&] {
        return fail(ErrorKind::Forbidden, "A local source may name only files inside its own folder.",
                    std::string(reference));
    };
    std::error_code error;
    if (!root_) {
        const fs::path root = fs::canonical(origin_.base, error);
        if (error) return fail(ErrorKind::NotFound, "The source's folder is not there.", origin_.base);
        root_ = root.string();
    }
    if (reference.find('\0') != std::string_view::npos)
        return fail(ErrorKind::Corrupted, "The address holds a zero byte.", std::string(reference));

    const std::string reference_scheme = scheme(reference);
    if (reference_scheme == "file") {
        auto path = file_url_to_path(reference);
        if (!path) return tl::unexpected(path.error());
        const auto inside = contained(*path);
        return inside ? Result<std::string>(inside->path) : outside();
    }
    const auto literal = contained(below_root(reference));
    if (literal && literal->exists) return literal->path;
    if (!reference_scheme.empty())
        return fail(ErrorKind::Forbidden, "A local source may name only files, http and https addresses.",
                    std::string(reference));
    const std::string decoded = url_path(reference);
    if (decoded.find('\0') != std::string::npos)
        return fail(ErrorKind::Corrupted, "The address holds a zero byte.", std::string(reference));
    const auto inside = contained(below_root(decoded));
    // A file that leaves the folder as written must not be let in by another reading of its name.
    return inside && literal ? Result<std::string>(inside->path) : outside();
}

Result<std::string> AddressResolver::resolve(const std::string& reference) {
    const std::string_view trimmed = trim(reference);
    if (trimmed.empty()) return fail(ErrorKind::Corrupted, "The address is empty.", reference);
    if (origin_.kind == SourceOrigin::Kind::Network) return resolve_from_network(trimmed, origin_.base);
    if (is_http_url(trimmed)) return normalize_http_url(trimmed);
    return resolve_from_folder(trimmed);
}

Result<std::string> resolve_address(const std::string& reference, const SourceOrigin& origin) {
    return AddressResolver(origin).resolve(reference);
}

}  // namespace cliffhanger
