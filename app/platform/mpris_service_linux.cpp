#include <poll.h>
#include <sdbus-c++/sdbus-c++.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "app/platform/mpris_service.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;
using Kind = DesktopCommand::Kind;

constexpr const char* kName = "org.mpris.MediaPlayer2.cliffhanger";
constexpr const char* kPath = "/org/mpris/MediaPlayer2";
constexpr const char* kRoot = "org.mpris.MediaPlayer2";
constexpr const char* kPlayer = "org.mpris.MediaPlayer2.Player";
constexpr const char* kTrackFolder = "/cliffhanger/episode/";
constexpr const char* kNoTrack = "/org/mpris/MediaPlayer2/TrackList/NoTrack";
constexpr double kSlowest = 0.5, kFastest = 3;
/// Connecting waits for the bus inside libsystemd; a bus that hangs does not keep the program from ending.
constexpr auto kFarewell = 1s;

std::string track_path(const NowPlaying& state) {
    return state.track.empty() ? std::string(kNoTrack) : kTrackFolder + state.track;
}

std::string status_name(NowPlaying::Status status) {
    switch (status) {
        case NowPlaying::Status::Playing:
            return "Playing";
        case NowPlaying::Status::Paused:
            return "Paused";
        case NowPlaying::Status::Stopped:
            break;
    }
    return "Stopped";
}

std::map<std::string, sdbus::Variant> metadata(const NowPlaying& state) {
    std::map<std::string, sdbus::Variant> result;
    result["mpris:trackid"] = sdbus::ObjectPath(track_path(state));
    if (state.track.empty()) return result;
    if (state.length) result["mpris:length"] = std::int64_t{state.length->count()};
    if (!state.art_url.empty()) result["mpris:artUrl"] = state.art_url;
    if (!state.title.empty()) result["xesam:title"] = state.title;
    if (state.series.empty()) return result;
    result["xesam:album"] = state.series;
    // Lock screens and panels show the artist under the title, and "unknown artist" where there is none.
    result["xesam:artist"] = std::vector<std::string>{state.series};
    if (state.number > 0) result["xesam:trackNumber"] = std::int32_t{state.number};
    return result;
}

/// Which of a player's properties are no longer what they were.
std::vector<std::string> changed_properties(const NowPlaying& a, const NowPlaying& b) {
    std::vector<std::string> names;
    const auto add = [&](bool differs, const char* name) {
        if (differs) names.emplace_back(name);
    };
    add(a.status != b.status, "PlaybackStatus");
    add(a.rate != b.rate, "Rate");
    add(a.volume != b.volume, "Volume");
    add(a.repeats != b.repeats, "LoopStatus");
    add(a.track != b.track || a.title != b.title || a.series != b.series || a.art_url != b.art_url ||
            a.number != b.number || a.length != b.length,
        "Metadata");
    add(a.can_next != b.can_next, "CanGoNext");
    add(a.can_previous != b.can_previous, "CanGoPrevious");
    add(a.can_seek != b.can_seek, "CanSeek");
    add(a.track.empty() != b.track.empty(), "CanPlay");
    add(a.track.empty() != b.track.empty(), "CanPause");
    return names;
}

}  // namespace

struct MprisService::State {
    std::function<void(DesktopCommand)> post;
    int wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

    std::mutex mutex;
    // Guarded by mutex.
    std::condition_variable ended;
    bool stop = false, over = false;
    bool seeked = false;
    NowPlaying now;
    MediaTime position{0};
    std::chrono::steady_clock::time_point at;

    ~State() { close(wake); }

    void notify() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(wake, &one, sizeof one);
    }
    NowPlaying current() {
        const std::lock_guard lock(mutex);
        return now;
    }
    std::int64_t position_now();
    void run();
    void serve(sdbus::IConnection& connection);
    void offer_root(sdbus::IObject& object);
    void offer_playback(sdbus::IObject& object);
    void offer_seeking(sdbus::IObject& object);
    void offer_state(sdbus::IObject& object);
    template <class Get>
    void offer_value(sdbus::IObject& object, const char* interface, const char* name, Get get) {
        object.registerProperty(name).onInterface(interface).withGetter([this, get] { return get(current()); });
    }
};

