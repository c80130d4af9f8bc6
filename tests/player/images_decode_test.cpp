#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "player/images/image.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

std::string fixture(const std::string& name) {
    std::ifstream file(std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/tests/fixtures/images/" + name, std::ios::binary);
    REQUIRE(file.is_open());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Whether every channel is within what lossy compression may do.
bool is_near(std::uint32_t pixel, std::uint32_t expected) {
    for (int shift = 0; shift < 32; shift += 8) {
        const int difference = static_cast<int>((pixel >> shift) & 0xFF) - static_cast<int>((expected >> shift) & 0xFF);
        if (std::abs(difference) > 8) return false;
    }
    return true;
}

std::uint32_t pixel(const Image& image, int x, int y) {
    return image.argb[static_cast<std::size_t>(y) * image.width + x];
}

TEST_CASE("decode_image: JPEG, PNG, WebP, GIF and BMP come out opaque and with their colours", "[images]") {
    for (const char* name : {"halves.jpg", "halves.png", "halves.webp", "halves.gif", "halves.bmp"}) {
        INFO(name);
        const auto image = decode_image(fixture(name), 1000);
        REQUIRE(image);
        CHECK(image->width == 64);
        CHECK(image->height == 96);
        REQUIRE(image->argb.size() == 64u * 96u);
        CHECK(is_near(pixel(*image, 8, 48), 0xFFFF0000));
        CHECK(is_near(pixel(*image, 56, 48), 0xFF0000FF));
    }
}

TEST_CASE("decode_image: a picture is scaled down to the side asked for, in proportion, and never up", "[images]") {
    const auto small = decode_image(fixture("halves.jpg"), 24);
    REQUIRE(small);
    CHECK(small->width == 16);
    CHECK(small->height == 24);
    CHECK(is_near(pixel(*small, 2, 12), 0xFFFF0000));
    CHECK(is_near(pixel(*small, 13, 12), 0xFF0000FF));
    const auto tiny = decode_image(fixture("halves.png"), 1);
    REQUIRE(tiny);
    CHECK(tiny->width == 1);
    CHECK(tiny->height == 1);
}

TEST_CASE("decode_image: what is no picture is Unsupported, what is a broken one Corrupted", "[images]") {
    for (const char* bytes : {"", "B", "<html></html>", "RIFF", "RIFF0000WAVE"}) {
        INFO(bytes);
        const auto image = decode_image(bytes, 100);
        REQUIRE_FALSE(image);
        CHECK(image.error().kind == ErrorKind::Unsupported);
    }
    for (const char* name : {"halves.jpg", "halves.png", "halves.webp", "halves.gif", "halves.bmp"}) {
        INFO(name);
        const auto image = decode_image(fixture(name).substr(0, 16), 100);
        REQUIRE_FALSE(image);
        CHECK(image.error().kind == ErrorKind::Corrupted);
    }
}

TEST_CASE("decode_image: absurd dimensions are TooLarge before any memory is taken for them", "[images]") {
    constexpr std::size_t kWidthOffset = 16;
    std::string png = fixture("halves.png");
    png.replace(kWidthOffset, 8, std::string("\0\0\x30\0\0\0\x30\0", 8));
    const auto image = decode_image(png, 100);
    REQUIRE_FALSE(image);
    CHECK(image.error().kind == ErrorKind::TooLarge);
    const auto huge_file = decode_image("\xFF\xD8\xFF" + std::string(kMaxImageBytes, 'x'), 100);
    REQUIRE_FALSE(huge_file);
    CHECK(huge_file.error().kind == ErrorKind::TooLarge);
}

TEST_CASE("decode_image: damaged pictures end in a picture or an error, whatever byte is wrong", "[images]") {
    for (const char* name : {"halves.jpg", "halves.png", "halves.webp", "halves.gif", "halves.bmp"}) {
        const std::string good = fixture(name);
        for (std::size_t i = 0; i < 200; ++i) {
            std::string bad = good;
            bad[(i * 37) % bad.size()] = static_cast<char>(i * 73 + 11);
            if (i % 4 == 0) bad.resize(bad.size() * (i + 1) / 201);
            const auto image = decode_image(bad, 32);
            if (!image) continue;
            CHECK(image->argb.size() == static_cast<std::size_t>(image->width) * image->height);
            CHECK(std::max(image->width, image->height) <= 32);
        }
    }
}

}  // namespace
}  // namespace cliffhanger
