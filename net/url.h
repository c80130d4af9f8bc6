// Addresses: taking them apart, resolving one against another, and deciding what a source may name.
// Pure but for resolve_address() on a folder, which looks at the disk (symlinks). Thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "net/result.h"

namespace cliffhanger {

/// The scheme in lower case ("https"), or empty for a path or a relative reference.
std::string scheme(std::string_view url);

bool is_http_url(std::string_view url);

/// "host:port" of an http(s) address, in lower case and with the port always told; empty for what has none.
std::string authority(std::string_view url);

/// An absolute http(s) URL that `reference` means beside `base` (itself http(s)), normalised: dot segments gone, spaces
/// and non-ASCII characters percent-encoded. Unsupported when the result would be of another scheme, Corrupted when no
/// URL.
[[nodiscard]] Result<std::string> resolve_url(std::string_view reference, std::string_view base);

/// An absolute http(s) URL, normalised as above; Unsupported for other schemes, Corrupted for what is no URL.
[[nodiscard]] Result<std::string> normalize_http_url(std::string_view url);

/// The URL's path, percent-decoded and without query and fragment: what a file name can be read from.
/// For something without a scheme, the same is done with the whole of it.
std::string url_path(std::string_view url);

/// %41 -> A; malformed escapes are kept as they are.
std::string percent_decode(std::string_view text);

/// file:///a%20b -> /a b. Unsupported for other schemes, Forbidden for a host that is not this machine, Corrupted for
/// a path that is not absolute or holds a zero byte.
[[nodiscard]] Result<std::string> file_url_to_path(std::string_view url);

/// Where a source came from, which decides what it may name.
struct SourceOrigin {
    enum class Kind {
        Network,  ///< base is the feed's final URL: names only http and https
        Folder,   ///< base is a local folder: names files below it, and http and https
    };
    Kind kind = Kind::Network;
    std::string base;

    static SourceOrigin network(std::string base_url) { return {Kind::Network, std::move(base_url)}; }
    static SourceOrigin folder(std::string root) { return {Kind::Folder, std::move(root)}; }
};

/// resolve_address() for many references from one origin: looks at each folder once, and at each file once. A source
/// that changes meanwhile is seen as it was. One thread at a time.
class AddressResolver {
 public:
    explicit AddressResolver(SourceOrigin origin) : origin_(std::move(origin)) {}

    [[nodiscard]] Result<std::string> resolve(const std::string& reference);
    const SourceOrigin& origin() const { return origin_; }

 private:
    Result<std::string> resolve_from_folder(std::string_view reference);
    struct Place {
        std::string path;  ///< canonical
        bool exists = false;
    };
    /// nullopt for what leaves the root.
    std::optional<Place> contained(const std::string& candidate);
    std::optional<Place> canonical(const std::string& candidate);
    std::string below_root(std::string_view reference) const;

    SourceOrigin origin_;
    std::optional<std::string> root_;  ///< canonical
    std::map<std::string, std::string> canonical_folders_;
};

/// What `reference` names, as an absolute http(s) URL or an absolute local path with its symlinks resolved.
/// From a folder, a reference is tried as it stands first ("100%.mp4", "a#1.mp4"), then percent-decoded; the file need
/// not exist. Forbidden for everything the origin may not name, Corrupted for what is no address at all.
[[nodiscard]] Result<std::string> resolve_address(const std::string& reference, const SourceOrigin& origin);

}  // namespace cliffhanger
