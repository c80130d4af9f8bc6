#include "net/catalog/folder_series.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>

#include "net/catalog/episode_name.h"
#include "net/catalog/feed_values.h"
#include "net/catalog/media_extension.h"
#include "net/catalog/nfo.h"
#include "net/catalog/sidecar_name.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

/// A sidecar's episode, and how its name went on.
struct Match {
    std::size_t episode = 0;
    std::string_view suffix;
};

enum class MatchBy { Name, NameOrNumber };

/// Finds the episode that a subtitle, dub or picture belongs to.
class EpisodeMatcher {
 public:
    EpisodeMatcher(const std::vector<std::string>& stems, const std::vector<EpisodeDraft>& episodes,
                   std::size_t first) {
        for (std::size_t i = 0; i < stems.size(); ++i) {
            by_stem_.emplace(ascii_lower(stems[i]), i);
            if (!episodes[first + i].number) continue;
            const auto [entry, is_new] = by_number_.emplace(*episodes[first + i].number, i);
            if (!is_new) entry->second = kAmbiguous;
        }
    }

    std::optional<Match> find(std::string_view stem, MatchBy by) const {
        std::size_t end = stem.size();
        for (;;) {
            const auto found = by_stem_.find(ascii_lower(stem.substr(0, end)));
            if (found != by_stem_.end()) return Match{found->second, stem.substr(end)};
            const std::size_t cut = sidecar_cut(stem.substr(0, end));
            if (cut == std::string_view::npos) break;
            end = cut;
        }
        return by == MatchBy::Name ? std::nullopt : find_number(stem);
    }

 private:
    static constexpr std::size_t kAmbiguous = SIZE_MAX;

    /// "第01集.zh.srt" for "剧名01.mp4": language and flags away, then the numbers must agree.
    std::optional<Match> find_number(std::string_view stem) const {
        std::size_t end = stem.size();
        for (std::size_t cut = sidecar_cut(stem); cut != std::string_view::npos;
             cut = sidecar_cut(stem.substr(0, end))) {
            if (!parse_sidecar_suffix(stem.substr(cut)).label.empty()) break;
            end = cut;
        }
        const auto number = parse_episode_name(stem.substr(0, end)).number;
        const auto found = number ? by_number_.find(*number) : by_number_.end();
        if (found == by_number_.end() || found->second == kAmbiguous) return std::nullopt;
        return Match{found->second, stem.substr(end)};
    }

    std::unordered_map<std::string, std::size_t> by_stem_;
    std::unordered_map<int, std::size_t> by_number_;
};

std::string path_of(const FolderListing& listing, const std::string& name) { return (listing.path / name).string(); }

Place place_of(const FolderListing& listing, const std::string& name) {
    return Place{0, 0, valid_utf8(path_of(listing, name))};
}

void add_caption(Episode& episode, const std::string& url, std::string_view suffix) {
    const SidecarName name = parse_sidecar_suffix(suffix);
    Caption caption{url, name.language, name.closed_caption, name.label};
    const auto where = name.is_default ? episode.captions.begin() : episode.captions.end();
    episode.captions.insert(where, std::move(caption));
}

void add_dub(Episode& episode, const std::string& url, std::string_view suffix) {
    const SidecarName name = parse_sidecar_suffix(suffix);
    episode.audio_tracks.push_back({name.language, name.label, "other", url});
}

/// `<stem>-thumb.jpg`, or a picture with the episode's own name.
void add_thumbnail(const FolderListing& listing, const EpisodeMatcher& matcher, const std::string& image,
                   std::vector<EpisodeDraft>& episodes, std::size_t first) {
    std::string_view stem = file_stem(image);
    const bool is_thumb = ascii_lower(stem).ends_with("-thumb");
    if (is_thumb) stem.remove_suffix(6);
    const auto match = matcher.find(stem, MatchBy::Name);
    if (!match || !match->suffix.empty()) return;
    std::string& url = episodes[first + match->episode].episode.thumbnail_url;
    if (url.empty() || is_thumb) url = path_of(listing, image);
}

void add_poster(const FolderListing& listing, Series& series) {
    for (const std::string_view wanted : {"poster", "cover", "folder", "default", "show"}) {
        for (const std::string& image : listing.images) {
            if (equal_ignoring_case(file_stem(image), wanted)) series.posters.push_back({path_of(listing, image)});
        }
    }
}

EpisodeDraft make_episode(const FolderListing& listing, const std::string& file) {
    EpisodeDraft draft;
    draft.place = place_of(listing, file);
    const EpisodeName name = parse_episode_name(file_stem(file));
    draft.number = name.number;
    draft.season = name.season;
    if (!name.title.empty()) draft.episode.title.values.emplace_back("", name.title);
    const std::string path = path_of(listing, file);
    draft.episode.videos.push_back({path, "", video_type_of(path), 0});
    return draft;
}

