#include "net/catalog/advisory_ratings.h"
#include "net/catalog/feed_reader.h"
#include "tests/net/catalog/finding_matchers.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

using test::codes_of;
using test::count_code;
using test::find_code;

const SourceOrigin kNetwork = SourceOrigin::network("https://feeds.example/drama/feed.json");

LoadedCatalog read(const std::string& text) {
    auto loaded = parse_feed(text, kNetwork);
    REQUIRE(loaded);
    return *std::move(loaded);
}

/// A feed with one series that holds these members and episodes.
std::string series_feed(const std::string& members, const std::string& episodes) {
    return R"({"providerName": "P", "lastUpdated": "2024-01-01", "language": "en", "series": [{"id": "s", "title": "S",
        "thumbnail": "p.jpg", )" +
           members + R"("episodes": [)" + episodes + "]}]}";
}

std::string episode(int number, const std::string& members = "") {
    const std::string text = std::to_string(number);
    return R"({"id": "e)" + text + R"(", "title": "E)" + text + R"(", "episodeNumber": )" + text + ", " + members +
           R"("content": {"duration": 60, "videos": [{"url": ")" + text +
           R"(.mp4", "quality": "HD", "videoType": "MP4"}]}})";
}

/// The one episode of a feed whose content is given.
Episode episode_with_content(const std::string& content, std::vector<Finding>* findings = nullptr) {
    LoadedCatalog loaded =
        read(series_feed("", R"({"id": "e", "title": "E", "episodeNumber": 1, "content": )" + content + "}"));
    if (findings != nullptr) *findings = loaded.findings;
    return loaded.catalog.series.at(0).episodes.at(0);
}

}  // namespace

TEST_CASE("Direct Publisher: warnings, ratings, registration numbers and characters are read", "[net][catalog]") {
    const LoadedCatalog loaded = read(series_feed(
        R"("credits": [{"name": "Mia Stone", "role": "actor", "_drama": {"character": "Iris"}}],
           "advisoryRatings": [{"source": "usa_pr", "value": "TV-14", "descriptors": ["V"]}],
           "_drama": {"warnings": ["violence", "flashing lights"], "recordNumber": "(沪)网微剧备字(2025)第00123号",
                      "licenceNumber": "(沪)网微剧审字(2025)第001号"}, )",
        episode(1)));
    const Series& series = loaded.catalog.series.at(0);
    CHECK(series.credits.at(0).character == "Iris");
    CHECK(series.warnings == std::vector<std::string>{"violence", "flashing lights"});
    CHECK(series.record_number == "(沪)网微剧备字(2025)第00123号");
    CHECK(series.licence_number == "(沪)网微剧审字(2025)第001号");
    REQUIRE(series.ratings.size() == 1);
    CHECK(series.ratings[0].source == "USA_PR");
    CHECK(series.ratings[0].value == "TV-14");
    CHECK(series.ratings[0].descriptors == std::vector<std::string>{"V"});
    CHECK(codes_of(loaded.findings).empty());
}

TEST_CASE("Direct Publisher: malformed ratings, warnings and numbers are reported", "[net][catalog]") {
    const LoadedCatalog loaded = read(series_feed(
        R"("advisoryRatings": [{"source": "USA_PR"}, {"source": "MY_AUNT", "value": "18+"}, {"value": "SPICY"}],
           "_drama": {"warnings": [")" +
            std::string(90, 'x') + R"(", {"kind": "blood"}, "blood"],
                      "recordNumber": "pending"}, )",
        episode(1)));
    const Series& series = loaded.catalog.series.at(0);
    REQUIRE(series.ratings.size() == 2);
    CHECK(series.ratings[0].source.empty());
    CHECK(minimum_age(series.ratings[0]) == 18);
    CHECK(series.ratings[1].value == "SPICY");
    CHECK(series.warnings == std::vector<std::string>{"blood"});
    CHECK(series.record_number.empty());
    for (const char* code : {"bad-rating", "unknown-rating-source", "unknown-rating", "bad-warning", "wrong-type",
                             "bad-registration-number"}) {
        INFO(code);
        CHECK(count_code(loaded.findings, code) == 1);
    }
}

