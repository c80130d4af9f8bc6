#include "app/render/window_placement.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("WindowPlacement: text leads back to it", "[app][desktop]") {
    for (const WindowPlacement& placement :
         {WindowPlacement{10, -20, {540, 960}}, WindowPlacement{0, 0, {1600, 900}, true, false},
          WindowPlacement{1920, 0, {540, 960}, true, true}, WindowPlacement{1, 2, {300, 400}, false, true}}) {
        CHECK(parse_window_placement(to_text(placement)) == placement);
    }
}

TEST_CASE("WindowPlacement: text that is none is none", "[app][desktop]") {
    for (const char* text : {"", "maximized", "1 2 3", "1 2 0 100", "1 2 100 -5", "999999999 0 540 960", "a b c d"})
        CHECK_FALSE(parse_window_placement(text));
}

TEST_CASE("brought_on_screen: a window that can be seen stays where it is", "[app][desktop]") {
    const std::vector<IntRect> screens{{0, 0, 1920, 1050}, {1920, 0, 1280, 1024}};
    const WindowPlacement left{100, 50, {540, 960}}, right{2000, 20, {540, 960}};
    CHECK(brought_on_screen(left, screens) == left);
    CHECK(brought_on_screen(right, screens) == right);
    CHECK(brought_on_screen(right, {}) == right);
}

TEST_CASE("fitted_on_screen: a first window keeps its shape where the screen is too small for it", "[app][desktop]") {
    CHECK(fitted_on_screen({540, 960}, {{0, 0, 1920, 1050}}) == Size{540, 960});
    CHECK(fitted_on_screen({540, 960}, {{0, 0, 1366, 768}}) == Size{432, 768});
    CHECK(fitted_on_screen({540, 960}, {}) == Size{540, 960});
}

TEST_CASE("brought_on_screen: a window of a screen that is gone comes to the one that is left", "[app][desktop]") {
    const WindowPlacement placement = brought_on_screen({2000, -300, {540, 960}}, {{0, 30, 1920, 1050}});
    CHECK(placement == WindowPlacement{1380, 30, {540, 960}});
}

TEST_CASE("brought_on_screen: a window is no larger than its screen", "[app][desktop]") {
    const WindowPlacement placement = brought_on_screen({-50, -50, {3000, 2000}}, {{0, 0, 1280, 720}});
    CHECK(placement == WindowPlacement{0, 0, {1280, 720}});
}
