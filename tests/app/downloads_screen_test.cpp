// Downloads as a viewer sees them: their screen, the button on a series' page, the player's option, the banner without
// a network.
#include <algorithm>
#include <functional>
#include <set>

#include "app/locale/languages.h"
#include "app/screens/downloads/download_groups.h"
#include "app/screens/downloads/download_texts.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Size kPortrait{390, 844}, kSquare{900, 900}, kDesktop{1600, 900};
constexpr std::int64_t kSize = 24'000'000;

class Viewer {
 public:
    explicit Viewer(Size size = kPortrait, const std::string& language = "en", Route route = {ScreenKind::Downloads})
        : rig(size, language, 1, {}, {}, route) {}

    ScriptedDownloads& downloads() { return rig.host.script_downloads; }
    Download& has(std::size_t series, std::size_t episode, DownloadState state, std::int64_t bytes = kSize) {
        return downloads().add(series, episode, state, bytes, kSize);
    }
    /// One in each state.
    void has_all_kinds() {
        has(0, 0, DownloadState::Finished);
        has(0, 1, DownloadState::Finished);
        has(1, 0, DownloadState::Finished);
        has(1, 1, DownloadState::Running, 8'160'000);
        has(1, 2, DownloadState::Queued, 0);
        has(2, 0, DownloadState::Failed, 1'000'000).trouble = DownloadTrouble::Network;
        rig.frame();
    }
    void watched(std::size_t series, std::size_t episode) {
        const Series& of = rig.host.scripted.series[series];
        EpisodeRecord record;
        record.watched = 1;
        rig.host.library_in_memory.set_episode({rig.host.key, of.id, of.episodes[episode].id}, record);
        rig.frame();
    }
    std::string value(const std::string& id) const { return rig.node(id) != nullptr ? rig.node(id)->value : "-"; }
    void click(const std::string& id) {
        rig.click(id);
        rig.run(400ms);
    }

    ScreenRig rig;
};

void visit(const SemanticNode& node, const std::function<void(const SemanticNode&)>& see) {
    see(node);
    for (const SemanticNode& child : node.children) visit(child, see);
}

bool is_control(const SemanticNode& node) {
    return (node.role == "button" || node.role == "tab") && node.id.rfind("nav.", 0) != 0;
}

}  // namespace

TEST_CASE("download groups: series asked for last first, their episodes in order", "[app][downloads_screen]") {
    ScriptedHost host;
    ScriptedDownloads& downloads = host.script_downloads;
    downloads.add(0, 4, DownloadState::Paused, 6, 24);
    downloads.add(1, 0, DownloadState::Finished, 24, 24);
    downloads.add(0, 1, DownloadState::Finished, 24, 24);
    const auto groups = group_downloads(downloads.list, &host.scripted, host.key);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].series == 1);
    CHECK(groups[1].items[0].episode == 1);
    CHECK(groups[1].items[1].episode == 4);
    CHECK(groups[1].state() == DownloadState::Paused);
    CHECK(groups[1].bytes() == 30);
    CHECK(groups[1].share() == Approx(0.625));
    CHECK_FALSE(groups[0].unfinished());
    const auto elsewhere = group_downloads(downloads.list, &host.scripted, "another feed");
    CHECK_FALSE(elsewhere[0].series);
}

TEST_CASE("Downloads: empty, it says how episodes come there and leads home", "[app][downloads_screen]") {
    Viewer viewer;
    REQUIRE(viewer.rig.shows("downloads.empty"));
    viewer.click("downloads.home");
    CHECK(viewer.rig.shows("home"));
}

TEST_CASE("Downloads: every row says how far its series is", "[app][downloads_screen]") {
    Viewer viewer;
    viewer.has_all_kinds();
    CHECK(viewer.value("downloads.row.0") ==
          "1 episode, 1 MB · Failed · " + std::string(Strings("en")(Text::CauseUnreachable)));
    CHECK(viewer.value("downloads.row.1") == "3 episodes, 32 MB · Downloading 45%");
    CHECK(viewer.value("downloads.row.2") == "2 episodes, 48 MB · Downloaded");
    CHECK(viewer.rig.node("downloads.row.0.button.0")->name == "Retry");
    CHECK(viewer.rig.node("downloads.row.1.button.0")->name == "Pause");
    CHECK(viewer.rig.node("downloads.row.2.button.0")->name == "Delete");
    CHECK(viewer.value("downloads.space") == "81 MB used, 20 GB free");
}

