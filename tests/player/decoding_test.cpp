// The demuxer and the decoders without a session.
#include <array>
#include <cmath>

#include "player/pipeline/audio_decoder.h"
#include "player/pipeline/picture_properties.h"
#include "player/pipeline/stream_choice.h"
#include "player/pipeline/video_decoder.h"
#include "player/source/demuxer.h"
#include "player/source/stream_info.h"
#include "tests/player/playback_harness.h"
#include "tests/player/scripted_source.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

namespace {

std::unique_ptr<Demuxer> demuxer_for(std::string bytes) {
    return std::make_unique<Demuxer>(make_memory_byte_source(std::move(bytes)));
}

VideoFramePtr first_picture(const std::string& name) {
    auto demuxer = demuxer_for(read_fixture(name));
    const auto info = demuxer->open();
    REQUIRE(info);
    const int video = choose_video(*info);
    auto decoder = VideoDecoder::open(info->streams[static_cast<std::size_t>(video)], 1);
    REQUIRE(decoder);
    while (auto packet = demuxer->read()) {
        if (packet->stream != video) continue;
        REQUIRE((*decoder)->send(*packet));
        if (auto picture = (*decoder)->receive()) return picture;
    }
    (*decoder)->send_end();
    return (*decoder)->receive();
}

ErrorKind refusal(std::string bytes) {
    const auto info = demuxer_for(std::move(bytes))->open();
    REQUIRE_FALSE(info);
    return info.error().kind;
}

}  // namespace

TEST_CASE("Demuxer: refuses what is no media with a reason", "[player]") {
    CHECK(refusal("") == ErrorKind::Corrupted);
    CHECK(refusal(read_fixture("page.html")) == ErrorKind::Unsupported);
    CHECK(refusal("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n") == ErrorKind::Unsupported);
    CHECK(refusal("ffconcat version 1.0\nfile /etc/passwd\n") == ErrorKind::Unsupported);
    CHECK(refusal(read_fixture("numbered_moov_last.mp4").substr(0, 30000)) == ErrorKind::Corrupted);
    std::string encrypted = read_fixture("numbered.mp4");
    encrypted.replace(encrypted.find("avc1", encrypted.find("stsd")), 4, "encv");
    CHECK(refusal(encrypted) == ErrorKind::Unsupported);
}

TEST_CASE("Demuxer: an unknown video codec leaves the sound to play", "[player]") {
    std::string bytes = read_fixture("numbered.mp4");
    bytes.replace(bytes.find("avc1", bytes.find("stsd")), 4, "zzzz");
    auto demuxer = demuxer_for(bytes);
    const auto info = demuxer->open();
    REQUIRE(info);
    CHECK(choose_video(*info) == -1);
    CHECK(choose_audio(*info, "") >= 0);
    CHECK(info->streams[0].codec == "zzzz");
}

TEST_CASE("Demuxer: describes streams without decoding", "[player]") {
    auto demuxer = demuxer_for(read_fixture("two_languages.mp4"));
    const auto info = demuxer->open();
    REQUIRE(info);
    REQUIRE(info->streams.size() == 3);
    CHECK(info->streams[0].width == 96);
    CHECK(info->streams[0].fps == Approx(30));
    CHECK(info->streams[1].language == "en");
    CHECK(info->streams[2].language == "de");
    CHECK(info->streams[2].sample_rate == 48000);
    demuxer->select({2});
    for (int i = 0; i < 10; ++i) {
        const auto packet = demuxer->read();
        REQUIRE(packet);
        CHECK(packet->stream == 2);
    }
}

