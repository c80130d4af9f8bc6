#include "player/pipeline/demux_worker.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "player/pipeline/stream_choice.h"
#include "player/pipeline/watched_bytes.h"
#include "player/subtitles/embedded_subtitles.h"

namespace cliffhanger {
namespace {

// How much is kept while the keyframe that a scrub leads to is looked for.
constexpr std::size_t kMaxBeforeKeyframe = 512;
// What a change of track needs of the past: what the decoder holds back, what it needs to get into step, and more.
constexpr MediaTime kKeptBehind = std::chrono::seconds(1);

std::shared_ptr<const StreamInfo> shared_stream(const SourceFacts& facts, int index) {
    const StreamInfo* stream = facts.stream(index);
    return stream != nullptr ? std::make_shared<StreamInfo>(*stream) : nullptr;
}

}  // namespace

const StreamInfo* SourceFacts::stream(int index) const noexcept {
    const auto found = std::find_if(info.streams.begin(), info.streams.end(),
                                    [index](const StreamInfo& stream) { return stream.index == index; });
    return found != info.streams.end() ? &*found : nullptr;
}

bool SourceFacts::moving_video() const noexcept {
    const StreamInfo* chosen = video >= 0 ? stream(video) : nullptr;
    return chosen != nullptr && !chosen->attached_picture;
}

DemuxWorker::DemuxWorker(PacketQueue& video, PacketQueue& audio, DemuxWorkerSetup setup, DemuxRequest first)
    : video_(video),
      audio_(audio),
      setup_(std::move(setup)),
      pending_(first),
      facts_(std::make_shared<SourceFacts>()),
      thread_([this] {
          pthread_setname_np(pthread_self(), "demux");
          run();
      }) {}

void DemuxWorker::post(DemuxRequest request) {
    {
        const std::lock_guard lock(mutex_);
        // What an earlier request asked for besides its target still holds.
        if (pending_) {
            request.reopen = request.reopen || pending_->reopen;
            if (!request.audio) request.audio = pending_->audio;
            if (!request.video) request.video = pending_->video;
        }
        if (!request.audio) request.audio = pending_sound_;
        pending_sound_.reset();
        pending_ = request;
        if (interruptible_ && source_ && !stopped_) {
            // Under the lock, so that it cannot hit a later call than the one it is meant for. The source's own locks
            // are leaves below this one and it calls nothing back.
            interrupted_ = true;
            source_->abort();
        }
    }
    wake_.notify_one();
}

void DemuxWorker::packets_taken() {
    {
        const std::lock_guard lock(mutex_);
        taken_ = true;
    }
    wake_.notify_one();
}

void DemuxWorker::change_sound(int stream) {
    {
        const std::lock_guard lock(mutex_);
        if (pending_) {
            pending_->audio = stream;
        } else {
            pending_sound_ = stream;
        }
    }
    wake_.notify_one();
}

void DemuxWorker::set_has_played() {
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(has_played_, true)) return;
        taken_ = true;
    }
    wake_.notify_one();
}

void DemuxWorker::drop_stream(StreamKind kind, const Error& reason) {
    publish([&](SourceFacts& facts) {
        (kind == StreamKind::Video ? facts.video : facts.audio) = -1;
        if (facts.video >= 0 || facts.audio >= 0) return;
        facts.error = reason;
        facts.fatal = true;
        facts.serial = (kind == StreamKind::Video ? video_ : audio_).serial();
    });
}

void DemuxWorker::abort() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        if (source_) source_->abort();
    }
    wake_.notify_one();
}

std::shared_ptr<const SourceFacts> DemuxWorker::facts() const {
    const std::lock_guard lock(mutex_);
    return facts_;
}

LoadLevel DemuxWorker::level() const {
    LoadLevel level{video_.level(), audio_.level()};
    level.saves_data = setup_.saves_data && setup_.saves_data();
    const std::lock_guard lock(mutex_);
    level.has_played = has_played_;
    // A still picture is never waited for, nor is a stream whose decoder refused it.
    level.video.active = level.video.active && facts_->moving_video();
    level.audio.active = level.audio.active && facts_->audio >= 0;
    return level;
}

void DemuxWorker::publish(const std::function<void(SourceFacts&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        auto next = std::make_shared<SourceFacts>(*facts_);
        change(*next);
        facts_ = std::move(next);
    }
    setup_.changed();
}

void DemuxWorker::run() {
    for (;;) {
        DemuxRequest request;
        switch (wait_for_work(request)) {
            case Work::Stop:
                return;
            case Work::Request:
                handle(request);
                break;
            case Work::Sound:
                begin_sound_change(asked_sound_);
                break;
            case Work::Read:
                read_packet();
                break;
        }
    }
}