TEST_CASE("Age ratings: the age they mean", "[net][catalog]") {
    const auto age = [](const char* value, const char* source = "") { return minimum_age({source, value, {}}); };
    CHECK(age("TV-14") == 14);
    CHECK(age("PG13") == 13);
    CHECK(age("NC-17") == 17);
    CHECK(age("12A") == 12);
    CHECK(age("FSK 16") == 16);
    CHECK(age("tvma") == 17);
    CHECK(age("G") == 0);
    CHECK(age("AA") == 14);
    CHECK(age("AA", "RTC") == 0);
    CHECK(age("B-15", "RTC") == 15);
    CHECK_FALSE(age("UNRATED"));
    CHECK_FALSE(age("SPICY"));
    CHECK_FALSE(age("2025-1"));
}

TEST_CASE("Direct Publisher: a series with episodes is read in full", "[net][catalog]") {
    const LoadedCatalog loaded = read(R"({
      "providerName": "Moonlight", "lastUpdated": "2024-01-01T00:00:00Z", "language": "en",
      "series": [{
        "id": "heir", "title": "The Heir", "titles": [{"value": "继承人", "languages": ["zh-Hans", "zh-CN"]}],
        "shortDescription": "Short.", "longDescription": "Long.", "genres": ["drama"], "tags": ["revenge"],
        "credits": [{"name": "Mia Stone", "role": "Actor"}, {"role": "director"}],
        "releaseDate": "2024-01-01", "thumbnail": "https://cdn.example/wide.jpg",
        "thumbnails": [{"url": "square.jpg", "width": 500, "height": 500}],
        "_drama": {"posters": [{"url": "tall.jpg", "width": 720, "height": 1280}, {"url": "card.jpg", "ratio": "2:3"}],
                   "dominantColor": "#A0B0C0", "status": "ongoing", "updateNote": "Fridays", "likes": 12000, "views": 340000,
                   "episodeCount": 80, "freeUntil": 1, "unlock": {"kind": "coin", "price": 60, "currency": "coins"}},
        "episodes": [
          {"id": "heir-1", "title": "The Will", "episodeNumber": 1, "releaseDate": "2024-01-01", "thumbnail": "1.jpg",
           "shortDescription": "One.", "_drama": {"hookAt": 55.5, "likes": 7},
           "content": {"dateAdded": "2024-01-01", "duration": 61,
             "videos": [{"url": "1.mp4", "quality": "FHD", "videoType": "MP4", "bitrate": 2400}],
             "captions": [{"url": "1.en.vtt", "language": "en", "captionType": "CLOSED_CAPTION"}],
             "audioTracks": [{"url": "1.es.m4a", "language": "es", "label": "Español", "type": "other"}],
             "creditCuePoints": [{"creditType": "intro", "start": 0, "end": 4}, {"creditType": "end", "start": 58}]}},
          {"id": "heir-2", "title": "The Lie", "episodeNumber": 2,
           "content": {"duration": 60, "videos": [{"url": "2.mp4", "quality": "HD", "videoType": "MP4"}]}}]}]})");
    CHECK(codes_of(loaded.findings).empty());
    CHECK(loaded.catalog.format == CatalogFormat::RokuDirectPublisher);
    CHECK(loaded.catalog.name == "Moonlight");
    CHECK(loaded.catalog.language == "en");
    const Series& series = loaded.catalog.series.at(0);
    CHECK(series.id == "heir");
    CHECK(series.title.get("en") == "The Heir");
    CHECK(series.title.get("zh-Hans") == "继承人");
    CHECK(series.synopsis.get("") == "Long.");
    REQUIRE(series.posters.size() == 4);
    CHECK(series.posters[0].url == "https://feeds.example/drama/card.jpg");
    CHECK(series.posters[1].height == 1280);
    CHECK(series.posters[3].url == "https://cdn.example/wide.jpg");
    CHECK(series.dominant_color == "#a0b0c0");
    CHECK(series.status == "ongoing");
    CHECK(series.likes == 12000);
    CHECK(series.views == 340000);
    REQUIRE(series.credits.size() == 1);
    CHECK(series.credits[0].name == "Mia Stone");
    CHECK(series.credits[0].role == "actor");
    CHECK(series.released == std::chrono::sys_days(std::chrono::year(2024) / 1 / 1));
    CHECK(series.announced_episodes == 80);
    const Episode& first = series.episodes.at(0);
    CHECK(first.number == 1);
    CHECK(first.videos.at(0).url == "https://feeds.example/drama/1.mp4");
    CHECK(first.videos[0].bitrate_kbps == 2400);
    CHECK(first.duration_s == 61.0);
    CHECK(first.hook_at_s == 55.5);
    CHECK(first.added == std::chrono::sys_days(std::chrono::year(2024) / 1 / 1));
    CHECK(first.captions.at(0).closed_caption);
    CHECK(first.audio_tracks.at(0).url == "https://feeds.example/drama/1.es.m4a");
    REQUIRE(first.cue_points.size() == 2);
    CHECK(first.cue_points[1].end_s == 61);
    CHECK_FALSE(first.lock);
    REQUIRE(series.episodes.at(1).lock);
    CHECK(series.episodes[1].lock->kind == "coin");
    CHECK(series.episodes[1].lock->price == 60);
}

