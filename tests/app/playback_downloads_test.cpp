// Downloads of the feed that plays, over real sockets on loopback: what is here plays from here, and is there without
// the feed.
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <map>

#include "app/downloads/download_manager.h"
#include "app/downloads/offline_feed.h"
#include "app/downloads/sha256.h"
#include "app/playback/playback_host.h"
#include "net/curl_http_client.h"
#include "tests/app/support/clip_feed.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

namespace cliffhanger::test {
namespace {

using namespace std::chrono_literals;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string& clip() {
    static const std::string kClip = content_of(fixture_path("numbered.mp4"));
    return kClip;
}

std::string feed_text(int episodes, const std::string& more = {}, const std::string& beside = {}) {
    std::string text = R"({"providerName":"P","language":"en","series":[{"id":"s","title":"Night Bus","episodes":[)";
    for (int i = 1; i <= episodes; ++i) {
        const std::string n = std::to_string(i);
        text += std::string(i > 1 ? "," : "") + R"({"id":"e)" + n + R"(","title":"E)" + n + R"(","episodeNumber":)" +
                n + R"(,"content":{"duration":3,"videos":[{"url":"e)" + n + R"(.mp4","videoType":"MP4",)" +
                R"("_drama":{"hash":{"size":)" + std::to_string(clip().size()) + more + "}}}]" + beside + "}}";
    }
    return text + "]}]}";
}

/// A viewer with a folder, and a host as the application makes one.
class Machine {
 public:
    Machine(const std::filesystem::path& home, const std::string& source)
        : options(english()),
          http(make_curl_http_client({})),
          mixer(clock),
          stats(Microseconds{0}),
          library(home / "library.db"),
          manager({.folder = home / "downloads", .retries = {.first_delay = 1ms, .longest_delay = 2ms}}, *http,
                  [this] { wake(); }),
          kept(manager.kept_files(), *http),
          host(HostSurroundings{.http = kept,
                                .clock = clock,
                                .mixer = mixer,
                                .stats = stats,
                                .library = library,
                                .wake = [this] { wake(); },
                                .downloads = &manager,
                                .offline_feeds = home / "feeds"},
               options, source) {}

    template <class Holds>
    bool wait_until(Holds holds) {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (std::chrono::steady_clock::now() < deadline) {
            host.sync(clock.now(), {host.current_page()});
            if (holds()) return true;
            std::unique_lock lock(mutex);
            changed.wait_for(lock, 2ms);
        }
        return false;
    }
    bool plays() {
        return wait_until([this] {
            const auto now = host.page_count() > 0 ? host.snapshot(host.current_page()) : std::nullopt;
            return now && now->has_first_frame;
        });
    }
    bool arrives(std::size_t finished) {
        return wait_until([&] {
            std::size_t count = 0;
            for (const Download& download : manager.downloads()) count += download.state == DownloadState::Finished;
            return count == finished && manager.idle();
        });
    }

    PlayOptions options;
    ManualClock clock;
    std::unique_ptr<HttpClient> http;
    AudioMixer mixer;
    RunStats stats;
    std::mutex mutex;
    std::condition_variable changed;
    Library library;
    DownloadManager manager;
    KeptFilesClient kept;
    PlaybackHost host;

