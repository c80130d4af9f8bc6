// Every kind of sound becomes 48 kHz stereo: layouts, rates and sample formats, made here as PCM.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/channel_layout.h>
}

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <numbers>

#include "player/pipeline/audio_decoder.h"
#include "tests/support/catch.h"
#include "tests/support/sound_measure.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

struct Format {
    AVCodecID codec = AV_CODEC_ID_PCM_F32LE;
    std::uint64_t layout = AV_CH_LAYOUT_STEREO;  ///< 0: only the number of channels is known
    int channels = 2, rate = 48000;
};

/// The sample of a channel at a time, -1 to 1.
using Signal = std::function<double(int channel, double seconds)>;

void append(std::string& bytes, AVCodecID codec, double value) {
    const auto add = [&](auto number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); };
    if (codec == AV_CODEC_ID_PCM_F32LE) return add(static_cast<float>(value));
    if (codec == AV_CODEC_ID_PCM_F64LE) return add(value);
    if (codec == AV_CODEC_ID_PCM_S32LE) return add(static_cast<std::int32_t>(value * 2147483647.0));
    if (codec == AV_CODEC_ID_PCM_U8) return add(static_cast<std::uint8_t>(std::lround(128 + value * 127)));
    add(static_cast<std::int16_t>(std::lround(value * 32767)));
}

StreamInfo stream_of(const Format& format) {
    std::shared_ptr<AVCodecParameters> parameters(avcodec_parameters_alloc(),
                                                  [](AVCodecParameters* p) { avcodec_parameters_free(&p); });
    parameters->codec_type = AVMEDIA_TYPE_AUDIO;
    parameters->codec_id = format.codec;
    parameters->sample_rate = format.rate;
    parameters->ch_layout.nb_channels = format.channels;
    parameters->ch_layout.order = format.layout != 0 ? AV_CHANNEL_ORDER_NATIVE : AV_CHANNEL_ORDER_UNSPEC;
    parameters->ch_layout.u.mask = format.layout;
    StreamInfo stream;
    stream.kind = StreamKind::Audio;
    stream.codec = "pcm";
    stream.parameters = parameters;
    return stream;
}

Packet packet_of(const Format& format, int first, int frames, const Signal& signal) {
    std::string bytes;
    const bool planar = format.codec == AV_CODEC_ID_PCM_S16LE_PLANAR;
    const auto at = [&](int frame) { return static_cast<double>(first + frame) / format.rate; };
    if (planar) {
        for (int c = 0; c < format.channels; ++c)
            for (int i = 0; i < frames; ++i) append(bytes, format.codec, signal(c, at(i)));
    } else {
        for (int i = 0; i < frames; ++i)
            for (int c = 0; c < format.channels; ++c) append(bytes, format.codec, signal(c, at(i)));
    }
    Packet packet;
    packet.data.reset(av_packet_alloc());
    REQUIRE(av_new_packet(packet.data.get(), static_cast<int>(bytes.size())) == 0);
    std::memcpy(packet.data->data, bytes.data(), bytes.size());
    packet.data->pts = static_cast<std::int64_t>(1e6 * first / format.rate);
    packet.time = MediaTime{packet.data->pts};
    return packet;
}

/// A second of it, decoded: interleaved.
std::vector<float> decoded(const Format& format, const Signal& signal) {
    auto decoder = AudioDecoder::open(stream_of(format));
    REQUIRE(decoder);
    std::vector<float> samples;
    const auto take = [&] {
        for (AudioBlock block = (*decoder)->receive(); !block.samples.empty(); block = (*decoder)->receive())
            samples.insert(samples.end(), block.samples.begin(), block.samples.end());
    };
    constexpr int kPackets = 20;
    for (int i = 0; i < kPackets; ++i) {
        const int first = format.rate * i / kPackets, next = format.rate * (i + 1) / kPackets;
        REQUIRE((*decoder)->send(packet_of(format, first, next - first, signal)));
        take();
    }
    (*decoder)->send_end();
    take();
    CHECK((*decoder)->errors() == 0);
    return samples;
}

double tone_of(double hertz, double seconds) { return std::sin(2 * std::numbers::pi * hertz * seconds); }

