// Pictures from real streams beside ffmpeg's rendering of the same ones, which lies as a PNG next to each.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "player/pipeline/stream_choice.h"
#include "player/pipeline/video_decoder.h"
#include "player/source/demuxer.h"
#include "tests/app/color_difference.h"
#include "tests/app/render_support.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;
using namespace cliffhanger::test;

namespace {

constexpr int kLargest = 4096;

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

VideoFramePtr first_picture(const std::filesystem::path& path) {
    Demuxer demuxer(make_memory_byte_source(bytes_of(path)));
    const auto info = demuxer.open();
    REQUIRE(info);
    const int video = choose_video(*info);
    REQUIRE(video >= 0);
    auto decoder = VideoDecoder::open(info->streams[static_cast<std::size_t>(video)], 1);
    REQUIRE(decoder);
    while (auto packet = demuxer.read()) {
        if (packet->stream != video || !(*decoder)->send(*packet)) continue;
        if (auto picture = (*decoder)->receive()) return picture;
    }
    (*decoder)->send_end();
    return (*decoder)->receive();
}

std::vector<std::filesystem::path> clips_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> clips;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::filesystem::path reference = entry.path();
        reference.replace_extension(".png");
        if (entry.path() != reference && std::filesystem::exists(reference)) clips.push_back(entry.path());
    }
    std::sort(clips.begin(), clips.end());
    return clips;
}

}  // namespace

TEST_CASE("Pictures: every kind of stream looks as ffmpeg renders it", "[app][render]") {
    const auto clips = clips_in(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/pictures");
    REQUIRE(clips.size() >= 38);
    PictureDifference most;
    for (const auto& clip : clips) {
        CAPTURE(clip.filename().string());
        std::filesystem::path path = clip;
        const auto reference = decode_image(bytes_of(path.replace_extension(".png")), kLargest);
        REQUIRE(reference);
        const VideoFramePtr frame = first_picture(clip);
        REQUIRE(frame);
        const Size size{static_cast<int>(std::lround(frame->display_width())),
                        static_cast<int>(std::lround(frame->display_height()))};
        CHECK(size == Size{reference->width, reference->height});
        const PictureDifference found = picture_difference(shown(frame, size), *reference);
        CAPTURE(describe(found));
        CHECK(found.pixels > 1000);
        CHECK(found.mean < 0.6);
        CHECK(found.p95 < 1.5);
        most.mean = std::max(most.mean, found.mean);
        most.p95 = std::max(most.p95, found.p95);
        most.worst = std::max(most.worst, found.worst);
        most.pixels += found.pixels;
    }
    std::cout << clips.size() << " kinds of pictures beside ffmpeg's, at most: " << describe(most) << "\n";
}
