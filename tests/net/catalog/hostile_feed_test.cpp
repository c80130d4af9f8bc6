#include <iterator>
#include <random>

#include "net/catalog/feed_reader.h"
#include "net/catalog/text_encoding.h"
#include "tests/net/catalog/finding_matchers.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

const SourceOrigin kNetwork = SourceOrigin::network("https://feeds.example/feed.json");

constexpr const char* kFeed = R"({"providerName": "P", "language": "en", "lastUpdated": "2024-01-01", "series": [
  {"id": "s", "title": "S", "titles": [{"value": "剧", "languages": ["zh"]}], "genres": ["drama"], "thumbnail": "p.jpg",
   "_drama": {"posters": [{"url": "q.jpg", "width": 2, "height": 3}], "freeUntil": 1, "unlock": {"kind": "coin"}},
   "seasons": [{"seasonNumber": 1, "episodes": [{"id": "a", "title": "A", "episodeNumber": 1,
     "content": {"duration": 60.5, "videos": [{"url": "a.mp4", "quality": "HD", "videoType": "MP4", "bitrate": 1e3}],
     "captions": [{"url": "a.vtt", "language": "en"}], "creditCuePoints": [{"creditType": "end", "start": 5}]}}]}]}],
  "movies": [{"id": "m", "title": "M", "content": {"videos": [{"url": "https://x.example/m.mp4"}]}}],
  "playlists": [{"name": "L", "itemIds": ["m"]}], "nextPageUrl": "2.json"})";

constexpr const char* kSearchFeed =
    R"({"version": "1", "assets": [{"id": "s", "type": "series", "titles": [{"value": "S"}]},
  {"id": "e", "type": "episode", "titles": [{"value": "T", "languages": ["en"]}], "episodeInfo": {"seriesId": "s",
   "episodeNumber": 1}, "durationInSeconds": 5, "images": [{"type": "main", "url": "i.jpg"}],
   "content": {"media": {"videos": [{"url": "e.mp4", "quality": "mp4", "videoType": "hd"}]},
   "playOptions": [{"license": "rental", "price": 1}]}}]})";

/// Whatever came out, an application could show it.
void check_presentable(const LoadedCatalog& loaded) {
    for (const Series& series : loaded.catalog.series) {
        REQUIRE_FALSE(series.id.empty());
        REQUIRE_FALSE(series.title.empty());
        REQUIRE_FALSE(series.episodes.empty());
        REQUIRE(valid_utf8(series.title.get("")) == series.title.get(""));
        for (const Episode& episode : series.episodes) {
            REQUIRE_FALSE(episode.id.empty());
            for (const VideoAddress& video : episode.videos) REQUIRE(is_http_url(video.url));
        }
    }
}

std::string mutated(const std::string& feed, std::mt19937& random) {
    std::string text = feed;
    const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    constexpr std::string_view kPieces[] = {"\"", "[",     "]",   "{",  "}",    ",",    ":",    "null",
                                            "-1", "1e308", "\\u", "\\", "\xFF", "true", "\"\"", "[]"};
    for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
        const std::size_t at = below(text.size());
        switch (below(5)) {
            case 0:
                text[at] = static_cast<char>(random());
                break;
            case 1:
                text.erase(at, 1 + below(12));
                break;
            case 2:
                text.insert(at, kPieces[below(std::size(kPieces))]);
                break;
            case 3:
                text.insert(below(text.size()), text.substr(at, below(60)));
                break;
            default:
                text.replace(at, 1, kPieces[below(std::size(kPieces))]);
                break;
        }
    }
    return text;
}

}  // namespace

TEST_CASE("parse_feed: no mutation of a feed crashes it or yields what cannot be shown", "[net][catalog][fuzz]") {
    std::mt19937 random(20240229);
    std::size_t read = 0;
    for (const char* feed : {kFeed, kSearchFeed}) {
        for (int round = 0; round < 2000; ++round) {
            const std::string text = mutated(feed, random);
            const auto loaded = parse_feed(text, kNetwork);
            if (!loaded) {
                REQUIRE_FALSE(loaded.error().message.empty());
                continue;
            }
            ++read;
            check_presentable(*loaded);
        }
    }
    CHECK(read > 500);
}

TEST_CASE("parse_feed: every cut of a feed is an error, not a crash", "[net][catalog][fuzz]") {
    const std::string feed = kFeed;
    for (std::size_t size = 0; size < feed.size(); ++size) REQUIRE_FALSE(parse_feed(feed.substr(0, size), kNetwork));
}

