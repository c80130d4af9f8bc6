#include "player/probe.h"

#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "player/audio_output.h"
#include "player/deadline.h"
#include "player/pipeline/audio_decoder.h"
#include "player/pipeline/video_decoder.h"
#include "player/source/media_source.h"
#include "player/source/open_media_source.h"

namespace cliffhanger {
namespace {

/// A file that claims a second or more and gives less than this is broken, though its first packet may decode.
// In less, opening the decoder counts for more than decoding.
constexpr MediaTime kWorthTiming = std::chrono::milliseconds(500);
constexpr MediaTime kClaimWorthJudging = std::chrono::seconds(1);
constexpr MediaTime kLeastDecoded = std::chrono::milliseconds(100);

/// From the earliest to the latest moment seen.
class DecodedSpan {
 public:
    void add(MediaTime begin, MediaTime length) {
        first_ = std::min(first_.value_or(begin), begin);
        end_ = std::max(end_, begin + length);
    }
    MediaTime length() const { return first_ ? end_ - *first_ : MediaTime{0}; }

 private:
    std::optional<MediaTime> first_;
    MediaTime end_ = MediaTime::min();
};

class Probe {
 public:
    Probe(MediaSource& source, const Clock& clock) : source_(source), clock_(clock), until_(clock.now() + kProbeTime) {}

    Result<ProbeReport> run() {
        const auto info = source_.open();
        if (!info) return tl::unexpected(info.error());
        report_.container = info->container;
        report_.streams = info->streams;
        open_decoders();
        if (!video_ && !audio_) return tl::unexpected(*refusal_);
        const std::clock_t begun = std::clock();
        auto ended = decode_to_end();
        report_.decode_cpu_s = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
        if (!ended && !decoded_anything()) return tl::unexpected(std::move(ended.error()));
        note_what_is_missing();
        list_subtitles(info->subtitles);
        return judge(info->duration);
    }

 private:
    static Error out_of_time() { return {ErrorKind::Timeout, "the rest was not reached within the time allowed"}; }

    void note_what_is_missing() {
        const auto left_out = source_.left_out();
        if (!left_out) return;
        report_.complete = false;
        if (!report_.flaw) report_.flaw = Error{left_out->why.kind, "parts are missing: " + left_out->why.message};
    }

    void list_subtitles(const std::vector<SubtitleAddress>& beside) {
        for (const SubtitleAddress& subtitle : beside) {
            StreamInfo stream;
            stream.index = static_cast<int>(report_.streams.size());
            stream.kind = StreamKind::Subtitle;
            stream.codec = subtitle.codec;
            stream.decodable = true;
            stream.language = subtitle.language;
            stream.label = subtitle.label;
            report_.streams.push_back(std::move(stream));
        }
    }

    bool decoded_anything() const { return report_.video_frames > 0 || report_.audio > MediaTime{0}; }

    void open_decoders() {
        refusal_ = Error{ErrorKind::Unsupported, "there is neither picture nor sound in it"};
        std::vector<int> selected;
        for (const StreamInfo& stream : report_.streams) {
            if (stream.kind == StreamKind::Video && !video_ && !stream.attached_picture) open_video(stream);
            if (stream.kind == StreamKind::Audio && !audio_) open_audio(stream);
            if (stream.kind == StreamKind::Subtitle) selected.push_back(stream.index);
        }
        if (video_) selected.push_back(video_stream_);
        if (audio_stream_ >= 0) selected.push_back(audio_stream_);
        source_.select(selected);
    }

    void open_video(const StreamInfo& stream) {
        const int cores = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1u));
        decode_threads_ = decode_threads_for(stream, cores);
        auto decoder = VideoDecoder::open(stream, decode_threads_);
        if (!decoder) {
            refusal_ = decoder.error();
            return;
        }
        video_ = std::move(*decoder);
        video_stream_ = stream.index;
    }

    void open_audio(const StreamInfo& stream) {
        // Silent so far: what it is comes with its first packet.
        if (!stream.parameters) {
            audio_stream_ = stream.index;
            return;
        }
        auto decoder = AudioDecoder::open(stream);
        if (!decoder) {
            refusal_ = decoder.error();
            return;
        }
        audio_ = std::move(*decoder);
        audio_stream_ = stream.index;
    }

    /// An error is one that ends playback; damage only ends the report.
    Result<void> decode_to_end() {
        while (clock_.now() < until_) {
            auto packet = source_.read();
            if (packet) {
                decode(*packet);
                continue;
            }
            drain_video();
            drain_audio();
            const bool cut_short = source_.cut_short();
            if (packet.error().kind == ErrorKind::EndOfStream && !cut_short) return {};
            report_.complete = false;
            if (cut_short) {
                report_.flaw = Error{ErrorKind::EndOfStream, "the file is cut short"};
                return {};
            }
            report_.flaw = packet.error().kind == ErrorKind::Aborted ? out_of_time() : packet.error();
            return tl::unexpected(std::move(packet.error()));
        }
        report_.complete = false;
        report_.flaw = out_of_time();
        return {};
    }