TEST_CASE("Direct Publisher: movies, specials, shorts and live feeds are series of one episode", "[net][catalog]") {
    const std::string item =
        R"({"id": "%", "title": "T", "thumbnail": "t.jpg", "content": {"videos": [{"url": "v.mp4"}]}})";
    const auto named = [&](const std::string& id) { return std::string(item).replace(item.find('%'), 1, id); };
    const LoadedCatalog loaded =
        read(R"({"movies": [)" + named("m") + R"(], "tvSpecials": [)" + named("t") + R"(], "shortFormVideos": [)" +
             named("s") + R"(], "liveFeeds": [)" + named("l") + "]}");
    REQUIRE(loaded.catalog.series.size() == 4);
    for (const Series& series : loaded.catalog.series) {
        CHECK(series.episodes.size() == 1);
        CHECK(series.episodes[0].number == 1);
        CHECK(series.episodes[0].videos.at(0).video_type == "MP4");
    }
}

TEST_CASE("Direct Publisher: seasons become one run of episodes", "[net][catalog]") {
    const LoadedCatalog loaded = read(R"({"series": [{"id": "s", "title": "S", "seasons": [
        {"seasonNumber": "2", "episodes": [)" +
                                      episode(1) + R"(]},
        {"seasonNumber": 1, "episodes": [)" +
                                      episode(1) + "," + episode(2) + "]}]}]}");
    const auto& episodes = loaded.catalog.series.at(0).episodes;
    REQUIRE(episodes.size() == 3);
    CHECK(episodes[0].id == "e1");
    CHECK(episodes[2].id == "e1~2");
    CHECK(episodes[2].number == 3);
    CHECK(find_code(loaded.findings, "seasons-joined") != nullptr);
    CHECK(count_code(loaded.findings, "duplicate-id") == 1);
    CHECK(count_code(loaded.findings, "duplicate-episode-number") == 0);
}

TEST_CASE("Direct Publisher: wrong types and wrong case are read and reported where they stand", "[net][catalog]") {
    const LoadedCatalog loaded = read(R"({
"Series": {"id": 7, "title": "S", "genres": "drama, romance", "thumbnail": "p.jpg",
  "episodes": [{"id": "e", "title": "E", "episodeNumber": "3",
    "content": {"duration": "00:01:30",
      "videos": {"url": "a.mp4", "quality": "hd", "videoType": "mp4", "bitrate": "900"},
      "captions": [{"url": "c.vtt", "Language": "English", "captionType": "subtitle"},],
    }}]}})");
    const Series& series = loaded.catalog.series.at(0);
    CHECK(series.id == "7");
    CHECK(series.genres == std::vector<std::string>{"drama", "romance"});
    const Episode& only = series.episodes.at(0);
    CHECK(only.number == 3);
    CHECK(only.duration_s == 90.0);
    CHECK(only.videos.at(0).quality == "HD");
    CHECK(only.videos[0].video_type == "MP4");
    CHECK(only.videos[0].bitrate_kbps == 900);
    CHECK(only.captions.at(0).language == "en");
    for (const char* code :
         {"wrong-case-key", "object-instead-of-array", "number-instead-of-string", "bad-language-tag",
          "string-instead-of-array", "string-instead-of-number", "trailing-comma", "episode-gap"}) {
        CAPTURE(code);
        CHECK(find_code(loaded.findings, code) != nullptr);
    }
    const Finding* number = find_code(loaded.findings, "string-instead-of-number");
    CHECK(number->line == 4);
    CHECK(number->column == 29);
    CHECK(number->path == "/Series/episodes/0/content/duration");
}

TEST_CASE("Direct Publisher: an address that a feed from the network may not name is dropped, its episode stays",
          "[net][catalog]") {
    for (const char* url : {"file:///etc/passwd", "ftp://x.example/a.mp4", "javascript:alert(1)", "concat:a|b"}) {
        CAPTURE(url);
        std::vector<Finding> findings;
        const Episode only = episode_with_content(R"({"videos": [{"url": ")" + std::string(url) + R"("}]})", &findings);
        CHECK(only.videos.empty());
        const Finding* forbidden = find_code(findings, "forbidden-address");
        REQUIRE(forbidden != nullptr);
        CHECK(forbidden->severity == Severity::Error);
        CHECK(forbidden->path == "/series/0/episodes/0/content/videos/0/url");
        CHECK(find_code(findings, "missing-video") != nullptr);
    }
}

TEST_CASE("Direct Publisher: video types that cannot be played are named", "[net][catalog]") {
    std::vector<Finding> findings;
    CHECK(episode_with_content(R"({"videos": [{"url": "a.mpd", "videoType": "DASH"}]})", &findings).videos.empty());
    REQUIRE(find_code(findings, "unsupported-video-type") != nullptr);
    CHECK(find_code(findings, "unsupported-video-type")->severity == Severity::Error);

    const Episode hls = episode_with_content(R"({"videos": [{"url": "a.m3u8", "videoType": "MP4"}]})", &findings);
    CHECK(hls.videos.at(0).video_type == "HLS");
    CHECK(find_code(findings, "unsupported-video-type") == nullptr);
    CHECK(find_code(findings, "video-type-mismatch") != nullptr);

    CHECK(episode_with_content(R"({"videos": [{"url": "a", "videoType": "VHS"}]})", &findings).videos.size() == 1);
    CHECK(find_code(findings, "unknown-video-type") != nullptr);

    CHECK(episode_with_content(R"({"videos": [{"url": "a.mp4", "drmAuthentication": {}}]})", &findings).videos.empty());
    CHECK(find_code(findings, "protected-video") != nullptr);
}

TEST_CASE("Direct Publisher: bad dates, durations, captions and cue points are findings, not failures",
          "[net][catalog]") {
    std::vector<Finding> findings;
    const Episode only = episode_with_content(R"({"dateAdded": "yesterday", "duration": "long",
        "videos": [{"quality": "HD"}, {"url": "a.mp4"}, 5],
        "captions": [{"url": "c.vtt"}, {"url": "d.vtt", "language": "en", "captionType": "KARAOKE"}],
        "creditCuePoints": [{"creditType": "intro"}, {"start": 5, "end": 1, "creditType": "end"}],
        "adBreaks": ["00:10:00", 5, "later", {}]})",
                                              &findings);
    CHECK(only.videos.size() == 1);
    CHECK(only.captions.size() == 2);
    CHECK(only.cue_points.empty());
    CHECK_FALSE(only.duration_s);
    for (const char* code : {"bad-date", "bad-duration", "missing-address", "wrong-type", "caption-without-language",
                             "unknown-caption-type", "bad-cue-point", "bad-ad-break"}) {
        CAPTURE(code);
        CHECK(find_code(findings, code) != nullptr);
    }
}