std::int64_t MprisService::State::position_now() {
    const std::lock_guard lock(mutex);
    MediaTime result = position;
    if (now.status == NowPlaying::Status::Playing) {
        const auto passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - at) * now.rate;
        result += std::chrono::duration_cast<MediaTime>(passed);
    }
    if (now.length) result = std::min(result, *now.length);
    return result.count();
}

void MprisService::State::offer_root(sdbus::IObject& object) {
    object.registerMethod("Raise").onInterface(kRoot).implementedAs([this] { post({.kind = Kind::Raise}); });
    object.registerMethod("Quit").onInterface(kRoot).implementedAs([this] { post({.kind = Kind::Quit}); });
    const auto constant = [&](const char* name, auto value) {
        object.registerProperty(name).onInterface(kRoot).withGetter([value] { return value; });
    };
    constant("CanQuit", true);
    constant("CanRaise", true);
    constant("CanSetFullscreen", true);
    constant("HasTrackList", false);
    constant("Identity", std::string("Cliffhanger"));
    constant("DesktopEntry", std::string("cliffhanger"));
    constant("SupportedUriSchemes", std::vector<std::string>{"file", "http", "https"});
    constant("SupportedMimeTypes",
             std::vector<std::string>{"video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/mp2t",
                                      "application/vnd.apple.mpegurl", "application/json"});
    object.registerProperty("Fullscreen")
        .onInterface(kRoot)
        .withGetter([this] { return current().fullscreen; })
        .withSetter([this](const bool& on) { post({.kind = Kind::SetFullscreen, .value = on ? 1.0 : 0.0}); });
}

void MprisService::State::offer_playback(sdbus::IObject& object) {
    const std::array<std::pair<const char*, Kind>, 6> methods{{{"Next", Kind::Next},
                                                               {"Previous", Kind::Previous},
                                                               {"Play", Kind::Play},
                                                               {"Pause", Kind::Pause},
                                                               {"PlayPause", Kind::TogglePlay},
                                                               // Where the viewer is must never be lost to a button.
                                                               {"Stop", Kind::Pause}}};
    for (const auto& [name, kind] : methods)
        object.registerMethod(name).onInterface(kPlayer).implementedAs(
            [this, command = kind] { post({.kind = command}); });
    object.registerMethod("OpenUri").onInterface(kPlayer).withInputParamNames("Uri").implementedAs(
        [this](const std::string& uri) { post({.kind = Kind::Open, .text = uri}); });
    object.registerProperty("Rate")
        .onInterface(kPlayer)
        .withGetter([this] { return current().rate; })
        .withSetter([this](const double& rate) {
            if (rate <= 0) return post({.kind = Kind::Pause});
            post({.kind = Kind::SetRate, .value = std::clamp(rate, kSlowest, kFastest)});
        });
    // A series ends; it is the episode that is repeated.
    object.registerProperty("LoopStatus")
        .onInterface(kPlayer)
        .withGetter([this] { return std::string(current().repeats ? "Track" : "None"); })
        .withSetter([this](const std::string& status) {
            post({.kind = Kind::SetRepeat, .value = status == "Track" ? 1.0 : 0.0});
        });
    object.registerProperty("Volume")
        .onInterface(kPlayer)
        .withGetter([this] { return current().volume; })
        .withSetter(
            [this](const double& volume) { post({.kind = Kind::SetVolume, .value = std::clamp(volume, 0.0, 1.0)}); });
}

void MprisService::State::offer_seeking(sdbus::IObject& object) {
    object.registerMethod("Seek").onInterface(kPlayer).withInputParamNames("Offset").implementedAs(
        [this](std::int64_t offset) { post({.kind = Kind::SeekBy, .time = MediaTime(offset)}); });
    object.registerMethod("SetPosition")
        .onInterface(kPlayer)
        .withInputParamNames("TrackId", "Position")
        .implementedAs([this](const sdbus::ObjectPath& track, std::int64_t position_us) {
            const NowPlaying state = current();
            const bool within = position_us >= 0 && (!state.length || position_us <= state.length->count());
            if (within && track == track_path(state))
                post({.kind = Kind::SeekTo, .time = MediaTime(position_us), .text = state.track});
        });
    object.registerSignal("Seeked").onInterface(kPlayer).withParameters<std::int64_t>("Position");
    object.registerProperty("Position")
        .onInterface(kPlayer)
        .withGetter([this] { return position_now(); })
        .withUpdateBehavior(sdbus::Flags::EMITS_NO_SIGNAL);
}