TEST_CASE("Demuxer: abort ends the next read, and reset_abort lets a seek go on", "[player]") {
    auto demuxer = demuxer_for(read_fixture("numbered.mp4"));
    REQUIRE(demuxer->open());
    demuxer->abort();
    const auto aborted = demuxer->read();
    REQUIRE_FALSE(aborted);
    CHECK(aborted.error().kind == ErrorKind::Aborted);
    demuxer->reset_abort();
    REQUIRE(demuxer->seek(std::chrono::seconds(3)));
    const auto packet = demuxer->read();
    REQUIRE(packet);
    CHECK(packet->time.value_or(MediaTime{0}) <= std::chrono::seconds(3));
}

TEST_CASE("VideoDecoder: tells the matrix and range of colour bars", "[player]") {
    const auto [name, matrix, range] = GENERATE(
        table<const char*, ColorMatrix, ColorRange>({{"bars_601_limited.mp4", ColorMatrix::Bt601, ColorRange::Limited},
                                                     {"bars_601_full.mp4", ColorMatrix::Bt601, ColorRange::Full},
                                                     {"bars_709_limited.mp4", ColorMatrix::Bt709, ColorRange::Limited},
                                                     {"bars_709_full.mp4", ColorMatrix::Bt709, ColorRange::Full}}));
    CAPTURE(name);
    const auto picture = first_picture(name);
    REQUIRE(picture);
    CHECK(picture->layout == PixelLayout::I420);
    CHECK(picture->matrix == matrix);
    CHECK(picture->range == range);
}

TEST_CASE("usual_matrix: an upright picture has the matrix of the one that lies", "[player]") {
    for (const auto& [longer, shorter, matrix] :
         {std::tuple(768, 576, ColorMatrix::Bt601), std::tuple(640, 360, ColorMatrix::Bt601),
          std::tuple(960, 540, ColorMatrix::Bt601), std::tuple(1280, 532, ColorMatrix::Bt709),
          std::tuple(1280, 720, ColorMatrix::Bt709), std::tuple(800, 600, ColorMatrix::Bt709)}) {
        CAPTURE(longer, shorter);
        CHECK(usual_matrix(longer, shorter) == matrix);
        CHECK(usual_matrix(shorter, longer) == matrix);
    }
}

TEST_CASE("VideoDecoder: geometry comes with the picture", "[player]") {
    const auto rotated = first_picture("rotated.mp4");
    // The file asks for a quarter turn counter-clockwise.
    CHECK(rotated->rotation == 270);
    CHECK_FALSE(rotated->mirrored);
    CHECK(rotated->display_width() == 160);
    CHECK(rotated->display_height() == 96);
    const auto wide = first_picture("pixel_aspect.mp4");
    CHECK(wide->pixel_aspect_num == 4);
    CHECK(wide->pixel_aspect_den == 3);
    CHECK(wide->display_width() == Approx(128));
}

TEST_CASE("VideoDecoder: a display matrix is a flip and then a turn", "[player]") {
    constexpr std::int32_t kOne = 1 << 16, kW = 1 << 30;
    const auto check = [](std::array<std::int32_t, 9> matrix, int rotation, bool mirrored) {
        int found_rotation = 0;
        bool found_mirrored = false;
        apply_display_matrix(matrix.data(), found_rotation, found_mirrored);
        CHECK(found_rotation == rotation);
        CHECK(found_mirrored == mirrored);
    };
    check({kOne, 0, 0, 0, kOne, 0, 0, 0, kW}, 0, false);
    check({0, kOne, 0, -kOne, 0, 0, 0, 0, kW}, 90, false);
    check({-kOne, 0, 0, 0, -kOne, 0, 0, 0, kW}, 180, false);
    check({-kOne, 0, 0, 0, kOne, 0, 0, 0, kW}, 0, true);
    // Upside down is mirrored and then turned half round.
    check({kOne, 0, 0, 0, -kOne, 0, 0, 0, kW}, 180, true);
}

TEST_CASE("VideoDecoder: a picture that no presenter shows is converted", "[player]") {
    const auto cover = first_picture("cover.m4a");
    REQUIRE(cover);
    CHECK(cover->layout == PixelLayout::Argb);
    const auto* pixel = cover->planes[0];
    CHECK(pixel[0] < 8);
    CHECK(pixel[1] < 8);
    CHECK(pixel[2] > 245);
    CHECK(pixel[3] == 255);
}

