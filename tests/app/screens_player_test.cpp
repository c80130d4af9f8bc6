#include <algorithm>

#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr Size kPortrait{390, 844}, kDesktop{1280, 720};

const SemanticNode* focused_node(const SemanticNode& node) {
    if (std::ranges::find(node.states, "focused") != node.states.end()) return &node;
    for (const SemanticNode& child : node.children) {
        if (const SemanticNode* found = focused_node(child)) return found;
    }
    return nullptr;
}

void drag(ScreenRig& rig, float from_y, float to_y, int steps, Microseconds step) {
    rig.touch(PressType::Down, {195, from_y});
    for (int i = 1; i <= steps; ++i) {
        rig.clock.advance(step);
        rig.touch(PressType::Move, {195, from_y + (to_y - from_y) * static_cast<float>(i) / static_cast<float>(steps)});
    }
    rig.touch(PressType::Up, {195, to_y});
    rig.frame();
}

}  // namespace

TEST_CASE("PlayerScreen: a flick commits the next page at its release", "[app][screens]") {
    ScreenRig rig(kPortrait);
    drag(rig, 600, 450, 6, 12ms);
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
    CHECK(rig.screen().last_intent() == rig.clock.now());
    CHECK(rig.screen().visible_pages() == std::vector<std::size_t>{11, 12});
    rig.run(1s);
    CHECK(rig.screen().visible_pages() == std::vector<std::size_t>{12});
    CHECK_FALSE(rig.screen().animating(rig.clock.now()));
}

TEST_CASE("PlayerScreen: an episode of the panel that is none of the pages is played by the host", "[app][screens]") {
    ScreenRig rig({1600, 900});
    std::vector<Episode>& episodes = rig.host.scripted.series[0].episodes;
    Episode more = episodes.front();
    more.number = static_cast<int>(episodes.size()) + 1;
    episodes.push_back(more);
    rig.run(100ms);
    rig.click("panel.episodes.range.2");
    rig.run(100ms);
    rig.click("panel.episodes.cell." + std::to_string(more.number));
    REQUIRE(rig.host.played.size() == 1);
    CHECK(rig.host.played[0].first == 0);
    CHECK(rig.host.played[0].second == episodes.size() - 1);
}

TEST_CASE("PlayerScreen: what an episode is rated and contains is said for its first seconds", "[app][screens]") {
    ScreenRig rig(GENERATE(Size{390, 844}, Size{1600, 900}));
    Series& series = rig.host.scripted.series[0];
    rig.host.snapshots[rig.host.current].position = 1s;
    rig.run(100ms);
    CHECK_FALSE(rig.shows("player.notice"));
    series.ratings = {{"FSK", "16", {}}};
    series.warnings = {"violence"};
    series.record_number = "2026-0042";
    SessionSnapshot& snapshot = rig.host.snapshots[rig.host.current];
    snapshot.position = 1s;
    rig.run(100ms);
    REQUIRE(rig.shows("player.notice"));
    const std::string said = rig.node("player.notice")->value;
    CAPTURE(said);
    CHECK(said.find("16") != std::string::npos);
    CHECK(said.find("violence") != std::string::npos);
    CHECK(said.find("2026-0042") != std::string::npos);
    snapshot.position = 5s;
    rig.run(100ms);
    CHECK_FALSE(rig.shows("player.notice"));
}

