// My List, History and Me, driven through the shell.
#include <algorithm>
#include <functional>
#include <set>

#include "app/locale/languages.h"
#include "app/locale/local_time.h"
#include "app/screens/library/viewing_lists.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Size kPortrait{390, 844}, kSquare{900, 900}, kDesktop{1600, 900};

class Viewer {
 public:
    explicit Viewer(ScreenKind screen, Size size = kPortrait, const std::string& language = "en")
        : rig(size, language, 1, {}, {}, {screen}) {}

    EpisodeKey key(std::size_t series, std::size_t episode) const {
        const Series& of = rig.host.scripted.series[series];
        return {rig.host.key, of.id, of.episodes[episode].id};
    }
    void watched(std::size_t series, std::size_t episode, std::chrono::seconds ago, double share) {
        EpisodeRecord record = library().episode(key(series, episode));
        record.position = 10s;
        record.watched = share;
        record.watched_at = rig.host.wall - ago;
        library().set_episode(key(series, episode), record);
        rig.frame();
    }
    void liked(std::size_t series, std::size_t episode) {
        EpisodeRecord record = library().episode(key(series, episode));
        record.liked = true;
        library().set_episode(key(series, episode), record);
        rig.frame();
    }
    void listed(std::size_t series, std::chrono::seconds ago) {
        SeriesRecord record;
        record.listed_at = rig.host.wall - ago;
        library().set_series({rig.host.key, rig.host.scripted.series[series].id}, record);
        rig.frame();
    }
    bool is_listed(std::size_t series) {
        return library().series({rig.host.key, rig.host.scripted.series[series].id}).listed_at.has_value();
    }
    Library& library() { return rig.host.library_in_memory; }
    std::string title(std::size_t series, const std::string& language = "en") const {
        return rig.host.scripted.series[series].title.get(language);
    }

    ScreenRig rig;
};

void collect_focusable(const SemanticNode& node, std::set<std::string>& out) {
    const bool control = node.role == "button" || node.role == "tab";
    if (control && node.id.rfind("tab.", 0) != 0 && node.id.rfind("nav.", 0) != 0) out.insert(node.id);
    for (const SemanticNode& child : node.children) collect_focusable(child, out);
}

/// What Tab reaches of the controls on the screen.
std::set<std::string> unreached(ScreenRig& rig) {
    std::set<std::string> all;
    collect_focusable(rig.screen().semantics(), all);
    for (int i = 0; i < 80; ++i) {
        rig.press_key("Tab");
        rig.run(34ms);
        std::erase_if(all, [&](const std::string& id) { return rig.has_state(id, "focused"); });
    }
    return all;
}

}  // namespace