// source_ is replaced by this thread alone, so what it points to stays.
MediaSource& DemuxWorker::source_of_worker() const {
    const std::lock_guard lock(mutex_);
    return *source_;
}

DemuxWorker::Work DemuxWorker::wait_for_work(DemuxRequest& request) {
    for (;;) {
        // Taken before the queues are looked at: what is taken out of them afterwards is not missed.
        {
            const std::lock_guard lock(mutex_);
            taken_ = false;
        }
        const bool read = reading_ && (!marked_ || change_ || LoadControl::should_load(level()));
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stopped_ || pending_ || pending_sound_ || read || taken_; });
        if (stopped_) return Work::Stop;
        if (pending_) {
            request = *std::exchange(pending_, std::nullopt);
            return Work::Request;
        }
        if (pending_sound_) {
            asked_sound_ = *std::exchange(pending_sound_, std::nullopt);
            return Work::Sound;
        }
        if (read) return Work::Read;
    }
}

// A call that blocks on the network and gives way to a newer request.
template <class Call>
auto DemuxWorker::interruptible(Call call) {
    setup_.patience.change(LoadControl::patience(level()));
    std::shared_ptr<MediaSource> source;
    {
        const std::lock_guard lock(mutex_);
        source = source_;
        // One that is already there would otherwise wait for this call to end by itself.
        if (pending_ && !stopped_) {
            interrupted_ = true;
            source->abort();
        }
        interruptible_ = true;
    }
    auto result = call(*source);
    const std::lock_guard lock(mutex_);
    interruptible_ = false;
    if (std::exchange(interrupted_, false) && !stopped_) source->reset_abort();
    return result;
}

Result<StreamInfo> DemuxWorker::select_beside(int stream, MediaTime from) {
    return interruptible([&](MediaSource& source) { return source.select_sound(stream, from); });
}

// A stream with a start of its own begins there, unless somebody knows better; a live one forgets where it was.
void DemuxWorker::begin_where_source_says(DemuxRequest& request) {
    const auto known = facts();
    const MediaTime start = known->info.start;
    if (start <= MediaTime{0} || (request.target > MediaTime{0} && known->info.duration)) return;
    request.target = start;
    publish([&](SourceFacts& facts) {
        facts.moved_target = start;
        facts.moved_serial = request.serial;
    });
}

void DemuxWorker::handle(DemuxRequest request) {
    marked_ = reading_ = false;
    if (setup_.watched != nullptr) setup_.watched->reading_restarts();
    before_keyframe_.clear();
    // What was on its way is there with the new generation.
    if (change_ && !request.audio) request.audio = change_->stream;
    change_.reset();
    shelf_.clear();
    if (request.reopen || !facts()->opened) {
        current_ = request;
        if (!open(request)) return;
        begin_where_source_says(request);
        request.audio.reset();
    }
    current_ = request;
    if (request.video && *request.video != facts()->video) use_video(*request.video);
    if (request.audio && *request.audio != facts()->audio && !use_sound(*request.audio, request.target)) return;
    source_of_worker().select(wanted_streams());
    const auto known = facts();
    source_of_worker().select(wanted_streams());
    if (setup_.subtitles != nullptr) setup_.subtitles->begin();
    const bool at_the_start = request.target <= MediaTime{0} && !read_anything_;
    if (!at_the_start && !seek(request)) return;
    reading_ = true;
    // The way to a keyframe leads to that keyframe's own time, which its packet tells.
    if (request.mode != SeekMode::Keyframe || !known->moving_video()) begin_generation(request.target);
}

void DemuxWorker::use_video(int stream) {
    publish([&](SourceFacts& facts) { facts.video = stream; });
    video_stream_ = shared_stream(*facts(), stream);
}

bool DemuxWorker::open(const DemuxRequest& request) {
    std::shared_ptr<MediaSource> source = setup_.make_source();
    if (!source) {
        fail_with({ErrorKind::NotFound, "there is no address to play"}, true);
        return false;
    }
    {
        const std::lock_guard lock(mutex_);
        if (stopped_) return false;
        source_ = source;
    }
    setup_.patience.change(LoadControl::kShortestPatience);
    auto info = source->open();
    if (!info) {
        fail_with(info.error(), true);
        return false;
    }
    SourceFacts found;
    found.opened = true;
    found.video = choose_video(*info);
    found.audio = request.audio.value_or(choose_audio(*info, setup_.preferred_audio_language));
    found.info = std::move(*info);
    found.window = source->window();
    if (const StreamInfo* shown = found.stream(found.video); shown != nullptr && shown->still && found.audio < 0)
        found.info.duration = kStillDuration;
    if (setup_.subtitles != nullptr) setup_.subtitles->open(found.info);
    read_anything_ = false;
    video_stream_ = shared_stream(found, found.video);
    audio_stream_ = shared_stream(found, found.audio);
    publish([&](SourceFacts& facts) {
        found.sound_failures = facts.sound_failures;
        facts = found;
    });
    keep_tracks_at_hand();
    open_sound_beside(request.target);
    source->select(wanted_streams());
    return true;
}

