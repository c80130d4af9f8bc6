#include "player/subtitles/embedded_subtitles.h"

#include <algorithm>
#include <cstring>

#include "player/libav.h"
#include "player/subtitles/ttml_sample.h"

namespace cliffhanger {
namespace {

/// An episode has some hundred; a medium that has more is not believed.
constexpr std::size_t kMaxCues = 20'000;
/// Pictures are large: those of the last minutes.
constexpr std::size_t kMaxPictureCues = 60;
/// A jump in the pictures' time that is no seek of ours: a discontinuity, or pictures that were left out.
constexpr MediaTime kCaptionJump = std::chrono::seconds(2);

std::vector<AssFont> attached_fonts(const MediaInfo& info) {
    std::vector<AssFont> fonts;
    for (const StreamInfo& stream : info.streams) {
        const AVCodecParameters* parameters = stream.parameters.get();
        if (stream.file_name.empty() || parameters == nullptr || parameters->extradata_size <= 0) continue;
        const bool font = parameters->codec_id == AV_CODEC_ID_TTF || parameters->codec_id == AV_CODEC_ID_OTF;
        if (!font) continue;
        fonts.push_back({stream.file_name,
                         {reinterpret_cast<const char*>(parameters->extradata),
                          static_cast<std::size_t>(parameters->extradata_size)}});
    }
    return fonts;
}

bool same(const SubtitleCue& a, const SubtitleCue& b) {
    return a.start == b.start && a.text == b.text && a.event == b.event && a.pictures.size() == b.pictures.size();
}

}  // namespace

void EmbeddedSubtitles::open(const MediaInfo& info) {
    std::vector<Track> tracks;
    decoders_.clear();
    decoded_streams_.clear();
    const std::vector<AssFont> fonts = attached_fonts(info);
    for (const StreamInfo& stream : info.streams) {
        if (stream.kind != StreamKind::Subtitle || !stream.decodable) continue;
        auto decoder = SubtitleDecoder::open(stream);
        if (!decoder) continue;
        Track track;
        track.what = {stream.language, stream.label,          stream.codec,          stream.is_default,
                      stream.forced,   stream.closed_caption, (*decoder)->pictures()};
        track.stream = stream.index;
        track.replaces = (*decoder)->replaces();
        if (std::string script = (*decoder)->script(); !script.empty())
            track.script = std::make_shared<AssScript>(AssScript{std::move(script), fonts});
        decoders_.push_back(std::move(*decoder));
        decoded_streams_.push_back(stream.index);
        tracks.push_back(std::move(track));
    }
    const std::lock_guard lock(mutex_);
    tracks_ = std::move(tracks);
}

std::vector<int> EmbeddedSubtitles::streams() const {
    const std::lock_guard lock(mutex_);
    return streams_while_locked();
}

std::vector<int> EmbeddedSubtitles::streams_while_locked() const {
    std::vector<int> streams;
    for (std::size_t i = 0; i < tracks_.size(); ++i) {
        if (!tracks_[i].what.pictures || wanted_.contains(i)) streams.push_back(tracks_[i].stream);
    }
    return streams;
}

void EmbeddedSubtitles::begin() {
    for (const auto& decoder : decoders_) decoder->flush();
}

// In order of time; one that was read before is not kept twice, and an open end is closed by what follows.
void EmbeddedSubtitles::add(Track& track, SubtitleCue cue) {
    auto& cues = track.cues;
    const auto at = std::upper_bound(cues.begin(), cues.end(), cue.start,
                                     [](MediaTime time, const SubtitleCue& other) { return time < other.start; });
    for (auto before = at; before != cues.begin() && (before - 1)->start == cue.start; --before) {
        if (same(*(before - 1), cue)) return;
    }
    if (track.replaces) {
        if (at != cues.begin()) (at - 1)->end = std::min((at - 1)->end, cue.start);
        if (at != cues.end()) cue.end = std::min(cue.end, at->start);
    }
    cues.insert(at, std::move(cue));
    const std::size_t limit = track.what.pictures ? kMaxPictureCues : kMaxCues;
    if (cues.size() > limit) cues.erase(cues.begin());
    track.document.reset();
}

bool EmbeddedSubtitles::take(const Packet& packet) {
    const auto found = std::ranges::find(decoded_streams_, packet.stream);
    if (found == decoded_streams_.end()) return false;
    const auto index = static_cast<std::size_t>(found - decoded_streams_.begin());
    std::vector<SubtitleCue> cues = decoders_[index]->decode(packet);
    const std::lock_guard lock(mutex_);
    if (decoders_[index]->says_all() && packet.time) {
        end_cues_at(*packet.time, tracks_[index].cues);
        tracks_[index].document.reset();
    }
    for (SubtitleCue& cue : cues) add(tracks_[index], std::move(cue));
    return true;
}

bool EmbeddedSubtitles::take_closed_captions(MediaTime time, std::span<const std::uint8_t> triplets) {
    if (!caption_decoder_) {
        auto decoder = SubtitleDecoder::open_closed_captions();
        if (!decoder) return false;
        caption_decoder_ = std::move(*decoder);
    }
    const MediaTime passed = captions_until_ ? time - *captions_until_ : MediaTime{1};
    // A picture that is decoded a second time.
    if (passed <= MediaTime{0} && passed > -kCaptionJump) return false;
    const bool jumped = passed < MediaTime{0} || passed > kCaptionJump;
    captions_until_ = time;
    if (jumped) caption_decoder_->flush();
    Packet packet;
    packet.time = time;
    packet.data = make_av_packet();
    if (av_new_packet(packet.data.get(), static_cast<int>(triplets.size())) < 0) throw std::bad_alloc();
    std::memcpy(packet.data->data, triplets.data(), triplets.size());
    packet.data->pts = packet.data->dts = time.count();
    std::vector<SubtitleCue> cues = caption_decoder_->decode(packet);
    const std::lock_guard lock(mutex_);
    if (jumped) {
        // What was decoded from the middle of a caption on is replaced by what comes now.
        std::erase_if(captions_.cues, [time](const SubtitleCue& cue) { return cue.start >= time; });
        if (!captions_.cues.empty()) captions_.cues.back().end = std::min(captions_.cues.back().end, time);
        captions_.document.reset();
    }
    captions_.what = {"", "", "eia_608", false, false, true, false};
    captions_.replaces = true;
    const bool silent = captions_.cues.empty();
    for (SubtitleCue& cue : cues) {
        // An erased screen before the first word is no caption.
        if (!cue.text.empty() || !captions_.cues.empty()) add(captions_, std::move(cue));
    }
    return silent && !captions_.cues.empty();
}

std::vector<EmbeddedTrack> EmbeddedSubtitles::tracks() const {
    const std::lock_guard lock(mutex_);
    std::vector<EmbeddedTrack> tracks;
    for (const Track& track : tracks_) tracks.push_back(track.what);
    if (!captions_.cues.empty()) tracks.push_back(captions_.what);
    return tracks;
}

std::shared_ptr<const SubtitleDocument> EmbeddedSubtitles::document(std::size_t index) {
    const std::lock_guard lock(mutex_);
    const bool captions = index == tracks_.size() && !captions_.cues.empty();
    if (index >= tracks_.size() && !captions) return nullptr;
    Track& track = captions ? captions_ : tracks_[index];
    if (!track.document) {
        auto document = std::make_shared<SubtitleDocument>();
        document->format = track.what.codec;
        document->encoding = "UTF-8";
        document->cues = track.cues;
        document->ass = track.script;
        track.document = std::move(document);
    }
    return track.document;
}

bool EmbeddedSubtitles::want(const std::set<std::size_t>& wanted) {
    const std::lock_guard lock(mutex_);
    const auto before = streams_while_locked();
    wanted_ = wanted;
    const auto now = streams_while_locked();
    // What is not wanted any more does no harm until the next seek.
    return !std::ranges::all_of(now, [&](int stream) { return std::ranges::find(before, stream) != before.end(); });
}

}  // namespace cliffhanger