TEST_CASE("Downloads: a series is paused, goes on, and tries again", "[app][downloads_screen]") {
    Viewer viewer;
    viewer.has_all_kinds();
    viewer.click("downloads.row.1.button.0");
    CHECK(viewer.value("downloads.row.1") == "3 episodes, 32 MB · Paused");
    CHECK(viewer.downloads().list[3].state == DownloadState::Paused);
    CHECK(viewer.downloads().list[4].state == DownloadState::Paused);
    CHECK(viewer.downloads().list[2].state == DownloadState::Finished);
    viewer.click("downloads.row.1.button.0");
    CHECK(viewer.value("downloads.row.1") == "3 episodes, 32 MB · Queued");
    viewer.click("downloads.row.0.button.0");
    CHECK(viewer.downloads().list[5].state == DownloadState::Queued);
}

TEST_CASE("Downloads: deleting asks, and takes the whole series", "[app][downloads_screen]") {
    Viewer viewer;
    viewer.has_all_kinds();
    viewer.click("downloads.row.1.button.1");
    REQUIRE(viewer.rig.shows("dialog"));
    CHECK(viewer.rig.node("dialog")->name == "Delete 3 episodes?");
    viewer.click("dialog.cancel");
    CHECK(viewer.downloads().list.size() == 6);
    viewer.click("downloads.row.1.button.1");
    viewer.click("dialog.confirm");
    CHECK(viewer.downloads().list.size() == 3);
    CHECK(viewer.rig.shows("downloads.row.1"));
    CHECK_FALSE(viewer.rig.shows("downloads.row.2"));
}

TEST_CASE("Downloads: what has been watched is deleted at once", "[app][downloads_screen]") {
    Viewer viewer;
    viewer.has_all_kinds();
    CHECK_FALSE(viewer.rig.shows("downloads.delete_watched"));
    viewer.watched(0, 0);
    viewer.watched(1, 1);  // not here yet: nothing to delete
    viewer.click("downloads.delete_watched");
    CHECK(viewer.rig.node("dialog")->name == "Delete 1 episode?");
    viewer.click("dialog.confirm");
    CHECK(viewer.downloads().list.size() == 5);
    CHECK_FALSE(viewer.rig.shows("downloads.delete_watched"));
}

TEST_CASE("Downloads: a series opens its episodes, which play, pause and go one by one", "[app][downloads_screen]") {
    Viewer viewer;
    viewer.has_all_kinds();
    viewer.watched(1, 0);
    viewer.click("downloads.row.1");
    REQUIRE(viewer.rig.shows("downloads.episode.row.2"));
    CHECK(viewer.rig.node("downloads.episode.row.0")->name == "EP 1");
    CHECK(viewer.value("downloads.episode.row.0") == "Downloaded · 24 MB · Watched");
    CHECK(viewer.value("downloads.episode.row.1") == "Downloading 34% · 8 MB / 24 MB");
    CHECK(viewer.value("downloads.episode.row.2") == "Queued · 24 MB");
    viewer.click("downloads.episode.row.1.button.0");
    CHECK(viewer.downloads().list[3].state == DownloadState::Paused);
    CHECK(viewer.downloads().list[4].state == DownloadState::Queued);
    viewer.click("downloads.episode.row.2.button.1");
    viewer.click("dialog.confirm");
    CHECK(viewer.downloads().list.size() == 5);
    viewer.rig.press_key("Escape");
    viewer.rig.run(400ms);
    CHECK(viewer.rig.shows("downloads.row.1"));
    viewer.click("downloads.row.1");
    viewer.click("downloads.episode.row.0");
    REQUIRE(viewer.rig.host.played.size() == 1);
    CHECK(viewer.rig.host.played[0] == std::pair{std::size_t{1}, std::optional<std::size_t>(0)});
    CHECK(viewer.rig.shows("player.stage"));
}

