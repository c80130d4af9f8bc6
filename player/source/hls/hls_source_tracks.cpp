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
        stream.beside = !is_inside;
        stream.audio_description = rendition.characteristics.find("describes-video") != std::string::npos;
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
        address.codec = subtitle_codec_;
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

/// The one that is read beside the pictures.
const HlsSource::Sound* HlsSource::selected_sound(const std::vector<int>& streams) const {
    const auto found = std::find_if(sounds_.begin(), sounds_.end(), [&](const Sound& sound) {
        return sound.inside < 0 && std::find(streams.begin(), streams.end(), sound.index) != streams.end();
    });
    return found != sounds_.end() ? &*found : nullptr;
}

void HlsSource::select(const std::vector<int>& streams) {
    const auto wanted = [&](int index) { return std::find(streams.begin(), streams.end(), index) != streams.end(); };
    const auto is_sound = [&](int index) {
        return std::any_of(sounds_.begin(), sounds_.end(), [&](const Sound& sound) { return sound.index == index; });
    };
    names_ = {};
    if (wanted(video_)) names_.video = video_;
    for (const Sound& sound : sounds_) {
        if (sound.inside < 0 || !wanted(sound.index)) continue;
        const auto place = static_cast<std::size_t>(sound.inside);
        if (names_.audio.size() <= place) names_.audio.resize(place + 1, -1);
        names_.audio[place] = sound.index;
    }
    const auto heard = std::find_if(streams.begin(), streams.end(), is_sound);
    heard_ = heard != streams.end() ? *heard : -1;
    main_->name_streams(names_, info_.streams);
    const Sound* beside = selected_sound(streams);
    if (beside == nullptr) {
        sound_.reset();
        sound_url_.clear();
        return;
    }
    if (!sound_ || sound_url_ != beside->rendition->url) {
        sound_ = sound_lane(*beside->rendition);
        sound_url_ = beside->rendition->url;
        sound_->go_to(main_->reached());
        sound_ended_ = false;
    }
    sound_->name_streams({-1, {beside->index}}, info_.streams);
}

}  // namespace cliffhanger
