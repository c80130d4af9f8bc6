#include <vector>

#include "app/render/shelf_packer.h"
#include "app/render/textures.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("ShelfPacker: places never overlap and stay on the page", "[app][render]") {
    ShelfPacker packer(256, 256);
    std::vector<IntRect> placed;
    for (int i = 0; i < 400; ++i) {
        const auto rect = packer.allocate(5 + i * 7 % 40, 4 + i * 11 % 30);
        if (!rect) break;
        CHECK(IntRect{0, 0, 256, 256}.contains(*rect));
        for (const IntRect& other : placed) REQUIRE(intersect(*rect, other).empty());
        placed.push_back(*rect);
    }
    CHECK(placed.size() > 60);
}

TEST_CASE("ShelfPacker: a page that was emptied takes other sizes", "[app][render]") {
    ShelfPacker packer(128, 128);
    std::vector<IntRect> placed;
    while (const auto rect = packer.allocate(16, 16)) placed.push_back(*rect);
    CHECK(placed.size() == 64);
    CHECK_FALSE(packer.allocate(128, 128));
    for (const IntRect& rect : placed) packer.release(rect);
    CHECK(packer.empty());
    CHECK(packer.allocate(128, 128));
}

TEST_CASE("Textures: a full page is followed by another, and large pictures get their own", "[app][render]") {
    Textures textures;
    const TextureRegion first = textures.allocate(1000, 900), second = textures.allocate(1000, 900);
    CHECK(first.texture != second.texture);
    CHECK(textures.is_page(second.texture));
    const TextureRegion large = textures.allocate(2000, 100);
    CHECK_FALSE(textures.is_page(large.texture));
    textures.release(large);
    CHECK(textures.find(large.texture) == nullptr);
}
