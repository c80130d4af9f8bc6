#include "app/screens/soft_picture.h"
#include "app/screens/stage_layout.h"
#include "app/ui/theme.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("Theme: the built-in tokens are those of assets/theme/tokens.json", "[app][ui]") {
    const auto theme = load_theme(std::string(CLIFFHANGER_TEST_SOURCE_DIR) + "/assets/theme/tokens.json");
    REQUIRE(theme);
    CHECK(*theme == Theme{});
}

TEST_CASE("Theme: a missing or malformed token is named", "[app][ui]") {
    CHECK(parse_theme("{").error().kind == ErrorKind::Corrupted);
    CHECK(parse_theme(R"({"color":{"bg":"#0B0B0F"}})").error().context == "color.surface1");
    CHECK_FALSE(parse_color("#12345"));
    CHECK_FALSE(parse_color("#12345G"));
    CHECK(*parse_color("#FF3B5C38") == Color{0xFF, 0x3B, 0x5C, 0x38});
}

TEST_CASE("stage layout: window classes follow the window's shape in dp", "[app][ui]") {
    CHECK(classify_window(390, 844) == WindowClass::Portrait);
    CHECK(classify_window(270, 844) == WindowClass::Mini);
    CHECK(classify_window(900, 900) == WindowClass::Square);
    CHECK(classify_window(1280, 720) == WindowClass::Desktop);
    const StageLayout doubled = lay_out({{780, 1688}, 2.0f});
    CHECK(doubled.metrics.window_class == WindowClass::Portrait);
    CHECK(doubled.stage == Rect{0, 0, 780, 1688});
}

TEST_CASE("stage layout: the desktop has rail, stage and panel, mirrored for Arabic", "[app][ui]") {
    const StageLayout ltr = lay_out({{1280, 720}, 1.0f});
    CHECK(ltr.nav_rail == Rect{0, 0, 72, 720});
    CHECK(ltr.side_panel == Rect{920, 0, 360, 720});
    CHECK(ltr.stage.y == 16);
    CHECK(ltr.stage.h == 688);
    CHECK(lay_out({{1000, 700}, 1.0f}).side_panel.w == 320);
    CHECK(lay_out({{880, 640}, 1.0f}).side_panel.empty());
    CHECK(lay_out({{1600, 900}, 1.0f}).nav_rail.w == 200);
    const StageLayout rtl = lay_out({{1280, 720}, 1.0f, true});
    CHECK(rtl.nav_rail.x == 1280 - 72);
    CHECK(rtl.side_panel.x == 0);
    const StageLayout full = lay_out({{1280, 720}, 1.0f, false, Fullscreen::On});
    CHECK(full.nav_rail.empty());
    CHECK(full.side_panel.empty());
}

TEST_CASE("stage layout: a picture covers the stage within 12 %, else it is shown whole", "[app][ui]") {
    const Rect stage{0, 0, 360, 640};
    CHECK_FALSE(leaves_bars(place_picture(1000, 1650, stage, PictureFit::Fit), stage));
    CHECK(leaves_bars(place_picture(1080, 2340, stage, PictureFit::Fit), stage));
    CHECK_FALSE(leaves_bars(place_picture(1920, 1080, stage, PictureFit::Fill), stage));
    const Rect wide = place_picture(1920, 1080, stage, PictureFit::Fit);
    CHECK(wide.w == Approx(360));
    CHECK(wide.h == Approx(202.5));
    CHECK(wide.center().y == Approx(320));
}

TEST_CASE("soft picture: a frame stored on its side is softened upright", "[app][ui]") {
    // Left half red, right half blue; turned by 90 degrees clockwise, red is on top.
    VideoFrame frame;
    frame.layout = PixelLayout::Argb;
    frame.width = 64, frame.height = 32, frame.rotation = 90;
    std::vector<std::uint8_t> bytes(64 * 32 * 4, 255);
    for (std::size_t i = 0; i < 64 * 32; ++i) {
        const bool left = i % 64 < 32;
        bytes[4 * i] = left ? 0 : 255, bytes[4 * i + 1] = 0, bytes[4 * i + 2] = left ? 255 : 0;
    }
    frame.planes[0] = bytes.data();
    frame.strides[0] = 64 * 4;
    const ImagePtr soft = soften(frame, {8, 16, 0, 1.0f});
    CHECK(soft->argb.front() == 0xFFFF0000u);
    CHECK(soft->argb.back() == 0xFF0000FFu);
}
