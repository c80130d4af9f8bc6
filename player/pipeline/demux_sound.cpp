// Which sound a DemuxWorker reads, and the change from one to another while both pictures and sound go on.
#include <spdlog/spdlog.h>

#include <utility>

#include "player/pipeline/audio_decoder.h"
#include "player/pipeline/demux_worker.h"
#include "player/pipeline/stream_choice.h"
#include "player/subtitles/embedded_subtitles.h"

namespace cliffhanger {
namespace {

// What a decoder needs to get into step, and what the audio thread holds back.
constexpr MediaTime kRunUp = std::chrono::milliseconds(400);
// The new track is read so far past what has been decoded of the old one: what is decoded meanwhile is not missed.
constexpr MediaTime kLead = std::chrono::milliseconds(300);

bool is_sound(const StreamInfo& stream) { return stream.kind == StreamKind::Audio && stream.decodable; }

}  // namespace

std::vector<int> DemuxWorker::wanted_streams() const {
    const auto known = facts();
    std::vector<int> wanted = {known->video, known->audio};
    for (const StreamInfo& stream : known->info.streams) {
        if (stream.index != known->audio && shelf_.keeps(stream.index)) wanted.push_back(stream.index);
    }
    if (setup_.subtitles != nullptr) {
        for (const int stream : setup_.subtitles->streams()) wanted.push_back(stream);
    }
    return wanted;
}

// Tracks in the same file are read anyway; those beside it are not.
void DemuxWorker::keep_tracks_at_hand() {
    const auto known = facts();
    std::vector<int> inside;
    std::size_t all = 0;
    for (const StreamInfo& stream : known->info.streams) {
        if (!is_sound(stream)) continue;
        ++all;
        if (!stream.beside) inside.push_back(stream.index);
    }
    if (all < 2) inside.clear();
    shelf_.begin(inside);
}

void DemuxWorker::announce_sound(int stream, std::shared_ptr<const StreamInfo> info) {
    publish([&](SourceFacts& facts) {
        facts.audio = stream;
        facts.sound_by_seek = -1;
        for (StreamInfo& known : facts.info.streams) {
            if (known.index == stream) known = *info;
        }
    });
    audio_stream_ = std::move(info);
}

void DemuxWorker::sound_failed(const Error& error) {
    spdlog::warn("another sound does not play: {}", error.message);
    publish([&](SourceFacts& facts) {
        facts.sound_error = error;
        ++facts.sound_failures;
    });
}

// When the source has just been opened: what lies beside it is not there yet. Without it, what lies inside plays.
void DemuxWorker::open_sound_beside(MediaTime from) {
    const auto known = facts();
    const StreamInfo* chosen = known->stream(known->audio);
    if (chosen == nullptr || !chosen->beside) return;
    const auto opened = select_beside(chosen->index, from);
    if (opened) return announce_sound(chosen->index, std::make_shared<StreamInfo>(*opened));
    if (opened.error().kind == ErrorKind::Aborted) {
        (void)keep_asking_for(chosen->index);
    } else {
        sound_failed(opened.error());
    }
    MediaInfo inside = known->info;
    std::erase_if(inside.streams, [](const StreamInfo& stream) { return stream.beside; });
    const int other = choose_audio(inside, setup_.preferred_audio_language);
    publish([&](SourceFacts& facts) { facts.audio = other; });
    const StreamInfo* played = known->stream(other);
    audio_stream_ = played != nullptr ? std::make_shared<StreamInfo>(*played) : nullptr;
}

// With a new generation. False: a newer request came first, and asks for this sound too.
bool DemuxWorker::use_sound(int stream, MediaTime from) {
    const auto known = facts();
    const StreamInfo* asked = known->stream(stream);
    if (asked == nullptr || !is_sound(*asked)) return true;
    if (asked->beside) {
        const auto opened = select_beside(stream, from);
        if (!opened && opened.error().kind == ErrorKind::Aborted) return keep_asking_for(stream);
        if (!opened) {
            sound_failed(opened.error());
            return true;
        }
        announce_sound(stream, std::make_shared<StreamInfo>(*opened));
    } else {
        announce_sound(stream, std::make_shared<StreamInfo>(*asked));
    }
    source_of_worker().select(wanted_streams());
    return true;
}

bool DemuxWorker::keep_asking_for(int stream) {
    const std::lock_guard lock(mutex_);
    if (pending_ && !pending_->audio) pending_->audio = stream;
    return false;
}

void DemuxWorker::begin_sound_change(int stream) {
    change_.reset();
    const auto known = facts();
    if (!known->opened || stream == known->audio) return;
    if (!marked_ || !reading_ready_for_change(*known)) {
        publish([&](SourceFacts& facts) { facts.sound_by_seek = stream; });
        return;
    }
    const MediaTime here = audio_.taken_until().value_or(current_.target);
    auto change = prepare_sound(stream, std::max(here - kRunUp, MediaTime{0}));
    if (!change) return;
    if (auto decoder = AudioDecoder::open(*change->info); !decoder) {
        source_of_worker().select(wanted_streams());
        return sound_failed(decoder.error());
    }
    change_ = std::move(*change);
    if (sound_covered() || !reading_) {
        finish_sound_change();
        if (!reading_) audio_.push({current_.serial, EndMarker{}});
    }
}

// Without sound there is no line of time that another one could join.
bool DemuxWorker::reading_ready_for_change(const SourceFacts& known) const {
    return known.audio >= 0 && !(known.error && known.serial == current_.serial);
}

std::optional<DemuxWorker::SoundChange> DemuxWorker::prepare_sound(int stream, MediaTime from) {
    const auto known = facts();
    const StreamInfo* asked = known->stream(stream);
    if (asked == nullptr || !is_sound(*asked)) return std::nullopt;
    if (auto kept = shelf_.from(stream, from))
        return SoundChange{stream, std::make_shared<StreamInfo>(*asked), std::move(*kept)};
    if (!asked->beside) {
        publish([&](SourceFacts& facts) { facts.sound_by_seek = stream; });
        return std::nullopt;
    }
    auto opened = select_beside(stream, from);
    if (!opened) {
        if (opened.error().kind == ErrorKind::Aborted) {
            (void)keep_asking_for(stream);
        } else {
            sound_failed(opened.error());
        }
        return std::nullopt;
    }
    reading_ = true;
    return SoundChange{stream, std::make_shared<StreamInfo>(std::move(*opened)), {}};
}

MediaTime DemuxWorker::sound_needed_until() const { return audio_.taken_until().value_or(current_.target) + kLead; }

bool DemuxWorker::sound_covered() const {
    const MediaTime needed = sound_needed_until();
    for (auto packet = change_->packets.rbegin(); packet != change_->packets.rend(); ++packet) {
        if (packet->time) return *packet->time + packet->duration >= needed;
    }
    return false;
}

void DemuxWorker::finish_sound_change() {
    SoundChange change = *std::exchange(change_, std::nullopt);
    if (change.packets.empty()) return sound_failed({ErrorKind::NotFound, "it has no sound from here on"});
    // What is announced is already on its way: who waits for it may count on the queue.
    audio_.change_track(current_.serial, change.info, std::move(change.packets));
    announce_sound(change.stream, change.info);
    source_of_worker().select(wanted_streams());
}

}  // namespace cliffhanger
