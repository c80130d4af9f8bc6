#include "net/catalog/folder_catalog.h"

#include <algorithm>
#include <set>

#include "net/catalog/episode_name.h"
#include "net/catalog/feed_values.h"
#include "net/catalog/folder_series.h"
#include "net/catalog/media_extension.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace fs = std::filesystem;

namespace {

bool has_media(const FolderListing& listing) { return !listing.videos.empty() || !listing.audios.empty(); }

/// "Subs/01.srt" belongs to the videos of the folder above.
bool holds_only_sidecars(const std::string& folder) {
    const std::string lower = ascii_lower(folder);
    return lower == "subs" || lower == "subtitles" || lower == "sub" || lower == "字幕";
}

/// Walks a folder and its subfolders.
class FolderWalk {
 public:
    explicit FolderWalk(std::stop_token stop) : stop_(std::move(stop)), assembler_(log_) {}

    Result<LoadedCatalog> run(const fs::path& root) {
        auto listing = list_folder(root, stop_);
        if (!listing) return tl::unexpected(listing.error());
        walk(*listing, 1);
        if (stop_.stop_requested()) return fail(ErrorKind::Aborted, "Reading the folder was stopped.");
        LoadedCatalog loaded;
        loaded.catalog.format = CatalogFormat::Folder;
        loaded.catalog.name = without_controls(valid_utf8(root.filename().string()));
        loaded.catalog.series = assembler_.take();
        if (loaded.catalog.series.empty()) {
            log_.warn("no-media", Place{0, 0, valid_utf8(root.string())}, "There is no video in this folder.",
                      "Videos are found in it and up to three levels below.");
        }
        loaded.findings = log_.take();
        return loaded;
    }

 private:
    static constexpr int kDeepest = 4;

    /// Lists a subfolder once, whatever links lead to it; failures are findings.
    std::optional<FolderListing> enter(const fs::path& path) {
        std::error_code code;
        const fs::path real = fs::canonical(path, code);
        if (!code && !visited_.insert(real).second) return std::nullopt;
        auto listing = list_folder(path, stop_);
        if (listing) return *std::move(listing);
        if (listing.error().kind != ErrorKind::Aborted) {
            log_.warn("unreadable-folder", Place{0, 0, valid_utf8(path.string())}, listing.error().message);
        }
        return std::nullopt;
    }

    void walk(FolderListing& listing, int depth) {
        std::error_code code;
        if (depth == 1) visited_.insert(fs::canonical(listing.path, code));
        SeriesDraft draft;
        draft.place = Place{0, 0, valid_utf8(listing.path.string())};
        draft.series.id = id_of_path(listing.path);
        draft.series.title.values.emplace_back("", clean_title(listing.path.filename().string()));
        std::vector<FolderListing> deeper;
        std::vector<std::pair<int, FolderListing>> seasons;
        for (const std::string& name : listing.folders) {
            if (depth == kDeepest || stop_.stop_requested()) break;
            auto inner = enter(listing.path / name);
            if (!inner) continue;
            if (holds_only_sidecars(name) && !has_media(*inner)) {
                for (const std::string& file : inner->subtitles) listing.subtitles.push_back(name + "/" + file);
            } else if (const auto season = season_of_folder(name); season && has_media(*inner)) {
                seasons.emplace_back(*season, *std::move(inner));
            } else {
                deeper.push_back(*std::move(inner));
            }
        }
        if (has_media(listing)) add_folder_episodes(listing, draft.series.id, 0, draft, log_);
        for (const auto& [season, folder] : seasons) {
            const std::string id = draft.series.id + ":" + valid_utf8(folder.path.filename().string());
            add_folder_episodes(folder, id, season, draft, log_);
        }
        if (!draft.episodes.empty()) assembler_.add(std::move(draft));
        for (FolderListing& folder : deeper) walk(folder, depth + 1);
    }

    std::stop_token stop_;
    FindingLog log_;
    SeriesAssembler assembler_;
    std::set<fs::path> visited_;
};

/// An absolute path without "." and ".."; links stay, so that names are the viewer's own.
fs::path tidy_path(const fs::path& path) {
    std::error_code code;
    fs::path absolute = fs::absolute(path, code).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

}  // namespace

Result<LoadedCatalog> load_folder(const fs::path& folder, std::stop_token stop) {
    return FolderWalk(std::move(stop)).run(tidy_path(folder));
}

Result<LoadedCatalog> load_media_file(const fs::path& file, std::stop_token stop) {
    const fs::path path = tidy_path(file);
    auto listing = list_folder(path.parent_path(), std::move(stop));
    if (!listing && listing.error().kind == ErrorKind::Aborted) return tl::unexpected(listing.error());
    FolderListing beside = listing ? *std::move(listing) : FolderListing{path.parent_path()};
    const std::string name = path.filename().string();
    std::erase(beside.audios, name);

    FindingLog log;
    SeriesAssembler assembler(log);
    SeriesDraft draft;
    draft.series.id = id_of_path(path);
    draft.series.title.values.emplace_back("", clean_title(file_stem(name)));
    draft.episodes.push_back(make_single_episode(beside, name));
    draft.episodes.front().episode.id = draft.series.id;
    draft.place = draft.episodes.front().place;
    const std::string thumbnail = draft.episodes.front().episode.thumbnail_url;
    if (!thumbnail.empty()) draft.series.posters.push_back({thumbnail});
    assembler.add(std::move(draft));
    LoadedCatalog loaded;
    loaded.catalog.format = CatalogFormat::SingleMedia;
    loaded.catalog.name = without_controls(valid_utf8(name));
    loaded.catalog.series = assembler.take();
    return loaded;
}

}  // namespace cliffhanger
