#include "net/catalog/roku_search.h"

#include "net/catalog/drama_extension.h"
#include "net/catalog/feed_content.h"
#include "net/catalog/feed_values.h"

namespace cliffhanger {

namespace {

EpisodeDraft read_playable(const FeedObject& asset) {
    EpisodeDraft draft = read_episode_head(asset);
    draft.episode.duration_s = asset.seconds({"durationInSeconds"});
    if (!draft.episode.duration_s) {
        if (const auto milliseconds = asset.number({"durationInMilliseconds"}); milliseconds && *milliseconds > 0) {
            draft.episode.duration_s = *milliseconds / 1000;
        }
    }
    if (const auto content = asset.object({"content"})) {
        // `media` holds what Direct Publisher has in `content` itself; both ways are read.
        if (const auto media = content->object({"media"})) read_content(*media, draft);
        read_content(*content, draft);
    } else {
        asset.log().error("missing-content", asset.place(), "There is no content object.",
                          "It names the videos: \"content\": {\"media\": {\"videos\": [{\"url\": ...}]}}.");
    }
    read_drama(asset, draft);
    return draft;
}

}  // namespace

SeriesDraft& RokuSearchReader::series_for(const std::string& id, const FeedObject& asset) {
    const auto [entry, is_new] = by_id_.emplace(id, drafts_.size());
    if (is_new) {
        SeriesDraft draft;
        draft.series.id = id;
        draft.place = asset.place();
        drafts_.push_back(std::move(draft));
    }
    return drafts_[entry->second];
}

void RokuSearchReader::add_episode(const FeedObject& asset) {
    const auto info = asset.object({"episodeInfo"});
    const std::string series_id = info ? info->text({"seriesId"}) : std::string();
    EpisodeDraft episode = read_playable(asset);
    if (info) {
        episode.number = info->integer({"episodeNumber"});
        episode.season = info->integer({"seasonNumber"}).value_or(0);
    }
    if (episode.number && *episode.number < 0) episode.number.reset();
    if (series_id.empty()) {
        asset.log().error("episode-without-series", asset.place(), "The episode does not say which series it is of.",
                          "It is shown as a series of its own.");
        SeriesDraft alone;
        read_series_head(asset, alone);
        alone.episodes.push_back(std::move(episode));
        drafts_.push_back(std::move(alone));
        return;
    }
    series_for(series_id, asset).episodes.push_back(std::move(episode));
}

void RokuSearchReader::add_asset(const FeedObject& asset) {
    const std::string type = ascii_lower(asset.text({"type"}));
    if (type == "episode") return add_episode(asset);
    if (type == "season" || type == "externalidonly") return;
    if (type == "series") {
        const std::string id = asset.text({"id"});
        bool& described = described_[id];
        if (described) {
            asset.log().error("duplicate-id", asset.place(), "Another series has the id \"" + id + "\".",
                              "Episodes name their series by id, so only the first counts.");
            return;
        }
        described = true;
        read_series_head(asset, series_for(id, asset));
        return;
    }
    if (type != "movie" && type != "tvspecial" && type != "shortform") {
        asset.log().warn("unknown-asset-type", asset.place(), "This type of asset is not known.", "It is left out.");
        return;
    }
    SeriesDraft draft;
    read_series_head(asset, draft);
    draft.episodes.push_back(read_playable(asset));
    drafts_.push_back(std::move(draft));
}

void RokuSearchReader::add_page(const FeedObject& root) {
    if (catalog_.language.empty()) catalog_.language = root.language({"defaultLanguage"});
    root.context().language = catalog_.language;
    if (catalog_.name.empty()) catalog_.name = read_provider_name(root);
    for (const FeedObject& asset : root.objects({"assets"})) add_asset(asset);
}

Catalog RokuSearchReader::finish() {
    for (SeriesDraft& draft : drafts_) {
        const bool from_episodes = by_id_.contains(draft.series.id) && !described_.contains(draft.series.id);
        if (from_episodes) {
            log_.warn("unknown-series", draft.place,
                      "No asset describes the series \"" + draft.series.id + "\" that episodes name.");
        }
        assembler_.add(std::move(draft));
    }
    catalog_.series = assembler_.take();
    return std::move(catalog_);
}

}  // namespace cliffhanger