/// 剧名01.mp4, 剧名02.mp4: a title that every episode has is the series', not theirs.
void drop_common_titles(std::vector<EpisodeDraft>& episodes, std::size_t first) {
    if (episodes.size() - first < 2) return;
    const std::string common = episodes[first].episode.title.get("");
    const bool all_same = std::all_of(episodes.begin() + static_cast<std::ptrdiff_t>(first), episodes.end(),
                                      [&](const EpisodeDraft& draft) { return draft.episode.title.get("") == common; });
    if (!all_same) return;
    for (std::size_t i = first; i < episodes.size(); ++i) episodes[i].episode.title = {};
}

void read_episode_nfo(const FolderListing& listing, const std::string& stem, EpisodeDraft& draft) {
    for (const std::string& file : listing.nfos) {
        if (!equal_ignoring_case(file_stem(file), stem)) continue;
        const Nfo nfo = read_nfo(listing.path / file);
        if (!nfo.title.empty()) draft.episode.title.values = {{"", nfo.title}};
        if (!nfo.plot.empty()) draft.episode.synopsis.values = {{"", nfo.plot}};
        if (nfo.episode) draft.number = nfo.episode;
    }
}

void read_series_nfo(const FolderListing& listing, Series& series) {
    for (const std::string& file : listing.nfos) {
        if (!equal_ignoring_case(file, "tvshow.nfo")) continue;
        const Nfo nfo = read_nfo(listing.path / file);
        if (!nfo.title.empty()) series.title.values = {{"", nfo.title}};
        if (!nfo.plot.empty()) series.synopsis.values = {{"", nfo.plot}};
        if (!nfo.genres.empty()) series.genres = nfo.genres;
        if (!nfo.tags.empty()) series.tags = nfo.tags;
        for (const std::string& name : nfo.actors) series.credits.push_back({name, "actor"});
        series.released = nfo.premiered;
    }
}

/// Gives every subtitle, dub and picture of the folder to the episode it belongs to.
void attach_sidecars(const FolderListing& listing, const EpisodeMatcher& matcher, MatchBy by, bool audios_are_dubs,
                     std::vector<EpisodeDraft>& episodes, std::size_t first, FindingLog* log) {
    const auto unmatched = [&](const std::string& file, std::string_view what) {
        if (log == nullptr) return;
        log->inform("unmatched-file", place_of(listing, file),
                    "This " + std::string(what) + " belongs to no episode by its name.",
                    "Name it as the video: <video>.<language>.<extension>.");
    };
    for (const std::string& file : listing.subtitles) {
        if (const auto match = matcher.find(file_stem(file), by)) {
            add_caption(episodes[first + match->episode].episode, path_of(listing, file), match->suffix);
        } else {
            unmatched(file, "subtitle file");
        }
    }
    for (const std::string& file : listing.audios) {
        if (!audios_are_dubs) break;
        if (const auto match = matcher.find(file_stem(file), MatchBy::Name)) {
            add_dub(episodes[first + match->episode].episode, path_of(listing, file), match->suffix);
        } else {
            unmatched(file, "audio file");
        }
    }
    for (const std::string& image : listing.images) add_thumbnail(listing, matcher, image, episodes, first);
}

}  // namespace

void add_folder_episodes(const FolderListing& listing, const std::string& id, int season, SeriesDraft& draft,
                         FindingLog& log) {
    const bool has_videos = !listing.videos.empty();
    const std::vector<std::string>& files = has_videos ? listing.videos : listing.audios;
    const std::size_t first = draft.episodes.size();
    std::vector<std::string> stems;
    for (const std::string& file : files) {
        EpisodeDraft episode = make_episode(listing, file);
        episode.episode.id = id + ":" + valid_utf8(file);
        if (season > 0) episode.season = season;
        stems.emplace_back(file_stem(file));
        draft.episodes.push_back(std::move(episode));
    }
    drop_common_titles(draft.episodes, first);
    for (std::size_t i = 0; i < stems.size() && !listing.nfos.empty(); ++i) {
        read_episode_nfo(listing, stems[i], draft.episodes[first + i]);
    }
    const EpisodeMatcher matcher(stems, draft.episodes, first);
    attach_sidecars(listing, matcher, MatchBy::NameOrNumber, has_videos, draft.episodes, first, &log);
    if (draft.series.posters.empty()) add_poster(listing, draft.series);
    read_series_nfo(listing, draft.series);
}

EpisodeDraft make_single_episode(const FolderListing& listing, const std::string& file) {
    std::vector<EpisodeDraft> episodes = {make_episode(listing, file)};
    episodes[0].number = 1;
    episodes[0].season = 0;
    episodes[0].episode.title.values = {{"", clean_title(file_stem(file))}};
    const EpisodeMatcher matcher({std::string(file_stem(file))}, episodes, 0);
    const bool is_video = file_kind(file) != FileKind::Audio;
    attach_sidecars(listing, matcher, MatchBy::Name, is_video, episodes, 0, nullptr);
    read_episode_nfo(listing, std::string(file_stem(file)), episodes[0]);
    episodes[0].number = 1;
    return std::move(episodes[0]);
}

std::string id_of_path(const std::filesystem::path& path) {
    std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a: stable across runs and builds, unlike std::hash
    for (const char byte : path.string()) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3u;
    }
    char digits[9];
    std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(hash ^ (hash >> 32)));
    return valid_utf8(path.filename().string()) + "-" + digits;
}

}  // namespace cliffhanger
