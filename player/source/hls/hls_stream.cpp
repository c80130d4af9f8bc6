#include "player/source/hls/hls_stream.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "player/source/hls/hls_ladder.h"
#include "player/source/hls/hls_outage.h"

namespace cliffhanger {

HlsStream::HlsStream(HlsIo& io, HlsPlaylistPlace place, std::optional<HlsStart> start, HlsRenewal* renewal)
    : io_(io), place_(std::move(place)), start_(start), renewal_(renewal) {}

void HlsStream::adopt(HlsMediaPlaylist playlist) {
    from_the_start_ = playlist.type == HlsMediaPlaylist::Type::Event && !playlist.start && !start_;
    sizes_ = segment_sizes(playlist);
    timeline_.emplace(std::move(playlist), io_.clock().now());
}

Result<HlsMediaPlaylist> HlsStream::fetch(const HlsTextLimits& limits) {
    for (;;) {
        const unsigned addresses = generation();
        HlsPlaylistPlace place = renewal_ != nullptr ? renewal_->current(place_) : place_;
        auto here = renewal_ != nullptr ? renewal_->take(place.url) : std::nullopt;
        auto text = here ? Result<HlsText>(*std::move(here)) : io_.fetch_text(place.url, limits);
        if (!text && renewal_ != nullptr && is_refused(text.error()) && renewal_->renew(addresses)) continue;
        if (!text) return tl::unexpected(text.error());
        addresses_ = addresses;
        place.url = text->url;
        return parse_hls_media_playlist(text->text, place);
    }
}

// Addresses that were renewed for another stream's sake are most likely needed here as well.
Result<void> HlsStream::catch_up() {
    if (!timeline_ || addresses_ == generation()) return {};
    auto playlist = fetch();
    if (!playlist) return tl::unexpected(playlist.error());
    const Microseconds now = io_.clock().now();
    timeline_->readdress(*playlist, now);
    timeline_->update(*std::move(playlist), now);
    return {};
}

Result<void> HlsStream::load(const HlsStream* reference, const HlsTextLimits& limits) {
    if (timeline_) return {};
    auto playlist = fetch(limits);
    if (!playlist) return tl::unexpected(playlist.error());
    adopt(*std::move(playlist));
    if (reference != nullptr && reference->timeline_) timeline_->align_to(*reference->timeline_);
    return {};
}

Error HlsStream::stands_still() const {
    const bool begun = !timeline_->segments().empty();
    Error error{ErrorKind::Timeout,
                begun ? "The live stream has stopped: its playlist does not go on."
                      : "The live stream has not begun: its playlist names nothing yet.",
                place_.url};
    error.detail = begun ? ErrorDetail::LiveStopped : ErrorDetail::LiveNotBegun;
    return error;
}

// A server that fails now and then is asked again for as long as the playlist may be overdue; a network that is gone is
// waited for, and the playlist has its time to go on from then.
Result<void> HlsStream::reload() {
    if (auto waited = io_.wait_until(timeline_->reload_at().value_or(Microseconds{0})); !waited) return waited;
    HlsOutage outage;
    for (;;) {
        const unsigned addresses = addresses_;
        auto playlist = fetch();
        const Microseconds now = io_.clock().now();
        const bool overdue = now >= timeline_->stuck_at().value_or(now);
        if (playlist) {
            if (outage.lasts()) timeline_->expect_growth_from(now);
            if (addresses != addresses_) timeline_->readdress(*playlist, now);
            const HlsUpdate update = timeline_->update(*std::move(playlist), now);
            const bool moves = update == HlsUpdate::Grown || update == HlsUpdate::Restarted || timeline_->ended();
            if (moves || !overdue || outage.lasts()) return {};
            return tl::unexpected(stands_still());
        }
        if (playlist.error().kind == ErrorKind::Aborted) return tl::unexpected(playlist.error());
        if (overdue && !is_passing(playlist.error())) return tl::unexpected(playlist.error());
        const auto pause = outage.next_pause(now);
        if (!pause) return tl::unexpected(playlist.error());
        spdlog::info("hls: the playlist is asked for again in {} ms: {}", pause->count() / 1000,
                     playlist.error().message);
        if (auto waited = io_.pause(*pause); !waited) return waited;
    }
}

template <class Look>
Result<HlsPlace> HlsStream::wait_for(Look look) {
    for (;;) {
        if (auto caught_up = catch_up(); !caught_up) return tl::unexpected(caught_up.error());
        const HlsNext next = look();
        switch (next.kind) {
            case HlsNext::Kind::Segment:
            case HlsNext::Kind::Jump:
                return HlsPlace{timeline_->segments()[next.index], next.kind == HlsNext::Kind::Jump, addresses_};
            case HlsNext::Kind::End:
                return fail(ErrorKind::EndOfStream, "The end of the stream.");
            case HlsNext::Kind::Wait:
                if (auto reloaded = reload(); !reloaded) return tl::unexpected(reloaded.error());
        }
    }
}

// The window may have moved far since somebody read on: what is sought in it is looked up in a new copy.
Result<void> HlsStream::look_again() {
    const Microseconds now = io_.clock().now();
    if (!live() || now < timeline_->reload_at().value_or(now)) return {};
    auto playlist = fetch();
    if (playlist) {
        timeline_->update(*std::move(playlist), now);
    } else if (playlist.error().kind == ErrorKind::Aborted) {
        return tl::unexpected(playlist.error());
    }
    return {};
}

Result<HlsPlace> HlsStream::find(std::optional<MediaTime> time) {
    if (time) {
        if (auto looked = look_again(); !looked) return tl::unexpected(looked.error());
    }
    auto found = wait_for([&] {
        const bool too_late = live() && time && *time >= timeline_->window_end();
        const auto index = timeline_->find(too_late ? window()->end : time ? *time : start());
        const auto nothing = timeline_->ended() ? HlsNext::Kind::End : HlsNext::Kind::Wait;
        return index ? HlsNext{HlsNext::Kind::Segment, *index} : HlsNext{nothing, 0};
    });
    if (!found && found.error().kind == ErrorKind::EndOfStream) {
        return fail(ErrorKind::NotFound, "There is no segment in the playlist.", place_.url);
    }
    return found;
}

Result<HlsPlace> HlsStream::follow(const HlsPlace& last) {
    return wait_for([&] {
        // A recording that was found anew may be divided otherwise, which makes it another generation.
        const bool divided = timeline_->ended() && !timeline_->segments().empty() &&
                             timeline_->segments().front().generation != last.generation;
        return divided ? timeline_->next_at(last.end()) : timeline_->next(HlsCursor::of(last));
    });
}

Result<HlsPlace> HlsStream::follow_from(const HlsStream& there, const HlsPlace& last) {
    return wait_for([&] { return timeline_->next_after_switch(*there.timeline_, HlsCursor::of(last)); });
}

Result<HlsPlace> HlsStream::counterpart(const HlsStream& there, const HlsPlace& place) {
    const HlsCursor before{place.segment.media_sequence - 1, place.generation};
    const bool known = there.timeline_ && there.timeline_->find(before);
    auto found = wait_for([&] {
        return known ? timeline_->next_after_switch(*there.timeline_, before) : timeline_->next_at(place.start);
    });
    if (found) found->jumped = found->jumped || place.jumped;
    return found;
}

Result<HlsPlace> HlsStream::renewed(const HlsPlace& place) {
    if (place.addresses == generation()) return place;
    auto found = wait_for([&] {
        const auto index = timeline_->find(HlsCursor::of(place));
        return index ? HlsNext{HlsNext::Kind::Segment, *index} : timeline_->next_at(place.start);
    });
    if (found) found->jumped = found->jumped || place.jumped;
    return found;
}

std::optional<MediaTime> HlsStream::duration() const {
    if (!timeline_ || !timeline_->ended()) return std::nullopt;
    const auto& segments = timeline_->segments();
    if (!segments.empty() && segments.front().estimated) return std::nullopt;
    return timeline_->window_end();
}

std::optional<MediaWindow> HlsStream::window() const {
    if (!live()) return std::nullopt;
    const MediaTime begin = timeline_->window_start();
    return MediaWindow{begin, std::max(begin, timeline_->window_end() - timeline_->hold_back())};
}

MediaTime HlsStream::start() const {
    if (!timeline_) return MediaTime{0};
    if (from_the_start_) return timeline_->window_start();
    const auto join = timeline_->join(start_);
    return join ? join->time : timeline_->window_start();
}

}  // namespace cliffhanger