TEST_CASE("viewing lists: what came last comes first", "[app][library_screens]") {
    const WallSeconds now{1'800'000'000s};
    ViewerMarks marks;
    marks[3] = {{{0, 1, false, now - 5h}, {1, 0.4, true, now - 2h}}, now - 10h};
    marks[7] = {{{4, 0.2, false, now - 1h}}, now - 2h};
    marks[9] = {{{0, 0, true, std::nullopt}}, std::nullopt};
    CHECK(listed_series(marks) == std::vector<std::size_t>{7, 3});
    const auto watched = watched_last(marks);
    REQUIRE(watched.size() == 2);
    CHECK(watched[0].series == 7);
    CHECK(watched[1].episode == 1);
    const auto liked = liked_episodes(marks);
    REQUIRE(liked.size() == 2);
    CHECK(liked[0].series == 3);
    const ViewingCounts counts = count_viewing(marks);
    CHECK(counts.watched == 3);
    CHECK(counts.liked == 2);
    CHECK(counts.listed == 2);
}

TEST_CASE("viewing lists: days go by midnights, not by hours", "[app][library_screens]") {
    const LocalTime now{2026, 3, 1, 0, 30};
    CHECK(history_day({2026, 3, 1, 0, 1}, now) == HistoryDay::Today);
    CHECK(history_day({2026, 2, 28, 23, 59}, now) == HistoryDay::Yesterday);
    CHECK(history_day({2026, 2, 27, 23, 59}, now) == HistoryDay::Earlier);
    CHECK(history_day({2026, 3, 1, 5, 0}, now) == HistoryDay::Today);  // the clock was set back
    CHECK(time_of_day({2026, 3, 1, 9, 5}) == "9:05");
}

TEST_CASE("My List: empty, it says how series come there and leads home", "[app][library_screens]") {
    Viewer viewer(ScreenKind::MyList);
    REQUIRE(viewer.rig.shows("my_list.empty"));
    viewer.rig.click("my_list.home");
    viewer.rig.run(400ms);
    CHECK(viewer.rig.shows("home"));
}

TEST_CASE("My List: the series listed last stands first and plays where one was", "[app][library_screens]") {
    Viewer viewer(ScreenKind::MyList);
    viewer.listed(0, 2h);
    viewer.listed(1, 1h);
    viewer.watched(0, 4, 1h, 0.45);
    CHECK(viewer.rig.node("my_list.card.0")->name == viewer.title(1));
    CHECK(viewer.rig.node("my_list.card.0")->value == "12 episodes");
    CHECK(viewer.rig.node("my_list.card.1")->value == "EP 5 · 45%");
    viewer.rig.click("my_list.card.1");
    viewer.rig.run(400ms);
    REQUIRE(viewer.rig.host.played.size() == 1);
    CHECK(viewer.rig.host.played[0].first == 0);
    CHECK(viewer.rig.shows("player.stage"));
}

TEST_CASE("My List: several are chosen, removed together and brought back together", "[app][library_screens]") {
    Viewer viewer(ScreenKind::MyList);
    for (std::size_t series = 0; series < 3; ++series) viewer.listed(series, 1h * static_cast<int>(series + 1));
    viewer.rig.click("my_list.select");
    viewer.rig.click("my_list.card.0");
    viewer.rig.click("my_list.card.2");
    CHECK(viewer.rig.node("my_list.title")->name == "2 selected");
    CHECK(viewer.rig.has_state("my_list.card.2", "checked"));
    viewer.rig.click("my_list.remove");
    CHECK_FALSE(viewer.is_listed(0));
    CHECK(viewer.is_listed(1));
    CHECK_FALSE(viewer.is_listed(2));
    viewer.rig.run(4s);
    REQUIRE(viewer.rig.shows("hud.toast.action"));
    viewer.rig.click("hud.toast.action");
    CHECK(viewer.is_listed(0));
    CHECK(viewer.is_listed(2));
    CHECK(viewer.rig.node("my_list.card.0")->name == viewer.title(0));  // where it was
    viewer.rig.run(50ms);
    CHECK_FALSE(viewer.rig.shows("hud.toast"));
}

TEST_CASE("My List: back ends choosing first", "[app][library_screens]") {
    Viewer viewer(ScreenKind::MyList);
    viewer.listed(0, 1h);
    viewer.rig.click("my_list.select");
    viewer.rig.click("my_list.all");
    CHECK(viewer.rig.has_state("my_list.card.0", "checked"));
    viewer.rig.press_key("Escape");
    CHECK(viewer.rig.shows("my_list.select"));
    CHECK(viewer.rig.shows("my_list"));
    viewer.rig.press_key("Escape");
    viewer.rig.run(400ms);
    CHECK(viewer.rig.shows("home"));
}

TEST_CASE("toasts: an offer stays for five seconds, and while its button has the focus", "[app][library_screens]") {
    Viewer viewer(ScreenKind::MyList);
    viewer.listed(0, 1h);
    viewer.listed(1, 2h);
    viewer.rig.click("my_list.select");
    viewer.rig.click("my_list.card.0");
    viewer.rig.click("my_list.remove");
    SECTION("alone, it goes") {
        viewer.rig.run(5100ms);
        CHECK_FALSE(viewer.rig.shows("hud.toast"));
    }
    SECTION("with the focus, it stays and works") {
        viewer.rig.press_key("Tab");
        for (int i = 0; i < 30 && !viewer.rig.has_state("hud.toast.action", "focused"); ++i)
            viewer.rig.press_key("Tab");
        REQUIRE(viewer.rig.has_state("hud.toast.action", "focused"));
        viewer.rig.run(9s);
        REQUIRE(viewer.rig.shows("hud.toast.action"));
        viewer.rig.press_key("Return");
        CHECK(viewer.is_listed(0));
    }
}

TEST_CASE("History: rows by day, the latest first, one a series", "[app][library_screens]") {
    Viewer viewer(ScreenKind::History);
    viewer.watched(0, 3, 1min, 1);
    viewer.watched(0, 4, 30s, 0.43);
    viewer.watched(1, 0, 24h, 0.2);
    viewer.watched(2, 0, 24h * 9, 1);
    CHECK(viewer.rig.node("history.day.0")->name == "Today");
    CHECK(viewer.rig.node("history.day.1")->name == "Yesterday");
    CHECK(viewer.rig.node("history.day.2")->name == "Earlier");
    CHECK(viewer.rig.node("history.row.0")->name == viewer.title(0));
    CHECK(viewer.rig.node("history.row.0")->value.rfind("EP 5 / 80 · ", 0) == 0);
    CHECK(viewer.rig.node("history.row.0")->value.find("43%") != std::string::npos);
    CHECK(viewer.rig.node("history.row.2")->value.find("Watched") != std::string::npos);
    viewer.rig.click("history.row.1");
    viewer.rig.run(400ms);
    REQUIRE(viewer.rig.host.played.size() == 1);
    CHECK(viewer.rig.host.played[0].first == 1);
}

TEST_CASE("History: one row goes with all that was watched of its series, and comes back whole",
          "[app][library_screens]") {
    Viewer viewer(ScreenKind::History);
    viewer.watched(0, 3, 2min, 1);
    viewer.watched(0, 4, 1min, 0.43);
    viewer.liked(0, 4);
    viewer.watched(1, 0, 3min, 0.5);
    const EpisodeRecord before = viewer.library().episode(viewer.key(0, 4));
    viewer.rig.click("history.row.0.button.0");
    CHECK(viewer.library().history().size() == 1);
    CHECK(viewer.library().episode(viewer.key(0, 4)).liked);
    CHECK(viewer.rig.node("history.row.0")->name == viewer.title(1));
    viewer.rig.click("hud.toast.action");
    CHECK(viewer.library().history().size() == 3);
    CHECK(viewer.library().episode(viewer.key(0, 4)) == before);
}

TEST_CASE("History: all of it goes after a question that keeps the focus", "[app][library_screens]") {
    Viewer viewer(ScreenKind::History, GENERATE(kPortrait, kDesktop));
    viewer.watched(0, 3, 2min, 1);
    viewer.rig.click("history.clear");
    viewer.rig.run(200ms);
    REQUIRE(viewer.rig.shows("dialog"));
    for (int i = 0; i < 5; ++i) {
        viewer.rig.press_key("Tab");
        CHECK((viewer.rig.has_state("dialog.confirm", "focused") || viewer.rig.has_state("dialog.cancel", "focused")));
    }
    SECTION("Escape keeps everything") {
        viewer.rig.press_key("Escape");
        viewer.rig.run(200ms);
        CHECK_FALSE(viewer.rig.shows("dialog"));
        CHECK(viewer.library().history().size() == 1);
        CHECK(viewer.rig.shows("history"));
    }
    SECTION("so does a press beside it") {
        viewer.rig.click(Point{8, 8});
        viewer.rig.run(200ms);
        CHECK_FALSE(viewer.rig.shows("dialog"));
        CHECK(viewer.library().history().size() == 1);
    }
    SECTION("the answer clears") {
        viewer.rig.click("dialog.confirm");
        viewer.rig.run(200ms);
        CHECK(viewer.library().history().empty());
        CHECK(viewer.rig.shows("history.empty"));
    }
}

TEST_CASE("dialogs: the focus begins with the answer that loses nothing", "[app][library_screens]") {
    Viewer viewer(ScreenKind::History);
    viewer.watched(0, 3, 2min, 1);
    for (int i = 0; i < 20 && !viewer.rig.has_state("history.clear", "focused"); ++i) viewer.rig.press_key("Tab");
    viewer.rig.press_key("Return");
    for (int i = 0; i < 60 && !viewer.rig.shows("dialog.cancel"); ++i) viewer.rig.frame();
    // From the first picture on: who presses on at once must not press what lies below it.
    CHECK(viewer.rig.has_state("dialog.cancel", "focused"));
    viewer.rig.press_key("Return");
    viewer.rig.run(200ms);
    CHECK(viewer.rig.has_state("history.clear", "focused"));
    CHECK(viewer.library().history().size() == 1);
}

TEST_CASE("History: a private run says that nothing is kept", "[app][library_screens]") {
    Viewer viewer(ScreenKind::History);
    REQUIRE(viewer.rig.shows("history.notice"));
    CHECK(viewer.rig.node("history.notice")->name.find("Private mode") == 0);
}

TEST_CASE("History: liked episodes have a part of their own", "[app][library_screens]") {
    Viewer viewer(ScreenKind::History);
    viewer.rig.click("history.part.1");
    viewer.rig.run(50ms);
    CHECK(viewer.rig.shows("history.empty"));
    viewer.liked(1, 6);
    CHECK(viewer.rig.node("history.row.0")->value == "EP 7 / 12");
    viewer.rig.click("history.row.0.button.0");
    CHECK_FALSE(viewer.library().episode(viewer.key(1, 6)).liked);
    viewer.rig.click("hud.toast.action");
    CHECK(viewer.library().episode(viewer.key(1, 6)).liked);
    viewer.rig.click("history.row.0");
    viewer.rig.run(400ms);
    REQUIRE(viewer.rig.host.played.size() == 1);
    CHECK(viewer.rig.host.played[0].second == std::optional<std::size_t>(6));
}

TEST_CASE("Me: counts lead to what they count", "[app][library_screens]") {
    Viewer viewer(ScreenKind::Me);
    viewer.watched(0, 3, 2min, 0.5);
    viewer.watched(1, 0, 2min, 1);
    viewer.liked(1, 6);
    viewer.listed(2, 1h);
    CHECK(viewer.rig.node("me.watched")->value == "2");
    CHECK(viewer.rig.node("me.liked")->value == "1");
    CHECK(viewer.rig.node("me.listed")->value == "1");
    CHECK(viewer.rig.shows("me.continue.card.0"));
    viewer.rig.click("me.liked");
    viewer.rig.run(400ms);
    CHECK(viewer.rig.has_state("history.part.1", "checked"));
}

TEST_CASE("library screens: every control is reached by Tab, in every shape and direction",
          "[app][library_screens][lint]") {
    const ScreenKind screen = GENERATE(ScreenKind::MyList, ScreenKind::History, ScreenKind::Me);
    const Size size = GENERATE(kPortrait, kSquare, kDesktop);
    const std::string language = GENERATE("en", "zh-Hans", "ar");
    INFO(screen_name(screen) << " " << size.width << "x" << size.height << " " << language);
    Viewer viewer(screen, size, language);
    for (std::size_t series = 0; series < 3; ++series) {
        viewer.listed(series, 1h);
        viewer.watched(series, 0, 24h * static_cast<int>(series), 0.4);
    }
    if (screen == ScreenKind::MyList) viewer.rig.click("my_list.select");
    CHECK(unreached(viewer.rig) == std::set<std::string>{});
}

TEST_CASE("library screens: controls are large, apart and inside the window in every language",
          "[app][library_screens][lint]") {
    const ScreenKind screen = GENERATE(ScreenKind::MyList, ScreenKind::History, ScreenKind::Me);
    const bool wide = GENERATE(false, true);
    const Size size = wide ? kDesktop : Size{360, 640};
    for (const auto& [language, endonym] : kInterfaceLanguages) {
        Viewer viewer(screen, size, std::string(language));
        viewer.listed(0, 1h);
        viewer.watched(0, 0, 1h, 0.4);
        viewer.watched(1, 0, 30h, 1);
        viewer.rig.run(400ms);
        std::vector<const SemanticNode*> nodes;
        const std::function<void(const SemanticNode&)> visit = [&](const SemanticNode& node) {
            const bool control = node.role == "button" || node.role == "tab";
            const bool whole = node.rect.bottom() < static_cast<float>(size.height) - 57;
            if (control && whole && node.rect.h > 0 && node.id.rfind("nav.", 0) != 0) nodes.push_back(&node);
            for (const SemanticNode& child : node.children) visit(child);
        };
        visit(viewer.rig.screen().semantics());
        REQUIRE(nodes.size() >= 2);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Rect& a = nodes[i]->rect;
            INFO(language << " " << nodes[i]->id << " " << a.x << "," << a.y << " " << a.w << "x" << a.h);
            CHECK_FALSE(nodes[i]->name.empty());
            CHECK((a.w >= 44 && a.h >= 44));
            CHECK((a.x >= 0 && a.right() <= static_cast<float>(size.width)));
            for (std::size_t k = i + 1; k < nodes.size(); ++k) {
                const Rect& b = nodes[k]->rect;
                INFO("against " << nodes[k]->id);
                CHECK_FALSE((std::min(a.right(), b.right()) - std::max(a.x, b.x) > 0.5f &&
                             std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > 0.5f));
            }
        }
    }
}

}  // namespace cliffhanger
