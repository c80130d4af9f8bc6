#include "app/desktop/media_controls.h"

#include <spdlog/spdlog.h>

#include <cmath>
#include <functional>
#include <utility>

#include "app/desktop/file_address.h"
#include "app/library/library.h"
#include "app/screens/page_view.h"
#include "app/ui/strings.h"

namespace cliffhanger {
namespace {

using Kind = DesktopCommand::Kind;

std::string artwork_of(const Page& page) {
    const std::string& own = page.episode->thumbnail_url;
    if (page.series->posters.empty()) return as_address(own);
    return as_address(page.series->posters.front().url);
}

}  // namespace

MediaControls::MediaControls(PlayerHost& host, Actions actions, Detail detail)
    : host_(host), actions_(std::move(actions)), detail_(detail), service_([this](DesktopCommand command) {
          {
              const std::lock_guard lock(mutex_);
              waiting_.push_back(std::move(command));
          }
          actions_.wake();
      }) {}

void MediaControls::turn(Microseconds now) {
    std::vector<DesktopCommand> commands;
    {
        const std::lock_guard lock(mutex_);
        commands.swap(waiting_);
    }
    for (const DesktopCommand& command : commands) perform(now, command);

    const bool ready = host_.feed_state() == FeedState::Ready && host_.page_count() > 0;
    if (!ready) {
        state_ = {};
        described_episode_.clear();
        service_.publish(state_, MediaTime{0}, announcer_.update(state_, MediaTime{0}, now));
        return;
    }
    const std::size_t current = host_.current_page();
    const Page page = host_.page(current);
    const bool hidden = detail_ == Detail::Private || host_.library().private_mode();
    if (page.episode->id != described_episode_ || page.series->id != described_series_ || hidden != hidden_) {
        hidden_ = hidden;
        describe_page(current);
    }
    look(current);
    const auto snapshot = host_.snapshot(current);
    const MediaTime position = snapshot ? snapshot->position : MediaTime{0};
    service_.publish(state_, position, announcer_.update(state_, position, now));
}

/// What stays the same as long as the page does.
void MediaControls::describe_page(std::size_t index) {
    const Page page = host_.page(index);
    described_series_ = page.series->id;
    described_episode_ = page.episode->id;
    state_ = {};
    state_.track = std::to_string(std::hash<std::string>{}(page.series->id + '/' + page.episode->id));
    if (hidden_) {
        state_.title = "Cliffhanger";
        return;
    }
    const std::string language = host_.language();
    state_.number = page.episode->number;
    state_.series = page.series->title.get(language);
    state_.title = page.episode->title.get(language);
    if (state_.title.empty())
        state_.title = Strings(language).with(
            Text::EpisodeOf, {{"n", page.episode->number}, {"total", view_page(host_, index).episode_total()}});
    if (!view_page(host_, index).age_locked) state_.art_url = artwork_of(page);
}

void MediaControls::look(std::size_t index) {
    const PageView view = view_page(host_, index);
    const bool ended = view.snapshot && view.snapshot->state == SessionState::Ended;
    const bool plays = host_.wants_to_play() && !ended && !view.locked && !view.failed();
    state_.status = plays ? NowPlaying::Status::Playing : NowPlaying::Status::Paused;
    state_.length = view.duration().count() > 0 ? std::optional(view.duration()) : std::nullopt;
    if (view.snapshot) state_.rate = view.snapshot->rate;
    state_.volume = host_.muted() ? 0 : static_cast<double>(host_.volume());
    state_.can_previous = index > 0;
    state_.can_next = index + 1 < host_.page_count();
    state_.can_seek = state_.length.has_value() && !view.locked && !view.failed();
    state_.fullscreen = host_.fullscreen();
    state_.repeats = actions_.repeats();
}

/// Who had paused stays paused: that is what media controls promise.
void MediaControls::step_page(Microseconds now, Intent intent) {
    const bool played = host_.wants_to_play();
    actions_.input({now, IntentEvent{intent}});
    if (!played) host_.set_playing(false);
}

void MediaControls::perform(Microseconds now, const DesktopCommand& command) {
    const bool ready = host_.feed_state() == FeedState::Ready && host_.page_count() > 0;
    switch (command.kind) {
        case Kind::Open:
            return actions_.open(command.text);
        case Kind::Raise:
            return actions_.raise();
        case Kind::Quit:
            return host_.quit();
        case Kind::SetFullscreen:
            if (host_.fullscreen() != (command.value > 0)) host_.toggle_fullscreen();
            return;
        case Kind::SetVolume:
            return host_.set_volume(static_cast<float>(command.value), false);
        default:
            break;
    }
    if (!ready) return;
    look(host_.current_page());  // an earlier command may have changed it
    const auto snapshot = host_.snapshot(host_.current_page());
    const auto seek_to = [&](MediaTime target) {
        if (state_.length) target = std::min(target, *state_.length);
        host_.seek(std::max(target, MediaTime{0}), SeekMode::Exact);
    };
    switch (command.kind) {
        case Kind::Next:
            return step_page(now, Intent::NextEpisode);
        case Kind::Previous:
            return step_page(now, Intent::PreviousEpisode);
        case Kind::Play:
        case Kind::Pause:
        case Kind::TogglePlay: {
            const bool playing = state_.status == NowPlaying::Status::Playing;
            const bool wanted = command.kind == Kind::TogglePlay ? !playing : command.kind == Kind::Play;
            if (wanted != playing) actions_.input({now, IntentEvent{Intent::TogglePlay}});
            return;
        }
        case Kind::SeekBy: {
            if (!snapshot || !state_.can_seek) return;
            // Behind the end lies the next episode.
            if (snapshot->position + command.time > *state_.length) return step_page(now, Intent::NextEpisode);
            return seek_to(snapshot->position + command.time);
        }
        case Kind::SeekTo:
            if (command.text == state_.track && state_.can_seek) seek_to(command.time);
            return;
        case Kind::SetRate:
            return actions_.input({now, IntentEvent{Intent::SetSpeed, command.value}});
        case Kind::SetRepeat:
            if (state_.repeats != (command.value > 0)) actions_.input({now, IntentEvent{Intent::ToggleRepeat}});
            return;
        default:
            return;
    }
}

}  // namespace cliffhanger
