#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/platform/linux_gpu.h"
#include "app/render/sdl_events.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

/// /dev/dri and /sys/class/drm with one render node, in a temporary folder.
struct FakeDri {
    std::filesystem::path root;

    explicit FakeDri(const std::string& driver) {
        std::string name = (std::filesystem::temp_directory_path() / "cliffhanger-dri-XXXXXX").string();
        root = ::mkdtemp(name.data());
        std::filesystem::create_directories(root / "dri");
        std::filesystem::create_directories(root / "drivers" / driver);
        std::filesystem::create_directories(root / "class/renderD128/device");
        std::ofstream(root / "dri/renderD128") << "";
        std::filesystem::create_directory_symlink(root / "drivers" / driver, root / "class/renderD128/device/driver");
    }
    ~FakeDri() { std::filesystem::remove_all(root); }
    std::string found() const { return usable_gpu_driver((root / "dri").string(), (root / "class").string()); }
};

}  // namespace

TEST_CASE("GPU choice: a render node counts only with a driver that draws", "[app][render]") {
    ::unsetenv("LIBGL_ALWAYS_SOFTWARE");
    CHECK(FakeDri("amdgpu").found() == "amdgpu");
    CHECK(FakeDri("vgem").found().empty());
    CHECK(usable_gpu_driver("/nonexistent", "/nonexistent").empty());
    ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    CHECK(FakeDri("amdgpu").found().empty());
    ::unsetenv("LIBGL_ALWAYS_SOFTWARE");
}

TEST_CASE("SDL events: touches are scaled to pixels and made-up mouse events dropped", "[app][render]") {
    const SdlEventContext context{{1000, 2000}, 2.0f, Microseconds{5}};
    SDL_Event event{};
    event.type = SDL_FINGERDOWN;
    event.tfinger.fingerId = 3;
    event.tfinger.x = 0.25f;
    event.tfinger.y = 0.5f;
    const auto touch = translate(event, context);
    REQUIRE(touch);
    CHECK(touch->time == Microseconds{5});
    CHECK(std::get<TouchEvent>(touch->what).position.x == 250);
    CHECK(std::get<TouchEvent>(touch->what).position.y == 1000);

    event = {};
    event.type = SDL_MOUSEMOTION;
    event.motion.x = 10;
    event.motion.y = 20;
    CHECK(std::get<MouseEvent>(translate(event, context)->what).position.y == 40);
    event.motion.which = SDL_TOUCH_MOUSEID;
    CHECK_FALSE(translate(event, context));
}

TEST_CASE("SDL events: a flipped wheel is turned round, keys have SDL's names", "[app][render]") {
    const SdlEventContext context{{100, 100}, 1.0f, Microseconds{0}};
    SDL_Event event{};
    event.type = SDL_MOUSEWHEEL;
    event.wheel.preciseY = 0.5f;
    event.wheel.direction = SDL_MOUSEWHEEL_FLIPPED;
    CHECK(std::get<WheelEvent>(translate(event, context)->what).y == -0.5f);

    event = {};
    event.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    event.key.keysym.sym = SDLK_DOWN;
    event.key.keysym.mod = KMOD_LSHIFT;
    const KeyEvent key = std::get<KeyEvent>(translate(event, context)->what);
    CHECK(key.key == "Down");
    CHECK(key.shift);
    CHECK_FALSE(key.ctrl);
}

TEST_CASE("translate: letters of other scripts count as what a US keyboard has there", "[app][render]") {
    const auto name_of = [](SDL_Keycode sym, SDL_Scancode scancode) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.state = SDL_PRESSED;
        event.key.keysym.sym = sym;
        event.key.keysym.scancode = scancode;
        return std::get<KeyEvent>(translate(event, {})->what).key;
    };
    CHECK(name_of(0x43B, SDL_SCANCODE_K) == "K");   // Russian
    CHECK(name_of(0x646, SDL_SCANCODE_K) == "K");   // Arabic
    CHECK(name_of(0xE32, SDL_SCANCODE_K) == "K");   // Thai
    CHECK(name_of(SDLK_a, SDL_SCANCODE_Q) == "A");  // French: as engraved
    CHECK(name_of(SDLK_LEFT, SDL_SCANCODE_LEFT) == "Left");
}
