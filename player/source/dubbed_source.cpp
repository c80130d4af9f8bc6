#include "player/source/dubbed_source.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "player/pipeline/stream_choice.h"

namespace cliffhanger {

DubbedSource::DubbedSource(std::unique_ptr<MediaSource> main, std::vector<DubFile> dubs, Open open_dub)
    : main_(std::move(main)), dubs_(std::move(dubs)), open_dub_(std::move(open_dub)) {}

Result<MediaInfo> DubbedSource::open() {
    auto info = main_->open();
    if (!info) return info;
    pictures_ = {main_.get(), MediaTime{0}, false};
    first_dub_ = 0;
    for (const StreamInfo& stream : info->streams) first_dub_ = std::max(first_dub_, stream.index + 1);
    for (const DubFile& dub : dubs_) {
        StreamInfo stream;
        stream.index = first_dub_ + static_cast<int>(&dub - dubs_.data());
        stream.kind = StreamKind::Audio;
        stream.decodable = stream.beside = true;
        stream.language = dub.language;
        stream.label = dub.label;
        stream.audio_description = dub.audio_description;
        info->streams.push_back(std::move(stream));
    }
    return info;
}

void DubbedSource::take_dub(std::shared_ptr<MediaSource> dub) {
    const std::lock_guard lock(mutex_);
    opening_.reset();
    dub_.swap(dub);
}

void DubbedSource::select(const std::vector<int>& streams) {
    std::vector<int> inside;
    bool still_plays = false;
    for (const int stream : streams) {
        if (!is_dub(stream)) inside.push_back(stream);
        still_plays = still_plays || (playing_ >= 0 && stream == playing_);
    }
    main_->select(inside);
    if (still_plays) return;
    take_dub(nullptr);
    playing_ = -1;
    sound_ = {};
}

Result<StreamInfo> DubbedSource::select_sound(int stream, MediaTime from) {
    if (!is_dub(stream)) {
        auto selected = main_->select_sound(stream, from);
        if (!selected) return selected;
        take_dub(nullptr);
        playing_ = -1;
        sound_ = {};
        return selected;
    }
    std::shared_ptr<MediaSource> dub = open_dub_(dubs_.at(static_cast<std::size_t>(stream - first_dub_)).address);
    if (!dub) return fail(ErrorKind::NotFound, "there is no address of this sound");
    {
        const std::lock_guard lock(mutex_);
        opening_ = dub;
        if (aborted_) dub->abort();
    }
    auto track = open_dub_track(*dub, stream, from);
    if (!track) {
        const std::lock_guard lock(mutex_);
        opening_.reset();
        return track;
    }
    sound_ = {dub.get(), from, false};
    take_dub(std::move(dub));
    playing_ = stream;
    return track;
}

Result<StreamInfo> DubbedSource::open_dub_track(MediaSource& dub, int stream, MediaTime from) {
    auto info = dub.open();
    if (!info) return tl::unexpected(info.error());
    const int inside = choose_audio(*info, {});
    if (inside < 0) return fail(ErrorKind::Unsupported, "there is no sound in it");
    dub.select({inside});
    if (from > MediaTime{0}) {
        const auto moved = dub.seek(from);
        if (!moved && moved.error().kind != ErrorKind::Unsupported) return tl::unexpected(moved.error());
    }
    StreamInfo track = *std::find_if(info->streams.begin(), info->streams.end(),
                                     [&](const StreamInfo& candidate) { return candidate.index == inside; });
    const DubFile& described = dubs_[static_cast<std::size_t>(stream - first_dub_)];
    track.index = stream;
    track.beside = true;
    track.language = described.language;
    track.label = described.label;
    track.audio_description = described.audio_description;
    track.is_default = false;
    dub_audio_ = inside;
    return track;
}

DubbedSource::Lane* DubbedSource::next_lane() {
    if (!pictures_.ended && !sound_.ended) return pictures_.reached <= sound_.reached ? &pictures_ : &sound_;
    return !pictures_.ended ? &pictures_ : !sound_.ended ? &sound_ : nullptr;
}

Result<Packet> DubbedSource::read() {
    while (Lane* lane = next_lane()) {
        auto packet = lane->source->read();
        if (!packet) {
            const ErrorKind kind = packet.error().kind;
            if (kind == ErrorKind::Aborted || (lane == &pictures_ && kind != ErrorKind::EndOfStream)) return packet;
            // Pictures without sound are better than none.
            if (kind != ErrorKind::EndOfStream) spdlog::warn("the dub ends here: {}", packet.error().message);
            lane->ended = true;
            continue;
        }
        if (packet->time) lane->reached = std::max(lane->reached, *packet->time + packet->duration);
        if (lane == &pictures_) return packet;
        if (packet->stream != dub_audio_) continue;
        packet->stream = playing_;
        return packet;
    }
    return fail(ErrorKind::EndOfStream, "The end of the episode.");
}

Result<void> DubbedSource::seek(MediaTime target) {
    const auto moved = main_->seek(target);
    if (!moved) return moved;
    pictures_.reached = target;
    pictures_.ended = false;
    if (playing_ < 0) return {};
    const auto sound = sound_.source->seek(target);
    sound_.reached = target;
    sound_.ended = false;
    if (!sound && sound.error().kind == ErrorKind::Aborted) return sound;
    return {};
}

void DubbedSource::abort() noexcept {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
    main_->abort();
    if (dub_) dub_->abort();
    if (opening_) opening_->abort();
}

void DubbedSource::reset_abort() noexcept {
    const std::lock_guard lock(mutex_);
    aborted_ = false;
    main_->reset_abort();
    if (dub_) dub_->reset_abort();
    if (opening_) opening_->reset_abort();
}

}  // namespace cliffhanger
