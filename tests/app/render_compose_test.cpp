#include <random>

#include "tests/app/render_support.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;

namespace {

Yuv noise(int x, int y) {
    const unsigned mixed = static_cast<unsigned>(x) * 73856093u ^ static_cast<unsigned>(y) * 19349663u;
    return {static_cast<int>(40 + mixed % 160), static_cast<int>(100 + mixed / 7 % 60),
            static_cast<int>(100 + mixed / 13 % 60)};
}

Yuv white(int, int) { return {235, 128, 128}; }
Yuv black(int, int) { return {16, 128, 128}; }

ImagePtr gradient_image(int width, int height) {
    auto image = std::make_shared<Image>();
    image->width = width;
    image->height = height;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image->argb.push_back(0xff000000u | static_cast<std::uint32_t>(x * 255 / width) << 16 |
                                  static_cast<std::uint32_t>(y * 255 / height) << 8 | 90u);
        }
    }
    return image;
}

void draw_interface(Canvas& canvas, float progress) {
    canvas.fill({10, 300, 200, 3}, {255, 255, 255, 77});
    canvas.fill({10, 300, 200 * progress, 3}, {255, 59, 92, 255});
    canvas.fill_rounded({20, 320, 180, 44}, 22, {255, 255, 255, 36});
    canvas.soft_disc({190, 200}, 28, {0, 0, 0, 107});
    canvas.icon(Icon::Favorite, {190, 200}, 32, {255, 59, 92, 255});
}

}  // namespace

TEST_CASE("CpuPresenter: the same frames give the same bytes", "[app][render]") {
    const auto run = [] {
        const auto window = headless({220, 390});
        draw_interface(window->begin_frame(), 0.4f);
        window->present(scene_of(make_frame(PixelLayout::I420, 360, 640, noise), {0, 0, 220, 390}));
        return window->read_back().argb;
    };
    CHECK(run() == run());
}

TEST_CASE("CpuPresenter: nothing changed means nothing is drawn", "[app][render]") {
    const auto window = headless({220, 390});
    const Scene scene = scene_of(make_frame(PixelLayout::I420, 360, 640, noise), {0, 0, 220, 390});
    draw_interface(window->begin_frame(), 0.4f);
    CHECK(window->present(scene).presented);
    draw_interface(window->begin_frame(), 0.4f);
    CHECK_FALSE(window->present(scene).presented);
    draw_interface(window->begin_frame(), 0.5f);
    CHECK(window->present(scene).presented);
}

TEST_CASE("CpuPresenter: drawing only what changed equals drawing everything", "[app][render]") {
    std::mt19937 random(7);
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    const std::vector<VideoFramePtr> frames{
        make_frame(PixelLayout::I420, 440, 780, noise), make_frame(PixelLayout::NV12, 220, 391, noise),
        make_frame(PixelLayout::I420, 161, 121, noise, ColorMatrix::Bt601, ColorRange::Full, 90),
        make_frame(PixelLayout::I422, 640, 360, white)};
    const std::vector<ImagePtr> stills{gradient_image(48, 86), gradient_image(300, 500)};
    const auto stepwise = headless({220, 391});
    Scene scene;
    float progress = 0;
    for (int step = 0; step < 60; ++step) {
        if (step == 0 || pick(0, 2) == 0) {
            scene.pictures.clear();
            StagePicture ambient;
            ambient.picture = stills[static_cast<std::size_t>(pick(0, 1))];
            ambient.destination = {-40, -30, 300, 460};
            ambient.clip = {0, 0, 220, 391};
            scene.pictures.push_back(ambient);
            for (int i = pick(0, 2); i >= 0; --i) {
                StagePicture picture;
                picture.picture = frames[static_cast<std::size_t>(pick(0, 3))];
                picture.destination = {static_cast<float>(pick(-60, 60)), static_cast<float>(pick(-300, 300)),
                                       static_cast<float>(pick(100, 440)), static_cast<float>(pick(100, 780))};
                picture.clip = {static_cast<float>(pick(0, 30)), static_cast<float>(pick(0, 30)),
                                static_cast<float>(pick(60, 190)), static_cast<float>(pick(60, 360))};
                picture.corner_radius = static_cast<float>(pick(0, 1) * pick(3, 25));
                picture.opacity = pick(0, 1) == 0 ? 1.0f : 0.37f;
                scene.pictures.push_back(picture);
            }
        }
        if (pick(0, 1) == 0) progress = static_cast<float>(pick(0, 100)) / 100;
        draw_interface(stepwise->begin_frame(), progress);
        stepwise->present(scene);
        const auto fresh = headless({220, 391});
        draw_interface(fresh->begin_frame(), progress);
        fresh->present(scene);
        CAPTURE(step);
        REQUIRE(stepwise->read_back().argb == fresh->read_back().argb);
    }
}