 private:
    static PlayOptions english() {
        PlayOptions options;
        options.language = "en";
        options.manual_clock = true;
        return options;
    }
    void wake() {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    }
};

/// A feed of three episodes on a server.
class Site {
 public:
    explicit Site(const std::string& more = {}, const std::string& beside = {}) {
        server.add("/feed.json", {.body = feed_text(3, more, beside)});
        for (const char* path : {"/e1.mp4", "/e2.mp4", "/e3.mp4"}) server.add(path, {.body = clip(), .etag = "\"1\""});
    }
    std::string feed() const { return server.url("/feed.json"); }
    void goes_away() {
        for (const char* path : {"/feed.json", "/e1.mp4", "/e2.mp4", "/e3.mp4"})
            server.add(path, {.body = "gone", .status = 404});
    }
    HttpTestServer server;
};

}  // namespace

TEST_CASE("offline feed: what is said of a series comes back as it was", "[app][playback_downloads]") {
    const TemporaryFolder folder;
    const Site site;
    const auto http = make_curl_http_client({});
    const SystemClock clock;
    auto loaded = load_catalog(site.feed(), *http, clock, {});
    REQUIRE(loaded);
    Series& series = loaded->catalog.series[0];
    series.synopsis.values = {{"en", "A \"quoted\" story"}, {"zh-Hans", "故事"}};
    series.genres = {"Drama"};
    series.credits = {{"A. Actor", "actor", "Mia"}};
    series.posters = {{"https://a.test/p.jpg", 200, 300}};
    series.dominant_color = "#aabbcc";
    series.warnings = {"violence"};
    series.ratings = {{"USA_PR", "TV14", {"violence"}}};
    series.announced_episodes = 12;
    Episode& episode = series.episodes[1];
    episode.captions = {{"https://a.test/c.vtt", "ar", true, "Label"}};
    episode.cue_points = {{"intro", 0, 1.5}};
    episode.lock = Lock{"coin", 12, "USD"};
    episode.videos[0].sha256 = sha256_of("x");
    episode.likes = 7;
    folder.write("feed.json", offline_feed(loaded->catalog, {"s"}));
    const auto again = load_catalog((folder.path() / "feed.json").string(), *http, clock, {});
    REQUIRE(again);
    REQUIRE(again->catalog.series.size() == 1);
    const Series& back = again->catalog.series[0];
    CHECK(back.title.get("en") == "Night Bus");
    CHECK(back.synopsis.get("en") == "A \"quoted\" story");
    CHECK(back.synopsis.get("zh-Hans") == "故事");
    CHECK(back.genres == series.genres);
    CHECK(back.credits[0].character == "Mia");
    CHECK(back.posters[0].url == "https://a.test/p.jpg");
    CHECK(back.dominant_color == "#aabbcc");
    CHECK(back.warnings == series.warnings);
    CHECK(back.ratings[0].value == "TV14");
    CHECK(back.announced_episodes == 12);
    REQUIRE(back.episodes.size() == 3);
    CHECK(back.episodes[1].number == 2);
    CHECK(back.episodes[1].captions[0].closed_caption);
    CHECK(back.episodes[1].captions[0].language == "ar");
    CHECK(back.episodes[1].cue_points[0].end_s == 1.5);
    CHECK(back.episodes[1].lock->price == 12);
    CHECK_FALSE(back.episodes[0].lock);
    CHECK(back.episodes[1].videos[0].sha256 == sha256_of("x"));
    CHECK(back.episodes[1].videos[0].size == episode.videos[0].size);
    CHECK(back.episodes[1].duration_s == 3.0);
    CHECK(back.episodes[1].likes == 7);
    CHECK(offline_feed(loaded->catalog, {}).find("Night Bus") == std::string::npos);
}

TEST_CASE("offline feed: the feed's own shelves keep their names, order and what is written of them",
          "[app][playback_downloads]") {
    const TemporaryFolder folder;
    Catalog catalog;
    for (const char* id : {"a", "b", "c"}) {
        Series& series = catalog.series.emplace_back();
        series.id = id;
        series.title.values = {{"en", id}};
        series.episodes.resize(1);
        series.episodes[0].id = std::string(id) + "1";
        series.episodes[0].videos = {{.url = "https://a.test/clip.mp4"}};
    }
    catalog.shelves = {{"Tonight", {2, 1, 0}}, {"Only there", {1}}, {"Tonight", {2}}};
    folder.write("feed.json", offline_feed(catalog, {"a", "c"}));
    const auto http = make_curl_http_client({});
    const auto again = load_catalog((folder.path() / "feed.json").string(), *http, SystemClock(), {});
    REQUIRE(again);
    REQUIRE(again->catalog.series.size() == 2);
    REQUIRE(again->catalog.shelves.size() == 2);
    CHECK(again->catalog.shelves[0].name == "Tonight");
    CHECK(again->catalog.shelves[0].series == std::vector<std::size_t>{1, 0});
    CHECK(again->catalog.shelves[1].name == "Tonight");
    CHECK(again->catalog.shelves[1].series == std::vector<std::size_t>{1});
}

TEST_CASE("PlaybackDownloads: a plan says the size, leaves out what is here, and knows the room",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    const Site site;
    Machine machine(home.path(), site.feed());
    REQUIRE(machine.plays());
    DownloadControl& downloads = machine.host.downloads();
    REQUIRE(machine.wait_until([&] { return downloads.space().free > 0; }));
    const auto size = static_cast<std::int64_t>(clip().size());
    DownloadPlan plan = downloads.plan(0, {0, 1, 2});
    CHECK(plan.size_known);
    CHECK(plan.bytes == 3 * size);
    CHECK(plan.missing == 0);
    downloads.order(0, {0});
    REQUIRE(machine.arrives(1));
    plan = downloads.plan(0, {0, 1, 2});
    CHECK(plan.episodes == std::vector<std::size_t>{1, 2});
    machine.host.settings().set(Setting::DownloadSpace, "1");
    REQUIRE(machine.wait_until([&] { return downloads.space().limit == 1'000'000'000; }));
}

TEST_CASE("PlaybackDownloads: what the feed does not say of sizes is asked of servers, once",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    HttpTestServer server;
    const bool stream = GENERATE(false, true);
    const std::string url = stream ? "e1.m3u8" : "e1.mp4";
    server.add("/feed.json",
               {.body = R"({"providerName":"P","language":"en","series":[{"id":"s","title":"S","episodes":[{"id":"e1",)"
                        R"("title":"E","episodeNumber":1,"content":{"duration":10,"videos":[{"url":")" +
                        url + R"("}]}}]}]})"});
    server.add("/e1.mp4", {.body = clip(), .etag = "\"1\""});
    server.add("/e1.m3u8", {.body = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=800000,"
                                    "RESOLUTION=720x1280\nmedia.m3u8\n"});
    Machine machine(home.path(), server.url("/feed.json"));
    REQUIRE(machine.wait_until([&] { return machine.host.page_count() == 1; }));
    DownloadControl& downloads = machine.host.downloads();
    CHECK_FALSE(downloads.plan(0, {0}).size_known);
    downloads.measure(0, {0});
    REQUIRE(machine.wait_until([&] { return downloads.plan(0, {0}).size_known; }));
    CHECK(downloads.plan(0, {0}).bytes == (stream ? 1'000'000 : static_cast<std::int64_t>(clip().size())));
    const std::size_t asked = server.count("/" + url);
    downloads.measure(0, {0});
    CHECK(server.count("/" + url) <= asked + 1);  // the player itself asks, too
}

