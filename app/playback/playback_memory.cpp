// The part of PlaybackHost about what is remembered: places, likes, the list, what is unlocked.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "app/playback/playback_host.h"

namespace cliffhanger {
namespace {

/// Closer to the end than this, an episode that is come back to starts over.
constexpr MediaTime kNearlyFinished = std::chrono::seconds(1);
/// A death costs at most this much of the place.
constexpr MediaTime kRememberEvery = std::chrono::milliseconds(500);
/// Reading the library takes a few milliseconds, beside the feed: the window may wait for it.
constexpr Microseconds kLibraryPatience = std::chrono::milliseconds(250);
/// What a slow one says of the first picture (where it goes on, and who may see it) is waited for with the window
/// there. A disk that hangs is not.
constexpr Microseconds kLongestHold = std::chrono::seconds(5);
constexpr std::chrono::milliseconds kDownloadsPatience{100};

MediaTime place_in(const SessionSnapshot& snapshot) {
    const bool finished = snapshot.state == SessionState::Ended ||
                          (snapshot.duration && snapshot.position + kNearlyFinished > *snapshot.duration);
    return finished ? MediaTime{0} : snapshot.position;
}

double share_of(const SessionSnapshot& snapshot) {
    if (snapshot.state == SessionState::Ended) return 1;
    if (!snapshot.duration || snapshot.duration->count() <= 0) return 0;
    return std::clamp(to_seconds(snapshot.position) / to_seconds(*snapshot.duration), 0.0, 1.0);
}

constexpr std::string_view kOff = "off";

CaptionChoice choice_from(const SeriesChoices& known) {
    CaptionChoice choice;
    if (known.captions && *known.captions != kOff) {
        choice.kind = CaptionChoice::Kind::Language;
        choice.first = CaptionTraits{*known.captions, known.captions_closed, {}};
    }
    if (known.second_captions) choice.second = CaptionTraits{*known.second_captions, false, {}};
    return choice;
}

}  // namespace

MediaTime PlaybackHost::resume_position(std::size_t index) const {
    const auto found = positions_.find(episode_id(index));
    return found != positions_.end() ? found->second : library().episode(key(index)).position;
}

/// False: the feed that has been read waits for the library.
bool PlaybackHost::wait_for_viewer() {
    if (viewer_recalled_ || !loader_.wait_for(Microseconds{0})) return true;
    const bool first = !held_until_;
    if (!library().wait_loaded(first ? kLibraryPatience : Microseconds{0})) {
        const Microseconds now = surroundings_.clock.now();
        if (first) held_until_ = now + kLongestHold;
        if (now < *held_until_) return false;
    }
    held_until_.reset();
    return true;
}

/// Also of a disk that fills up under way.
void PlaybackHost::follow_library() {
    const LibraryTrouble trouble = library().trouble();
    if (trouble == std::exchange(library_trouble_, trouble)) return;
    if (trouble == LibraryTrouble::Replaced) notice_ = HostNotice::LibraryReplaced;
    if (trouble == LibraryTrouble::NotWritable || trouble == LibraryTrouble::FromNewer)
        notice_ = HostNotice::LibraryNotKept;
}

void PlaybackHost::recall_viewer() {
    settings_.refresh();                         // before the first session: an age limit counts for it, too
    downloads_.wait_loaded(kDownloadsPatience);  // what is here plays from here
    if (const auto volume = library().setting(kVolumeSetting))
        set_volume(std::strtof(volume->c_str(), nullptr), muted_);
    if (const auto text = library().setting(kCaptionStyleSetting)) {
        if (const auto style = parse_caption_style(*text)) captions_.set_style(*style);
    }
}

/// What --start names, else the episode that was on the stage when this feed was left.
void PlaybackHost::find_first_page() {
    if (!std::exchange(viewer_recalled_, true)) recall_viewer();
    if (!start_) {
        const auto place = library().place(feed_key_);
        for (std::size_t i = 0; place && i < page_count(); ++i) {
            const Page& there = feed_->page(i);
            if (there.episode->id == place->episode && there.series->id == place->series) current_ = i;
        }
        return;
    }
    if (const auto found = feed_->find(*start_)) {
        current_ = *found;
        positions_[episode_id(current_)] = from_seconds(start_->seconds);
    } else {
        start_not_found_ = sources_opened_ == 0;
        notice_ = HostNotice::StartNotFound;
    }
}

/// Runs that nobody looks at, or that remember nothing, have no first time.
bool PlaybackHost::first_run() const {
    return !options_.window.headless && library().remembers() && !library().setting(kCoachedSetting) &&
           library().history().empty();
}

void PlaybackHost::remember_watching(const SessionSnapshot& snapshot) {
    if (!snapshot.has_first_frame || snapshot.seeking || list_ == PageList::Teasers) return;
    const MediaTime place = place_in(snapshot);
    if (noted_.key != key(current_)) {
        const EpisodeRecord known = library().episode(key(current_));
        noted_ = {key(current_), known.position, known.watched};
    }
    const MediaTime moved = std::chrono::abs(place - noted_.place);
    const bool rests = !snapshot.play_when_ready || snapshot.state == SessionState::Ended;
    const bool further = snapshot.state == SessionState::Ended && noted_.watched < 1;
    if (moved < kRememberEvery && !(rests && moved.count() > 0) && !further) return;
    library().watched(noted_.key, place, share_of(snapshot));
    noted_.place = place;
    noted_.watched = std::max(noted_.watched, share_of(snapshot));
}

/// What the viewer deletes from the history begins anew when it is watched again.
void PlaybackHost::follow_forgetting() {
    if (std::exchange(forgotten_seen_, library().forgotten()) == library().forgotten() || page_count() == 0) return;
    positions_.clear();
}

void PlaybackHost::remember_position() {
    PlaybackSession* session = current_session();
    if (session == nullptr) return;
    const SessionSnapshot snapshot = session->snapshot();
    remember_watching(snapshot);
    positions_[episode_id(current_)] = place_in(snapshot);
}

void PlaybackHost::set_liked(std::size_t index, bool liked) {
    EpisodeRecord record = library().episode(key(index));
    record.liked = liked;
    library().set_episode(key(index), record);
}

bool PlaybackHost::listed(std::size_t series) const {
    return library().series({feed_key_, feed_->catalog().series[series].id}).listed_at.has_value();
}

void PlaybackHost::set_listed(std::size_t series, bool listed) {
    library().set_listed({feed_key_, feed_->catalog().series[series].id}, listed);
}

double PlaybackHost::watched_fraction(std::size_t index) const { return library().episode(key(index)).watched; }

bool PlaybackHost::unlocked(std::size_t index) const {
    const Episode& episode = *page(index).episode;
    return !age_gate_.locks(episode) && (!episode.lock || library().episode(key(index)).unlocked);
}

void PlaybackHost::unlock(std::size_t index) {
    EpisodeRecord record = library().episode(key(index));
    record.unlocked = true;
    library().set_episode(key(index), record);
    give_items_to_pool();  // it has an address now
}

CaptionedPage PlaybackHost::captioned_page(std::size_t index) {
    if (index >= page_count()) return {};
    const Page there = page(index);
    return {there.series, there.episode, unlocked(index) ? pool_.session(index) : nullptr};
}

CaptionTracks::Surroundings PlaybackHost::caption_surroundings() {
    const auto series_key = [this](std::size_t index) { return SeriesKey{feed_key_, page(index).series->id}; };
    return {
        .http = surroundings_.http,
        .clock = surroundings_.clock,
        .wake = surroundings_.wake,
        .page = [this](std::size_t index) { return captioned_page(index); },
        .current = [this] { return current_; },
        .recall = [this, series_key](std::size_t index) -> std::optional<CaptionChoice> {
            const SeriesChoices known = library().series(series_key(index)).choices;
            return known.captions ? std::optional(choice_from(known)) : std::nullopt;
        },
        .remember =
            [this, series_key](std::size_t index, const CaptionChoice& choice) {
                SeriesRecord record = library().series(series_key(index));
                const bool off = choice.kind == CaptionChoice::Kind::Off || !choice.first;
                record.choices.captions = off ? std::string(kOff) : choice.first->language;
                record.choices.captions_closed = choice.first && choice.first->closed_caption;
                record.choices.second_captions = choice.second ? std::optional(choice.second->language) : std::nullopt;
                library().set_series(series_key(index), record);
            },
        .remember_style =
            [this](const CaptionStyle& style) { library().set_setting(kCaptionStyleSetting, to_text(style)); },
        .recall_delay =
            [this, series_key](std::size_t index) { return library().series(series_key(index)).choices.caption_delay; },
        .remember_delay =
            [this, series_key](std::size_t index, MediaTime delay) {
                SeriesRecord record = library().series(series_key(index));
                record.choices.caption_delay = delay;
                library().set_series(series_key(index), record);
            },
    };
}

}  // namespace cliffhanger