/// How loud a tone of one channel alone is on either side.
std::array<double, 2> sides(const Format& format, int only) {
    const auto samples = decoded(format, [&](int c, double t) { return c == only ? 0.9 * tone_of(1000, t) : 0; });
    const auto left = channel(samples, 0), right = channel(samples, 1);
    return {amplitude_at(between(left, 0.2, 0.8), 1000) / 0.9, amplitude_at(between(right, 0.2, 0.8), 1000) / 0.9};
}

constexpr Format kSurround51{AV_CODEC_ID_PCM_F32LE, AV_CH_LAYOUT_5POINT1_BACK, 6, 48000};

}  // namespace

TEST_CASE("Downmix: 5.1 by BS.775, without the effects channel", "[player][sound]") {
    // In the order of the layout: left, right, centre, effects, two surrounds.
    const double scale = 1 / (1 + 2 * std::numbers::sqrt2 / 2);
    const auto check = [&](int channel, double left, double right) {
        CAPTURE(channel);
        const auto heard = sides(kSurround51, channel);
        CHECK(heard[0] == Approx(left * scale).margin(0.005));
        CHECK(heard[1] == Approx(right * scale).margin(0.005));
    };
    const double minus3 = std::numbers::sqrt2 / 2;
    check(0, 1, 0);
    check(1, 0, 1);
    check(2, minus3, minus3);
    check(3, 0, 0);
    check(4, minus3, 0);
    check(5, 0, minus3);
}

TEST_CASE("Downmix: what is at full scale on every channel stays in range", "[player][sound]") {
    const auto [layout, channels] = GENERATE(table<std::uint64_t, int>({{AV_CH_LAYOUT_MONO, 1},
                                                                        {AV_CH_LAYOUT_STEREO, 2},
                                                                        {AV_CH_LAYOUT_2POINT1, 3},
                                                                        {AV_CH_LAYOUT_SURROUND, 3},
                                                                        {AV_CH_LAYOUT_QUAD, 4},
                                                                        {AV_CH_LAYOUT_5POINT0_BACK, 5},
                                                                        {AV_CH_LAYOUT_5POINT1, 6},
                                                                        {AV_CH_LAYOUT_6POINT1, 7},
                                                                        {AV_CH_LAYOUT_7POINT1, 8},
                                                                        {AV_CH_LAYOUT_7POINT1_WIDE_BACK, 8},
                                                                        {0, 5},
                                                                        {0, 12},
                                                                        {0, 16}}));
    CAPTURE(layout, channels);
    const auto samples =
        decoded({AV_CODEC_ID_PCM_F32LE, layout, channels, 48000}, [](int, double t) { return tone_of(500, t); });
    REQUIRE(samples.size() >= 2 * 47000);
    CHECK(peak(samples) <= 1.001F);
    for (const std::size_t side : {0U, 1U}) {
        const auto heard = channel(samples, side);
        CHECK(fundamental(between(heard, 0.2, 0.8)) == Approx(500).epsilon(0.002));
        CHECK(amplitude_at(between(heard, 0.2, 0.8), 500) > 0.5);
    }
}

TEST_CASE("Resampling: every rate and sample format keeps pitch, level and length", "[player][sound]") {
    const int rate = GENERATE(8000, 11025, 22050, 44100, 48000, 96000, 192000);
    const AVCodecID codec = GENERATE(AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16LE_PLANAR, AV_CODEC_ID_PCM_U8,
                                     AV_CODEC_ID_PCM_S32LE, AV_CODEC_ID_PCM_F64LE);
    CAPTURE(rate, codec);
    const auto samples =
        decoded({codec, AV_CH_LAYOUT_STEREO, 2, rate}, [](int, double t) { return 0.5 * tone_of(1000, t); });
    CHECK(static_cast<double>(samples.size()) / 2 == Approx(48000).margin(100));
    const auto heard = channel(samples);
    CHECK(fundamental(between(heard, 0.1, 0.9)) == Approx(1000).epsilon(0.002));
    CHECK(amplitude_at(between(heard, 0.1, 0.9), 1000) == Approx(0.5).epsilon(0.03));
}
