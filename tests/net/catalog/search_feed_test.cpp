#include "net/catalog/feed_reader.h"
#include "tests/net/catalog/finding_matchers.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

using test::codes_of;
using test::count_code;
using test::find_code;

LoadedCatalog read(const std::string& text) {
    auto loaded = parse_feed(text, SourceOrigin::network("https://feeds.example/search.json"));
    REQUIRE(loaded);
    return *std::move(loaded);
}

std::string episode(const std::string& id, const std::string& series, int number) {
    return R"({"id": ")" + id + R"(", "type": "episode", "titles": [{"value": "T"}], "durationInSeconds": 60,
        "episodeInfo": {"seriesId": ")" +
           series + R"(", "episodeNumber": )" + std::to_string(number) + R"(},
        "content": {"media": {"videos": [{"url": ")" +
           id + R"(.mp4", "quality": "hd", "videoType": "mp4"}]}}})";
}

}  // namespace

TEST_CASE("Search feed: flat assets are joined by seriesId in any order", "[net][catalog]") {
    const LoadedCatalog loaded =
        read(R"({"version": "1", "defaultLanguage": "en", "assets": [)" + episode("e2", "s", 2) + R"(,
        {"id": "s", "type": "series", "titles": [{"value": "Heir", "languages": ["en"]}, {"value": "Heredera", "languages": ["es", "pt"]}],
         "shortDescriptions": [{"value": "D"}], "genres": ["drama"], "images": [
            {"type": "logo", "url": "https://i.example/logo.png"}, {"type": "main", "url": "https://i.example/main.jpg"}]},
        {"type": "season", "seasonInfo": {"seriesId": "s", "seasonNumber": 1}},)" +
             episode("e1", "s", 1) + R"(,
        {"id": "m", "type": "movie", "titles": [{"value": "M", "language": "en"}], "durationInMilliseconds": 90500,
         "images": [{"type": "main", "url": "https://i.example/m.jpg"}],
         "content": {"media": {"videos": [{"url": "https://v.example/m", "quality": "mp4", "videoType": "uhd", "bitRate": 100}],
            "captions": [{"url": "m.vtt", "captionType": "closed_caption", "language": "en"}],
            "audioTracks": [{"language": "en", "type": "audio description", "label": "AD"}],
            "creditCuePoints": [{"creditType": "recap", "start": 1, "end": 2}], "adBreaks": [10, 20]},
          "playOptions": [{"license": "subscription", "quality": "hd", "playId": "p"}]}}]})");
    CHECK(codes_of(loaded.findings) == "episodes-out-of-order");
    CHECK(loaded.catalog.format == CatalogFormat::RokuSearch);
    REQUIRE(loaded.catalog.series.size() == 2);
    const Series& series = loaded.catalog.series[0];
    CHECK(series.title.get("pt-BR") == "Heredera");
    REQUIRE(series.posters.size() == 1);
    CHECK(series.episodes.at(0).id == "e1");
    CHECK(series.episodes[0].videos.at(0).url == "https://feeds.example/e1.mp4");
    const Episode& movie = loaded.catalog.series[1].episodes.at(0);
    CHECK(movie.duration_s == 90.5);
    CHECK(movie.videos.at(0).video_type == "MP4");
    CHECK(movie.videos[0].quality == "UHD");
    CHECK(movie.videos[0].bitrate_kbps == 100);
    CHECK(movie.captions.at(0).closed_caption);
    CHECK(movie.audio_tracks.at(0).type == "audio description");
    CHECK(movie.cue_points.at(0).type == "recap");
    CHECK(movie.lock->kind == "subscription");
}

TEST_CASE("Search feed: episodes without a described series still play", "[net][catalog]") {
    const LoadedCatalog loaded = read(R"({"assets": [)" + episode("a", "ghost", 1) + "," + episode("b", "", 1) +
                                      R"(, {"id": "q", "type": "quiz"}]})");
    REQUIRE(loaded.catalog.series.size() == 2);
    CHECK(loaded.catalog.series[0].id == "ghost");
    CHECK(find_code(loaded.findings, "unknown-series") != nullptr);
    CHECK(find_code(loaded.findings, "episode-without-series") != nullptr);
    CHECK(find_code(loaded.findings, "unknown-asset-type") != nullptr);
}

TEST_CASE("Search feed: the second series of an id is reported", "[net][catalog]") {
    const std::string series = R"({"id": "s", "type": "series", "titles": [{"value": "%"}]})";
    const LoadedCatalog loaded = read(R"({"assets": [)" + series + "," + series + "," + episode("a", "s", 1) + "]}");
    CHECK(loaded.catalog.series.size() == 1);
    CHECK(count_code(loaded.findings, "duplicate-id") == 1);
}

TEST_CASE("parse_feed: JSON that is no feed is refused by name", "[net][catalog]") {
    for (const char* text : {"[]", "{}", "5", "\"feed\"", "null", R"({"assets": []})",
                             R"({"assets": [{"type": "awe.Video"}]})", R"({"content": []})", R"({"series": "none"})"}) {
        CAPTURE(text);
        const auto loaded = parse_feed(text, SourceOrigin::network("https://x.example/"));
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().kind == ErrorKind::Unsupported);
    }
    const auto json_feed = parse_feed(R"({"version": "https://jsonfeed.org/version/1.1", "items": []})",
                                      SourceOrigin::network("https://x.example/"));
    REQUIRE_FALSE(json_feed);
    CHECK(json_feed.error().message.find("JSON Feed") != std::string::npos);
}

}  // namespace cliffhanger
