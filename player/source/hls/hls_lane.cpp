#include "player/source/hls/hls_lane.h"

#include <algorithm>
#include <utility>

#include "player/libav.h"

namespace cliffhanger {
namespace {

// Packets looked through for the first picture of a run that should have one.
constexpr std::size_t kPacketsToFindStart = 64;
// A keyframe this little after the target is still at it: playlists round.
constexpr MediaTime kTolerance = std::chrono::milliseconds(1);
// How much is kept on the way to a seek's keyframe, and how far back it is looked for.
constexpr std::size_t kMaxHeldPackets = 4096;
constexpr std::size_t kMaxHeldBytes = 16u << 20;
constexpr int kMaxSegmentsBack = 3;

MediaTime decoding_time(const Packet& packet) {
    return packet.data->dts != AV_NOPTS_VALUE ? MediaTime{packet.data->dts} : packet.time.value_or(MediaTime{0});
}

bool same_parameters(const StreamInfo& a, const StreamInfo& b) {
    if (!a.parameters || !b.parameters) return a.parameters == b.parameters;
    const AVCodecParameters &p = *a.parameters, &q = *b.parameters;
    return p.codec_id == q.codec_id && p.width == q.width && p.height == q.height && p.sample_rate == q.sample_rate &&
           p.ch_layout.nb_channels == q.ch_layout.nb_channels && p.extradata_size == q.extradata_size &&
           std::equal(p.extradata, p.extradata + p.extradata_size, q.extradata);
}

}  // namespace

HlsLane::HlsLane(HlsIo& io, HlsKeys& keys, SegmentOffsets& offsets, HlsRungs rungs, HlsLaneSetup setup)
    : io_(io), fetcher_(io, keys, std::move(rungs), std::move(setup)), times_(offsets) {}

Result<MediaInfo> HlsLane::open(std::optional<MediaTime> start) {
    fetcher_.go_to(start);
    if (auto begun = ensure_run(); !begun) return tl::unexpected(begun.error());
    reached_ = first_.place.start;
    return run_info_;
}

void HlsLane::name_streams(const LaneStreams& names, const std::vector<StreamInfo>& announced) {
    for (const StreamInfo& stream : announced) announced_[stream.index] = stream;
    if (!std::exchange(named_, true)) last_sent_ = announced_;
    names_ = names;
    select_streams();
}

int HlsLane::name_of(int stream) const {
    std::size_t audio = 0;
    for (const StreamInfo& candidate : run_info_.streams) {
        const bool video = candidate.kind == StreamKind::Video;
        if (candidate.index == stream && video) return names_.video;
        if (candidate.index == stream && candidate.kind == StreamKind::Audio) {
            return audio < names_.audio.size() ? names_.audio[audio] : -1;
        }
        if (candidate.index == stream) return -1;
        audio += candidate.kind == StreamKind::Audio ? 1 : 0;
    }
    return -1;
}

bool HlsLane::gives(int name) const {
    return demuxer_ && std::any_of(run_info_.streams.begin(), run_info_.streams.end(),
                                   [&](const StreamInfo& stream) { return name_of(stream.index) == name; });
}

void HlsLane::select_streams() {
    if (!demuxer_ || !named_) return;
    std::vector<int> wanted;
    for (const StreamInfo& stream : run_info_.streams) {
        if (name_of(stream.index) >= 0) wanted.push_back(stream.index);
    }
    demuxer_->select(wanted);
    std::erase_if(unstamped_, [this](const Packet& packet) { return name_of(packet.stream) < 0; });
    std::erase_if(held_, [this](const Packet& packet) {
        return packet.stream != names_.video &&
               std::find(names_.audio.begin(), names_.audio.end(), packet.stream) == names_.audio.end();
    });
}

Result<std::optional<SegmentBytes>> HlsLane::next_piece() {
    if (!waiting_.empty()) {
        SegmentBytes piece = std::move(waiting_.front());
        waiting_.pop_front();
        segment_under_way_ = piece.rest != nullptr;
        return piece;
    }
    const auto next = fetcher_.peek();
    if (!next) {
        if (next.error().kind == ErrorKind::Aborted) return tl::unexpected(next.error());
        // What was read before it is given out first.
        if (next.error().kind != ErrorKind::EndOfStream) failed_ = next.error();
        return std::nullopt;
    }
    if (!goes_on_with(**next)) return std::nullopt;
    OpenSegment segment = fetcher_.take();
    last_ = segment.place;
    segment_under_way_ = true;
    return SegmentBytes{std::move(segment.beginning), std::move(segment.rest)};
}

void HlsLane::piece_complete() {
    if (std::exchange(segment_under_way_, false)) fetcher_.complete();
}

TransferWatch::Advice HlsLane::received(std::size_t bytes, Microseconds waited) {
    const auto advice = fetcher_.received(bytes, waited);
    abandoned_ = advice == TransferWatch::Advice::LowestRung;
    return advice;
}

void HlsLane::end_run() {
    demuxer_.reset();
    unstamped_.clear();
}

Result<void> HlsLane::ensure_run() {
    while (!demuxer_) {
        if (failed_) return tl::unexpected(*std::exchange(failed_, std::nullopt));
        if (auto next = fetcher_.peek(); !next) return tl::unexpected(next.error());
        auto begun = begin_run(fetcher_.take());
        if (begun) return {};
        if (auto around = get_around(begun.error()); !around) return around;
    }
    return {};
}

Result<void> HlsLane::get_around(Error error) {
    end_run();
    if (io_.aborted()) {
        // Where it stopped, if anybody reads on without a seek.
        go_to(reached_);
        return fail(ErrorKind::Aborted, "Reading was cancelled.");
    }
    if (failed_) return {};
    if (error.kind == ErrorKind::EndOfStream) error = {ErrorKind::Corrupted, "There is nothing in the segment."};
    // The segment is read from its beginning again, or left out. Decoders begin anew with it, and pass over what they
    // have given out.
    continues_ = false;
    last_sent_.clear();
    if (std::exchange(abandoned_, false)) {
        fetcher_.abandon();
        return {};
    }
    return fetcher_.give_up(error);
}

Result<void> HlsLane::begin_run(OpenSegment segment) {
    times_.skip(segment.missing);
    first_ = std::move(segment);
    last_ = first_.place;
    waiting_.clear();
    if (first_.map) waiting_.push_back({*first_.map, nullptr});
    waiting_.push_back({std::move(first_.beginning), std::move(first_.rest)});
    segment_under_way_ = false;
    fresh_ = true;
    unstamped_.clear();
    demuxer_ =
        std::make_unique<Demuxer>(std::unique_ptr<ByteSource>(new SegmentReader(io_, *this)), Timeline::AsInStream);
    auto info = demuxer_->open();
    if (!info) return tl::unexpected(info.error());
    if (io_.aborted()) return fail(ErrorKind::Aborted, "Reading was cancelled.");
    run_info_ = *std::move(info);
    if (on_run_) on_run_(run_info_);
    select_streams();
    return find_first_time();
}

// The first picture's time is that of the segment: sound often begins a little earlier. Sound alone begins with itself.
Result<void> HlsLane::find_first_time() {
    const auto is_picture = [](const StreamInfo& stream) {
        return stream.kind == StreamKind::Video && !stream.attached_picture;
    };
    const bool pictures = std::any_of(run_info_.streams.begin(), run_info_.streams.end(), is_picture);
    std::optional<MediaTime> first, any;
    while (!first && unstamped_.size() < kPacketsToFindStart) {
        auto packet = demuxer_->read();
        if (!packet && packet.error().kind == ErrorKind::EndOfStream && !unstamped_.empty()) break;
        if (!packet) return tl::unexpected(packet.error());
        if (!any) any = packet->time;
        if (!pictures || is_picture(run_info_.streams[static_cast<std::size_t>(packet->stream)])) first = packet->time;
        unstamped_.push_back(std::move(*packet));
    }
    RunStart run;
    run.discontinuity = first_.place.segment.discontinuity_sequence;
    run.time = first_.place.start;
    run.continues = continues_;
    run.estimated = first_.place.estimated;
    run.skips_ahead = first_.place.jumped;
    run.wraps = first_.format == SegmentFormat::MpegTs || first_.packed_time.has_value();
    run.own_clock = !run.wraps && !first_.map;
    run_clock_ = first_.packed_time.value_or(MediaTime{0});
    times_.begin(run, run_clock_ + first.value_or(any.value_or(MediaTime{0})));
    return {};
}

bool HlsLane::goes_on_with(const OpenSegment& next) const {
    // A whole MP4 file is a run of its own: the next one has a header again.
    if (next.format == SegmentFormat::Mp4 && !next.map) return false;
    if (next.place.jumped || next.missing > MediaTime{0}) return false;
    return next.rung == first_.rung && next.format == first_.format && continues_run(last_, next.place);
}

void HlsLane::announce(Packet& packet, const StreamInfo& stream) {
    const auto sent = last_sent_.find(packet.stream);
    if (sent != last_sent_.end() && same_parameters(sent->second, stream)) return;
    auto changed = std::make_shared<StreamInfo>(stream);
    changed->index = packet.stream;
    last_sent_[packet.stream] = *changed;
    packet.changed = std::move(changed);
}

void HlsLane::put_on_timeline(Packet& packet) {
    if (packet.data->dts == AV_NOPTS_VALUE && packet.data->pts == AV_NOPTS_VALUE) return;
    const MediaTime stamp = run_clock_ + decoding_time(packet);
    const MediaTime shift = run_clock_ + times_.offset_for(packet.stream, stamp, packet.duration);
    if (packet.data->dts != AV_NOPTS_VALUE) packet.data->dts += shift.count();
    if (packet.data->pts != AV_NOPTS_VALUE) packet.data->pts += shift.count();
    if (packet.time) *packet.time += shift;
}

Result<Packet> HlsLane::next_packet() {
    for (;;) {
        if (auto run = ensure_run(); !run) return tl::unexpected(run.error());
        Result<Packet> packet = fail(ErrorKind::Internal, "No packet was read.");
        if (unstamped_.empty()) {
            packet = demuxer_->read();
        } else {
            packet = std::move(unstamped_.front());
            unstamped_.pop_front();
        }
        if (!packet && packet.error().kind == ErrorKind::EndOfStream) {
            end_run();
            continue;
        }
        if (!packet) {
            if (auto around = get_around(packet.error()); !around) return tl::unexpected(around.error());
            continue;
        }
        const int name = name_of(packet->stream);
        if (name < 0) continue;
        const StreamInfo& stream = run_info_.streams[static_cast<std::size_t>(packet->stream)];
        put_on_timeline(*packet);
        packet->stream = name;
        announce(*packet, stream);
        fetcher_.played();
        fresh_ = false;
        continues_ = true;
        return packet;
    }
}

Result<Packet> HlsLane::read() {
    Result<Packet> packet = fail(ErrorKind::Internal, "No packet was read.");
    if (held_.empty()) {
        packet = next_packet();
    } else {
        packet = std::move(held_.front());
        held_.pop_front();
    }
    if (packet) reached_ = decoding_time(*packet) + packet->duration;
    return packet;
}

void HlsLane::go_to(MediaTime time) {
    end_run();
    failed_.reset();
    held_.clear();
    fetcher_.go_to(time);
    times_.forget();
    continues_ = false;
    reached_ = time;
}

Result<MediaTime> HlsLane::seek(MediaTime target) {
    MediaTime from = target;
    for (int back = 0;; ++back) {
        const bool here = demuxer_ && fresh_ && first_.place.start <= from && from < first_.place.end();
        if (!here) go_to(from);
        last_sent_ = announced_;
        if (auto run = ensure_run(); !run) return tl::unexpected(run.error());
        const MediaTime start = first_.place.start;
        const bool first_of_all = start <= fetcher_.stream().window_start();
        const auto keyframe = hold_until(target);
        if (!keyframe) return tl::unexpected(keyframe.error());
        if (*keyframe || first_of_all || back == kMaxSegmentsBack) return keyframe->value_or(std::min(target, start));
        from = start - kTolerance;
    }
}

// Reads to the target and keeps what follows the last keyframe before it; nullopt: there is none.
Result<std::optional<MediaTime>> HlsLane::hold_until(MediaTime target) {
    std::optional<MediaTime> keyframe;
    std::size_t bytes = 0;
    while (held_.size() < kMaxHeldPackets && bytes < kMaxHeldBytes) {
        auto packet = next_packet();
        if (!packet && packet.error().kind == ErrorKind::EndOfStream) return keyframe;
        if (!packet) return tl::unexpected(packet.error());
        const bool picture = names_.video >= 0 && packet->stream == names_.video;
        const MediaTime time = packet->time.value_or(decoding_time(*packet));
        if (names_.video < 0) {
            if (time + packet->duration <= target) continue;
            held_.push_back(std::move(*packet));
            return target;
        }
        if (picture && packet->keyframe && time <= target + kTolerance) {
            keyframe = time;
            std::erase_if(held_, [&](const Packet& held) {
                return held.stream == names_.video || decoding_time(held) + held.duration <= time;
            });
        }
        const bool past = picture && decoding_time(*packet) > target + kTolerance;
        bytes += packet->bytes();
        if (!picture || keyframe || packet->keyframe) held_.push_back(std::move(*packet));
        if (past) return keyframe;
    }
    return keyframe;
}

}  // namespace cliffhanger
