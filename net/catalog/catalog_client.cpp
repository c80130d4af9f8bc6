#include "net/catalog/catalog_client.h"

#include <filesystem>

#include "net/catalog/episode_name.h"
#include "net/catalog/feed_pages.h"
#include "net/catalog/folder_catalog.h"
#include "net/catalog/folder_series.h"
#include "net/catalog/media_extension.h"
#include "net/catalog/playlist_catalog.h"
#include "net/catalog/text_encoding.h"
#include "net/url.h"

namespace cliffhanger {

namespace {

namespace fs = std::filesystem;

/// By its name alone: what it really is shows when it is opened, and a stream starts a round trip earlier.
bool is_media_address(const std::string& url) {
    const std::string path = url_path(url);
    const FileKind kind = file_kind(path);
    return kind == FileKind::Video || kind == FileKind::Audio || file_extension(path) == "m3u8";
}

LoadedCatalog media_address_catalog(const std::string& url) {
    const std::string name = fs::path(url_path(url)).filename().string();
    const std::string title = without_controls(name.empty() ? url : clean_title(file_stem(name)));
    Episode episode;
    episode.id = id_of_path(url);
    episode.number = 1;
    episode.title.values = {{"", title}};
    episode.videos.push_back({url, "", video_type_of(url), 0});
    Series series;
    series.id = episode.id;
    series.title = episode.title;
    series.episodes.push_back(std::move(episode));
    LoadedCatalog loaded;
    loaded.catalog.format = CatalogFormat::SingleMedia;
    loaded.catalog.name = title;
    loaded.catalog.series.push_back(std::move(series));
    return loaded;
}

Result<LoadedCatalog> load_address(const std::string& source, HttpClient& http, std::stop_token stop) {
    const auto url = normalize_http_url(source);
    if (!url) return tl::unexpected(url.error());
    if (is_media_address(*url)) return media_address_catalog(*url);
    auto fetched = fetch_http_source(*url, http, stop);
    if (!fetched) return tl::unexpected(fetched.error());
    if (fetched->kind == SourceKind::Media) return media_address_catalog(*url);
    return load_feed_pages(*std::move(fetched), http, std::move(stop));
}

Result<LoadedCatalog> load_path(const std::string& path, HttpClient& http, std::stop_token stop) {
    std::error_code code;
    if (fs::is_directory(path, code)) return load_folder(path, std::move(stop));
    auto fetched = fetch_file_source(fs::absolute(path, code).lexically_normal().string(), stop);
    if (!fetched) return tl::unexpected(fetched.error());
    if (fetched->kind == SourceKind::Media) return load_media_file(path, std::move(stop));
    return load_feed_pages(*std::move(fetched), http, std::move(stop));
}

/// What cannot be read is left out and reported, as long as something can.
Result<LoadedCatalog> load_several(const std::vector<std::string>& sources, HttpClient& http, const Clock& clock,
                                   const std::stop_token& stop) {
    std::vector<PlaylistPart> parts;
    std::vector<Finding> failed;
    std::optional<Error> first;
    for (const std::string& source : sources) {
        auto loaded = load_catalog(source, http, clock, stop);
        if (loaded) {
            parts.push_back({source, *std::move(loaded)});
            continue;
        }
        if (loaded.error().kind == ErrorKind::Aborted) return loaded;
        if (!first) first = loaded.error();
        failed.push_back(
            {Severity::Warning, "unreadable-source", 0, 0, valid_utf8(source), loaded.error().message, {}});
    }
    if (parts.empty()) return tl::unexpected(*first);
    LoadedCatalog joined = join_catalogs(std::move(parts));
    joined.findings.insert(joined.findings.end(), failed.begin(), failed.end());
    return joined;
}

}  // namespace

Result<LoadedCatalog> load_catalog(const std::string& source, HttpClient& http, const Clock& clock,
                                   std::stop_token stop) {
    if (source.empty()) return fail(ErrorKind::NotFound, "No source was named.");
    if (stop.stop_requested()) return fail(ErrorKind::Aborted, "Reading the source was stopped.", valid_utf8(source));
    // A path wins over an address: a file may be called "a:b.mp4".
    std::error_code code;
    if (fs::exists(source, code)) return load_path(source, http, std::move(stop));
    if (const auto sources = split_sources(source); sources.size() > 1) return load_several(sources, http, clock, stop);
    if (is_http_url(source)) return load_address(source, http, std::move(stop));
    if (scheme(source) == "file") {
        const auto path = file_url_to_path(source);
        if (!path) return tl::unexpected(path.error());
        return load_path(*path, http, std::move(stop));
    }
    if (source.find("://") != std::string::npos) {
        return fail(ErrorKind::Unsupported, "Addresses of the kind \"" + scheme(source) + "\" are not read.",
                    valid_utf8(source));
    }
    return load_path(source, http, std::move(stop));
}

}  // namespace cliffhanger
