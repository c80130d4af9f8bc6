// HlsSource: which streams it offers, and which of them are read.
#include <algorithm>
#include <utility>

#include "net/catalog/language_tag.h"
#include "player/libav.h"
#include "player/pipeline/stream_choice.h"
#include "player/source/hls/hls_source.h"
#include "player/subtitles/subtitle_origin.h"

namespace cliffhanger {
namespace {

std::string language_of(const HlsRendition& rendition) {
    return normalize_language(rendition.language).value_or(rendition.language);
}

}  // namespace

int HlsSource::add_stream(StreamInfo stream) {
    stream.index = static_cast<int>(info_.streams.size());
    info_.streams.push_back(std::move(stream));
    return info_.streams.back().index;
}

void HlsSource::list_streams(const MediaInfo& main, const std::optional<MediaInfo>& sound) {
    std::vector<StreamInfo> inside;
    for (const StreamInfo& stream : main.streams) {
        if (stream.kind == StreamKind::Video && video_ < 0) video_ = add_stream(stream);
        if (stream.kind == StreamKind::Audio) inside.push_back(stream);
    }
    if (renditions_.empty()) {
        for (std::size_t i = 0; i < inside.size(); ++i)
            sounds_.push_back({add_stream(inside[i]), static_cast<int>(i), {}});
        if (sounds_.empty()) expect_sound();
        return;
    }
    const StreamInfo* beside = nullptr;
    if (sound) beside = &sound->streams[static_cast<std::size_t>(choose_audio(*sound, {}))];
    for (const HlsRendition& rendition : renditions_) {
        const bool is_inside = rendition.url.empty();
        // Of those that are not opened yet the same is assumed; what is different comes with their packets.
        const StreamInfo* like = is_inside && !inside.empty() ? &inside.front() : beside;
        if (like == nullptr || (is_inside && inside.empty())) continue;
        StreamInfo stream = *like;
        stream.language = language_of(rendition);
        stream.label = rendition.name;
        stream.is_default = rendition.is_default;
        sounds_.push_back({add_stream(std::move(stream)), is_inside ? 0 : -1, rendition});
    }
}

// A stream that begins in silence says in its ladder that there will be sound.
void HlsSource::expect_sound() {
    const std::string_view codec = sound_codec(main_->variant());
    if (codec.empty() || video_ < 0) return;
    StreamInfo stream;
    stream.kind = StreamKind::Audio;
    stream.codec = codec;
    stream.decodable = true;
    sounds_.push_back({add_stream(std::move(stream)), 0, {}});
}

// What nobody could know at the opening: told before its first packet, and delivered at once.
void HlsSource::announce_late_streams(const MediaInfo& run) {
    const std::size_t known = info_.streams.size();
    const bool silent = sounds_.empty();
    int ordinal = -1;
    for (const StreamInfo& stream : run.streams) {
        if (stream.kind == StreamKind::Audio) ++ordinal;
        if (!stream.decodable) continue;
        if (stream.kind == StreamKind::Video && !stream.attached_picture && video_ < 0) {
            names_.video = video_ = add_stream(stream);
        } else if (stream.kind == StreamKind::Audio && silent) {
            sounds_.push_back({add_stream(stream), ordinal, {}});
            names_.audio.resize(static_cast<std::size_t>(ordinal) + 1, -1);
            names_.audio.back() = sounds_.back().index;
        }
    }
    for (std::size_t i = known; i < info_.streams.size(); ++i) {
        Packet announcement;
        announcement.stream = info_.streams[i].index;
        announcement.changed = std::make_shared<StreamInfo>(info_.streams[i]);
        beside_.push_back(std::move(announcement));
    }
    if (info_.streams.size() > known) main_->name_streams(names_, info_.streams);
}

// What plays goes by its sound: where there is none for a while, that is said for as long as the picture lasts.
void HlsSource::keep_silence(const Packet& picture) {
    if (heard_ < 0 || picture.stream != video_ || !picture.data) return;
    const bool heard = sound_url_.empty() ? main_->gives(heard_) : sound_ && !sound_ended_;
    if (heard) return;
    Packet silence;
    silence.stream = heard_;
    silence.time = picture.data->dts != AV_NOPTS_VALUE ? MediaTime{picture.data->dts} : picture.time;
    silence.duration = picture.duration;
    if (silence.time) beside_.push_back(std::move(silence));
}

std::shared_ptr<const SubtitleOrigin> HlsSource::origin_of(const HlsRendition& subtitles) const {
    auto origin = std::make_shared<SubtitleOrigin>();
    origin->variables = place_.imports;
    origin->refresh = rendition_renewal(io_, subtitles);
    return origin;
}

void HlsSource::list_subtitles() {
    const auto clock = offsets_.empty() ? MediaTime{0} : -offsets_.begin()->second;
    for (const HlsRendition& rendition : subtitles_) {
        if (rendition.url.empty()) continue;
        SubtitleAddress address;
        address.url = rendition.url;
        address.language = language_of(rendition);
        address.label = rendition.name;
        address.is_default = rendition.is_default;
        address.forced = rendition.forced;
        address.closed_caption = rendition.characteristics.find("describes-music-and-sound") != std::string::npos ||
                                 rendition.characteristics.find("transcribes-spoken-dialog") != std::string::npos;
        address.stamp_at_zero = clock;
        address.origin = origin_of(rendition);
        info_.subtitles.push_back(std::move(address));
    }
}

const HlsSource::Sound* HlsSource::selected_sound(const std::vector<int>& streams) const {
    const auto found = std::find_if(sounds_.begin(), sounds_.end(), [&](const Sound& sound) {
        return std::find(streams.begin(), streams.end(), sound.index) != streams.end();
    });
    return found != sounds_.end() ? &*found : nullptr;
}

void HlsSource::select(const std::vector<int>& streams) {
    names_ = {};
    if (std::find(streams.begin(), streams.end(), video_) != streams.end()) names_.video = video_;
    const Sound* sound = selected_sound(streams);
    const bool inside = sound != nullptr && sound->inside >= 0;
    if (inside) {
        names_.audio.assign(static_cast<std::size_t>(sound->inside) + 1, -1);
        names_.audio.back() = sound->index;
    }
    heard_ = sound != nullptr ? sound->index : -1;
    main_->name_streams(names_, info_.streams);
    if (sound == nullptr || inside) {
        sound_.reset();
        sound_url_.clear();
        return;
    }
    if (!sound_ || sound_url_ != sound->rendition->url) {
        sound_ = sound_lane(*sound->rendition);
        sound_url_ = sound->rendition->url;
        sound_->go_to(main_->reached());
        sound_ended_ = false;
    }
    sound_->name_streams({-1, {sound->index}}, info_.streams);
}

}  // namespace cliffhanger
