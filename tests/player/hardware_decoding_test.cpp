// Decoding on a device that fails, or is not there: pictures come in software, and none is missing.
#include <memory>
#include <vector>

#include "player/pipeline/hardware_device.h"
#include "player/pipeline/open_hardware.h"
#include "player/pipeline/stream_choice.h"
#include "player/pipeline/video_decoder.h"
#include "player/source/demuxer.h"
#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

/// Decodes as libav does, and breaks after so many pictures.
class FailingDevice final : public HardwareDevice {
 public:
    explicit FailingDevice(int pictures) : left_(pictures) {}
    std::string name() const override { return "scripted"; }
    const AVCodec* decoder() const override { return avcodec_find_decoder(AV_CODEC_ID_H264); }
    void attach(AVCodecContext&) override {}
    bool made(const AVFrame&) const override { return true; }
    Result<AvFramePtr> to_system_memory(AvFramePtr frame) override {
        if (left_-- > 0) return frame;
        return fail(ErrorKind::Io, "the device is lost");
    }

 private:
    int left_;
};

struct Decoded {
    std::vector<std::int64_t> times;
    std::vector<int> numbers;
    DecoderName name;
};

Decoded decode_all(const VideoDecoding& decoding) {
    Demuxer demuxer(make_memory_byte_source(read_fixture("numbered.mp4")));
    const auto info = demuxer.open();
    REQUIRE(info);
    const int video = choose_video(*info);
    auto decoder = VideoDecoder::open(info->streams[static_cast<std::size_t>(video)], decoding);
    REQUIRE(decoder);
    Decoded decoded;
    const auto take = [&] {
        while (const auto picture = (*decoder)->receive()) {
            decoded.times.push_back(picture->time.count());
            decoded.numbers.push_back(picture_number(*picture));
        }
    };
    while (auto packet = demuxer.read()) {
        if (packet->stream != video) continue;
        REQUIRE((*decoder)->send(*packet));
        take();
    }
    (*decoder)->send_end();
    take();
    decoded.name = (*decoder)->name();
    CHECK((*decoder)->errors() == 0);
    return decoded;
}

}  // namespace

TEST_CASE("VideoDecoder: a device that fails at any picture loses none of them", "[player]") {
    const Decoded expected = decode_all({});
    REQUIRE(expected.times.size() == 180);
    for (const int pictures : {0, 1, 2, 5, 59, 60, 61, 100, 178, 179}) {
        CAPTURE(pictures);
        const Decoded found = decode_all({1, [&](int) -> Result<std::shared_ptr<HardwareDevice>> {
                                              return std::make_shared<FailingDevice>(pictures);
                                          }});
        CHECK(found.times == expected.times);
        CHECK(found.numbers == expected.numbers);
        CHECK(found.name.name == "h264");
        CHECK(found.name.note == "scripted failed: the device is lost");
    }
}

TEST_CASE("VideoDecoder: a device that works is named and left alone", "[player]") {
    const Decoded found = decode_all(
        {1, [](int) -> Result<std::shared_ptr<HardwareDevice>> { return std::make_shared<FailingDevice>(100000); }});
    CHECK(found.times.size() == 180);
    CHECK(found.name == DecoderName{"h264 (scripted)", ""});
}

TEST_CASE("VideoDecoder: without the device asked for it decodes in software and says why", "[player]") {
    const auto open = [](int codec) { return open_hardware("no_such_device", codec); };
    const Decoded found = decode_all({1, open});
    CHECK(found.times.size() == 180);
    CHECK(found.name.name == "h264");
    CHECK(found.name.note.find("no_such_device") != std::string::npos);
    // Whether this machine has such a device or not, every picture comes.
    CHECK(decode_all({1, [](int codec) { return open_hardware("vaapi", codec); }}).numbers == found.numbers);
    CHECK(decode_all({1, [](int codec) { return open_hardware("auto", codec); }}).numbers == found.numbers);
}

TEST_CASE("PlaybackSession: the snapshot names the decoder and why it is not another one", "[player]") {
    PlaybackHarness harness;
    harness.context.hwdec = "no_such_device";
    PlaybackSession session(harness.context, harness.item("numbered.mp4"));
    REQUIRE(harness.wait_until([&] { return !session.snapshot().video_decoder.empty(); }));
    CHECK(session.snapshot().video_decoder == "h264");
    CHECK(session.snapshot().video_decoder_note.find("no_such_device") != std::string::npos);
}
