#include "player/source/demuxer.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <ranges>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "player/libav.h"
#include "player/source/avio_bytes.h"
#include "player/source/chapters.h"
#include "player/source/container_policy.h"
#include "player/source/container_probe.h"
#include "player/source/index_sizes.h"
#include "player/source/matroska_size.h"
#include "player/source/stream_info.h"
#include "player/source/subtitle_lookback.h"

namespace cliffhanger {
namespace {

// A keyframe this little after the target is still at it: time stamps are rounded to their container's base.
constexpr MediaTime kTolerance = std::chrono::milliseconds(1);
// How far back a container without an index is searched for a keyframe, and how much is read on the way to one.
constexpr int kMaxSeekAttempts = 6;
constexpr MediaTime kFirstStepBack = std::chrono::seconds(2);
constexpr std::size_t kMaxHeldBytes = 16u << 20;
constexpr std::size_t kMaxHeldPackets = 4096;
// Broken packets in a row after which a damaged file counts as ended.
constexpr int kMaxBrokenReads = 64;
// A timeline that begins later than this is one cut out of a longer one (fragments of a live stream).
constexpr MediaTime kMaxTimelineStart = std::chrono::seconds(1);
constexpr int kPacketsToFindStart = 48;
/// Descriptions that come first are seldom longer.
constexpr std::size_t kDescriptionHead = 64u << 10;

std::optional<MediaTime> to_media_time(std::int64_t stamp) {
    if (stamp == AV_NOPTS_VALUE) return std::nullopt;
    return MediaTime{stamp};
}

}  // namespace

class Demuxer::Format {
 public:
    Format(std::unique_ptr<ByteSource> bytes, Timeline timeline, Wanted wanted)
        : bytes_(std::move(bytes)), timeline_(timeline), wanted_(wanted) {}

    Result<MediaInfo> open();
    void select(const std::vector<int>& streams);
    Result<Packet> read();
    Result<void> seek(MediaTime target);
    bool cut_short() const { return cut_short_; }
    void set_aborted(bool aborted) noexcept {
        aborted_.store(aborted);
        aborted ? bytes_->abort() : bytes_->reset_abort();
    }

 private:
    Result<void> open_format(const AVInputFormat* input);
    Result<void> find_timeline_start();
    Result<Packet> read_from_file();
    Packet wrap(AvPacketPtr data) const;
    bool at_the_end();
    bool ends_too_early();
    bool delivers_subtitles() const;
    std::vector<std::byte> head(std::size_t size);
    std::optional<std::int64_t> segment_end();
    bool seek_file(MediaTime target);
    Result<bool> hold_until_keyframe(MediaTime target);
    Result<std::deque<Packet>> read_subtitles_under_way(MediaTime target);
    int seek_stream() const;
    Error error_of(int code, std::string_view doing);
    MediaInfo describe() const;

