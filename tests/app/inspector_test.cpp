#include <rapidjson/document.h>

#include "app/render/draw_triangles.h"
#include "app/screens/inspector.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

void toggle(ScreenRig& rig) {
    KeyEvent event;
    event.key = "I";
    event.ctrl = true;
    rig.screen().handle({rig.clock.now(), event});
    event.down = false;
    rig.screen().handle({rig.clock.now(), event});
    rig.frame();
}

int bright_pixels(const Image& image, const Rect& area) {
    int count = 0;
    for (int y = static_cast<int>(area.y); y < static_cast<int>(area.bottom()); ++y) {
        for (int x = static_cast<int>(area.x); x < static_cast<int>(area.right()); ++x) {
            const std::uint32_t pixel = image.argb[static_cast<std::size_t>(y * image.width + x)];
            if ((pixel & 255) > 200 && (pixel >> 8 & 255) > 200 && (pixel >> 16 & 255) > 200) ++count;
        }
    }
    return count;
}

DrawTriangle triangle(ImVec2 a, ImVec2 b, ImVec2 c, TextureId texture) {
    DrawTriangle result;
    const ImVec2 points[] = {a, b, c};
    for (std::size_t i = 0; i < 3; ++i) result.corners[i] = {points[i], {0.001f, 0.001f}, 0xFFFFFFFFu};
    result.visible = {0, 0, 8, 8};
    result.texture = texture;
    return result;
}

}  // namespace

TEST_CASE("Inspector: it says what plays, how, and what its neighbours have, and can be read", "[app][screens]") {
    ScreenRig rig({390, 844});
    toggle(rig);
    REQUIRE(rig.shows("stats"));
    const std::string& said = rig.node("stats")->value;
    CHECK(said.find("presenter cpu (memory)") != std::string::npos);
    CHECK(said.find("buffered 20.0 s") != std::string::npos);
    CAPTURE(said);
    CHECK(said.find("audio aac 48000 Hz, 2 ch, zh, 0.0 dB") != std::string::npos);
    CHECK(bright_pixels(rig.picture(), rig.rect("stats")) > 200);
    toggle(rig);
    CHECK_FALSE(rig.shows("stats"));
}

TEST_CASE("Inspector: it names the rung that is on the screen, and so does its report", "[app][screens]") {
    ScreenRig rig({390, 844});
    SessionSnapshot& session = rig.host.snapshots[rig.host.current];
    session.rungs = {{360, 640, 500'000}, {720, 1280, 1'800'000}, {720, 1280, 2'500'000}, {1080, 1920, 4'000'000}};
    session.video_width = 1080;
    session.video_height = 1920;
    toggle(rig);
    CHECK(rig.node("stats")->value.find("rung 4 of 4, 1080p, 4000 kbit/s, automatic") != std::string::npos);
    rig.click("stats.copy");
    rapidjson::Document document;
    document.Parse(rig.host.clipboard.c_str());
    REQUIRE_FALSE(document.HasParseError());
    const auto& rungs = document["pages"][1]["session"]["rungs"];
    REQUIRE(rungs.Size() == 4);
    CHECK(rungs[3]["kbit_s"].GetDouble() == 4000);
    CHECK(rungs[3]["plays"].GetBool());
    CHECK_FALSE(rungs[2]["plays"].GetBool());
    // Two rungs of one size look the same.
    session.video_width = 720;
    session.video_height = 1280;
    rig.frame();
    CHECK(rig.node("stats")->value.find("rung 2 or 3 of 4, 720p, 1800 or 2500 kbit/s, automatic") != std::string::npos);
    // A rung whose size is not said.
    session.video_width = 96;
    rig.frame();
    CHECK(rig.node("stats")->value.find("rung automatic") != std::string::npos);
}

TEST_CASE("Inspector: what is too long for a line goes on in the next one", "[app][screens]") {
    const Size window = GENERATE(Size{390, 844}, Size{320, 568}, Size{1280, 720});
    CAPTURE(window.width);
    ScreenRig rig(window);
    rig.host.snapshots[rig.host.current].video_decoder = "h264 (software)";
    toggle(rig);
    const Rect before = rig.rect("stats");
    rig.host.snapshots[rig.host.current].video_decoder_note =
        "vaapi: /dev/dri/renderD128: the device takes no pictures of 1080x1920 with 10 bits (Input/output error), "
        "software from here on";
    rig.frame();
    const Rect after = rig.rect("stats");
    // Each line is 17.5 dp high, and some forty letters long.
    CHECK(after.h - before.h >= 3 * 17);
    CHECK(after.bottom() <= rig.rect("player.stage").bottom());
    // Nothing reaches the edge, or what lies over it.
    const Rect edge{after.right() - 6, after.y + 60, 6, after.h - 60};
    CHECK(bright_pixels(rig.picture(), edge) == 0);
}

TEST_CASE("Inspector: its report can be copied, saved, and parsed", "[app][screens]") {
    ScreenRig rig({390, 844});
    toggle(rig);
    rig.click("stats.copy");
    rapidjson::Document document;
    document.Parse(rig.host.clipboard.c_str());
    REQUIRE_FALSE(document.HasParseError());
    CHECK(document["pages"].Size() == 3);
    CHECK(document["pages"][1]["current"].GetBool());
    CHECK(std::string(document["pages"][1]["session"]["state"].GetString()) == "ready");
    rig.click("stats.save");
    CHECK(rig.host.saved_report == rig.host.clipboard);
    REQUIRE(rig.shows("hud.toast"));
    CHECK(rig.node("hud.toast")->name.find("report.json") != std::string::npos);
    rig.click("stats.close");
    CHECK_FALSE(rig.shows("stats"));
}

TEST_CASE("Inspector: a report holds no part of an address that may be secret", "[app][screens]") {
    InspectorReport report;
    LoggedRequest request;
    request.url = "https://a/b.mp4?token=secret";
    report.system.requests = {request};
    const std::string json = to_json(report);
    CHECK(json.find("https://a/b.mp4") != std::string::npos);
    CHECK(json.find("secret") == std::string::npos);
}

TEST_CASE("rasterize_triangle: two triangles of a square touch every pixel of it once", "[app][render]") {
    Textures textures;
    const TextureId page = textures.allocate(1, 1).texture;
    std::vector<std::uint32_t> pixels(64, 0);
    DrawTriangle upper = triangle({0, 0}, {8, 0}, {8, 8}, page), lower = triangle({0, 0}, {8, 8}, {0, 8}, page);
    for (DrawTriangle* one : {&upper, &lower}) {
        for (ImDrawVert& corner : one->corners) corner.col = 0x80FFFFFFu;
        rasterize_triangle(*one, textures, {0, 0, 8, 8}, pixels.data(), 8);
    }
    for (const std::uint32_t pixel : pixels) CHECK(pixel >> 24 == 0x80);
}