TEST_CASE("parse_feed: deep nesting inside known members is harmless", "[net][catalog]") {
    constexpr std::size_t kDepth = 100'000;
    const std::string deep = std::string(kDepth, '[') + std::string(kDepth, ']');
    const auto loaded =
        parse_feed(R"({"series": [{"id": )" + deep + R"(, "title": )" + deep + R"(, "_drama": )" + deep +
                       R"(, "episodes": [{"content": {"videos": )" + deep + "}}, " + deep + "]}]}",
                   kNetwork);
    REQUIRE(loaded);
    check_presentable(*loaded);
    CHECK(test::count_code(loaded->findings, "wrong-type") > 3);
}

TEST_CASE("parse_feed: absurd numbers are reported and ignored", "[net][catalog]") {
    const auto loaded =
        parse_feed(R"({"series": [{"id": "s", "title": "S", "_drama": {"likes": 1e300, "episodeCount": -5,
        "freeUntil": 99999999999999}, "episodes": [{"id": "e", "title": "E", "episodeNumber": 1e18,
        "content": {"duration": 1e200, "videos": [{"url": "a.mp4", "bitrate": 123456789012345678901234567890}]}}]}]})",
                   kNetwork);
    REQUIRE(loaded);
    const Series& series = loaded->catalog.series.at(0);
    CHECK(series.announced_episodes == 0);
    CHECK(series.episodes.at(0).number == 1);
    CHECK_FALSE(series.episodes[0].duration_s);
    CHECK(series.episodes[0].videos.at(0).bitrate_kbps == 0);
    CHECK(test::count_code(loaded->findings, "bad-number") == 3);
}

TEST_CASE("parse_feed: the last of two members with one name counts", "[net][catalog]") {
    const auto loaded = parse_feed(R"({"movies": [{"id": "a", "id": "b", "title": "T",
        "content": {"videos": [{"url": "m.mp4"}]}}]})",
                                   kNetwork);
    REQUIRE(loaded);
    CHECK(loaded->catalog.series.at(0).id == "b");
    CHECK(test::count_code(loaded->findings, "duplicate-key") == 1);
}

TEST_CASE("parse_feed: a hundred thousand episodes with the same mistakes are read, and the findings stay few",
          "[net][catalog]") {
    std::string feed = R"({"series": [{"id": "s", "title": "S", "episodes": [)";
    constexpr int kEpisodes = 100'000;
    for (int i = 1; i <= kEpisodes; ++i) {
        feed += (i > 1 ? ",\n" : "\n") + std::string(R"({"id": "same", "title": "T", "episodeNumber": ")") +
                std::to_string(i) + R"(", "content": {"videos": [{"url": "a.mp4", "videoType": "mp4"}]}})";
    }
    const auto loaded = parse_feed(feed + "]}]}", kNetwork);
    REQUIRE(loaded);
    const auto& episodes = loaded->catalog.series.at(0).episodes;
    REQUIRE(episodes.size() == kEpisodes);
    CHECK(episodes.back().number == kEpisodes);
    CHECK(episodes.back().id == "same~100000");
    CHECK(loaded->findings.size() < 5000);
    CHECK(loaded->findings.back().message.find("more of the same") != std::string::npos);
}

TEST_CASE("parse_feed: controls and overrides of writing direction are left out of texts, and reported",
          "[net][catalog]") {
    const auto loaded = parse_feed(R"({"providerName": "P\u202Eq", "language": "en", "lastUpdated": "2024-01-01",
 "series": [{"id": "s", "title": "A\u202EB\u2066C\u0007", "longDescription": "one\ntwo\u0085",
  "thumbnail": "p.jpg", "genres": ["dr\u202Bama"], "episodes": [{"id": "e", "episodeNumber": 1,
   "title": "\u200Fمر\u200Cحبا\u2069", "content": {"videos": [{"url": "e.mp4"}]}}]}]})",
                                   kNetwork);
    REQUIRE(loaded);
    const Series& series = loaded->catalog.series.at(0);
    CHECK(loaded->catalog.name == "Pq");
    CHECK(series.title.get("") == "ABC");
    CHECK(series.synopsis.get("") == "one\ntwo");
    CHECK(series.genres.at(0) == "drama");
    // The marks and joiners that scripts need stay.
    CHECK(series.episodes.at(0).title.get("") == "\u200Fمر\u200Cحبا");
    CHECK(test::count_code(loaded->findings, "hidden-control") == 3);
    const Finding* finding = test::find_code(loaded->findings, "hidden-control");
    CHECK(finding->severity == Severity::Warning);
    CHECK(finding->line == 1);
}

}  // namespace cliffhanger
