// The part of PlaybackHost about playing another source than the one that it was started with.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "app/platform/run_record.h"
#include "app/playback/playback_host.h"

namespace cliffhanger {
namespace {

bool has_episodes(const Result<LoadedCatalog>& loaded) {
    return loaded && std::ranges::any_of(loaded->catalog.series, [](const Series& s) { return !s.episodes.empty(); });
}

}  // namespace

void PlaybackHost::open_source(const std::string& source, const std::optional<StartPosition>& start) {
    if (feed_ && !wanted_ && library_feed_key(source) == feed_key_) {
        if (start) go_to_start(*start);
        return;
    }
    wanted_ = Wanted{source, start};
    if (!feed_) {
        adopt_wanted();  // what is on the screen is an error or a wait
        feed_error_.reset();
    }
    loader_.start(source);
}

/// What the same source had on the stage is there again by itself.
void PlaybackHost::offer_after_crash(const RunNote& note, const std::string& report) {
    const bool elsewhere = !note.source.empty() && library_feed_key(note.source) != feed_key_;
    crashed_source_ = note.source;
    crash_offer_ = CrashOffer{elsewhere ? note.title : std::string(), report};
}

void PlaybackHost::go_to_start(const StartPosition& start) {
    const auto found = feed_->find(start);
    if (!found) {
        notice_ = HostNotice::StartNotFound;
        return;
    }
    ++sources_opened_;
    const MediaTime at = from_seconds(start.seconds);
    if (*found == current_) return seek(at, SeekMode::Exact);
    positions_[episode_id(*found)] = at;
    commit_page(*found);
    seek(at, SeekMode::Exact);  // a neighbour is open already, elsewhere
}

/// False: what has been loaded is not usable, and what is on the stage stays.
bool PlaybackHost::take_wanted(const Result<LoadedCatalog>& loaded) {
    if (feed_ && !has_episodes(loaded)) {
        spdlog::warn("{}: {}", wanted_->source, loaded ? "there is nothing to play in it" : loaded.error().message);
        wanted_.reset();
        notice_ = HostNotice::SourceNotOpened;
        return false;
    }
    if (feed_) adopt_wanted();
    wanted_.reset();
    return true;
}

void PlaybackHost::adopt_wanted() {
    if (feed_) remember_position();
    surroundings_.stats.playback_stopped();
    drop_feed();
    positions_.clear();
    offline_ = {};
    swipe_target_.reset();
    source_ = wanted_->source;
    start_ = wanted_->start;
    feed_key_ = library_feed_key(source_);
    refresher_ = std::make_shared<AddressRefresher>(source_, surroundings_.http, surroundings_.clock);
    wants_to_play_ = true;
    ++sources_opened_;
}

}  // namespace cliffhanger