    std::unique_ptr<ByteSource> bytes_;
    const Timeline timeline_;
    const Wanted wanted_;
    std::atomic<bool> aborted_{false};
    bool seekable_ = false;
    std::unique_ptr<AvioBytes> avio_;
    AvFormatContextPtr context_;  // after avio_: closed before the bytes go
    MediaInfo info_;
    MediaTime start_{0};
    std::deque<Packet> held_;  // read while looking for something; delivered first
    std::set<int> broken_;     // streams whose last packet was only partly there
    bool cut_short_ = false;
};

Demuxer::Demuxer(std::unique_ptr<ByteSource> bytes, Timeline timeline, Wanted wanted)
    : format_(std::make_unique<Format>(std::move(bytes), timeline, wanted)) {}
Demuxer::~Demuxer() = default;
Result<MediaInfo> Demuxer::open() { return format_->open(); }
void Demuxer::select(const std::vector<int>& streams) { format_->select(streams); }
Result<Packet> Demuxer::read() { return format_->read(); }
Result<void> Demuxer::seek(MediaTime target) { return format_->seek(target); }
bool Demuxer::cut_short() const { return format_->cut_short(); }
void Demuxer::abort() noexcept { format_->set_aborted(true); }
void Demuxer::reset_abort() noexcept { format_->set_aborted(false); }

Error Demuxer::Format::error_of(int code, std::string_view doing) {
    if (aborted_.load() || code == AVERROR_EXIT) return {ErrorKind::Aborted, "aborted"};
    if (auto error = avio_->take_error()) return *error;
    if (code == AVERROR_EOF) return {ErrorKind::EndOfStream, "end of the stream"};
    if (code == AVERROR(ENOMEM)) return {ErrorKind::TooLarge, "not enough memory"};
    return {ErrorKind::Corrupted, std::string(doing) + ": " + av_error_text(code)};
}

Result<void> Demuxer::Format::open_format(const AVInputFormat* input) {
    AVFormatContext* raw = avformat_alloc_context();
    if (raw == nullptr) throw std::bad_alloc();
    raw->pb = avio_->context();
    raw->flags |= AVFMT_FLAG_CUSTOM_IO;
    raw->io_open = [](AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) { return AVERROR(EPERM); };
    raw->interrupt_callback = {[](void* flag) { return static_cast<std::atomic<bool>*>(flag)->load() ? 1 : 0; },
                               &aborted_};
    raw->probesize = kProbeBytes;
    raw->max_analyze_duration = kProbeDuration.count();
    raw->protocol_whitelist = av_strdup("none");
    // Runs of segments are opened again and again; only a whole file is worth a look at its end.
    raw->skip_estimate_duration_from_pts = timeline_ == Timeline::AsInStream ? 1 : 0;
    if (const int code = avformat_open_input(&raw, "", input, nullptr); code < 0) {
        Error error = error_of(code, "the header cannot be read");
        if (error.kind == ErrorKind::EndOfStream) error = {ErrorKind::Corrupted, "the file ends within its header"};
        if (error.kind == ErrorKind::Corrupted && is_protected_mp4(head(kDescriptionHead))) error = protected_media();
        return tl::unexpected(std::move(error));
    }
    context_.reset(raw);
    if (needs_stream_probe(*context_)) {
        const int code = avformat_find_stream_info(context_.get(), nullptr);
        if (aborted_.load()) return fail(ErrorKind::Aborted, "aborted");
        if (code < 0) return tl::unexpected(error_of(code, "the streams cannot be read"));
    }
    return {};
}

MediaInfo Demuxer::Format::describe() const {
    MediaInfo info;
    info.container = context_->iformat->name;
    info.seekable = seekable_;
    if (const auto duration = container_duration(*context_)) info.duration = *duration;
    for (unsigned i = 0; i < context_->nb_streams; ++i) {
        info.streams.push_back(describe_stream(*context_, *context_->streams[i]));
    }
    return info;
}

Result<MediaInfo> Demuxer::Format::open() {
    install_libav_log();
    const auto seekable = bytes_->seekable();
    if (!seekable) return tl::unexpected(seekable.error());
    seekable_ = *seekable;
    avio_ = std::make_unique<AvioBytes>(*bytes_, seekable_);
    const auto input = probe_container(*avio_);
    if (aborted_.load()) return fail(ErrorKind::Aborted, "aborted");
    if (!input) return tl::unexpected(input.error());
    if (auto opened = open_format(*input); !opened) return tl::unexpected(opened.error());
    info_ = describe();
    const auto refusal = wanted_ == Wanted::Media ? reason_to_refuse(*context_, info_) : std::nullopt;
    if (refusal) return tl::unexpected(*refusal);
    if (timeline_ == Timeline::StartsAtZero) {
        if (auto found = find_timeline_start(); !found) return tl::unexpected(found.error());
        info_.chapters = chapters_of(*context_, start_);
        if (info_.duration) info_.sizes = index_sizes(*context_, start_, *info_.duration);
    }
    return info_;
}

Result<void> Demuxer::Format::find_timeline_start() {
    const bool explicit_timeline = has_explicit_timeline(*context_);
    if (!explicit_timeline && context_->start_time != AV_NOPTS_VALUE) {
        start_ = MediaTime{context_->start_time};
        return {};
    }
    std::optional<MediaTime> first;
    for (int i = 0; i < kPacketsToFindStart; ++i) {
        auto packet = read_from_file();
        if (!packet) {
            // What is wrong with the file is told when its reader gets there.
            if (packet.error().kind == ErrorKind::EndOfStream || packet.error().kind == ErrorKind::Corrupted) break;
            return tl::unexpected(packet.error());
        }
        const bool picture_or_sound =
            info_.streams[static_cast<std::size_t>(packet->stream)].kind == StreamKind::Video ||
            info_.streams[static_cast<std::size_t>(packet->stream)].kind == StreamKind::Audio;
        if (picture_or_sound && packet->time) first = std::min(first.value_or(*packet->time), *packet->time);
        held_.push_back(std::move(*packet));
        if (explicit_timeline && first && *first <= kMaxTimelineStart) return {};
    }
    if (!first) return {};
    start_ = *first;
    for (auto& packet : held_) packet = wrap(std::move(packet.data));
    return {};
}

void Demuxer::Format::select(const std::vector<int>& streams) {
    for (unsigned i = 0; i < context_->nb_streams; ++i) {
        const bool wanted = std::find(streams.begin(), streams.end(), static_cast<int>(i)) != streams.end();
        context_->streams[i]->discard = wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    std::erase_if(held_, [this](const Packet& packet) {
        return context_->streams[static_cast<unsigned>(packet.stream)]->discard == AVDISCARD_ALL;
    });
}

Packet Demuxer::Format::wrap(AvPacketPtr data) const {
    // A packet that is wrapped a second time is already in microseconds, from before start_ was known.
    if (data->time_base.num == 0) {
        av_packet_rescale_ts(data.get(), context_->streams[data->stream_index]->time_base, kMicrosecondBase);
        data->time_base = kMicrosecondBase;
    }
    if (data->pts != AV_NOPTS_VALUE) data->pts -= start_.count();
    if (data->dts != AV_NOPTS_VALUE) data->dts -= start_.count();
    Packet packet;
    packet.stream = data->stream_index;
    packet.time = to_media_time(data->pts != AV_NOPTS_VALUE ? data->pts : data->dts);
    packet.duration = MediaTime{std::max<std::int64_t>(data->duration, 0)};
    packet.keyframe = (data->flags & AV_PKT_FLAG_KEY) != 0;
    packet.data = std::move(data);
    return packet;
}

bool Demuxer::Format::at_the_end() {
    const auto size = bytes_->size();
    return size && *size && bytes_->position() >= **size;
}

bool Demuxer::Format::ends_too_early() {
    if (!broken_.empty()) return true;
    const auto size = bytes_->size();
    if (!size || !*size) return false;
    if (is_matroska(*context_)) return segment_end().value_or(0) > **size;
    return claims_more_than(*context_, **size);
}

// The beginning is read again: sources over the network keep it.
std::vector<std::byte> Demuxer::Format::head(std::size_t size) {
    const std::int64_t position = bytes_->position();
    if (!seekable_ || !bytes_->seek(0)) return {};
    std::vector<std::byte> bytes(size);
    std::size_t filled = 0;
    while (filled < size) {
        const auto got = bytes_->read(std::span(bytes).subspan(filled));
        if (!got || *got == 0) break;
        filled += *got;
    }
    bytes.resize(bytes_->seek(position) ? filled : 0);
    return bytes;
}

std::optional<std::int64_t> Demuxer::Format::segment_end() { return matroska_end(head(kMatroskaHead)); }

Result<Packet> Demuxer::Format::read_from_file() {
    for (int broken = 0; broken < kMaxBrokenReads; ++broken) {
        auto data = make_av_packet();
        const int code = av_read_frame(context_.get(), data.get());
        if (code >= 0) {
            const auto stream = static_cast<std::size_t>(data->stream_index);
            // Streams that appear later (MPEG-PS) were not offered to anybody.
            if (stream >= info_.streams.size()) continue;
            if (av_packet_get_side_data(data.get(), AV_PKT_DATA_ENCRYPTION_INFO, nullptr) != nullptr) {
                return tl::unexpected(protected_media());
            }
            (data->flags & AV_PKT_FLAG_CORRUPT) != 0 ? (void)broken_.insert(data->stream_index)
                                                     : (void)broken_.erase(data->stream_index);
            data->time_base = {0, 1};
            return wrap(std::move(data));
        }
        if (code == AVERROR_EOF || code == AVERROR_EXIT || code == AVERROR(EIO) || aborted_.load()) {
            Error error = error_of(code, "reading");
            if (error.kind == ErrorKind::EndOfStream) cut_short_ = ends_too_early();
            // libav's own words for an element that the file does not hold in full: the connection is not to blame.
            if (error.kind == ErrorKind::Corrupted && code == AVERROR(EIO) && at_the_end()) {
                cut_short_ = true;
                error = {ErrorKind::EndOfStream, "the file is cut short"};
            }
            return tl::unexpected(std::move(error));
        }
    }
    cut_short_ = ends_too_early();
    return fail(ErrorKind::EndOfStream, "nothing but damaged data from here on");
}

Result<Packet> Demuxer::Format::read() {
    if (aborted_.load()) return fail(ErrorKind::Aborted, "aborted");
    if (held_.empty()) return read_from_file();
    Packet packet = std::move(held_.front());
    held_.pop_front();
    return packet;
}

int Demuxer::Format::seek_stream() const {
    int audio = -1;
    for (const auto& stream : info_.streams) {
        if (context_->streams[stream.index]->discard == AVDISCARD_ALL) continue;
        if (stream.kind == StreamKind::Video && !stream.attached_picture && stream.decodable) return stream.index;
        if (stream.kind == StreamKind::Audio && audio < 0) audio = stream.index;
    }
    return audio;
}

bool Demuxer::Format::seek_file(MediaTime target) {
    avio_->clear_state();
    // Searching by time needs something before what is looked for, which the very beginning does not have.
    const bool rewinds = target <= MediaTime{0} && !has_explicit_timeline(*context_) &&
                         (context_->iformat->flags & AVFMT_NO_BYTE_SEEK) == 0;
    if (rewinds && av_seek_frame(context_.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0) return true;
    const int stream = seek_stream();
    const std::int64_t stamp = (target + start_).count();
    if (stream >= 0) {
        const auto in_stream = av_rescale_q(stamp, kMicrosecondBase, context_->streams[stream]->time_base);
        if (av_seek_frame(context_.get(), stream, in_stream, AVSEEK_FLAG_BACKWARD) >= 0) return true;
    }
    if (aborted_.load()) return false;
    avio_->clear_state();
    return avformat_seek_file(context_.get(), -1, INT64_MIN, stamp, INT64_MAX, 0) >= 0;
}

// Reads until the first keyframe of the stream that the seek is about, keeping what was read. False: it lies after the
// target.
Result<bool> Demuxer::Format::hold_until_keyframe(MediaTime target) {
    const int stream = seek_stream();
    std::size_t bytes = 0;
    while (held_.size() < kMaxHeldPackets && bytes < kMaxHeldBytes) {
        auto packet = read_from_file();
        if (!packet) {
            if (packet.error().kind == ErrorKind::EndOfStream) return false;
            return tl::unexpected(packet.error());
        }
        const bool about_it = packet->stream == stream;
        if (about_it && !packet->keyframe) continue;
        const auto time = packet->time;
        bytes += packet->bytes();
        held_.push_back(std::move(*packet));
        if (about_it) return !time || *time <= target + kTolerance;
    }
    return true;
}

// The first look for the target has the container read its index.
Result<std::deque<Packet>> Demuxer::Format::read_subtitles_under_way(MediaTime target) {
    std::deque<Packet> subtitles;
    if (!is_matroska(*context_) || !delivers_subtitles() || !seek_file(target)) return subtitles;
    auto missing = subtitles_under_way(*context_, seek_stream(), target + start_);
    if (missing.empty()) return subtitles;
    const auto earliest = std::ranges::min(missing | std::views::values);
    if (!seek_file(earliest - start_)) return subtitles;
    for (std::size_t bytes = 0, count = 0; !missing.empty() && count < kMaxHeldPackets && bytes < kMaxHeldBytes;
         ++count) {
        auto packet = read_from_file();
        if (!packet) {
            if (packet.error().kind == ErrorKind::EndOfStream) break;
            return tl::unexpected(packet.error());
        }
        bytes += packet->bytes();
        const auto wanted = missing.find(packet->stream);
        if (wanted == missing.end()) continue;
        if (packet->time && *packet->time + start_ >= wanted->second) missing.erase(wanted);
        subtitles.push_back(std::move(*packet));
    }
    return subtitles;
}

bool Demuxer::Format::delivers_subtitles() const {
    return std::ranges::any_of(info_.streams, [this](const StreamInfo& stream) {
        return stream.kind == StreamKind::Subtitle && context_->streams[stream.index]->discard != AVDISCARD_ALL;
    });
}

Result<void> Demuxer::Format::seek(MediaTime target) {
    held_.clear();
    target = std::max(target, MediaTime{0});
    auto subtitles = read_subtitles_under_way(target);
    if (!subtitles) return tl::unexpected(subtitles.error());
    MediaTime back{0};
    for (int attempt = 1;; ++attempt) {
        const MediaTime from = attempt < kMaxSeekAttempts ? std::max(target - back, MediaTime{0}) : MediaTime{0};
        held_.clear();
        if (!seek_file(from)) {
            if (aborted_.load()) return fail(ErrorKind::Aborted, "aborted");
            avio_->clear_state();
            return fail(ErrorKind::Unsupported, "this media cannot seek");
        }
        const auto found = hold_until_keyframe(target);
        if (!found) return tl::unexpected(found.error());
        if (*found || from <= MediaTime{0}) break;
        back = back.count() == 0 ? kFirstStepBack : back * 2;
    }
    held_.insert(held_.begin(), std::move_iterator(subtitles->begin()), std::move_iterator(subtitles->end()));
    return {};
}

}  // namespace cliffhanger