TEST_CASE("PlayerScreen: of a hundred thousand episodes the ranges around the one that plays are offered",
          "[app][screens]") {
    ScreenRig rig({1600, 900});
    std::vector<Episode>& episodes = rig.host.scripted.series[0].episodes;
    const Episode one = episodes.front();
    episodes.resize(100'000, one);
    for (std::size_t i = 0; i < episodes.size(); ++i) episodes[i].number = static_cast<int>(i) + 1;
    rig.run(100ms);
    CHECK(rig.node("panel.episodes.tabs")->children.size() < 40);
    CHECK(rig.shows("panel.episodes.cell.1"));
}

TEST_CASE("PlayerScreen: Tab goes through the stage, then the panel, then the rail, from one to the next once",
          "[app][screens]") {
    ScreenRig rig({1600, 900});
    rig.run(100ms);
    std::vector<std::string> areas;
    for (int i = 0; i < 30; ++i) {
        rig.press_key("Tab");
        rig.run(17ms);
        const SemanticNode* focused = focused_node(rig.screen().semantics());
        REQUIRE(focused != nullptr);
        const std::string area = focused->id.substr(0, focused->id.find('.'));
        if (areas.empty() || areas.back() != area) areas.push_back(area);
    }
    CHECK(areas == std::vector<std::string>{"player", "panel"});
}

TEST_CASE("PlayerScreen: a short slow drag changes nothing", "[app][screens]") {
    ScreenRig rig(kPortrait);
    drag(rig, 600, 500, 20, 40ms);
    rig.run(1s);
    CHECK(rig.host.commits.empty());
    CHECK(rig.screen().visible_pages() == std::vector<std::size_t>{11});
}

TEST_CASE("PlayerScreen: keys and wheel turn pages", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.press_key("Down");
    rig.run(1s);
    rig.press_key("Up");
    rig.run(1s);
    rig.wheel(-1, {195, 400});
    CHECK(rig.host.commits == std::vector<std::size_t>{12, 11, 12});
}

TEST_CASE("PlayerScreen: the wheel over the side panel scrolls it and pages nothing", "[app][screens]") {
    ScreenRig rig(kDesktop);
    const float before = rig.rect("panel.episodes.cell.12").y;
    rig.wheel(-1, {1100, 400});
    rig.run(500ms);
    CHECK(rig.host.commits.empty());
    CHECK(rig.rect("panel.episodes.cell.12").y < before);
}

TEST_CASE("PlayerScreen: an ended episode goes on to the next, the last one does not", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[11].state = SessionState::Ended;
    rig.run(50ms);
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
    const std::size_t last = rig.host.page_count() - 1;
    rig.run(1s);
    rig.host.prepare_around(last);
    rig.host.snapshots[last].state = SessionState::Ended;
    rig.run(1s);
    CHECK(rig.host.commits.size() == 1);
}

TEST_CASE("PlayerScreen: an ended episode stays when the viewer wants no autoplay", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.script_settings.set(Setting::Autoplay, "off");
    rig.host.snapshots[11].state = SessionState::Ended;
    rig.run(1s);
    CHECK(rig.host.commits.empty());
}

TEST_CASE("PlayerScreen: an ended episode stays when pausing was wanted", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.playing = false;
    rig.host.snapshots[11].state = SessionState::Ended;
    rig.run(1s);
    CHECK(rig.host.commits.empty());
}

TEST_CASE("PlayerScreen: a click on the stage pauses at once and shows so", "[app][screens]") {
    ScreenRig rig(kDesktop);
    rig.click(rig.screen().stage().center());
    CHECK_FALSE(rig.host.playing);
    CHECK(rig.node("player.play_state")->value == "paused");
}

TEST_CASE("PlayerScreen: dragging the bar seeks by keyframes and ends exactly", "[app][screens]") {
    ScreenRig rig(kDesktop);
    const Rect bar = rig.rect("player.progress");
    rig.mouse(PressType::Down, {bar.x + 20, bar.center().y});
    rig.clock.advance(20ms);
    rig.mouse(PressType::Move, {bar.x + 120, bar.center().y});
    rig.frame();
    CHECK(rig.shows("hud.scrub"));
    rig.mouse(PressType::Up, {bar.x + 120, bar.center().y});
    rig.frame();
    REQUIRE(rig.host.seeks.size() >= 2);
    CHECK(rig.host.seeks.front().second == SeekMode::Keyframe);
    CHECK(rig.host.seeks.back().second == SeekMode::Exact);
    CHECK_FALSE(rig.shows("hud.scrub"));
}

TEST_CASE("PlayerScreen: the bar of a live stream goes up to the end of its window", "[app][screens]") {
    ScreenRig rig(kDesktop);
    SessionSnapshot& snapshot = rig.host.snapshots[rig.host.current];
    snapshot.duration.reset();
    snapshot.window = MediaWindow{20s, 100s};
    snapshot.position = 90s;
    rig.mouse(PressType::Move, rig.screen().stage().center());
    rig.frame();
    REQUIRE(rig.shows("player.progress"));
    CHECK(rig.node("player.progress")->value == "Live");
    snapshot.position = 40s;
    rig.frame();
    CHECK(rig.node("player.progress")->value == "-1:00");
    rig.press_key("5");
    REQUIRE(rig.host.seeks.size() == 1);
    CHECK(rig.host.seeks.front().first == 50s);
}

TEST_CASE("PlayerScreen: the chrome hides after three seconds of mouse rest and never while paused", "[app][screens]") {
    ScreenRig rig(kDesktop);
    rig.mouse(PressType::Move, rig.screen().stage().center());
    rig.run(2900ms);
    CHECK(rig.shows("player.rail.like"));
    rig.run(500ms);
    CHECK_FALSE(rig.shows("player.rail.like"));
    rig.run(400ms);  // captions come down
    CHECK_FALSE(rig.screen().animating(rig.clock.now()));
    CHECK(rig.screen().next_change(rig.clock.now()) == std::nullopt);
    rig.mouse(PressType::Move, {600, 300});
    rig.click(rig.screen().stage().center());
    rig.run(6s);
    CHECK(rig.shows("player.rail.like"));
}

TEST_CASE("PlayerScreen: a pad's right stick shows keyframes on its way, and goes on where it is let go",
          "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[11].position = 10s;
    const auto stick = [&](float x) { rig.screen().handle({rig.clock.now(), PadEvent{"rightx", x}}); };
    stick(1);
    rig.run(300ms);
    const auto held = rig.host.seeks;
    REQUIRE(held.size() == 3);
    // Counted on, wherever the keyframes that were shown lie.
    for (std::size_t i = 0; i < held.size(); ++i)
        CHECK(held[i] == std::pair<MediaTime, SeekMode>{10s + 5s * static_cast<int>(i + 1), SeekMode::Keyframe});
    SECTION("let go") { stick(0); }
    SECTION("the window loses the focus") { rig.screen().handle({rig.clock.now(), FocusEvent{false, false}}); }
    SECTION("a sheet opens") { rig.press_key("E"); }
    SECTION("the next episode has come") {
        rig.screen().handle({rig.clock.now(), PadEvent{"rightshoulder", 1}});
        stick(0);
        rig.run(2s);
        CHECK(rig.host.seeks == held);  // what was previewed there is nothing to this one
        return;
    }
    SECTION("let go on another screen") {
        rig.screen().show(ScreenKind::Home);
        rig.run(100ms);
        stick(0);
        rig.screen().show(ScreenKind::Player);
    }
    rig.run(2s);
    REQUIRE(rig.host.seeks.size() == 4);
    CHECK(rig.host.seeks.back() == std::pair<MediaTime, SeekMode>{25s, SeekMode::Exact});
}

TEST_CASE("PlayerScreen: keys bring the hidden chrome back, to walk through it and to pause", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.run(5s);
    REQUIRE_FALSE(rig.shows("player.rail.like"));
    SECTION("Tab") { rig.press_key("Tab"); }
    SECTION("Space") { rig.press_key("Space"); }
    rig.run(300ms);
    CHECK(rig.shows("player.rail.like"));
}

TEST_CASE("PlayerScreen: a paused screen at rest wants no frames", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.playing = false;
    rig.run(2s);
    CHECK_FALSE(rig.screen().animating(rig.clock.now()));
    CHECK(rig.screen().next_change(rig.clock.now()) == std::nullopt);
}

TEST_CASE("PlayerScreen: the episodes sheet opens, chooses and closes", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.click("player.episodes_pill");
    rig.run(400ms);
    REQUIRE(rig.shows("sheet.episodes.cell.5"));
    CHECK(rig.has_state("sheet.episodes.cell.12", "current"));
    CHECK(rig.has_state("sheet.episodes.cell.25", "locked"));
    rig.click("sheet.episodes.cell.5");
    CHECK(rig.host.commits == std::vector<std::size_t>{4});
    rig.run(400ms);
    CHECK_FALSE(rig.shows("sheet"));
}

TEST_CASE("PlayerScreen: B goes round past a dub that does not open", "[app][screens]") {
    ScreenRig rig(kDesktop);
    SessionSnapshot& snapshot = rig.host.snapshots[rig.host.current];
    snapshot.audio_tracks.push_back({2, "es", "", "aac", 2, 48000});
    rig.press_key("B");
    CHECK(rig.host.audio == 1);
    snapshot.audio_failures = 1;  // and the first goes on
    rig.press_key("B");
    CHECK(rig.host.audio == 2);
    snapshot.audio_track = 2;
    rig.press_key("B");
    CHECK(rig.host.audio == 0);
    snapshot.audio_track = 1;  // by other means
    rig.press_key("B");
    CHECK(rig.host.audio == 2);
}

TEST_CASE("PlayerScreen: what flashes where a sheet opens goes at once", "[app][screens]") {
    ScreenRig rig(kDesktop);
    rig.press_key("]");
    REQUIRE(rig.shows("hud.toast"));
    rig.press_key("O");
    rig.run(200ms);
    CHECK_FALSE(rig.shows("hud.toast"));
}

TEST_CASE("PlayerScreen: Escape closes options one level at a time", "[app][screens]") {
    ScreenRig rig(kDesktop);
    rig.press_key("O");
    rig.run(400ms);
    rig.click("sheet.options.speed");
    REQUIRE(rig.shows("sheet.options.speed.5"));
    rig.click("sheet.options.speed.5");
    CHECK(rig.host.rates == std::vector<double>{2.0});
    rig.click("sheet.options.subtitles");
    rig.press_key("Escape");
    CHECK(rig.shows("sheet.options.speed"));
    rig.press_key("Escape");
    rig.run(400ms);
    CHECK_FALSE(rig.shows("sheet.options"));
}

TEST_CASE("PlayerScreen: a stream with several rungs offers its qualities, and a choice pins one", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.press_key("O");
    rig.run(400ms);
    CHECK(rig.shows("sheet.options.speed"));
    CHECK_FALSE(rig.shows("sheet.options.quality"));
    SessionSnapshot& snapshot = rig.host.snapshots[rig.host.current];
    snapshot.video_width = 404, snapshot.video_height = 720;
    snapshot.rungs = {
        {270, 480, 400'000}, {404, 720, 900'000}, {0, 0, 1'000'000}, {720, 1280, 2'000'000}, {720, 1280, 2'500'000}};
    rig.run(100ms);
    const auto tap = [&](const std::string& id) {
        REQUIRE(rig.shows(id));
        rig.click(id);
        rig.run(400ms);
    };
    const auto value = [&] {
        return rig.shows("sheet.options.quality") ? rig.node("sheet.options.quality")->value : "";
    };
    CHECK(value() == "Auto (404p)");
    tap("sheet.options.quality");
    CHECK(rig.shows("sheet.options.quality.4"));
    CHECK_FALSE(rig.shows("sheet.options.quality.5"));
    CHECK(rig.node("sheet.options.quality.1")->name == "720p");
    CHECK(rig.node("sheet.options.quality.3")->name == "270p");
    CHECK(rig.node("sheet.options.quality.4")->name == "Data saver");
    tap("sheet.options.quality.1");
    CHECK(rig.host.wish.height == std::optional(720));
    CHECK(value() == "720p");
    tap("sheet.options.quality");
    CHECK(rig.has_state("sheet.options.quality.1", "checked"));
    tap("sheet.options.quality.4");
    CHECK(rig.host.wish.data_saver);
    CHECK_FALSE(rig.host.wish.height.has_value());
    CHECK(value() == "Data saver");
    tap("sheet.options.quality");
    tap("sheet.options.quality.0");
    CHECK_FALSE(rig.host.wish.data_saver);
}

TEST_CASE("PlayerScreen: a failed page offers retry first, and Enter takes it", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[11].state = SessionState::Failed;
    rig.host.snapshots[11].error = Error{ErrorKind::Timeout, "secret words of a library", "", 0};
    rig.run(100ms);
    REQUIRE(rig.shows("player.error"));
    CHECK(rig.has_state("player.error.retry", "focused"));
    REQUIRE(rig.shows("player.error.detail"));
    CHECK(rig.node("player.error.detail")->name == "The server did not answer in time.");
    CHECK(to_json(rig.screen().semantics()).find("secret words") == std::string::npos);
    rig.press_key("Return");
    CHECK(rig.host.retries == 1);
    rig.click("player.error.code");
    CHECK(rig.host.clipboard == "Timeout");
    rig.click("player.error.next");
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
}

TEST_CASE("PlayerScreen: a failed page says what the kind of error alone does not", "[app][screens]") {
    const auto says = [](const Error& error) {
        ScreenRig rig(kPortrait);
        rig.host.snapshots[11].state = SessionState::Failed;
        rig.host.snapshots[11].error = error;
        rig.run(100ms);
        return rig.node("player.error.detail")->name;
    };
    Error stopped{ErrorKind::Timeout, "", ""}, changed{ErrorKind::Corrupted, "", ""},
        busy{ErrorKind::HttpStatus, "", ""};
    stopped.detail = ErrorDetail::LiveStopped;
    changed.detail = ErrorDetail::Changed;
    busy.detail = ErrorDetail::Busy;
    CHECK(says(stopped) == "The live stream has stopped.");
    CHECK(says(changed) == "The file has changed on the server.");
    CHECK(says(busy) == "The server is busy. Try again later.");
}

TEST_CASE("PlayerScreen: a locked page says what it takes, unlocks, and can be skipped", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.prepare_around(25);
    rig.run(100ms);
    REQUIRE(rig.shows("player.locked"));
    CHECK_FALSE(rig.shows("player.rail.like"));
    rig.click("player.locked.skip");
    CHECK(rig.host.commits == std::vector<std::size_t>{80});
    rig.host.prepare_around(25);
    rig.run(1s);
    rig.click("player.locked.unlock");
    CHECK(rig.host.unlocked_pages.count(25) == 1);
    rig.run(50ms);
    CHECK_FALSE(rig.shows("player.locked"));
}

TEST_CASE("PlayerScreen: waiting shows after 700 ms, and says so when it is slow", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[11].state = SessionState::Opening;
    rig.host.snapshots[11].has_first_frame = false;
    rig.run(600ms);
    CHECK_FALSE(rig.shows("player.buffering"));
    rig.run(200ms);
    CHECK(rig.shows("player.buffering"));
    rig.run(3500ms);
    CHECK(rig.node("player.buffering")->name == "Slow connection");
    rig.host.snapshots[11].state = SessionState::Ready;
    rig.run(500ms);
    CHECK_FALSE(rig.shows("player.buffering"));
}

TEST_CASE("PlayerScreen: double taps like in the middle and seek at the sides", "[app][screens]") {
    ScreenRig rig(kPortrait);
    const auto double_tap = [&](Point at) {
        for (int i = 0; i < 2; ++i) {
            rig.touch(PressType::Down, at);
            rig.clock.advance(50ms);
            rig.touch(PressType::Up, at);
            rig.clock.advance(100ms);
        }
        rig.run(400ms);
    };
    double_tap({195, 300});
    CHECK(rig.host.likes.count(11) == 1);
    double_tap({370, 300});
    REQUIRE_FALSE(rig.host.seeks.empty());
    CHECK(rig.host.seeks.back().first == MediaTime(50s));
}

TEST_CASE("PlayerScreen: a long press plays at double speed until it ends", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.touch(PressType::Down, {195, 300});
    rig.run(500ms);
    CHECK(rig.shows("hud.speed"));
    rig.touch(PressType::Up, {195, 300});
    rig.frame();
    CHECK_FALSE(rig.shows("hud.speed"));
    CHECK(rig.host.rates == std::vector<double>{2.0, 1.0});
}

TEST_CASE("PlayerScreen: an unreadable feed says why and can be read again", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.state = FeedState::Failed;
    rig.host.error = Error{ErrorKind::HttpStatus, "", "", 503};
    rig.run(50ms);
    REQUIRE(rig.shows("feed.error"));
    rig.click("feed.code");
    CHECK(rig.host.clipboard == "HttpStatus-503");
    rig.click("feed.retry");
    CHECK(rig.host.reloads == 1);
}

TEST_CASE("PlayerScreen: Arabic mirrors the chrome and leaves the progress bar", "[app][screens]") {
    ScreenRig english(kPortrait), arabic(kPortrait, "ar");
    const auto mirrored = [](const Rect& r) { return Rect{390 - r.right(), r.y, r.w, r.h}; };
    CHECK(arabic.rect("player.rail.like") == mirrored(english.rect("player.rail.like")));
    CHECK(arabic.rect("player.back") == mirrored(english.rect("player.back")));
    CHECK(arabic.rect("player.progress") == english.rect("player.progress"));
}

TEST_CASE("PlayerScreen: the chrome stays while the episode buffers, and goes a while after", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[11].state = SessionState::Buffering;
    rig.run(6s);
    CHECK(rig.shows("player.rail.like"));
    rig.host.snapshots[11].state = SessionState::Ready;
    rig.run(6s);
    CHECK_FALSE(rig.shows("player.rail.like"));
}

TEST_CASE("PlayerScreen: what the host has to say is said once", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.notice = HostNotice::StartNotFound;
    rig.run(200ms);
    REQUIRE(rig.shows("hud.toast"));
    CHECK(rig.node("hud.toast")->name.find("That episode is not here") == 0);
}

TEST_CASE("PlayerScreen: an episode whose file is cut short says so instead of going on", "[app][screens]") {
    ScreenRig rig(kPortrait);
    rig.host.snapshots[11].state = SessionState::Ended;
    rig.host.snapshots[11].cut_short = true;
    rig.run(2s);
    CHECK(rig.host.commits.empty());
    REQUIRE(rig.shows("player.error"));
    CHECK(rig.node("player.error")->name == "This episode ends early.");
    CHECK_FALSE(rig.shows("player.error.code"));
    rig.click("player.error.retry");
    CHECK(rig.host.retries == 1);
    rig.click("player.error.next");
    CHECK(rig.host.commits == std::vector<std::size_t>{12});
}

TEST_CASE("PlayerScreen: the shortcuts show the keys as they are bound", "[app][screens]") {
    KeyMap keys;
    CHECK(keys.load("L like\nH ignore\nQ next-episode\n").empty());
    ScreenRig rig(kDesktop, "en", 1, {}, keys);
    rig.press_key("F1");
    rig.run(500ms);
    REQUIRE(rig.shows("sheet.shortcuts.0"));
    CHECK(rig.node("sheet.shortcuts.0")->value == "Q  ↑");
    CHECK(rig.node("sheet.shortcuts.3")->value == "0–9");
    CHECK(rig.node("sheet.shortcuts.5")->value == "<  >");
    CHECK(rig.node("sheet.shortcuts.15")->value == "Ctrl+←  →");
    CHECK(rig.node("sheet.shortcuts.8")->value == "L");
}

TEST_CASE("PlayerScreen: the statistics come and go with their key", "[app][screens]") {
    ScreenRig rig(kPortrait);
    CHECK_FALSE(rig.shows("stats"));
    KeyEvent event;
    event.key = "I";
    event.ctrl = true;
    rig.screen().handle({rig.clock.now(), event});
    rig.frame();
    REQUIRE(rig.shows("stats"));
    CHECK(rig.node("stats")->value.find("presenter cpu (memory)") != std::string::npos);
    CHECK(rig.node("stats")->value.find("memory 64 MiB") != std::string::npos);
    rig.screen().handle({rig.clock.now(), event});
    rig.frame();
    CHECK_FALSE(rig.shows("stats"));
}