TEST_CASE("Direct Publisher: numbers come from the feed, else from the order; gaps and doubles are reported",
          "[net][catalog]") {
    const LoadedCatalog gap = read(series_feed("", episode(1) + "," + episode(5) + "," + episode(4)));
    const auto& episodes = gap.catalog.series.at(0).episodes;
    CHECK(episodes[1].number == 4);
    CHECK(find_code(gap.findings, "episodes-out-of-order") != nullptr);
    REQUIRE(count_code(gap.findings, "episode-gap") == 1);
    CHECK(find_code(gap.findings, "episode-gap")->message == "Episodes 2 to 3 are missing.");

    const LoadedCatalog unnumbered = read(series_feed("", R"({"id": "a", "title": "A", "content": {}},
                                                            {"id": "a", "title": "A", "content": {}})"));
    CHECK(unnumbered.catalog.series.at(0).episodes.at(1).number == 2);
    CHECK(unnumbered.catalog.series[0].episodes[1].id == "a~2");
    CHECK(count_code(unnumbered.findings, "duplicate-id") == 1);
    CHECK(count_code(unnumbered.findings, "missing-video") == 2);

    const LoadedCatalog twice = read(series_feed("", episode(1) + "," + episode(1)));
    CHECK(twice.catalog.series.at(0).episodes.size() == 2);
    CHECK(count_code(twice.findings, "duplicate-episode-number") == 1);
}

TEST_CASE("Direct Publisher: ids stay unique whatever the feed calls its episodes", "[net][catalog]") {
    const auto with_id = [](const std::string& id) { return R"({"id": ")" + id + R"(", "content": {}})"; };
    const LoadedCatalog loaded =
        read(series_feed("", with_id("a~2") + "," + with_id("a") + "," + with_id("a") + "," + with_id("a")));
    const auto& episodes = loaded.catalog.series.at(0).episodes;
    CHECK(episodes[0].id == "a~2");
    CHECK(episodes[1].id == "a");
    CHECK(episodes[2].id == "a~3");
    CHECK(episodes[3].id == "a~4");
}

TEST_CASE("Direct Publisher: a series without episodes is left out and reported", "[net][catalog]") {
    const LoadedCatalog loaded = read(R"({"series": [{"id": "empty", "title": "Empty"}, 5, null]})");
    CHECK(loaded.catalog.series.empty());
    CHECK(find_code(loaded.findings, "series-without-episodes") != nullptr);
    CHECK(count_code(loaded.findings, "wrong-type") == 2);
}

TEST_CASE("Direct Publisher: locks follow freeUntil, and an episode's own word counts more", "[net][catalog]") {
    const LoadedCatalog loaded = read(series_feed(
        R"("_drama": {"freeUntil": 1}, )",
        episode(1) + "," + episode(2) + "," + episode(3, R"("_drama": {"unlock": {"kind": "free"}}, )") + "," +
            episode(4, R"("playOptions": [{"license": "Rental", "price": "2.99", "currency": "USD"}], )") + "," +
            episode(5, R"("playOptions": [{"license": "purchase", "price": 9}, {"license": "free"}], )")));
    const auto& episodes = loaded.catalog.series.at(0).episodes;
    CHECK_FALSE(episodes[0].lock);
    CHECK(episodes[1].lock->kind == "coin");
    CHECK_FALSE(episodes[2].lock);
    CHECK(episodes[3].lock->kind == "rental");
    CHECK(episodes[3].lock->price == Approx(2.99));
    CHECK_FALSE(episodes[4].lock);
}

TEST_CASE("Direct Publisher: playlists and categories that lead nowhere are reported", "[net][catalog]") {
    const LoadedCatalog loaded =
        read(R"({"movies": [{"id": "m", "title": "M", "content": {"videos": [{"url": "m.mp4"}]}}],
        "playlists": [{"name": "A", "itemIds": ["m", "gone"]}],
        "categories": [{"name": "1", "playlistName": "A"}, {"name": "2", "playlistName": "B"}]})");
    CHECK(count_code(loaded.findings, "unknown-playlist-item") == 1);
    CHECK(count_code(loaded.findings, "unknown-playlist") == 1);
}

