#include "tests/app/scenes/scenes.h"

#include "app/screens/settings/settings_sections.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

bool nothing(ScreenRig&) { return true; }

bool click_all(ScreenRig& rig, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
        if (!rig.shows(id)) return false;
        rig.click(id);
        rig.run(400ms);
    }
    return true;
}

std::function<bool(ScreenRig&)> clicks(std::vector<std::string> ids) {
    return [ids = std::move(ids)](ScreenRig& rig) { return click_all(rig, ids); };
}

EpisodeKey key_of(const ScreenRig& rig, std::size_t series, std::size_t episode) {
    const Series& of = rig.host.scripted.series[series];
    return {rig.host.key, of.id, of.episodes[episode].id};
}

/// A viewer who has watched, liked and kept something of everything.
void live_in(ScreenRig& rig) {
    Library& library = rig.host.library_in_memory;
    for (std::size_t series = 0; series < 3; ++series) {
        EpisodeRecord episode;
        episode.position = 40s;
        episode.watched = series == 1 ? 1.0 : 0.45;
        episode.watched_at = rig.host.wall - (20min + series * 26h);
        episode.liked = series != 2;
        library.set_episode(key_of(rig, series, series == 0 ? 11 : 0), episode);
        SeriesRecord record;
        record.listed_at = rig.host.wall - std::chrono::hours(series);
        library.set_series({rig.host.key, rig.host.scripted.series[series].id}, record);
    }
    rig.run(300ms);
}

bool lived_in(ScreenRig& rig) {
    live_in(rig);
    return true;
}

bool download_some(ScreenRig& rig) {
    auto& downloads = rig.host.script_downloads;
    downloads.add(0, 0, DownloadState::Finished, 24'000'000, 24'000'000);
    downloads.add(0, 1, DownloadState::Running, 9'000'000, 24'000'000);
    downloads.add(0, 2, DownloadState::Queued, 0, 24'000'000);
    downloads.add(1, 0, DownloadState::Paused, 12'000'000, 24'000'000);
    downloads.add(2, 0, DownloadState::Failed, 3'000'000).trouble = DownloadTrouble::NoSpace;
    rig.run(300ms);
    return true;
}

bool say_something(ScreenRig& rig) {
    rig.host.caption = 0;
    rig.host.cue_text = "She knew he was lying.\nShe had always known.";
    rig.host.likes.insert(11);
    return true;
}

bool fail_the_episode(ScreenRig& rig) {
    rig.host.snapshots[11].state = SessionState::Failed;
    rig.host.snapshots[11].error = Error{ErrorKind::Timeout, "", "", 0};
    return true;
}

bool wait_for_the_network(ScreenRig& rig) {
    rig.host.snapshots[11].state = SessionState::Buffering;
    rig.run(5s);
    return true;
}

bool show_locked(ScreenRig& rig) {
    rig.host.prepare_around(25);
    return true;
}

bool end_the_series(ScreenRig& rig) {
    rig.host.unlocked_pages.insert(79);
    rig.host.prepare_around(79);
    rig.host.commit_page(79);
    rig.run(1s);
    SessionSnapshot& snapshot = rig.host.snapshots[79];
    snapshot.state = SessionState::Ended;
    snapshot.position = *snapshot.duration;
    return true;
}

bool fail_the_feed(ScreenRig& rig) {
    rig.host.state = FeedState::Failed;
    rig.host.error = Error{ErrorKind::HttpStatus, "", "", 503};
    return true;
}

bool empty_the_feed(ScreenRig& rig) {
    rig.host.state = FeedState::Empty;
    return true;
}

bool wait_for_the_feed(ScreenRig& rig) {
    rig.host.state = FeedState::Loading;
    return true;
}

bool lose_the_network(ScreenRig& rig) {
    rig.host.is_offline = true;
    return true;
}

bool begin_as_newcomer(ScreenRig& rig) {
    rig.host.newcomer = true;
    rig.restart();
    rig.run(2s);
    return true;
}

bool type_words(ScreenRig& rig, const std::string& words) {
    rig.screen().handle({rig.clock.now(), TextEvent{words}});
    rig.run(200ms);
    rig.host.search().wait_answered();
    return true;
}

bool enter_kiosk(ScreenRig& rig) {
    const Rect way = rig.rect("kiosk.enter");
    rig.touch(PressType::Down, way.center());
    rig.run(60ms);
    rig.touch(PressType::Up, way.center());
    rig.run(1s);
    return true;
}