bool DemuxWorker::seek(const DemuxRequest& request) {
    const auto moved = interruptible([&](MediaSource& source) { return source.seek(request.target); });
    // A source that cannot go there plays on from where it is.
    if (moved || moved.error().kind == ErrorKind::Unsupported) return true;
    if (moved.error().kind != ErrorKind::Aborted) fail_with(moved.error(), true);
    return false;
}

void DemuxWorker::read_packet() {
    auto packet = interruptible([](MediaSource& source) { return source.read(); });
    if (packet) {
        read_anything_ = true;
        publish_window();
        route(std::move(*packet));
        return;
    }
    // Aborted: a request or the end of the session is waiting.
    if (packet.error().kind == ErrorKind::Aborted) return;
    if (!marked_) begin_generation(current_.target);
    if (change_) finish_sound_change();
    if (packet.error().kind != ErrorKind::EndOfStream) fail_with(packet.error(), false);
    if (source_of_worker().cut_short() && !facts()->cut_short)
        publish([](SourceFacts& facts) { facts.cut_short = true; });
    end_generation();
}

void DemuxWorker::publish_window() {
    const auto window = source_of_worker().window();
    if (window == facts()->window) return;
    publish([&](SourceFacts& facts) { facts.window = window; });
}

void DemuxWorker::take_late_stream(const StreamInfo& stream) {
    publish([&](SourceFacts& facts) {
        facts.info.streams.push_back(stream);
        ++facts.late;
    });
}

void DemuxWorker::route(Packet packet) {
    // What lies beside is read first where it is behind: it has come to its end.
    if (change_ && packet.stream != change_->stream && packet.time >= sound_needed_until()) finish_sound_change();
    const auto known = facts();
    if (packet.changed && known->stream(packet.stream) == nullptr) return take_late_stream(*packet.changed);
    const bool video = packet.stream == known->video;
    if (!marked_) {
        const bool found = video && packet.keyframe;
        const MediaTime time = packet.time.value_or(current_.target);
        before_keyframe_.push_back(std::move(packet));
        if (!found && before_keyframe_.size() < kMaxBeforeKeyframe) return;
        begin_generation(found ? time : current_.target);
        return;
    }
    const bool plays = video || packet.stream == known->audio;
    if (plays && setup_.watched != nullptr) setup_.watched->read(packet.time.value_or(current_.target), packet.bytes());
    if (video) {
        video_.push({current_.serial, std::move(packet)});
        return;
    }
    shelf_.put(packet);
    if (change_ && packet.stream == change_->stream) {
        change_->packets.push_back(std::move(packet));
        if (sound_covered()) finish_sound_change();
    } else if (packet.stream == known->audio) {
        audio_.push({current_.serial, std::move(packet)});
        if (const auto taken = audio_.taken_until()) shelf_.trim(*taken - kKeptBehind);
    } else if (setup_.subtitles != nullptr && setup_.subtitles->take(packet)) {
        setup_.changed();
    }
}

void DemuxWorker::begin_generation(MediaTime target) {
    marked_ = true;
    pictures_ended_ = false;
    const auto known = facts();
    if (known->video >= 0) video_.push({current_.serial, SeekMarker{target, video_stream_, current_.mode}});
    if (known->audio >= 0) audio_.push({current_.serial, SeekMarker{target, audio_stream_, current_.mode}});
    for (auto& packet : std::exchange(before_keyframe_, {})) route(std::move(packet));
}

void DemuxWorker::end_generation() {
    reading_ = false;
    if (!std::exchange(pictures_ended_, true)) video_.push({current_.serial, EndMarker{}});
    audio_.push({current_.serial, EndMarker{}});
}

void DemuxWorker::fail_with(const Error& error, bool fatal) {
    reading_ = false;
    publish([&](SourceFacts& facts) {
        facts.error = error;
        facts.fatal = fatal;
        facts.serial = current_.serial;
    });
}

}  // namespace cliffhanger