TEST_CASE("Downloads: one of another feed has its name, plays there and can be deleted", "[app][downloads_screen]") {
    Viewer viewer;
    Download& download = viewer.has(1, 0, DownloadState::Finished);
    download.key.feed = "https://elsewhere.test/feed.json";
    download.title = "Moonlight Vows";
    viewer.rig.frame();
    CHECK(viewer.rig.node("downloads.row.0")->name == "Moonlight Vows");
    viewer.click("downloads.row.0");
    REQUIRE(viewer.downloads().elsewhere.size() == 1);
    viewer.click("downloads.row.0.button.0");
    viewer.click("dialog.confirm");
    CHECK(viewer.rig.shows("downloads.empty"));
}

TEST_CASE("Downloads: a private run says that it keeps nothing", "[app][downloads_screen]") {
    Viewer viewer;
    viewer.downloads().there = false;
    viewer.rig.frame();
    viewer.rig.frame();
    CHECK(viewer.rig.node("downloads.empty")->name.find("Private") != std::string::npos);
}

TEST_CASE("series page: a series is downloaded after its size was said", "[app][downloads_screen]") {
    Viewer viewer(GENERATE(kPortrait, kDesktop), "en", {ScreenKind::Series, 1});
    REQUIRE(viewer.rig.shows("series.download"));
    viewer.click("series.download");
    CHECK(viewer.rig.node("dialog.text")->name == "12 episodes, 288 MB\n0 MB used, 20 GB free");
    viewer.click("dialog.cancel");
    CHECK(viewer.downloads().list.empty());
    viewer.click("series.download");
    viewer.click("dialog.confirm");
    CHECK(viewer.downloads().list.size() == 12);
    CHECK(viewer.rig.node("series.download")->name == "Queued");
    for (Download& download : viewer.downloads().list) download.state = DownloadState::Finished;
    viewer.rig.frame();
    CHECK(viewer.rig.node("series.download")->name == "Downloaded");
    viewer.click("series.download");
    CHECK(viewer.rig.shows("downloads.row.0"));
}

TEST_CASE("series page: a size that the server says later comes into the open question", "[app][downloads_screen]") {
    Viewer viewer(kPortrait, "en", {ScreenKind::Series, 1});
    viewer.downloads().episode_size = 0;
    viewer.click("series.download");
    CHECK(viewer.rig.node("dialog.text")->name == "12 episodes\n0 MB used, 20 GB free");
    CHECK(viewer.downloads().measured == 1);
    viewer.downloads().episode_size = kSize;
    viewer.rig.frame();
    CHECK(viewer.rig.node("dialog.text")->name == "12 episodes, 288 MB\n0 MB used, 20 GB free");
}

TEST_CASE("series page: the episodes' cells say what is here and what comes", "[app][downloads_screen]") {
    Viewer viewer(kPortrait, "en", {ScreenKind::Series, 1});
    viewer.has(1, 0, DownloadState::Finished);
    viewer.has(1, 1, DownloadState::Running, 5);
    viewer.rig.frame();
    CHECK(viewer.rig.has_state("series.episodes.cell.1", "downloaded"));
    CHECK(viewer.rig.has_state("series.episodes.cell.2", "downloading"));
    CHECK_FALSE(viewer.rig.has_state("series.episodes.cell.3", "downloading"));
}

TEST_CASE("series page: what is locked is left out, and what does not fit is said", "[app][downloads_screen]") {
    Viewer viewer(kPortrait, "en", {ScreenKind::Series, 0});
    viewer.downloads().disk.free = 80'000'000;
    viewer.click("series.download");
    CHECK(viewer.rig.node("dialog.text")->name ==
          "20 episodes, 480 MB\n0 MB used, 80 MB free\nNot enough space: 400 MB more is needed.");
}

