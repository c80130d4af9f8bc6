#include "net/catalog/catalog_client.h"

#include <sys/stat.h>

#include <thread>

#include "net/curl_http_client.h"
#include "tests/net/catalog/finding_matchers.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/http_test_server.h"

namespace cliffhanger {

namespace {

using test::find_code;
using test::HttpRoute;
using test::HttpTestServer;
using test::TemporaryFolder;

Result<LoadedCatalog> load(const std::string& source, std::stop_token stop = {}) {
    const auto http = make_curl_http_client();
    const SystemClock clock;
    return load_catalog(source, *http, clock, std::move(stop));
}

Error error_of(const std::string& source) {
    const auto loaded = load(source);
    REQUIRE_FALSE(loaded);
    return loaded.error();
}

std::string movie_feed(const std::string& id, const std::string& url, const std::string& next = "") {
    return R"({"movies": [{"id": ")" + id + R"(", "title": "M", "content": {"videos": [{"url": ")" + url + R"("}]}}])" +
           (next.empty() ? "" : R"(, "nextPageUrl": ")" + next + "\"") + "}";
}

HttpRoute text_route(const std::string& body) {
    HttpRoute route;
    route.body = body;
    return route;
}

}  // namespace

TEST_CASE("load_catalog: a feed's relative addresses resolve against where it was found after redirects",
          "[net][catalog]") {
    HttpTestServer server;
    HttpRoute redirect;
    redirect.redirect_to = "/deep/er/feed.json";
    server.add("/short", redirect);
    server.add("/deep/er/feed.json", text_route(movie_feed("m", "../m.mp4")));
    const auto loaded = load(server.url("/short"));
    REQUIRE(loaded);
    CHECK(loaded->catalog.series.at(0).episodes.at(0).videos.at(0).url == server.url("/deep/m.mp4"));
}

