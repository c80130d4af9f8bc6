// Styled scripts, drawn by libass: beside ffmpeg's own `ass` filter, and on a thread of its own.
#include <cmath>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <mutex>
#include <sstream>

#include "player/subtitles/ass_overlay.h"
#include "player/subtitles/ass_renderer.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

std::string read_fixture(const std::string& name) {
    std::ifstream file(fixture(name), std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return content.str();
}

std::shared_ptr<const SubtitleDocument> script() {
    auto document = parse_subtitles(read_fixture("subtitles/styled.ass"), "styled.ass");
    REQUIRE(document);
    return std::make_shared<SubtitleDocument>(std::move(*document));
}

AssGeometry geometry(int width, int height) {
    AssGeometry geometry;
    geometry.width = geometry.video_width = width;
    geometry.height = geometry.video_height = height;
    return geometry;
}

using Luma = std::vector<double>;

double luma(std::uint32_t pixel) {
    return 0.299 * (pixel >> 16 & 255) + 0.587 * (pixel >> 8 & 255) + 0.114 * (pixel & 255);
}

Luma over_grey(const std::vector<OverlayImage>& images, int width, int height) {
    Luma picture(static_cast<std::size_t>(width * height), 128);
    for (const OverlayImage& overlay : images) {
        for (int y = 0; y < overlay.image->height; ++y) {
            for (int x = 0; x < overlay.image->width; ++x) {
                const std::uint32_t pixel = overlay.image->argb[static_cast<std::size_t>(y * overlay.image->width + x)];
                double& below = picture[static_cast<std::size_t>((overlay.y + y) * width + overlay.x + x)];
                const double alpha = (pixel >> 24) / 255.0;
                below = luma(pixel) * alpha + below * (1 - alpha);
            }
        }
    }
    return picture;
}

/// The mean over blocks of 8x8 in which either picture has something.
double ssim(const Luma& a, const Luma& b, int width, int height) {
    double sum = 0;
    int blocks = 0;
    for (int by = 0; by + 8 <= height; by += 8) {
        for (int bx = 0; bx + 8 <= width; bx += 8) {
            double ma = 0, mb = 0, va = 0, vb = 0, cov = 0;
            for (int i = 0; i < 64; ++i) {
                const auto at = static_cast<std::size_t>((by + i / 8) * width + bx + i % 8);
                ma += a[at] / 64, mb += b[at] / 64;
            }
            for (int i = 0; i < 64; ++i) {
                const auto at = static_cast<std::size_t>((by + i / 8) * width + bx + i % 8);
                va += (a[at] - ma) * (a[at] - ma) / 63, vb += (b[at] - mb) * (b[at] - mb) / 63;
                cov += (a[at] - ma) * (b[at] - mb) / 63;
            }
            if (va < 4 && vb < 4) continue;
            const double c1 = 6.5025, c2 = 58.5225;
            sum += (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            ++blocks;
        }
    }
    return blocks > 0 ? sum / blocks : 0;
}

}  // namespace

TEST_CASE("AssRenderer: draws as ffmpeg's own filter does", "[player][subtitles][ass]") {
    AssRenderer renderer;
    const auto images = renderer.render(*script(), 2s, geometry(240, 400));
    REQUIRE(images);
    // The line at the bottom and the sign at the top, each with its own picture.
    CHECK(images->size() == 2);
    const auto reference = decode_image(read_fixture("subtitles/styled.png"), 1000);
    REQUIRE(reference);
    REQUIRE(reference->width == 240);
    Luma expected;
    for (const std::uint32_t pixel : reference->argb) expected.push_back(luma(pixel));
    const double likeness = ssim(over_grey(*images, 240, 400), expected, 240, 400);
    std::cout << "ass: SSIM to ffmpeg's filter, where there is text: " << likeness << '\n';
    CHECK(likeness > 0.97);
}

TEST_CASE("AssRenderer: says nothing while nothing changes, and something when it does", "[player][subtitles][ass]") {
    AssRenderer renderer;
    const auto document = script();
    REQUIRE(renderer.render(*document, 1600ms, geometry(240, 400)));
    CHECK_FALSE(renderer.render(*document, 1700ms, geometry(240, 400)));
    const auto later = renderer.render(*document, 3s, geometry(240, 400));
    REQUIRE(later);
    CHECK(later->size() == 1);
    const auto over = renderer.render(*document, 5s, geometry(240, 400));
    REQUIRE(over);
    CHECK(over->empty());
}

TEST_CASE("AssRenderer: what stands low is raised, what has its own place stays", "[player][subtitles][ass]") {
    AssRenderer renderer;
    const auto document = script();
    const auto low = renderer.render(*document, 1200ms, geometry(240, 400));
    AssGeometry raised = geometry(240, 400);
    raised.raised = 0.25f;
    const auto high = renderer.render(*document, 1200ms, raised);
    REQUIRE(low);
    REQUIRE(high);
    REQUIRE(low->size() == 1);
    REQUIRE(high->size() == 1);
    CHECK((*low)[0].y - (*high)[0].y > 400 / 5);
    const auto sign_low = renderer.render(*document, 3s, geometry(240, 400));
    REQUIRE(sign_low);
    const int there = sign_low->at(0).y;
    const auto sign_high = renderer.render(*document, 3s, raised);
    CHECK((sign_high ? sign_high->at(0).y : there) == there);
}

TEST_CASE("AssRenderer: a track inside a medium is drawn from its events", "[player][subtitles][ass]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("subtitles/text.mkv"));
    REQUIRE(harness.wait_ready(session));
    session.seek(2s, SeekMode::Exact);
    REQUIRE(harness.wait_ready(session));
    REQUIRE(harness.wait_until([&] { return session.settled(); }));
    const auto document = session.subtitles(3);
    REQUIRE(document);
    REQUIRE(document->ass);
    AssRenderer embedded, sidecar;
    const auto from_medium = embedded.render(*document, 2s, geometry(240, 400));
    const auto from_file = sidecar.render(*script(), 2s, geometry(240, 400));
    REQUIRE(from_medium);
    REQUIRE(from_file);
    CHECK(ssim(over_grey(*from_medium, 240, 400), over_grey(*from_file, 240, 400), 240, 400) > 0.99);
}

TEST_CASE("AssOverlay: draws in the background and wakes when there is another picture", "[player][subtitles][ass]") {
    std::mutex mutex;
    std::condition_variable woken;
    int wakes = 0;
    AssOverlay overlay([&] {
        const std::lock_guard lock(mutex);
        ++wakes;
        woken.notify_all();
    });
    const auto document = script();
    CHECK(overlay.at(document, 2s, geometry(240, 400)).empty());
    CHECK((overlay.busy() || wakes > 0));
    {
        std::unique_lock lock(mutex);
        REQUIRE(woken.wait_for(lock, 20s, [&] { return wakes > 0; }));
    }
    CHECK(overlay.at(document, 2s, geometry(240, 400)).size() == 2);
    CHECK_FALSE(overlay.busy());
    // Another size is another picture.
    CHECK(overlay.at(document, 2s, geometry(120, 200)).empty());
}
