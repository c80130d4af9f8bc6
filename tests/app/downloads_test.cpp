// The download engine over real sockets on loopback: cut connections, restarts, wrong bytes, a full disk.
#include "app/downloads/download_manager.h"

#include <condition_variable>
#include <fstream>
#include <iterator>

#include "app/downloads/file_fetch.h"
#include "app/downloads/local_playlist.h"
#include "app/downloads/sha256.h"
#include "net/curl_http_client.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"
#include "tests/support/http_test_server.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;
using namespace test;

namespace fs = std::filesystem;

std::string bytes_of(std::size_t count, unsigned seed = 1) {
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
    return bytes;
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const EpisodeKey kFirst{"http://feed.test/", "s1", "e1"}, kSecond{"http://feed.test/", "s1", "e2"};

/// A manager over a real client, which a test waits for.
class Desk {
 public:
    explicit Desk(const fs::path& folder, std::int64_t free = std::int64_t{1} << 40)
        : http(make_curl_http_client({})),
          manager({.folder = folder,
                   .retries = {.first_delay = 1ms, .longest_delay = 2ms, .broken_retries = 3, .unreachable_retries = 1},
                   .free_space = [free](const fs::path&) { return free; }},
                  *http, [this] { notify(); }) {}

    template <class Holds>
    bool wait(Holds holds) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 20s, holds);
    }
    bool wait_idle() {
        return wait([this] { return manager.idle(); });
    }
    Download of(const EpisodeKey& key = kFirst) const { return manager.find(key).value(); }

    std::mutex mutex;
    std::condition_variable changed;
    std::unique_ptr<HttpClient> http;
    DownloadManager manager;

 private:
    void notify() {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    }
};

DownloadOrder order_of(const std::string& url, const EpisodeKey& key = kFirst) {
    DownloadOrder order;
    order.key = key;
    order.url = url;
    return order;
}

}  // namespace

TEST_CASE("downloads: an episode arrives whole, with what goes with it", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    const std::string media = bytes_of(700'000);
    server.add("/e1.mp4", {.body = media});
    server.add("/poster.jpg", {.body = "a picture"});
    Desk desk(folder.path() / "downloads");
    DownloadOrder order = order_of(server.url("/e1.mp4"));
    order.beside = {server.url("/poster.jpg"), server.url("/missing.vtt")};
    order.sha256 = sha256_of(media);
    desk.manager.order(order);
    REQUIRE(desk.wait_idle());
    const Download done = desk.of();
    CHECK(done.state == DownloadState::Finished);
    CHECK(content_of(done.media) == media);
    CHECK(share_of(done) == 1.0);
    CHECK(content_of(desk.manager.kept_files().find(server.url("/poster.jpg"))) == "a picture");
    CHECK(desk.manager.finished_media(kFirst) == done.media);
}

TEST_CASE("downloads: a connection that is cut is taken up at the missing byte", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    const std::string media = bytes_of(500'000);
    const HttpRoute whole{.body = media, .etag = "\"v1\""};
    HttpRoute cut = whole;
    cut.reset_after = 200'000;
    server.add_sequence("/e1.mp4", {cut, whole});
    Desk desk(folder.path());
    desk.manager.order(order_of(server.url("/e1.mp4")));
    REQUIRE(desk.wait_idle());
    CHECK(content_of(desk.of().media) == media);
    const auto requests = server.requests("/e1.mp4");
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].range.rfind("bytes=", 0) == 0);
    CHECK(requests[1].header("If-Range") == "\"v1\"");
}