void MprisService::State::offer_state(sdbus::IObject& object) {
    offer_value(object, kPlayer, "PlaybackStatus", [](const NowPlaying& n) { return status_name(n.status); });
    offer_value(object, kPlayer, "Metadata", [](const NowPlaying& n) { return metadata(n); });
    offer_value(object, kPlayer, "CanGoNext", [](const NowPlaying& n) { return n.can_next; });
    offer_value(object, kPlayer, "CanGoPrevious", [](const NowPlaying& n) { return n.can_previous; });
    offer_value(object, kPlayer, "CanPlay", [](const NowPlaying& n) { return !n.track.empty(); });
    offer_value(object, kPlayer, "CanPause", [](const NowPlaying& n) { return !n.track.empty(); });
    offer_value(object, kPlayer, "CanSeek", [](const NowPlaying& n) { return n.can_seek; });
    offer_value(object, kPlayer, "MinimumRate", [](const NowPlaying&) { return kSlowest; });
    offer_value(object, kPlayer, "MaximumRate", [](const NowPlaying&) { return kFastest; });
    object.registerProperty("CanControl")
        .onInterface(kPlayer)
        .withGetter([] { return true; })
        .withUpdateBehavior(sdbus::Flags::CONST_PROPERTY_VALUE);
}

void MprisService::State::serve(sdbus::IConnection& connection) {
    const auto object = sdbus::createObject(connection, kPath);
    offer_root(*object);
    offer_playback(*object);
    offer_seeking(*object);
    offer_state(*object);
    object->finishRegistration();
    // The name comes last: who sees it finds the player behind it.
    try {
        connection.requestName(kName);
    } catch (const sdbus::Error&) {  // another one runs
        connection.requestName(std::string(kName) + ".instance" + std::to_string(getpid()));
    }
    NowPlaying told = current();
    for (;;) {
        bool jumped = false;
        NowPlaying state;
        {
            const std::lock_guard lock(mutex);
            if (stop) return;
            state = now;
            jumped = std::exchange(seeked, false);
        }
        if (const auto names = changed_properties(told, state); !names.empty())
            object->emitPropertiesChangedSignal(kPlayer, names);
        if (told.fullscreen != state.fullscreen) object->emitPropertiesChangedSignal(kRoot, {"Fullscreen"});
        if (jumped) object->emitSignal("Seeked").onInterface(kPlayer).withArguments(position_now());
        told = std::move(state);
        const auto bus = connection.getEventLoopPollData();
        std::array<pollfd, 2> fds{{{bus.fd, bus.events, 0}, {wake, POLLIN, 0}}};
        poll(fds.data(), fds.size(), bus.getPollTimeout());
        std::uint64_t count = 0;
        [[maybe_unused]] const auto drained = read(wake, &count, sizeof count);
        while (connection.processPendingRequest()) {
        }
    }
}

void MprisService::State::run() {
    try {
        const auto connection = sdbus::createSessionBusConnection();
        serve(*connection);
    } catch (const sdbus::Error& error) {
        spdlog::debug("no media controls of the desktop: {}", error.getMessage());
    }
    {
        const std::lock_guard lock(mutex);
        over = true;
    }
    ended.notify_all();
}

MprisService::MprisService(std::function<void(DesktopCommand)> post) : state_(std::make_shared<State>()) {
    state_->post = std::move(post);
    thread_ = std::thread([state = state_] { state->run(); });
}

MprisService::~MprisService() {
    std::unique_lock lock(state_->mutex);
    state_->stop = true;
    state_->notify();
    const bool over = state_->ended.wait_for(lock, kFarewell, [this] { return state_->over; });
    lock.unlock();
    // Else it sits in libsystemd, with nothing but its own state.
    over ? thread_.join() : thread_.detach();
}

void MprisService::publish(const NowPlaying& state, MediaTime position, bool seeked) {
    {
        const std::lock_guard lock(state_->mutex);
        state_->position = position;
        state_->at = std::chrono::steady_clock::now();
        if (state_->now == state && !seeked) return;
        state_->now = state;
        state_->seeked = state_->seeked || seeked;
    }
    state_->notify();
}

}  // namespace cliffhanger