TEST_CASE("PlaybackDownloads: a downloaded episode plays from here, also without the feed",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    Site site;
    {
        Machine machine(home.path(), site.feed());
        REQUIRE(machine.plays());
        machine.host.downloads().order(0, {1});
        REQUIRE(machine.arrives(1));
        const std::size_t asked = site.server.count("/e2.mp4");
        machine.host.commit_page(2);
        REQUIRE(machine.plays());
        machine.host.commit_page(0);
        machine.host.commit_page(1);
        REQUIRE(machine.plays());
        CHECK(site.server.count("/e2.mp4") <= asked + 1);  // the neighbour had been opened before
    }
    {
        const std::size_t asked = site.server.count("/e2.mp4");
        Machine machine(home.path(), site.feed());
        REQUIRE(machine.plays());
        CHECK(machine.host.page_count() == 3);
        CHECK(machine.host.current_page() == 1);
        CHECK(site.server.count("/e2.mp4") == asked);
        CHECK_FALSE(machine.host.offline());
    }
    site.goes_away();
    Machine machine(home.path(), site.feed());
    REQUIRE(machine.plays());
    CHECK(machine.host.offline());
    REQUIRE(machine.host.page_count() == 1);
    CHECK(machine.host.page(0).episode->id == "e2");
    CHECK(machine.host.page(0).series->title.get("en") == "Night Bus");
    REQUIRE(machine.host.next_change());

    SECTION("as soon as the feed is there again, everything is") {
        site.server.add("/feed.json", {.body = feed_text(3)});
        machine.clock.advance(16s);
        REQUIRE(machine.wait_until([&] { return !machine.host.offline(); }));
        CHECK(machine.host.page_count() == 3);
        CHECK(machine.host.current_page() == 1);
        CHECK(machine.host.take_notice() == HostNotice::BackOnline);
        CHECK_FALSE(machine.host.next_change());
    }
    SECTION("while it is not, what is here stays") {
        machine.clock.advance(16s);
        machine.host.reload_feed();
        REQUIRE(machine.wait_until([&] { return machine.host.feed_error().has_value(); }));
        CHECK(machine.host.offline());
        CHECK(machine.host.feed_state() == FeedState::Ready);
    }
}

TEST_CASE("PlaybackDownloads: dubs come with the episode and are heard without the network",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    Site site({}, R"(,"audioTracks":[{"url":"de.mp4","language":"de","label":"Deutsch","type":"other"},)"
                  R"({"url":"fr.m3u8","language":"fr","label":"Français","type":"other"}])");
    site.server.add("/de.mp4", {.body = clip()});
    site.server.add("/fr.m3u8", {.body = "#EXTM3U\n"});
    {
        Machine machine(home.path(), site.feed());
        REQUIRE(machine.plays());
        machine.host.downloads().order(0, {0});
        REQUIRE(machine.arrives(1));
    }
    site.goes_away();
    site.server.add("/de.mp4", {.body = "gone", .status = 404});
    Machine machine(home.path(), site.feed());
    REQUIRE(machine.plays());
    REQUIRE(machine.host.offline());
    const auto sound = [&] { return *machine.host.snapshot(0); };
    REQUIRE(sound().audio_tracks.size() == 3);
    machine.host.select_audio(sound().audio_tracks[1].index);
    CHECK(machine.wait_until([&] {
        const SessionSnapshot now = sound();
        return now.audio_tracks[static_cast<std::size_t>(now.audio_track)].language == "de";
    }));
    CHECK(machine.manager.kept_files().find(site.server.url("/fr.m3u8")).empty());
}