TEST_CASE("CpuPresenter: a picture shows inside its clip only, at its place", "[app][render]") {
    const auto window = headless({100, 100});
    Scene scene = scene_of(make_frame(PixelLayout::I420, 200, 200,
                                      [](int x, int) {
                                          return x < 100 ? Yuv{235} : Yuv{81, 90, 240};
                                      }),
                           {-50, -50, 200, 200});
    scene.pictures[0].clip = {20, 30, 60, 40};
    scene.background = {1, 2, 3, 255};
    const Image image = shown(*window, scene);
    CHECK(difference(pixel(image, 19, 50), {1, 2, 3}) == 0);
    CHECK(difference(pixel(image, 50, 29), {1, 2, 3}) == 0);
    CHECK(difference(pixel(image, 20, 30), {255, 255, 255}) <= 3);
    CHECK(difference(pixel(image, 48, 50), {255, 255, 255}) <= 3);
    CHECK(difference(pixel(image, 52, 50), reference_rgb({81, 90, 240}, ColorMatrix::Bt709, ColorRange::Limited)) <= 3);
    CHECK(difference(pixel(image, 80, 50), {1, 2, 3}) == 0);
}

TEST_CASE("CpuPresenter: opacity mixes a picture with what is below", "[app][render]") {
    const auto window = headless({40, 40});
    Scene scene = scene_of(make_frame(PixelLayout::I420, 40, 40, black), {0, 0, 40, 40});
    scene.pictures.push_back(scene.pictures[0]);
    scene.pictures[1].picture = make_frame(PixelLayout::I420, 40, 40, white);
    scene.pictures[1].opacity = 0.25f;
    CHECK(difference(pixel(shown(*window, scene), 20, 20), {64, 64, 64}) <= 2);
}

TEST_CASE("CpuPresenter: rounded corners show what is below, with smooth edges", "[app][render]") {
    const auto window = headless({100, 100});
    Scene scene = scene_of(make_frame(PixelLayout::I420, 80, 80, white), {10, 10, 80, 80});
    scene.pictures[0].corner_radius = 16;
    scene.background = {0, 0, 0, 255};
    const Image image = shown(*window, scene);
    CHECK(pixel(image, 10, 10).r == 0);
    CHECK(pixel(image, 89, 89).r == 0);
    CHECK(pixel(image, 50, 10).r >= 252);
    CHECK(pixel(image, 10, 50).r >= 252);
    CHECK(pixel(image, 16, 16).r >= 252);
    int between = 0;
    for (int x = 10; x < 26; ++x) between += pixel(image, x, 12).r > 10 && pixel(image, x, 12).r < 245;
    CHECK(between >= 1);
}

