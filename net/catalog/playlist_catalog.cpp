#include "net/catalog/playlist_catalog.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "net/catalog/episode_name.h"
#include "net/catalog/text_encoding.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

/// The folder that all lie in has a name; otherwise the first one does.
LocalizedText playlist_title(const std::vector<PlaylistPart>& media) {
    std::set<std::filesystem::path> folders;
    for (const PlaylistPart& part : media) folders.insert(std::filesystem::path(url_path(part.source)).parent_path());
    LocalizedText title = media.front().loaded.catalog.series.front().title;
    if (media.size() > 1 && folders.size() == 1 && folders.begin()->has_filename()) {
        const std::string name = clean_title(folders.begin()->filename().string());
        if (!name.empty()) title.values = {{"", without_controls(valid_utf8(name))}};
    }
    return title;
}

Series series_of(const std::vector<PlaylistPart>& media) {
    Series series = media.front().loaded.catalog.series.front();
    series.id = "playlist:" + series.id;
    series.title = playlist_title(media);
    series.episodes.clear();
    std::set<std::string> seen;
    for (const PlaylistPart& part : media) {
        for (const Episode& episode : part.loaded.catalog.series.front().episodes) {
            if (!seen.insert(episode.id).second) continue;
            series.episodes.push_back(episode);
            series.episodes.back().number = static_cast<int>(series.episodes.size());
        }
    }
    return series;
}

}  // namespace

std::string join_sources(const std::vector<std::string>& sources) {
    std::string text;
    for (const std::string& source : sources) text += (text.empty() ? "" : "\n") + source;
    return text;
}

std::vector<std::string> split_sources(const std::string& text) {
    std::vector<std::string> sources;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin) sources.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return sources;
}

LoadedCatalog join_catalogs(std::vector<PlaylistPart> parts) {
    LoadedCatalog joined;
    joined.catalog.format = CatalogFormat::Folder;
    std::vector<PlaylistPart> media;
    std::set<std::string> ids;
    for (PlaylistPart& part : parts) {
        std::ranges::move(part.loaded.findings, std::back_inserter(joined.findings));
        const Catalog& catalog = part.loaded.catalog;
        if (joined.catalog.language.empty()) joined.catalog.language = catalog.language;
        if (catalog.format == CatalogFormat::SingleMedia && catalog.series.size() == 1) {
            media.push_back(std::move(part));
            continue;
        }
        for (const Series& series : catalog.series) {
            if (ids.insert(series.id).second) joined.catalog.series.push_back(series);
        }
    }
    if (!media.empty()) joined.catalog.series.insert(joined.catalog.series.begin(), series_of(media));
    if (!joined.catalog.series.empty()) joined.catalog.name = joined.catalog.series.front().title.get({});
    return joined;
}

}  // namespace cliffhanger