namespace {

/// Four films: two of revenge, three with a palace, from the oldest to the newest.
std::string films(const std::string& rows) {
    const auto film = [](const char* id, const char* tags, const char* more) {
        return std::string(R"({"id": ")") + id + R"(", "title": "T", "tags": [)" + tags + R"(], )" + more +
               R"(, "content": {"videos": [{"url": "m.mp4"}]}})";
    };
    return R"({"movies": [)" +
           film("a", R"("Revenge", "palace")", R"("releaseDate": "2024-03-01", "_drama": {"views": 10})") + ", " +
           film("b", R"("revenge")", R"("releaseDate": "2024-01-01", "_drama": {"views": 30})") + ", " +
           film("c", R"("time travel", "palace")", R"("releaseDate": "2024-02-01", "_drama": {"views": 20})") + ", " +
           film("d", R"("palace")", R"("genres": ["comedy"])") + "], " + rows + "}";
}

std::vector<std::pair<std::string, std::string>> shelves_of(const LoadedCatalog& loaded) {
    std::vector<std::pair<std::string, std::string>> shelves;
    for (const FeedShelf& shelf : loaded.catalog.shelves) {
        std::string ids;
        for (const std::size_t s : shelf.series) ids += loaded.catalog.series.at(s).id;
        shelves.emplace_back(shelf.name, ids);
    }
    return shelves;
}

}  // namespace

TEST_CASE("Direct Publisher: categories become shelves in the feed's order, by playlist and by query",
          "[net][catalog]") {
    using Shelves = std::vector<std::pair<std::string, std::string>>;
    const LoadedCatalog loaded = read(films(R"(
        "playlists": [{"name": "Picks", "itemIds": ["c", "a", "c"]}],
        "categories": [{"name": "Palaces", "query": "palace", "order": "manual"},
                       {"name": "Our picks", "playlistName": "Picks", "order": "manual"},
                       {"name": "Both", "query": "revenge AND palace"},
                       {"name": "Either", "query": "time travel OR Comedy"},
                       {"name": "Newest", "query": "palace OR revenge", "order": "most_recent"},
                       {"name": "Oldest", "query": "palace OR revenge", "order": "CHRONOLOGICAL"},
                       {"name": "Liked", "query": "palace OR revenge", "order": "most_popular"}])"));
    CHECK(shelves_of(loaded) == Shelves{{"Palaces", "acd"},
                                        {"Our picks", "ca"},
                                        {"Both", "a"},
                                        {"Either", "cd"},
                                        {"Newest", "acbd"},
                                        {"Oldest", "bcad"},
                                        {"Liked", "bcad"}});
    CHECK(count_code(loaded.findings, "unknown-playlist-item") == 0);
}

TEST_CASE("Direct Publisher: malformed categories are reported, the others are shelves", "[net][catalog]") {
    const LoadedCatalog loaded = read(films(R"(
        "playlists": [{"name": "Picks", "itemIds": ["gone", "b"]}, {"name": "Picks", "itemIds": ["a"]}],
        "categories": [{"name": "Nothing"}, {"query": "palace"}, {"playlistName": "Picks", "order": "loudest"},
                       {"name": "None", "query": "vampires"}, {"name": "Gone", "playlistName": "Lost"},
                       {"name": "Mixed", "query": "time travel AND palace OR comedy"},
                       {"name": "Two", "playlistName": "Picks", "query": "palace"}])"));
    using Shelves = std::vector<std::pair<std::string, std::string>>;
    CHECK(shelves_of(loaded) == Shelves{{"Picks", "b"}, {"Mixed", "cd"}, {"Two", "b"}});
    for (const char* code :
         {"category-without-items", "category-without-name", "unknown-order", "empty-category", "unknown-playlist",
          "unknown-playlist-item", "duplicate-playlist", "mixed-query", "category-with-both"}) {
        INFO(code);
        CHECK(count_code(loaded.findings, code) == 1);
    }
}

TEST_CASE("Direct Publisher: a feed with thousands of categories has some dozens of shelves", "[net][catalog]") {
    std::string categories;
    for (int i = 0; i < 3000; ++i) categories += std::string(i > 0 ? "," : "") + R"({"name": "N", "query": "palace"})";
    const LoadedCatalog loaded = read(films("\"categories\": [" + categories + "]"));
    CHECK(loaded.catalog.shelves.size() == 60);
    CHECK(count_code(loaded.findings, "too-many-categories") > 0);
}

TEST_CASE("Age ratings: an episode has its own or its series', a series the highest of all", "[net][catalog]") {
    const LoadedCatalog loaded =
        read(series_feed(R"("rating": {"rating": "PG13", "ratingSource": "MPAA"}, )",
                         episode(1) + ", " + episode(2, R"("advisoryRatings": [{"source": "FSK", "value": "16"},
                                                          {"source": "USA_PR", "value": "TV-14"}], )")));
    const Series& series = loaded.catalog.series.at(0);
    CHECK(series.age == 16);
    CHECK(series.episodes[0].age == 13);
    CHECK(series.episodes[1].age == 16);
    CHECK(strictest(series.episodes[1].ratings)->value == "16");
    const LoadedCatalog unrated = read(series_feed("", episode(1)));
    CHECK_FALSE(unrated.catalog.series.at(0).age);
    CHECK(strictest({}) == nullptr);
}

TEST_CASE("Direct Publisher: a local feed names files below its folder and nothing above", "[net][catalog]") {
    const test::TemporaryFolder folder;
    const auto loaded = parse_feed(series_feed("", episode(1) + R"(, {"id": "x", "title": "X", "episodeNumber": 2,
            "content": {"videos": [{"url": "../secret.mp4"}, {"url": "/etc/passwd"}, {"url": "https://cdn.example/x.mp4"}]}})"),
                                   SourceOrigin::folder(folder.path().string()));
    REQUIRE(loaded);
    const auto& episodes = loaded->catalog.series.at(0).episodes;
    CHECK(episodes[0].videos.at(0).url == (folder.path() / "1.mp4").string());
    REQUIRE(episodes[1].videos.size() == 1);
    CHECK(episodes[1].videos[0].url == "https://cdn.example/x.mp4");
    CHECK(count_code(loaded->findings, "forbidden-address") == 2);
}

TEST_CASE("Direct Publisher: files with pictures for scrubbing keep their order and kind", "[net][catalog]") {
    const Episode files = episode_with_content(
        R"({"duration": 60, "videos": [{"url": "1.mp4"}], "trickPlayFiles": [
            {"url": "hd.bif", "quality": "HD"}, {"url": "thumbs.vtt"}, {"url": "frames.m3u8?x=1"}, {"url": "noname"}]})");
    REQUIRE(files.trick_play.size() == 4);
    CHECK(files.trick_play[0].url == "https://feeds.example/drama/hd.bif");
    CHECK(files.trick_play[0].quality == "HD");
    CHECK(files.trick_play[0].kind == TrickPlayFile::Kind::Bif);
    CHECK(files.trick_play[1].kind == TrickPlayFile::Kind::WebVtt);
    CHECK(files.trick_play[2].kind == TrickPlayFile::Kind::Hls);
    CHECK(files.trick_play[3].kind == TrickPlayFile::Kind::Bif);
}

TEST_CASE("Direct Publisher: broken files with pictures for scrubbing are reported", "[net][catalog]") {
    std::vector<Finding> findings;
    const Episode none = episode_with_content(
        R"({"duration": 60, "videos": [{"url": "1.mp4"}],
            "trickPlayFiles": [{"quality": "HD"}, {"url": "file:///etc/passwd"}, {"url": "a.bif", "quality": "tiny"}]})",
        &findings);
    REQUIRE(none.trick_play.size() == 1);
    CHECK(none.trick_play[0].quality.empty());
    CHECK(find_code(findings, "trick-play-without-address"));
    CHECK(find_code(findings, "forbidden-address"));
    CHECK(find_code(findings, "unknown-quality"));
}

TEST_CASE("Direct Publisher: a storyboard is as its type says, or its name", "[net][catalog]") {
    const auto storyboard = [](const std::string& value) {
        const LoadedCatalog loaded = read(series_feed("", episode(1, R"("_drama": {"storyboard": )" + value + "},")));
        const auto& found = loaded.catalog.series.at(0).episodes.at(0).trick_play;
        return std::pair(found.empty() ? std::string() : found[0].url, codes_of(loaded.findings));
    };
    CHECK(storyboard(R"({"url": "a.php", "type": "vtt"})").first == "https://feeds.example/drama/a.php");
    CHECK(storyboard(R"({"url": "a.vtt"})").first == "https://feeds.example/drama/a.vtt");
    const auto unknown = storyboard(R"({"url": "a.php", "type": "gif"})");
    CHECK(unknown.first.empty());
    CHECK(unknown.second.find("unknown-storyboard-type") != std::string::npos);
}

}  // namespace cliffhanger
