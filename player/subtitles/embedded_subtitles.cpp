#include "player/subtitles/embedded_subtitles.h"

#include <algorithm>
#include <cstring>

#include "player/libav.h"

namespace cliffhanger {
namespace {

/// An episode has some hundred; a medium that has more is not believed.
constexpr std::size_t kMaxCues = 20'000;
/// Pictures are large: those of the last minutes.
constexpr std::size_t kMaxPictureCues = 60;
/// A jump in the pictures' time that is no seek of ours: a discontinuity, or pictures that were left out.
constexpr MediaTime kCaptionJump = std::chrono::seconds(2);

bool same(const SubtitleCue& a, const SubtitleCue& b) {
    return a.start == b.start && a.text == b.text && a.pictures.size() == b.pictures.size();
}

}  // namespace

void EmbeddedSubtitles::open(const MediaInfo& info) {
    const std::lock_guard lock(mutex_);
    tracks_.clear();
    captions_.reset();
    captions_until_.reset();
    for (const StreamInfo& stream : info.streams) {
        if (stream.kind != StreamKind::Subtitle || !stream.decodable) continue;
        auto decoder = SubtitleDecoder::open(stream);
        if (!decoder) continue;
        Track track;
        track.what = {stream.language, stream.label,          stream.codec,          stream.is_default,
                      stream.forced,   stream.closed_caption, (*decoder)->pictures()};
        track.stream = stream.index;
        track.decoder = std::move(*decoder);
        tracks_.push_back(std::move(track));
    }
}

std::vector<int> EmbeddedSubtitles::streams() const {
    const std::lock_guard lock(mutex_);
    return streams_while_locked();
}

std::vector<int> EmbeddedSubtitles::streams_while_locked() const {
    std::vector<int> streams;
    for (const Track& track : tracks_) {
        if (track.wanted || !track.what.pictures) streams.push_back(track.stream);
    }
    return streams;
}

void EmbeddedSubtitles::begin() {
    const std::lock_guard lock(mutex_);
    for (Track& track : tracks_) track.decoder->flush();
}

// In order of time; one that was read before is not kept twice, and an open end is closed by what follows.
void EmbeddedSubtitles::add(Track& track, SubtitleCue cue) {
    auto& cues = track.cues;
    const auto at = std::upper_bound(cues.begin(), cues.end(), cue.start,
                                     [](MediaTime time, const SubtitleCue& other) { return time < other.start; });
    for (auto before = at; before != cues.begin() && (before - 1)->start == cue.start; --before) {
        if (same(*(before - 1), cue)) return;
    }
    if (track.decoder->replaces()) {
        if (at != cues.begin()) (at - 1)->end = std::min((at - 1)->end, cue.start);
        if (at != cues.end()) cue.end = std::min(cue.end, at->start);
    }
    cues.insert(at, std::move(cue));
    const std::size_t limit = track.what.pictures ? kMaxPictureCues : kMaxCues;
    if (cues.size() > limit) cues.erase(cues.begin());
    track.document.reset();
}

bool EmbeddedSubtitles::take(const Packet& packet) {
    const std::lock_guard lock(mutex_);
    const auto track = std::ranges::find(tracks_, packet.stream, &Track::stream);
    if (track == tracks_.end()) return false;
    for (SubtitleCue& cue : track->decoder->decode(packet)) add(*track, std::move(cue));
    return true;
}

// What is decoded from the middle of a caption on is replaced by what comes now.
void EmbeddedSubtitles::begin_captions_while_locked(MediaTime time) {
    captions_->decoder->flush();
    std::erase_if(captions_->cues, [time](const SubtitleCue& cue) { return cue.start >= time; });
    if (!captions_->cues.empty()) captions_->cues.back().end = std::min(captions_->cues.back().end, time);
    captions_->document.reset();
}

bool EmbeddedSubtitles::take_closed_captions(MediaTime time, std::span<const std::uint8_t> triplets) {
    const std::lock_guard lock(mutex_);
    if (!captions_) {
        auto decoder = SubtitleDecoder::open_closed_captions();
        if (!decoder) return false;
        captions_.emplace();
        captions_->decoder = std::move(*decoder);
        captions_->what = {"", "", "eia_608", false, false, true, false};
    }
    if (captions_until_) {
        const MediaTime passed = time - *captions_until_;
        // A picture that is decoded a second time.
        if (passed <= MediaTime{0} && passed > -kCaptionJump) return false;
        if (passed < MediaTime{0} || passed > kCaptionJump) begin_captions_while_locked(time);
    }
    captions_until_ = time;
    Packet packet;
    packet.time = time;
    packet.data = make_av_packet();
    if (av_new_packet(packet.data.get(), static_cast<int>(triplets.size())) < 0) throw std::bad_alloc();
    std::memcpy(packet.data->data, triplets.data(), triplets.size());
    packet.data->pts = packet.data->dts = time.count();
    const bool silent = captions_->cues.empty();
    for (SubtitleCue& cue : captions_->decoder->decode(packet)) {
        // An erased screen before the first word is no caption.
        if (!cue.text.empty() || !captions_->cues.empty()) add(*captions_, std::move(cue));
    }
    return silent && !captions_->cues.empty();
}

std::vector<EmbeddedTrack> EmbeddedSubtitles::tracks() const {
    const std::lock_guard lock(mutex_);
    std::vector<EmbeddedTrack> tracks;
    for (const Track& track : tracks_) tracks.push_back(track.what);
    if (captions_ && !captions_->cues.empty()) tracks.push_back(captions_->what);
    return tracks;
}

std::shared_ptr<const SubtitleDocument> EmbeddedSubtitles::document(std::size_t index) {
    const std::lock_guard lock(mutex_);
    const bool captions = index == tracks_.size() && captions_;
    if (index >= tracks_.size() && !captions) return nullptr;
    Track& track = captions ? *captions_ : tracks_[index];
    if (!track.document) {
        auto document = std::make_shared<SubtitleDocument>();
        document->format = track.what.codec;
        document->encoding = "UTF-8";
        document->cues = track.cues;
        track.document = std::move(document);
    }
    return track.document;
}

bool EmbeddedSubtitles::want(const std::set<std::size_t>& wanted) {
    const std::lock_guard lock(mutex_);
    const auto before = streams_while_locked();
    for (std::size_t i = 0; i < tracks_.size(); ++i) tracks_[i].wanted = wanted.contains(i);
    const auto now = streams_while_locked();
    // What is not wanted any more does no harm until the next seek.
    return !std::ranges::all_of(now, [&](int stream) { return std::ranges::find(before, stream) != before.end(); });
}

}  // namespace cliffhanger