TEST_CASE("load_catalog: what a server gives is told by its first bytes, whatever its name", "[net][catalog]") {
    HttpTestServer server;
    server.add("/feed", text_route("\xEF\xBB\xBF \n" + movie_feed("m", "m.mp4")));
    server.add("/video", text_route(std::string("\0\0\0\x20"
                                                "ftypisom",
                                                12) +
                                    std::string(200'000, '\0')));
    server.add("/page", text_route("<!DOCTYPE html><html></html>"));
    server.add("/rss", text_route("<?xml version='1.0'?><!-- a --><rss version='2.0'/>"));
    server.add("/atom", text_route("<feed xmlns='http://www.w3.org/2005/Atom'/>"));
    server.add("/hls.m3u8", text_route("#EXTM3U\n#EXT-X-VERSION:3\n"));
    server.add("/list.m3u", text_route("#EXTM3U\n#EXTINF:-1,News\nhttp://x.example/a\n"));
    server.add("/empty", text_route(""));
    server.add("/broken.json", text_route("{\"movies\": [\n  {]}"));
    server.add("/other.json", text_route("{\"a\": 1}"));

    CHECK(load(server.url("/feed")));
    const auto video = load(server.url("/video"));
    REQUIRE(video);
    CHECK(video->catalog.format == CatalogFormat::SingleMedia);
    const auto stream = load(server.url("/hls.m3u8"));
    REQUIRE(stream);
    CHECK(stream->catalog.series.at(0).episodes.at(0).videos.at(0).video_type == "HLS");
    CHECK(server.count("/hls.m3u8") == 0);  // whoever plays it asks
    const std::pair<const char*, const char*> refused[] = {
        {"/page", "web page"}, {"/rss", "RSS"}, {"/atom", "Atom"}, {"/list.m3u", "M3U"}, {"/other.json", "known"}};
    for (const auto& [path, word] : refused) {
        CAPTURE(path);
        const Error error = error_of(server.url(path));
        CHECK(error.kind == ErrorKind::Unsupported);
        CHECK(error.message.find(word) != std::string::npos);
    }
    CHECK(error_of(server.url("/empty")).kind == ErrorKind::Corrupted);
    const Error broken = error_of(server.url("/broken.json"));
    CHECK(broken.kind == ErrorKind::Corrupted);
    CHECK(broken.message.find("line 2, column 4") != std::string::npos);
}

TEST_CASE("load_catalog: a media address is not fetched", "[net][catalog]") {
    HttpTestServer server;
    const auto loaded = load(server.url("/My%20Film.mp4?token=1"));
    REQUIRE(loaded);
    const Series& series = loaded->catalog.series.at(0);
    CHECK(series.title.get("") == "My Film");
    CHECK(series.episodes.at(0).videos.at(0).video_type == "MP4");
    CHECK(server.requests().empty());
}

TEST_CASE("load_catalog: a refusing server's status becomes a kind", "[net][catalog]") {
    HttpTestServer server;
    HttpRoute forbidden = text_route("no");
    forbidden.status = 403;
    server.add("/secret.json", forbidden);
    CHECK(error_of(server.url("/secret.json")).kind == ErrorKind::Forbidden);
    CHECK(error_of(server.url("/gone.json")).kind == ErrorKind::NotFound);
    CHECK(error_of(test::refused_url()).kind == ErrorKind::Unreachable);
}

TEST_CASE("load_catalog: a feed beyond the limit is refused while it still arrives", "[net][catalog]") {
    HttpTestServer server;
    server.add("/huge.json", text_route("{\"movies\": [" + std::string((64u << 20) + 1, ' ') + "]}"));
    CHECK(error_of(server.url("/huge.json")).kind == ErrorKind::TooLarge);
}

TEST_CASE("load_catalog: pages are followed to the last, and a loop ends", "[net][catalog]") {
    HttpTestServer server;
    server.add("/1.json", text_route(movie_feed("a", "a.mp4", "2.json")));
    server.add("/2.json", text_route(movie_feed("b", "b.mp4", "sub/3.json")));
    server.add("/sub/3.json", text_route(movie_feed("c", "c.mp4", "../1.json")));
    const auto loaded = load(server.url("/1.json"));
    REQUIRE(loaded);
    REQUIRE(loaded->catalog.series.size() == 3);
    CHECK(loaded->catalog.series[2].episodes.at(0).videos.at(0).url == server.url("/sub/c.mp4"));
    REQUIRE(find_code(loaded->findings, "page-loop") != nullptr);
    CHECK(find_code(loaded->findings, "page-loop")->path == server.url("/sub/3.json") + "#/nextPageUrl");
    CHECK(server.requests().size() == 3);
}

TEST_CASE("load_catalog: a later page that fails keeps what came before", "[net][catalog]") {
    HttpTestServer server;
    server.add("/1.json", text_route(movie_feed("a", "a.mp4", "gone.json")));
    server.add("/x.json", text_route(movie_feed("a", "a.mp4", "list")));
    server.add("/list", text_route("[]"));
    for (const char* path : {"/1.json", "/x.json"}) {
        const auto loaded = load(server.url(path));
        REQUIRE(loaded);
        CHECK(loaded->catalog.series.size() == 1);
        CHECK(find_code(loaded->findings, "page-unreadable") != nullptr);
    }
}

TEST_CASE("load_catalog: stop ends a load that waits for a silent server", "[net][catalog]") {
    HttpTestServer server;
    HttpRoute silent = text_route(movie_feed("a", "a.mp4"));
    silent.never_answer = true;
    server.add("/silent.json", silent);
    HttpRoute stalling = text_route("{\"movies\": [" + std::string(100'000, ' ') + "]}");
    stalling.stall_after = 50'000;
    server.add("/stalling.json", stalling);
    for (const char* path : {"/silent.json", "/stalling.json"}) {
        CAPTURE(path);
        std::stop_source stop;
        std::jthread stopper([&] {
            server.wait_for_stalled();
            stop.request_stop();
        });
        const auto loaded = load(server.url(path), stop.get_token());
        stopper.join();
        server.release();
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().kind == ErrorKind::Aborted);
    }
    std::stop_source before;
    before.request_stop();
    CHECK(load(server.url("/silent.json"), before.get_token()).error().kind == ErrorKind::Aborted);
}

TEST_CASE("load_catalog: local sources are told apart as on the network", "[net][catalog]") {
    const TemporaryFolder folder;
    const std::string feed = folder.write("feed.json", movie_feed("m", "clip.mp4", "2.json"));
    folder.write("2.json", movie_feed("n", "../outside.mp4"));
    for (const std::string& source : {feed, "file://" + feed}) {
        const auto loaded = load(source);
        REQUIRE(loaded);
        REQUIRE(loaded->catalog.series.size() == 2);
        CHECK(loaded->catalog.series[0].episodes.at(0).videos.at(0).url == (folder.path() / "clip.mp4").string());
        CHECK(loaded->catalog.series[1].episodes.at(0).videos.empty());
        CHECK(find_code(loaded->findings, "forbidden-address") != nullptr);
    }
    const std::string video = folder.write("film", std::string("\x1A\x45\xDF\xA3\0\0", 6));
    CHECK(load(video)->catalog.format == CatalogFormat::SingleMedia);
    CHECK(load(folder.path().string())->catalog.format == CatalogFormat::Folder);
    CHECK(error_of(folder.write("page.html", "<html>")).message.find("web page") != std::string::npos);
    CHECK(error_of(folder.write("notes.txt", "hello")).kind == ErrorKind::Unsupported);
    CHECK(error_of(folder.write("empty.mp4", "")).kind == ErrorKind::Corrupted);
}

TEST_CASE("load_catalog: what is not there is named", "[net][catalog]") {
    const Error missing = error_of("/nowhere/at/all.mp4");
    CHECK(missing.kind == ErrorKind::NotFound);
    CHECK(missing.message.find("/nowhere/at/all.mp4") != std::string::npos);
    CHECK(error_of("").kind == ErrorKind::NotFound);
    CHECK(error_of("rtmp://x.example/live").kind == ErrorKind::Unsupported);
    CHECK(error_of("file:///nowhere").kind == ErrorKind::NotFound);
}

TEST_CASE("load_catalog: a pipe is refused instead of waited for", "[net][catalog]") {
    const TemporaryFolder folder;
    const std::string pipe = (folder.path() / "pipe.mp4").string();
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(error_of(pipe).kind == ErrorKind::Unsupported);
}

}  // namespace cliffhanger
