#include "app/feed/feed.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

Series series_of(const std::string& id, const std::vector<std::string>& episode_ids) {
    Series series;
    series.id = id;
    for (const std::string& episode_id : episode_ids) {
        Episode episode;
        episode.id = episode_id;
        series.episodes.push_back(std::move(episode));
    }
    return series;
}

Feed three_series() {
    Catalog catalog;
    catalog.series.push_back(series_of("heir", {"heir-1", "heir-2"}));
    // Ids that look like numbers, and not like those of their places.
    catalog.series.push_back(series_of("3", {"2", "1", "30"}));
    catalog.series.push_back(series_of("princess", {"p1"}));
    return Feed(std::move(catalog));
}

Episode with_videos(const std::vector<std::string>& types) {
    Episode episode;
    for (const std::string& type : types) episode.videos.push_back({"http://h/" + type, "", type, 0});
    return episode;
}

}  // namespace

TEST_CASE("Feed: every episode of every series is a page, in order", "[app][feed]") {
    const Feed feed = three_series();
    REQUIRE(feed.page_count() == 6);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < feed.page_count(); ++i) ids.push_back(feed.page(i).episode->id);
    CHECK(ids == std::vector<std::string>{"heir-1", "heir-2", "2", "1", "30", "p1"});
    CHECK(feed.page(4).series->id == "3");
    CHECK(feed.page(4).series_index == 1);
    CHECK(feed.page(4).episode_index == 2);
    CHECK(feed.page(4).series == &feed.catalog().series[1]);
}

TEST_CASE("Feed::find: knows ids, and numbers that count from 1", "[app][feed]") {
    const Feed feed = three_series();
    CHECK(feed.find({"heir", "heir-2"}) == 1u);
    CHECK(feed.find({"1", "2"}) == 1u);
    CHECK(feed.find({"princess", "1"}) == 5u);
    CHECK(feed.find({"2", "3"}) == 4u);
}

TEST_CASE("Feed::find: an id that looks like a number is an id first", "[app][feed]") {
    const Feed feed = three_series();
    CHECK(feed.find({"3", "1"}) == 3u);
    CHECK(feed.find({"3", "2"}) == 2u);
    CHECK(feed.find({"3", "30"}) == 4u);
    CHECK(feed.find({"3", "3"}) == 4u);
}

TEST_CASE("Feed::find: what is not there is not found", "[app][feed]") {
    const Feed feed = three_series();
    for (const auto& [series, episode] :
         std::vector<std::pair<std::string, std::string>>{{"nobody", "1"},
                                                          {"heir", "heir-3"},
                                                          {"heir", "3"},
                                                          {"heir", "0"},
                                                          {"heir", "-1"},
                                                          {"heir", "1x"},
                                                          {"heir", "p1"},
                                                          {"4", "1"},
                                                          {"heir", "99999999999999999999999"},
                                                          {"", ""}}) {
        CAPTURE(series, episode);
        CHECK_FALSE(feed.find({series, episode}));
    }
    CHECK_FALSE(Feed(Catalog{}).find({"1", "1"}));
    CHECK(Feed(Catalog{}).page_count() == 0);
}

TEST_CASE("choose_video: the first address that is not a streaming manifest", "[app][feed]") {
    CHECK(choose_video(with_videos({"HLS", "DASH", "MP4", "MOV"}))->video_type == "MP4");
    CHECK(choose_video(with_videos({"SMOOTH", ""}))->video_type.empty());
    CHECK(choose_video(with_videos({"M4V", "MP4"}))->video_type == "M4V");
}

TEST_CASE("choose_video: HLS before what is not played, which is named when there is nothing else", "[app][feed]") {
    CHECK(choose_video(with_videos({"DASH", "HLS"}))->video_type == "HLS");
    CHECK(choose_video(with_videos({"DASH", "SMOOTH"}))->video_type == "DASH");
    CHECK(choose_video(Episode{}) == nullptr);
}