TEST_CASE("player options: the episode is downloaded, paused, and found again", "[app][downloads_screen]") {
    Viewer viewer(kPortrait, "en", {ScreenKind::Player});
    const auto option = [&] {
        viewer.rig.press_key("o");
        viewer.rig.run(400ms);
        return viewer.value("sheet.options.download");
    };
    const auto press = [&] { viewer.click("sheet.options.download"); };
    CHECK(option() == "24 MB");
    press();
    REQUIRE(viewer.downloads().list.size() == 1);
    CHECK(viewer.value("sheet.options.download") == "Queued");
    press();
    CHECK(viewer.value("sheet.options.download") == "Paused");
    press();
    CHECK(viewer.downloads().list[0].state == DownloadState::Queued);
    viewer.downloads().list[0].state = DownloadState::Finished;
    press();
    CHECK(viewer.rig.shows("downloads.row.0"));
}

TEST_CASE("offline: the screens and the player say that there is no network", "[app][downloads_screen]") {
    const ScreenKind screen = GENERATE(ScreenKind::Home, ScreenKind::Downloads, ScreenKind::Player);
    const std::string language = GENERATE("en", "ar", "en-XA");
    const Size size = GENERATE(kPortrait, kDesktop);
    Viewer viewer(size, language, {screen});
    CHECK_FALSE(viewer.rig.shows("offline"));
    viewer.rig.host.is_offline = true;
    viewer.has_all_kinds();
    viewer.rig.host.playing = false;
    viewer.rig.run(200ms);
    REQUIRE(viewer.rig.shows("offline"));
    CHECK(viewer.rig.node("offline")->name == std::string(Strings(language)(Text::OfflineBanner)));
    const Rect banner = viewer.rig.rect("offline");
    CHECK((banner.x >= 0 && banner.right() <= static_cast<float>(size.width)));
    visit(viewer.rig.screen().semantics(), [&](const SemanticNode& node) {
        if (!is_control(node) || node.rect.h <= 0) return;
        INFO(node.id);
        CHECK_FALSE((std::min(node.rect.right(), banner.right()) - std::max(node.rect.x, banner.x) > 0.5f &&
                     std::min(node.rect.bottom(), banner.bottom()) - std::max(node.rect.y, banner.y) > 0.5f));
    });
    viewer.rig.host.is_offline = false;
    viewer.rig.host.notice = HostNotice::BackOnline;
    viewer.rig.run(100ms);
    CHECK_FALSE(viewer.rig.shows("offline"));
    CHECK(viewer.rig.shows("hud.toast"));
}

TEST_CASE("Downloads: every control is reached by Tab, in every shape and direction", "[app][downloads_screen][lint]") {
    const bool episodes = GENERATE(false, true);
    const Size size = GENERATE(kPortrait, kSquare, kDesktop);
    const std::string language = GENERATE("en", "ar");
    INFO(size.width << "x" << size.height << " " << language << (episodes ? " episodes" : ""));
    Viewer viewer(size, language);
    viewer.has_all_kinds();
    viewer.watched(0, 0);
    if (episodes) viewer.click("downloads.row.1");
    std::set<std::string> all;
    visit(viewer.rig.screen().semantics(), [&](const SemanticNode& node) {
        if (is_control(node) && node.id.rfind("tab.", 0) != 0) all.insert(node.id);
    });
    REQUIRE(all.size() >= 6);
    for (int i = 0; i < 60; ++i) {
        viewer.rig.press_key("Tab");
        viewer.rig.run(34ms);
        std::erase_if(all, [&](const std::string& id) { return viewer.rig.has_state(id, "focused"); });
    }
    CHECK(all == std::set<std::string>{});
}

TEST_CASE("Downloads: controls are large, apart and inside the window in every language",
          "[app][downloads_screen][lint]") {
    const bool episodes = GENERATE(false, true);
    const Size size = GENERATE(Size{360, 640}, kDesktop);
    std::vector<std::string> languages = {"en-XA"};
    for (const auto& [language, endonym] : kInterfaceLanguages) languages.emplace_back(language);
    for (const std::string& language : languages) {
        Viewer viewer(size, language);
        viewer.has_all_kinds();
        viewer.watched(0, 0);
        if (episodes) viewer.click("downloads.row.1");
        viewer.rig.run(400ms);
        std::vector<const SemanticNode*> nodes;
        visit(viewer.rig.screen().semantics(), [&](const SemanticNode& node) {
            const bool whole = node.rect.bottom() < static_cast<float>(size.height) - 57;
            if (is_control(node) && whole && node.rect.h > 0) nodes.push_back(&node);
        });
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
