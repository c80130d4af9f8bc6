#include "net/catalog/roku_direct_publisher.h"

#include <string_view>

#include "net/catalog/drama_extension.h"
#include "net/catalog/feed_content.h"

namespace cliffhanger {

namespace {

EpisodeDraft read_playable(const FeedObject& object) {
    EpisodeDraft draft = read_episode_head(object);
    if (const auto content = object.object({"content"})) {
        read_content(*content, draft);
    } else {
        object.log().error("missing-content", object.place(), "There is no content object.",
                           "It names the videos: \"content\": {\"videos\": [{\"url\": ...}]}.");
    }
    read_play_options(object, draft);
    read_drama(object, draft);
    return draft;
}

EpisodeDraft read_episode(const FeedObject& object, int season) {
    EpisodeDraft draft = read_playable(object);
    object.check_date({"releaseDate"});
    draft.season = season;
    draft.number = object.integer({"episodeNumber"});
    if (draft.number && *draft.number < 0) {
        object.log().warn("bad-number", object.place_of({"episodeNumber"}), "An episode number is not negative.");
        draft.number.reset();
    }
    if (!object.has({"episodeNumber"})) {
        object.log().warn("missing-episode-number", object.place(), "The episode has no number.",
                          "It is numbered by its place in the list.");
    }
    return draft;
}

}  // namespace

void RokuDirectPublisherReader::add_series(const FeedObject& object) {
    SeriesDraft draft;
    read_series_head(object, draft);
    for (const FeedObject& episode : object.objects({"episodes"})) draft.episodes.push_back(read_episode(episode, 0));
    int order = 0;
    for (const FeedObject& season : object.objects({"seasons"})) {
        const int number = season.integer({"seasonNumber"}).value_or(++order);
        for (const FeedObject& episode : season.objects({"episodes"})) {
            draft.episodes.push_back(read_episode(episode, number));
        }
    }
    assembler_.add(std::move(draft));
}

void RokuDirectPublisherReader::add_single(const FeedObject& object) {
    SeriesDraft draft;
    read_series_head(object, draft);
    draft.episodes.push_back(read_playable(object));
    assembler_.add(std::move(draft));
}

void RokuDirectPublisherReader::add_page(const FeedObject& root) {
    if (catalog_.name.empty()) {
        catalog_.name = read_provider_name(root);
        catalog_.language = root.language({"language"});
        root.check_date({"lastUpdated"});
        for (const std::string_view required : {"providerName", "lastUpdated", "language"}) {
            if (root.has({required})) continue;
            root.log().inform("missing-field", root.place(), "The feed has no " + std::string(required) + ".",
                              "Roku requires it.");
        }
    }
    root.context().language = catalog_.language;
    for (const FeedObject& series : root.objects({"series"})) add_series(series);
    for (const std::string_view kind : {"movies", "tvSpecials", "shortFormVideos", "liveFeeds"}) {
        for (const FeedObject& item : root.objects({kind})) add_single(item);
    }
    shelves_.add_page(root);
}

Catalog RokuDirectPublisherReader::finish() {
    catalog_.series = assembler_.take();
    catalog_.shelves = shelves_.take(catalog_.series);
    return std::move(catalog_);
}

}  // namespace cliffhanger