    void decode(const Packet& packet) {
        if (packet.changed) reopen(*packet.changed);
        // Silence, or an announcement.
        if (!packet.data) return;
        if (video_ && packet.stream == video_stream_) {
            // A packet that gives no picture is no reason to stop.
            (void)video_->send(packet);
            take_pictures();
        } else if (audio_ && packet.stream == audio_stream_) {
            (void)audio_->send(packet);
            take_sound();
        } else if (is_subtitle(packet.stream)) {
            ++report_.cues;
        }
    }

    bool is_subtitle(int index) const {
        return std::any_of(report_.streams.begin(), report_.streams.end(), [index](const StreamInfo& stream) {
            return stream.index == index && stream.kind == StreamKind::Subtitle;
        });
    }

    void reopen(const StreamInfo& stream) {
        if (static_cast<std::size_t>(stream.index) >= report_.streams.size()) report_.streams.push_back(stream);
        if (stream.kind == StreamKind::Video && (!video_ || stream.index == video_stream_)) {
            drain_video();
            open_video(stream);
        } else if (stream.kind == StreamKind::Audio && (!audio_ || stream.index == audio_stream_)) {
            drain_audio();
            open_audio(stream);
        }
    }

    void drain_video() {
        if (!video_) return;
        video_->send_end();
        take_pictures();
    }

    void drain_audio() {
        if (!audio_) return;
        audio_->send_end();
        take_sound();
    }

    void take_pictures() {
        while (const VideoFramePtr picture = video_->receive()) {
            // Without a duration of its own a picture is taken to last as long as the one before it did.
            const MediaTime since_last = report_.video_frames > 0 ? picture->time - last_picture_ : MediaTime{0};
            const MediaTime length = picture->duration > MediaTime{0} ? picture->duration : since_last;
            span_.add(picture->time, std::max(length, MediaTime{0}));
            last_picture_ = picture->time;
            ++report_.video_frames;
        }
    }

    void take_sound() {
        for (AudioBlock block = audio_->receive(); block.frames() > 0; block = audio_->receive()) {
            const MediaTime length{static_cast<std::int64_t>(block.frames()) * 1'000'000 / kAudioSampleRate};
            span_.add(block.time, length);
            report_.audio += length;
        }
    }

    Result<ProbeReport> judge(std::optional<MediaTime> claimed) {
        report_.duration = span_.length();
        report_.too_slow = video_ && report_.duration >= kWorthTiming &&
                           report_.decode_cpu_s > to_seconds(report_.duration) * decode_threads_;
        if (!decoded_anything()) return fail(ErrorKind::Corrupted, "nothing in the file can be decoded");
        const bool almost_nothing =
            clock_.now() < until_ && claimed && *claimed >= kClaimWorthJudging && report_.duration < kLeastDecoded;
        if (almost_nothing)
            return fail(ErrorKind::Corrupted, "the file is damaged: almost nothing in it can be decoded");
        return std::move(report_);
    }

    MediaSource& source_;
    const Clock& clock_;
    const Microseconds until_;
    std::unique_ptr<VideoDecoder> video_;
    std::unique_ptr<AudioDecoder> audio_;
    int video_stream_ = -1, audio_stream_ = -1;
    int decode_threads_ = 1;
    std::optional<Error> refusal_;
    DecodedSpan span_;
    MediaTime last_picture_{0};
    ProbeReport report_;
};

}  // namespace

Result<ProbeReport> probe_source(MediaSource& source, const Clock& clock, std::stop_token stop) {
    const Deadline deadline(kProbeTime, stop);
    const std::stop_callback abort_source(deadline.token(), [&source] { source.abort(); });
    auto report = Probe(source, clock).run();
    if (stop.stop_requested()) return fail(ErrorKind::Aborted, "aborted");
    if (!report && report.error().kind == ErrorKind::Aborted && deadline.expired()) {
        return fail(ErrorKind::Timeout, "nothing could be played within the time allowed");
    }
    return report;
}

Result<ProbeReport> probe_media(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                std::stop_token stop) {
    const std::unique_ptr<MediaSource> source = open_media_source(address, http, clock);
    auto report = probe_source(*source, clock, std::move(stop));
    if (!report && report.error().context.empty()) report.error().context = address.url;
    return report;
}

}  // namespace cliffhanger