bool linger_in_kiosk(ScreenRig& rig) {
    enter_kiosk(rig);
    rig.host.playing = false;
    for (int i = 0; i < 50; ++i) rig.run(1s);
    return rig.shows("kiosk.warn.go_on");
}

bool ask_for_the_pin(ScreenRig& rig) {
    const float x = rig.host.language() == "ar" ? 520 : 20;
    rig.touch(PressType::Down, {x, 20});
    rig.run(5100ms);
    rig.touch(PressType::Up, {x, 20});
    rig.run(300ms);
    return rig.shows("kiosk.pin");
}

void add_player(std::vector<StagedScene>& scenes) {
    scenes.push_back({"player", {}, say_something});
    scenes.push_back({"player_episodes", {}, clicks({"player.episodes_pill"})});
    scenes.push_back({"player_couch", {}, [](ScreenRig& rig) {
                          rig.press_key("Return");
                          return rig.shows("tv.resume");
                      }});
    scenes.push_back({"player_options", {}, clicks({"player.more"})});
    scenes.push_back({"player_captions", {}, clicks({"player.more", "sheet.options.subtitles"})});
    scenes.push_back({"player_speed", {}, clicks({"player.more", "sheet.options.speed"})});
    scenes.push_back({"player_failed", {}, fail_the_episode});
    scenes.push_back({"player_waiting", {}, wait_for_the_network});
    scenes.push_back({"player_locked", {}, show_locked});
    scenes.push_back({"player_end", {}, end_the_series});
    scenes.push_back({"player_newcomer", {}, begin_as_newcomer});
    scenes.push_back({"player_keys", {}, [](ScreenRig& rig) {
                          rig.press_key("F1");
                          return true;
                      }});
    scenes.push_back({"player_offline", {}, lose_the_network});
    scenes.push_back({"feed_failed", {}, fail_the_feed});
    scenes.push_back({"feed_empty", {}, empty_the_feed});
}

void add_screens(std::vector<StagedScene>& scenes) {
    scenes.push_back({"home", {ScreenKind::Home}, lived_in});
    scenes.push_back({"home_new_viewer", {ScreenKind::Home}, nothing});
    scenes.push_back({"home_loading", {ScreenKind::Home}, wait_for_the_feed});
    scenes.push_back({"home_failed", {ScreenKind::Home}, fail_the_feed});
    scenes.push_back({"home_offline", {ScreenKind::Home}, lose_the_network});
    scenes.push_back({"for_you", {ScreenKind::ForYou}, nothing});
    scenes.push_back({"series", {ScreenKind::Series}, lived_in});
    scenes.push_back({"series_download", {ScreenKind::Series}, clicks({"series.download"})});
    scenes.push_back({"search", {ScreenKind::Search}, nothing});
    scenes.push_back({"search_results", {ScreenKind::Search}, [](ScreenRig& rig) { return type_words(rig, "a"); }});
    scenes.push_back({"search_nothing", {ScreenKind::Search}, [](ScreenRig& rig) { return type_words(rig, "qqxz"); }});
    scenes.push_back({"my_list", {ScreenKind::MyList}, lived_in});
    scenes.push_back({"my_list_empty", {ScreenKind::MyList}, nothing});
    scenes.push_back({"history", {ScreenKind::History}, lived_in});
    scenes.push_back({"history_empty", {ScreenKind::History}, nothing});
    scenes.push_back({"history_clear", {ScreenKind::History}, [](ScreenRig& rig) {
                          live_in(rig);
                          return click_all(rig, {"history.clear"});
                      }});
    scenes.push_back({"downloads", {ScreenKind::Downloads}, download_some});
    scenes.push_back({"downloads_empty", {ScreenKind::Downloads}, nothing});
    scenes.push_back({"me", {ScreenKind::Me}, lived_in});
    scenes.push_back({"settings", {ScreenKind::Settings}, nothing});
    for (const SectionLook& look : settings_sections())
        scenes.push_back(
            {std::string("settings_") + look.id, {ScreenKind::Settings, 0, part_of(look.section)}, nothing});
}

}  // namespace

std::vector<StagedScene> all_scenes() {
    std::vector<StagedScene> scenes;
    add_player(scenes);
    add_screens(scenes);
    scenes.push_back({"kiosk_attract", {}, nothing, SceneKind::Kiosk});
    scenes.push_back({"kiosk_session", {}, enter_kiosk, SceneKind::Kiosk});
    scenes.push_back({"kiosk_warning", {}, linger_in_kiosk, SceneKind::Kiosk});
    scenes.push_back({"kiosk_pin", {}, ask_for_the_pin, SceneKind::Kiosk});
    return scenes;
}

}  // namespace cliffhanger