TEST_CASE("CpuPresenter: the interface is blended with straight alpha's result", "[app][render]") {
    const auto window = headless({64, 64});
    Canvas& canvas = window->begin_frame();
    canvas.fill({0, 0, 32, 64}, {200, 100, 50, 128});
    canvas.fill({32, 0, 32, 64}, {255, 255, 255, 255});
    canvas.push_opacity(0.5f);
    canvas.fill({32, 32, 32, 32}, {0, 0, 0, 255});
    canvas.pop_opacity();
    window->present(scene_of(make_frame(PixelLayout::I420, 64, 64, white), {0, 0, 64, 64}));
    const Image image = window->read_back();
    CHECK(difference(pixel(image, 10, 10), {227, 177, 152}) <= 3);
    CHECK(difference(pixel(image, 40, 10), {255, 255, 255}) <= 1);
    CHECK(difference(pixel(image, 40, 40), {127, 127, 127}) <= 2);
}

TEST_CASE("Canvas: scrims reach the opacity that text on white video needs", "[app][render]") {
    const auto window = headless({200, 600});
    Canvas& canvas = window->begin_frame();
    canvas.fill({0, 0, 200, 600}, {255, 255, 255, 255});
    canvas.top_scrim({0, 0, 200, 600}, 1, 1);
    canvas.bottom_scrim({0, 0, 200, 600}, 1, 1);
    window->present({});
    const Image image = window->read_back();
    CHECK(std::abs(pixel(image, 100, 20).r - 102) <= 2);
    CHECK(pixel(image, 100, 139).r >= 253);
    CHECK(std::abs(pixel(image, 100, 600 - 190).r - 102) <= 3);
    CHECK(std::abs(pixel(image, 100, 599).r - 51) <= 2);
    CHECK(pixel(image, 100, 600 - 359).r >= 253);
}

TEST_CASE("Canvas: a clip cuts what is drawn until it is popped", "[app][render]") {
    const auto window = headless({60, 60});
    Canvas& canvas = window->begin_frame();
    canvas.push_clip({10, 10, 20, 20});
    canvas.push_clip({20, 0, 60, 60});
    canvas.fill({0, 0, 60, 60}, {255, 0, 0, 255});
    canvas.pop_clip();
    canvas.pop_clip();
    canvas.fill({50, 50, 10, 10}, {0, 255, 0, 255});
    window->present({});
    const Image image = window->read_back();
    CHECK(pixel(image, 25, 15).r == 255);
    CHECK(pixel(image, 15, 15).r == 11);
    CHECK(pixel(image, 35, 15).r == 11);
    CHECK(pixel(image, 55, 55).g == 255);
}

TEST_CASE("Window: black on the stage is told from a black source", "[app][render]") {
    const auto window = headless({90, 160});
    const auto report = [&](const Scene& scene) { return window->begin_frame(), window->present(scene); };
    const Rect stage{0, 0, 90, 160};
    const VideoFramePtr bright = make_frame(PixelLayout::I420, 90, 160, noise);

    Scene scene = scene_of(bright, stage);
    scene.stage = stage;
    PresentReport shown_bright = report(scene);
    CHECK_FALSE(shown_bright.stage_black);
    CHECK_FALSE(shown_bright.source_black);

    scene = scene_of(make_frame(PixelLayout::I420, 90, 160, black), stage);
    scene.stage = stage;
    const PresentReport shown_black = report(scene);
    CHECK(shown_black.stage_black);
    CHECK(shown_black.source_black);

    Scene empty;
    empty.stage = stage;
    const PresentReport nothing = report(empty);
    CHECK(nothing.stage_black);
    CHECK_FALSE(nothing.source_black);

    scene = scene_of(bright, {0, 158, 90, 160});
    scene.stage = stage;
    const PresentReport hardly = report(scene);
    CHECK(hardly.stage_black);
    CHECK_FALSE(hardly.source_black);
}

TEST_CASE("Window: wake ends a wait without deadline, and a resize is reported", "[app][render]") {
    const auto window = headless({90, 160});
    window->wake();
    CHECK(window->wait_events(std::nullopt).empty());
    window->resize({120, 200});
    const auto events = window->wait_events(std::nullopt);
    REQUIRE(events.size() == 1);
    CHECK(std::get<ResizeEvent>(events[0].what).pixels == Size{120, 200});
    window->begin_frame();
    window->present({});
    CHECK(window->read_back().width == 120);
}