TEST_CASE("PlaybackDownloads: without the feed its own shelves are there, with the series that play",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    HttpTestServer server;
    std::string feed = R"({"providerName":"P","language":"en","series":[)";
    for (const std::string id : {"broken", "b", "c", "d"}) {
        feed += std::string(id == "broken" ? "" : ",") + R"({"id":")" + id + R"(","title":"S","episodes":[{"id":")" +
                id + R"(1","title":"E","episodeNumber":1,"content":{"duration":3,"videos":[{"url":")" + id +
                R"(.mp4",)" + R"("videoType":"MP4"}]}}]})";
        if (id != "broken") server.add("/" + id + ".mp4", {.body = clip(), .etag = "\"1\""});
    }
    feed +=
        R"(],"categories":[{"name":"Tonight","playlistName":"t","order":"manual"},)"
        R"({"name":"Quiet","playlistName":"q","order":"manual"},{"name":"Gone","playlistName":"g","order":"manual"}],)"
        R"("playlists":[{"name":"t","itemIds":["d","c","b","broken"]},{"name":"q","itemIds":["b"]},)"
        R"({"name":"g","itemIds":["broken","c"]}]})";
    server.add("/feed.json", {.body = feed});
    {
        Machine machine(home.path(), server.url("/feed.json"));
        REQUIRE(machine.wait_until([&] { return machine.host.page_count() == 4; }));
        machine.host.commit_page(1);
        REQUIRE(machine.plays());
        for (const std::size_t series : {0, 1, 3}) machine.host.downloads().order(series, {0});
        REQUIRE(machine.arrives(2));
    }
    for (const char* path : {"/feed.json", "/b.mp4", "/d.mp4"}) server.add(path, {.body = "gone", .status = 404});
    Machine machine(home.path(), server.url("/feed.json"));
    REQUIRE(machine.plays());
    REQUIRE(machine.host.offline());
    std::map<std::string, std::vector<std::string>> rows;
    for (const Shelf& shelf : machine.host.shelves()) {
        if (shelf.kind != ShelfKind::FromFeed) continue;
        for (const ShelfItem& item : shelf.items)
            rows[shelf.subject.name].push_back(machine.host.catalog()->series[item.series].id);
    }
    CHECK(rows == std::map<std::string, std::vector<std::string>>{{"Quiet", {"b"}}, {"Tonight", {"d", "b"}}});
}

TEST_CASE("PlaybackDownloads: without downloads a feed that cannot be had is an error as ever",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    Site site;
    site.goes_away();
    Machine machine(home.path(), site.feed());
    REQUIRE(machine.wait_until([&] { return machine.host.feed_state() == FeedState::Failed; }));
    CHECK(machine.host.feed_error()->kind == ErrorKind::NotFound);
}

TEST_CASE("PlaybackDownloads: what was watched goes when the viewer wants that, but not from under them",
          "[app][playback_downloads]") {
    const TemporaryFolder home;
    const Site site;
    Machine machine(home.path(), site.feed());
    REQUIRE(machine.plays());
    machine.host.downloads().order(0, {0, 2});
    REQUIRE(machine.arrives(2));
    for (const char* id : {"e1", "e3"}) {
        EpisodeRecord record;
        record.watched = 1;
        machine.library.set_episode({machine.host.feed_key(), "s", id}, record);
    }
    machine.host.settings().set(Setting::DeleteWatched, "on");
    REQUIRE(machine.arrives(1));
    CHECK(machine.host.downloads().of(0, 0));  // on the stage
    CHECK_FALSE(machine.host.downloads().of(0, 2));
}

TEST_CASE("PlaybackDownloads: what comes damaged starts over, once", "[app][playback_downloads]") {
    const TemporaryFolder home;
    Site site(R"(,"sha256":")" + sha256_of(clip()) + "\"");
    std::string wrong = clip();
    wrong[wrong.size() / 2] = static_cast<char>(~wrong[wrong.size() / 2]);
    site.server.add_sequence("/e3.mp4", {{.body = wrong, .etag = "\"1\""}, {.body = clip(), .etag = "\"1\""}});
    Machine machine(home.path(), site.feed());
    REQUIRE(machine.plays());
    machine.host.downloads().order(0, {2});
    REQUIRE(machine.arrives(1));
    CHECK(content_of(machine.manager.find({machine.host.feed_key(), "s", "e3"})->media) == clip());
    CHECK(site.server.count("/e3.mp4") == 2);
}

}  // namespace cliffhanger::test
