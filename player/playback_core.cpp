#include "player/playback_core.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "player/pipeline/open_hardware.h"
#include "player/source/dubbed_source.h"
#include "player/source/open_media_source.h"

namespace cliffhanger {
namespace {

// Decoded pictures are large: a neighbour keeps the one that it shows, the episode that plays four more.
constexpr std::size_t kFramesPrepared = 1;
constexpr std::size_t kFramesPlaying = 4;
constexpr double kMinRate = 0.5, kMaxRate = 3.0;
// Rounding may put a picture so much off its time.
constexpr MediaTime kTimeTolerance = std::chrono::milliseconds(2);
// A keyframe that comes from far away does not hold up the next one.
constexpr Microseconds kPatienceWithKeyframe = std::chrono::milliseconds(150);

DemuxWorkerSetup demux_setup(const PlayerContext& context, const MediaItem& item, std::function<MediaTime()> buffered,
                             std::function<void()> wake, WatchedBytes& watched) {
    DemuxWorkerSetup setup;
    setup.preferred_audio_language = item.preferred_audio_language;
    setup.changed = std::move(wake);
    setup.watched = &watched;
    const auto open = [&context, &item, buffered = std::move(buffered)]() -> std::unique_ptr<MediaSource> {
        if (context.open_source) return context.open_source(item);
        if (item.address.url.empty()) return nullptr;
        return open_media_source(item.address, context.http, context.clock,
                                 {item.id, item.start, item.preferred_audio_language, context.scheduler, buffered});
    };
    const auto open_dub = [&context, &item](const MediaAddress& address) {
        MediaAddress dub = address;
        // What the episode's transfers are served with, its sound's are too.
        dub.priority = item.address.priority;
        return open_media_source(dub, context.http, context.clock);
    };
    setup.make_source = [&item, open, open_dub]() -> std::unique_ptr<MediaSource> {
        auto source = open();
        if (!source || item.dubs.empty()) return source;
        return std::make_unique<DubbedSource>(std::move(source), item.dubs, open_dub);
    };
    return setup;
}

VideoWorkerSetup video_setup(const PlayerContext& context, const PlaybackPace& pace) {
    VideoWorkerSetup setup{cores_for(context), nullptr, &pace};
    if (context.open_device)
        setup.open_device = context.open_device;
    else if (context.hwdec != "no")
        setup.open_device = [&context](int codec) { return open_hardware(context.hwdec, codec); };
    return setup;
}

}  // namespace

int cores_for(const PlayerContext& context) {
    if (context.decode_threads > 0) return context.decode_threads;
    // Asking costs three system calls, and snapshots ask many times a picture.
    static const auto cores = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
    return cores;
}

PlaybackSession::Core::Core(const PlayerContext& context, MediaItem item)
    : context_(context),
      item_(std::move(item)),
      frames_(kFramesPrepared),
      ring_(std::make_shared<AudioRing>()),
      facts_(std::make_shared<SourceFacts>()),
      target_(std::max(item_.start, MediaTime{0})),
      video_packets_([this] { demux_->packets_taken(); }),
      audio_packets_([this] { demux_->packets_taken(); }) {
    const auto wake = [this] {
        if (!aborted_.load() && context_.wake) context_.wake();
    };
    frames_.begin(serial_);
    video_packets_.begin(serial_);
    audio_packets_.begin(serial_);
    ring_->expect(serial_);
    clock_.set(target_, context_.clock.now());
    const auto buffered = [this] {
        const LaneLevel video = video_packets_.level(), audio = audio_packets_.level();
        if (!video.active || !audio.active) return std::max(video.ahead, audio.ahead);
        return std::min(video.ahead, audio.ahead);
    };
    DemuxWorkerSetup setup = demux_setup(context_, item_, buffered, wake, watched_);
    setup.subtitles = &embedded_;
    const auto captions = [this, wake](MediaTime time, std::span<const std::uint8_t> triplets) {
        if (embedded_.take_closed_captions(time, triplets)) wake();
    };
    demux_ = std::make_unique<DemuxWorker>(video_packets_, audio_packets_, std::move(setup),
                                           DemuxRequest{serial_, target_, SeekMode::Exact, std::nullopt, true});
    video_ = std::make_unique<VideoWorker>(
        video_packets_, frames_, video_setup(context_, pace_),
        VideoWorkerEvents{wake, [this](const Error& error) { demux_->drop_stream(StreamKind::Video, error); },
                          captions});
    audio_ = std::make_unique<AudioWorker>(
        audio_packets_, *ring_, item_.measure_loudness ? &meter_ : nullptr,
        AudioWorkerEvents{wake, [this](const Error& error) { demux_->drop_stream(StreamKind::Audio, error); }});
}

PlaybackSession::Core::~Core() {
    abort();
    ring_->set_playing(false);
    // The decoders' events reach the demux worker, so they end before it.
    audio_.reset();
    video_.reset();
    demux_.reset();
}

void PlaybackSession::Core::abort() noexcept {
    aborted_.store(true);
    demux_->abort();
    video_packets_.abort();
    audio_packets_.abort();
    frames_.abort();
    audio_->abort();
}

void PlaybackSession::Core::play() {
    play_wanted_ = true;
    frames_.set_capacity(kFramesPlaying);
    frames_.release();
    demux_->set_has_played();
    pending_steps_ = 0;
    advance(context_.clock.now());
}

void PlaybackSession::Core::pause() {
    play_wanted_ = false;
    if (clock_.running()) stop_clock(context_.clock.now());
}

MediaTime PlaybackSession::Core::clamped(MediaTime target) const {
    const auto duration = learnt_duration_ ? learnt_duration_ : facts_->info.duration;
    target = std::max(target, MediaTime{0});
    return duration ? std::min(target, *duration) : target;
}

void PlaybackSession::Core::begin_generation(DemuxRequest request) {
    const Microseconds now = context_.clock.now();
    if (clock_.running()) stop_clock(now);
    request.serial = ++serial_;
    target_ = request.target;
    mode_ = request.mode;
    settled_ = frames_ended_ = video_absent_ = false;
    pending_steps_ = 0;
    pending_scrub_.reset();
    sought_at_ = now;
    clock_.set(target_, now);
    frames_.begin(serial_);
    video_packets_.begin(serial_);
    audio_packets_.begin(serial_);
    ring_->expect(serial_);
    audio_->interrupt();
    demux_->post(std::move(request));
}

void PlaybackSession::Core::seek(MediaTime target, SeekMode mode) {
    absorb();
    // A finger moves faster than keyframes come: each that was begun is shown before the newest one is gone for.
    const bool scrubbing = mode == SeekMode::Keyframe && mode_ == SeekMode::Keyframe;
    if (scrubbing && !settled_ && state_ != SessionState::Failed &&
        context_.clock.now() - sought_at_ < kPatienceWithKeyframe) {
        pending_scrub_ = target;
        return;
    }
    if (state_ == SessionState::Ended || state_ == SessionState::Buffering) state_ = SessionState::Ready;
    const bool failed = state_ == SessionState::Failed;
    if (failed) {
        state_ = SessionState::Opening;
        error_.reset();
    }
    if (const auto& window = facts_->window) target = std::clamp(target, window->start, window->end);
    begin_generation({0, clamped(target), mode, std::nullopt, failed});
}

void PlaybackSession::Core::retry() {
    const bool cut_short = state_ == SessionState::Ended && facts_->cut_short;
    if (state_ != SessionState::Failed && !cut_short) return;
    const MediaTime reached = position(context_.clock.now());
    state_ = SessionState::Opening;
    error_.reset();
    begin_generation({0, reached, SeekMode::Exact, std::nullopt, true});
}

void PlaybackSession::Core::step(int frames) {
    absorb();
    if (play_wanted_ || frames == 0) return;
    if (frames > 0) {
        pending_steps_ += frames;
        frames_.set_capacity(kFramesPlaying);
        frames_.release();
        absorb();
        return;
    }
    if (!settled_) {
        pending_steps_ += frames;
        return;
    }
    step_back();
    pending_steps_ += frames + 1;
}

void PlaybackSession::Core::step_back() {
    if (!current_ || state_ == SessionState::Failed) return;
    if (state_ == SessionState::Ended) state_ = SessionState::Ready;
    const MediaTime before = clamped(current_->time - kTimeTolerance);
    begin_generation({0, before, SeekMode::Before, std::nullopt, false});
}

void PlaybackSession::Core::set_rate(double rate) {
    rate_ = std::clamp(rate, kMinRate, kMaxRate);
    if (!clock_.running() || clock_source_ != ClockSource::Sound) clock_.set_rate(rate_, context_.clock.now());
    audio_->set_rate(rate_);
}

void PlaybackSession::Core::select_audio(int track_index) {
    absorb();
    int ordinal = 0;
    for (const auto& stream : facts_->info.streams) {
        if (stream.kind != StreamKind::Audio) continue;
        if (ordinal++ != track_index) continue;
        if (stream.index == wanted_sound_.value_or(facts_->audio) || !stream.decodable) return;
        wanted_sound_ = stream.index;
        sound_failures_ = facts_->sound_failures;
        sound_seek_for_ = -1;
        if (settled_ && has_sound() && state_ != SessionState::Ended && state_ != SessionState::Failed) {
            demux_->change_sound(stream.index);
        } else {
            change_sound_by_seek();
        }
        return;
    }
}

void PlaybackSession::Core::change_sound_by_seek() {
    const MediaTime here = settled_ ? position(context_.clock.now()) : target_;
    begin_generation({0, here, SeekMode::Exact, wanted_sound_, false});
}

// Embedded tracks are listed behind the renditions.
std::shared_ptr<const SubtitleDocument> PlaybackSession::Core::subtitles(int track) {
    const auto embedded = track - static_cast<int>(facts_->info.subtitles.size());
    return embedded >= 0 ? embedded_.document(static_cast<std::size_t>(embedded)) : nullptr;
}

void PlaybackSession::Core::want_subtitles(const std::set<int>& tracks) {
    absorb();
    std::set<std::size_t> wanted;
    const auto first = static_cast<int>(facts_->info.subtitles.size());
    for (const int track : tracks) {
        if (track >= first) wanted.insert(static_cast<std::size_t>(track - first));
    }
    if (!embedded_.want(wanted)) return;
    const MediaTime here = settled_ ? position(context_.clock.now()) : target_;
    begin_generation({0, here, SeekMode::Exact, std::nullopt, false});
}

VideoFramePtr PlaybackSession::Core::preview() {
    absorb();
    return current_;
}

VideoFramePtr PlaybackSession::Core::picture(Microseconds now) {
    advance(now);
    show_due_frames(now);
    count_shown(now);
    return current_;
}

}  // namespace cliffhanger