TEST_CASE("downloads: what is another version by now begins anew", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    const std::string after = bytes_of(400'000, 9);
    server.add_sequence("/e1.mp4", {{.body = bytes_of(500'000), .etag = "\"v1\"", .close_after = 200'000},
                                    {.body = after, .etag = "\"v2\""}});
    Desk desk(folder.path());
    desk.manager.order(order_of(server.url("/e1.mp4")));
    REQUIRE(desk.wait_idle());
    CHECK(content_of(desk.of().media) == after);
}

TEST_CASE("downloads: after a restart the rest is fetched, and nothing twice", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    const std::string media = bytes_of(600'000);
    HttpRoute slow{.body = media, .etag = "\"v1\""};
    slow.stall_after = 300'000;
    server.add("/e1.mp4", slow);
    {
        Desk desk(folder.path());
        desk.manager.order(order_of(server.url("/e1.mp4")));
        REQUIRE(server.wait_for_stalled());
        REQUIRE(desk.wait([&] { return desk.manager.find(kFirst)->bytes >= 250'000; }));
    }
    server.add("/e1.mp4", {.body = media, .etag = "\"v1\""});
    Desk desk(folder.path());
    REQUIRE(desk.wait([&] { return desk.manager.loaded(); }));
    REQUIRE(desk.wait_idle());
    CHECK(content_of(desk.of().media) == media);
    const auto requests = server.requests("/e1.mp4");
    REQUIRE(requests.size() == 2);
    CHECK(std::stoll(requests[1].range.substr(6)) >= 250'000);
}

TEST_CASE("downloads: pausing stops at once, and goes on where it was", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    const std::string media = bytes_of(600'000);
    server.add("/e1.mp4", {.body = media, .etag = "\"v1\"", .stall_after = 300'000});
    Desk desk(folder.path());
    desk.manager.order(order_of(server.url("/e1.mp4")));
    REQUIRE(server.wait_for_stalled());
    desk.manager.pause(kFirst);
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Paused);
    CHECK(server.wait_for_open_connections(0));
    server.add("/e1.mp4", {.body = media, .etag = "\"v1\""});
    desk.manager.resume(kFirst);
    REQUIRE(desk.wait_idle());
    CHECK(content_of(desk.of().media) == media);
}

TEST_CASE("downloads: bytes that are not what the feed promises are not kept", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e1.mp4", {.body = bytes_of(10'000)});
    Desk desk(folder.path());
    DownloadOrder order = order_of(server.url("/e1.mp4"));
    order.sha256 = sha256_of("something else");
    desk.manager.order(order);
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Failed);
    CHECK(desk.of().trouble == DownloadTrouble::Corrupted);
    CHECK(desk.manager.finished_media(kFirst).empty());
    order.sha256.clear();
    desk.manager.order(order);
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Finished);
}

TEST_CASE("downloads: a full disk and a limit are said before a byte is written", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e1.mp4", {.body = bytes_of(300'000)});
    const bool by_limit = GENERATE(false, true);
    Desk desk(folder.path(), by_limit ? std::int64_t{1} << 40 : std::int64_t{64} << 20);
    if (by_limit) desk.manager.set_space_limit(200'000);
    desk.manager.order(order_of(server.url("/e1.mp4")));
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Failed);
    CHECK(desk.of().trouble == DownloadTrouble::NoSpace);
    CHECK(download_folder_size(folder.path() / download_folder_name(kFirst)) == 0);
}

TEST_CASE("downloads: a disk that refuses a write is a trouble of its own", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e1.mp4", {.body = bytes_of(300'000)});
    Desk desk(folder.path());
    REQUIRE(desk.wait([&] { return desk.manager.loaded(); }));
    const fs::path target = folder.path() / download_folder_name(kFirst);
    fs::create_directories(target);
    fs::create_symlink("/dev/full", target / "media.mp4.part");
    desk.manager.order(order_of(server.url("/e1.mp4")));
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Failed);
    CHECK(desk.of().trouble != DownloadTrouble::Network);
}

TEST_CASE("downloads: what the server refuses is said, and one that fails does not hold up the next",
          "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e2.mp4", {.body = "second"});
    Desk desk(folder.path());
    desk.manager.order(order_of(server.url("/gone.mp4")));
    desk.manager.order(order_of(server.url("/e2.mp4"), kSecond));
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().trouble == DownloadTrouble::Refused);
    CHECK(desk.of(kSecond).state == DownloadState::Finished);
}

TEST_CASE("downloads: an address that has expired is asked for anew", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e1.mp4", {.body = "the episode"});
    server.require_query("fresh");
    Desk desk(folder.path());
    DownloadOrder order = order_of(server.url("/e1.mp4"));
    order.refresh = [&](const std::string&, const std::stop_token&) -> Result<FreshAddress> {
        return FreshAddress{server.url("/e1.mp4?fresh"), {}};
    };
    desk.manager.order(order);
    REQUIRE(desk.wait_idle());
    CHECK(content_of(desk.of().media) == "the episode");
}

TEST_CASE("downloads: headers are not on the disk, and an episode that needs them waits for its feed",
          "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e1.mp4", {.body = bytes_of(600'000), .stall_after = 1000});
    DownloadOrder order = order_of(server.url("/e1.mp4"));
    order.headers = {{"X-Token", "secret-token"}};
    {
        Desk desk(folder.path());
        desk.manager.order(order);
        REQUIRE(server.wait_for_stalled());
    }
    CHECK(content_of(folder.path() / download_folder_name(kFirst) / "download.json").find("secret") ==
          std::string::npos);
    Desk desk(folder.path());
    REQUIRE(desk.wait([&] { return desk.manager.loaded() && desk.manager.idle(); }));
    CHECK(server.count("/e1.mp4") == 1);
    server.add("/e1.mp4", {.body = "whole"});
    desk.manager.renew(order);
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Finished);
    CHECK(server.requests("/e1.mp4").back().header("X-Token") == "secret-token");
}

TEST_CASE("downloads: what is deleted leaves nothing", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/e1.mp4", {.body = bytes_of(600'000), .stall_after = 1000});
    Desk desk(folder.path());
    desk.manager.order(order_of(server.url("/e1.mp4")));
    REQUIRE(server.wait_for_stalled());
    desk.manager.remove(kFirst);
    REQUIRE(desk.wait_idle());
    CHECK(fs::is_empty(folder.path()));
    CHECK(desk.manager.downloads().empty());
}

TEST_CASE("downloads: a damaged description is cleared away and harms nobody", "[app][downloads]") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "0123");
    std::ofstream(folder.path() / "0123" / "download.json") << "{\"feed\":";
    Desk desk(folder.path());
    REQUIRE(desk.wait([&] { return desk.manager.loaded(); }));
    CHECK(desk.manager.downloads().empty());
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("downloads: a stream is kept as one rung with its sound, and plays from its own playlist",
          "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/main.m3u8",
               {.body = "#EXTM3U\n"
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"en\",URI=\"sound.m3u8\"\n"
                        "#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=720x1280,AUDIO=\"a\"\nhigh.m3u8\n"
                        "#EXT-X-STREAM-INF:BANDWIDTH=4000000,RESOLUTION=1080x1920,AUDIO=\"a\"\nfull.m3u8\n"});
    const std::string media =
        "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n"
        "#EXT-X-KEY:METHOD=AES-128,URI=\"key.bin\"\n"
        "#EXTINF:4,\n#EXT-X-BYTERANGE:100@0\nvideo.ts\n#EXTINF:2,\n#EXT-X-BYTERANGE:50@100\nvideo.ts\n"
        "#EXT-X-ENDLIST\n";
    server.add("/high.m3u8", {.body = media});
    server.add("/sound.m3u8", {.body = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nsound.aac\n#EXT-X-ENDLIST\n"});
    const std::string video = bytes_of(150);
    server.add("/video.ts", {.body = video});
    server.add("/sound.aac", {.body = "sound"});
    server.add("/key.bin", {.body = "0123456789abcdef"});
    Desk desk(folder.path());
    DownloadOrder order = order_of(server.url("/main.m3u8"));
    order.stream = true;
    desk.manager.order(order);
    REQUIRE(desk.wait_idle());
    const Download done = desk.of();
    REQUIRE(done.state == DownloadState::Finished);
    CHECK(done.needs_key);
    const fs::path at = fs::path(done.media).parent_path();
    CHECK(content_of(at / "video-00000.seg") == video.substr(0, 100));
    CHECK(content_of(at / "video-00001.seg") == video.substr(100));
    const auto master = parse_hls_playlist(content_of(done.media), {.url = done.media});
    REQUIRE(master);
    const auto& ladder = std::get<HlsMultivariantPlaylist>(*master);
    REQUIRE(ladder.variants.size() == 1);
    CHECK(ladder.renditions.size() == 1);
    const std::string kept = ladder.variants[0].url;
    const auto list = parse_hls_media_playlist(content_of(kept), {.url = kept});
    REQUIRE(list);
    REQUIRE(list->segments.size() == 2);
    CHECK(list->media_sequence == 7);
    CHECK(list->segments[0].key->url == server.url("/key.bin"));
    CHECK(server.count("/key.bin") == 0);
    CHECK(server.count("/full.m3u8") == 0);
    for (const auto& file : fs::directory_iterator(at))
        CHECK(content_of(file.path()).find("0123456789abcdef") == std::string::npos);
}

TEST_CASE("downloads: a stream goes on with the segment that is missing", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/v.m3u8",
               {.body = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.ts\n#EXTINF:4,\nb.ts\n#EXT-X-ENDLIST\n"});
    server.add("/a.ts", {.body = bytes_of(5000)});
    server.add("/b.ts", {.body = bytes_of(5000, 2), .stall_after = 100});
    DownloadOrder order = order_of(server.url("/v.m3u8"));
    order.stream = true;
    {
        Desk desk(folder.path());
        desk.manager.order(order);
        REQUIRE(server.wait_for_stalled());
    }
    server.add("/b.ts", {.body = bytes_of(5000, 2)});
    Desk desk(folder.path());
    REQUIRE(desk.wait([&] { return desk.manager.loaded(); }));
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().state == DownloadState::Finished);
    CHECK(server.count("/a.ts") == 1);
}

TEST_CASE("downloads: a live stream is refused", "[app][downloads]") {
    const TemporaryFolder folder;
    HttpTestServer server;
    server.add("/v.m3u8", {.body = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.ts\n"});
    Desk desk(folder.path());
    DownloadOrder order = order_of(server.url("/v.m3u8"));
    order.stream = true;
    desk.manager.order(order);
    REQUIRE(desk.wait_idle());
    CHECK(desk.of().trouble == DownloadTrouble::Unsupported);
}

}  // namespace cliffhanger
