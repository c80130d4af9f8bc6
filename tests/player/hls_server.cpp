#include "tests/player/hls_server.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "player/audio_output.h"
#include "player/pipeline/audio_decoder.h"
#include "player/pipeline/stream_choice.h"
#include "player/pipeline/video_decoder.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

namespace cliffhanger::test {
namespace {

/// Asserts nothing, for it may run on a reader's thread. Decodes the packets of the first picture and sound streams,
/// and opens decoders anew where packets say so.
class Watcher {
 public:
    Watcher(const MediaInfo& info, Seen& seen)
        : seen_(seen), video_(choose_video(info)), audio_(choose_audio(info, {})) {
        if (video_ >= 0) open_video(info.streams[static_cast<std::size_t>(video_)]);
        if (audio_ >= 0) open_audio(info.streams[static_cast<std::size_t>(audio_)]);
        streams_ = static_cast<int>(info.streams.size());
    }

    void take(const Packet& packet) {
        if (packet.changed && packet.stream >= streams_) announced(*packet.changed);
        if (video_decoder_ && packet.stream == video_) {
            if (packet.changed) {
                // What comes again is decoded again.
                const bool again = !seen_.pictures.empty() && packet.time <= seen_.pictures.back().time;
                if (!again) finish_video();
                open_video(*packet.changed);
            }
            if (!video_decoder_->send(packet)) ++seen_.refused;
            take_pictures();
        } else {
            if (packet.changed) open_audio(*packet.changed);
            if (!packet.data) {
                seen_.silence += packet.duration;
            } else if (audio_decoder_) {
                (void)audio_decoder_->send(packet);
                take_sound();
            }
        }
    }

    void finish_video() {
        if (!video_decoder_) return;
        video_decoder_->send_end();
        take_pictures();
    }

 private:
    void announced(const StreamInfo& stream) {
        ++streams_;
        ++seen_.announced;
        if (stream.kind == StreamKind::Video && video_ < 0) {
            video_ = stream.index;
            open_video(stream);
        } else if (stream.kind == StreamKind::Audio && audio_ < 0) {
            audio_ = stream.index;
        }
    }

    void open_video(const StreamInfo& stream) {
        auto opened = VideoDecoder::open(stream, 1);
        if (opened) {
            video_decoder_ = std::move(*opened);
        } else {
            ++seen_.refused;
        }
    }

    void open_audio(const StreamInfo& stream) {
        if (!stream.parameters) return;
        auto opened = AudioDecoder::open(stream);
        if (opened) {
            audio_decoder_ = std::move(*opened);
        } else {
            ++seen_.refused;
        }
    }

    void take_pictures() {
        while (const auto picture = video_decoder_->receive()) {
            seen_.pictures.push_back({picture_number(*picture), picture->time, picture->width});
        }
    }

    void take_sound() {
        for (AudioBlock block = audio_decoder_->receive(); block.frames() > 0; block = audio_decoder_->receive()) {
            const MediaTime length{static_cast<std::int64_t>(block.frames()) * 1'000'000 / kAudioSampleRate};
            if (seen_.sound == MediaTime{0}) seen_.sound_from = block.time;
            seen_.sound += length;
            seen_.sound_until = block.time + length;
            for (std::size_t i = 0; i < block.frames(); ++i) {
                const float sample = block.samples[i * kAudioChannels];
                if (sample > 0 && last_ <= 0) ++crossings_;
                last_ = sample;
            }
        }
        seen_.pitch = crossings_ / std::max(to_seconds(seen_.sound), 0.001);
    }

    Seen& seen_;
    int video_, audio_, streams_ = 0;
    std::unique_ptr<VideoDecoder> video_decoder_;
    std::unique_ptr<AudioDecoder> audio_decoder_;
    float last_ = 0;
    int crossings_ = 0;
};

}  // namespace

std::string hls_fixture(const std::string& name) {
    std::ifstream file(fixture("hls/" + name), std::ios::binary);
    REQUIRE(file);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string media_playlist(const std::vector<std::string>& lines, bool ended, int sequence) {
    std::string text =
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:" + std::to_string(sequence) + "\n";
    for (const std::string& line : lines) {
        // A segment's name stands for its two lines.
        if (!line.starts_with('#')) text += "#EXTINF:2,\n";
        text += line + "\n";
    }
    return ended ? text + "#EXT-X-ENDLIST\n" : text;
}

HlsServer::HlsServer() : http(make_curl_http_client()) {}

void HlsServer::add_file(const std::string& name) {
    HttpRoute route;
    route.body = hls_fixture(name);
    server.add("/" + name, route);
}

void HlsServer::add_text(const std::string& path, const std::string& text) {
    HttpRoute route;
    route.body = text;
    route.content_type = "application/vnd.apple.mpegurl";
    server.add(path, route);
}

void HlsServer::add_rung(const std::string& name) {
    std::vector<std::string> lines;
    for (int i = 0; i < 3; ++i) {
        lines.push_back(name + std::to_string(i) + ".ts");
        add_file(lines.back());
    }
    add_text("/" + name + ".m3u8", media_playlist(lines));
}

std::unique_ptr<HlsSource> HlsServer::source(const std::string& path, HlsOptions options) {
    return std::make_unique<HlsSource>(MediaAddress{server.url(path), {}}, *http, clock, std::move(options));
}

Seen watch(MediaSource& source, const MediaInfo& info, std::size_t most_pictures) {
    Seen seen;
    Watcher watcher(info, seen);
    while (seen.pictures.size() < most_pictures) {
        const auto packet = source.read();
        if (!packet) {
            seen.end = packet.error();
            break;
        }
        watcher.take(*packet);
    }
    watcher.finish_video();
    return seen;
}

}  // namespace cliffhanger::test
