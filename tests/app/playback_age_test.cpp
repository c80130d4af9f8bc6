// The age limit as playback keeps it: what is above it has neither picture nor sound, nor anything prepared.
#include <future>

#include "app/library/library_file.h"
#include "tests/app/support/clip_feed.h"
#include "tests/app/support/host_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

/// Two series of two episodes; the second is for sixteen and older.
std::vector<ClipSeries> rated() {
    return {{"young", {{"y1"}, {"y2"}}}, {"old", {{.id = "o1", .rating = "16"}, {.id = "o2", .rating = "16"}}}};
}

PlayOptions limited(int age, int first_page = 0) {
    PlayOptions options;
    options.age_limit = age;
    if (first_page >= 2) options.start = StartPosition{"old", std::to_string(first_page - 1), 0};
    return options;
}

/// A library's disk that gives nothing until it is told to.
class SlowDisk {
 public:
    LibraryCalls calls() {
        return {.before_reading = [gate = std::shared_future(gate_.get_future())] { gate.wait(); }};
    }
    void go_on() { gate_.set_value(); }

 private:
    std::promise<void> gate_;
};

/// An earlier run set the limit and was left on an episode above it.
struct LimitedLibrary {
    LimitedLibrary() {
        HostRig rig(feed.path(), {}, path);
        REQUIRE(rig.wait_settled());
        rig.swipe_to(2);
        rig.host.settings().set(Setting::AgeLimit, "12");
        REQUIRE(rig.wait_settled());
    }
    const ClipFeed feed{rated()};
    const TemporaryFolder folder;
    const std::filesystem::path path = std::filesystem::path(folder.path()) / "library.db";
};

}  // namespace

TEST_CASE("PlaybackHost: above the age limit nothing is opened, shown or heard", "[app][playback][kindness]") {
    const ClipFeed feed(rated());
    HostRig rig(feed.path(), limited(12));
    REQUIRE(rig.wait_settled());
    CHECK(rig.host.unlocked(1));
    CHECK_FALSE(rig.host.unlocked(2));
    rig.swipe_to(1);
    REQUIRE(rig.wait_settled());
    CHECK_FALSE(rig.host.snapshot(2));
    CHECK(rig.host.picture(2) == nullptr);
    rig.swipe_to(2);
    for (int i = 0; i < 50; ++i) rig.step();
    rig.sound.clear();
    for (int i = 0; i < 100; ++i) rig.step();
    CHECK(rig.sound.size() > 1000);
    CHECK_FALSE(rig.host.snapshot(2));
    CHECK(rig.host.picture(2) == nullptr);
    CHECK_FALSE(rig.host.preview(1s));
    CHECK(std::ranges::all_of(rig.sound, [](float sample) { return sample == 0; }));
}

TEST_CASE("PlaybackHost: the PIN opens what is above the limit, and locking it again takes it away",
          "[app][playback][kindness]") {
    const ClipFeed feed(rated());
    HostRig rig(feed.path(), limited(12, 2));
    REQUIRE(rig.wait_until([&] { return rig.host.page_count() == 4; }));
    CHECK(rig.host.current_page() == 2);
    rig.step();
    CHECK(rig.host.picture(2) == nullptr);
    rig.host.age_gate().grant();
    REQUIRE(rig.play_until([&] { return rig.host.snapshot(2) && rig.current().position > 300ms; }));
    CHECK(rig.host.picture(2) != nullptr);
    rig.host.age_gate().lock_again();
    rig.step();
    CHECK_FALSE(rig.host.snapshot(2));
    CHECK(rig.host.picture(2) == nullptr);
    for (int i = 0; i < 50; ++i) rig.step();
    rig.sound.clear();
    for (int i = 0; i < 100; ++i) rig.step();
    CHECK(std::ranges::all_of(rig.sound, [](float sample) { return sample == 0; }));
}

TEST_CASE("PlaybackHost: a limit that was set in an earlier run locks the first picture of this one",
          "[app][playback][kindness][library]") {
    const LimitedLibrary left;
    HostRig rig(left.feed.path(), {}, left.path);
    REQUIRE(rig.wait_until([&] { return rig.host.page_count() == 4; }));
    CHECK(rig.host.current_page() == 2);
    CHECK_FALSE(rig.host.unlocked(2));
    CHECK_FALSE(rig.host.snapshot(2));
}

TEST_CASE("PlaybackHost: the first picture waits for a slow library, which knows the limit and the place",
          "[app][playback][kindness][library]") {
    const LimitedLibrary left;
    SlowDisk disk;
    HostRig rig(left.feed.path(), {}, left.path, disk.calls());
    rig.host.wait_for_feed(20s);
    rig.host.sync(rig.clock.now(), {});
    CHECK(rig.host.feed_state() == FeedState::Loading);
    CHECK(rig.host.page_count() == 0);
    CHECK_FALSE(rig.host.settled());
    disk.go_on();
    CHECK(rig.wait_until([&] { return rig.host.page_count() == 4; }));
    CHECK(rig.host.current_page() == 2);
    CHECK_FALSE(rig.host.snapshot(2));
    CHECK_FALSE(rig.host.next_change());
}

TEST_CASE("PlaybackHost: without a library for five seconds it begins, but for what is rated",
          "[app][playback][kindness][library]") {
    const LimitedLibrary left;
    SlowDisk disk;
    HostRig rig(left.feed.path(), {}, left.path, disk.calls());
    rig.host.wait_for_feed(20s);
    CHECK(rig.host.next_change() > rig.clock.now());
    rig.clock.advance(5s);
    CHECK(rig.wait_until([&] { return rig.host.page_count() == 4; }));
    CHECK(rig.host.unlocked(0));
    CHECK_FALSE(rig.host.unlocked(2));
    CHECK_FALSE(rig.host.next_change());
    CHECK_FALSE(rig.host.age_gate().pin().set("1234"));  // somebody may have chosen one
    disk.go_on();
    CHECK(rig.wait_until([&] { return rig.host.settings().values().age_limit == 12; }));
    CHECK_FALSE(rig.host.unlocked(2));
    CHECK(rig.host.age_gate().pin().set("1234"));
}

TEST_CASE("PlaybackHost: a limit on the command line needs no library", "[app][playback][kindness][library]") {
    const ClipFeed feed(rated());
    const TemporaryFolder folder;
    SlowDisk disk;
    HostRig rig(feed.path(), limited(16, 2), std::filesystem::path(folder.path()) / "library.db", disk.calls());
    rig.host.wait_for_feed(20s);
    rig.clock.advance(5s);
    CHECK(rig.wait_until([&] { return rig.host.page_count() == 4; }));
    CHECK(rig.host.unlocked(2));
    disk.go_on();
}

TEST_CASE("PlaybackHost: what is above the limit is no teaser and not in the feed of all series",
          "[app][playback][kindness][kiosk]") {
    const ClipFeed feed(rated());
    HostRig rig(feed.path(), limited(12));
    REQUIRE(rig.wait_settled());
    for (const PageList list : {PageList::Teasers, PageList::ForYou}) {
        rig.host.show_pages(list);
        REQUIRE(rig.host.page_list() == list);
        for (std::size_t i = 0; i < rig.host.page_count(); ++i) CHECK(rig.host.page(i).series->id == "young");
    }
    rig.host.begin_anew();
    CHECK(rig.host.settings().values().age_limit == 12);
}