TEST_CASE("VideoDecoder: pictures beyond 8K are refused by their size", "[player]") {
    auto demuxer = demuxer_for(read_fixture("numbered.mp4"));
    const auto info = demuxer->open();
    REQUIRE(info);
    StreamInfo stream = info->streams[0];
    stream.width = 15360;
    stream.height = 8640;
    const auto refused = VideoDecoder::open(stream, 1);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Unsupported);
    CHECK(refused.error().message.find("15360x8640") != std::string::npos);
    stream.width = 7680;
    stream.height = 4320;
    CHECK(VideoDecoder::open(stream, 1));
}

TEST_CASE("VideoDecoder: Dolby Vision without a base that others show says so", "[player]") {
    // The configuration record, as the last box of the sample entry: profile, level 3, a picture and its metadata.
    const auto note_of = [](int profile, int compatibility) {
        std::string bytes = read_fixture("hevc.mp4");
        const auto word = [&](std::size_t at) {
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
            return value;
        };
        std::string box(
            "\0\0\0\x20"
            "dvcC"
            "\1\0",
            10);
        box += {static_cast<char>(profile << 1), static_cast<char>(3 << 3 | 5), static_cast<char>(compatibility << 4)};
        box.resize(32, '\0');
        const std::size_t entry = bytes.find("hvc1", bytes.find("moov"));
        const std::size_t end = entry - 4 + word(entry - 4);
        for (const char* name : {"moov", "trak", "mdia", "minf", "stbl", "stsd", "hvc1"}) {
            const std::size_t at = bytes.find(name, bytes.find("moov")) - 4;
            const std::uint32_t size = word(at) + 32;
            for (int i = 0; i < 4; ++i)
                bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(size >> (24 - 8 * i));
        }
        bytes.insert(end, box);
        auto demuxer = demuxer_for(std::move(bytes));
        const auto info = demuxer->open();
        REQUIRE(info);
        const auto decoder = VideoDecoder::open(info->streams[0], 1);
        REQUIRE(decoder);
        return (*decoder)->name().note;
    };
    CHECK(note_of(5, 0).find("Dolby Vision") != std::string::npos);
    CHECK(note_of(8, 1).empty());
}

TEST_CASE("VideoDecoder: one thread while one core keeps up", "[player]") {
    StreamInfo stream;
    stream.width = 1080;
    stream.height = 1920;
    stream.fps = 30;
    CHECK(decode_threads_for(stream, 8) == 1);
    stream.fps = 60;
    CHECK(decode_threads_for(stream, 8) == 2);
    CHECK(decode_threads_for(stream, 1) == 1);
    stream.fps = 30;
    stream.width = 2160;
    stream.height = 3840;
    CHECK(decode_threads_for(stream, 2) == 2);
}

TEST_CASE("AudioDecoder: gives stereo at 48 kHz, gapless from zero", "[player]") {
    auto demuxer = demuxer_for(read_fixture("audio_only.m4a"));
    const auto info = demuxer->open();
    REQUIRE(info);
    auto decoder = AudioDecoder::open(info->streams[0]);
    REQUIRE(decoder);
    std::size_t frames = 0;
    const auto receive = [&] {
        for (;;) {
            const AudioBlock block = (*decoder)->receive();
            if (block.samples.empty()) return;
            CHECK(std::abs(block.time.count() - static_cast<long>(frames * 1000000 / 48000)) <= 1000);
            frames += block.frames();
        }
    };
    while (auto packet = demuxer->read()) {
        REQUIRE((*decoder)->send(*packet));
        receive();
    }
    (*decoder)->send_end();
    receive();
    CHECK(static_cast<double>(frames) == Approx(96000).margin(1100));
}
