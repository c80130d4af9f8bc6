#include "app/render/sdl_window.h"

#include <spdlog/spdlog.h>

#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "app/platform/linux_display.h"
#include "app/platform/linux_gpu.h"
#include "app/render/cpu_presenter.h"
#include "app/render/gpu_presenter.h"
#include "app/render/headless_window.h"
#include "app/render/sdl_events.h"
#include "app/render/sdl_targets.h"
#include "app/render/sprite_shapes.h"
#include "app/text/fonts.h"
#include "app/ui/mini_layout.h"

namespace cliffhanger {
namespace {

constexpr int kMinWidth = 240, kMinHeight = 320;
constexpr float kScaleStep = 0.05f;
/// Of the mini player: how near the screen's corner it opens, dp, and how broad its edges are, points.
constexpr float kMiniMargin = 16;
constexpr int kGrip = 6;
/// Title bars and borders are no broader.
constexpr int kWidestFrame = 80;

std::vector<IntRect> usable_screens() {
    std::vector<IntRect> screens;
    for (int i = 0; i < SDL_GetNumVideoDisplays(); ++i) {
        SDL_Rect usable;
        if (SDL_GetDisplayUsableBounds(i, &usable) == 0) screens.push_back({usable.x, usable.y, usable.w, usable.h});
    }
    return screens;
}

void set_hints() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_APP_NAME, "Cliffhanger");
    // Ctrl+C is for the application's own handling.
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

/// A play sign on the accent colour.
void set_icon(SDL_Window* window) {
    constexpr int kSide = 64;
    const SdlSurfacePtr icon(SDL_CreateRGBSurfaceWithFormat(0, kSide, kSide, 32, SDL_PIXELFORMAT_ARGB8888));
    if (!icon) return;
    const Mask disc = disc_mask(kSide);
    for (int y = 0; y < kSide; ++y) {
        auto* row = reinterpret_cast<std::uint32_t*>(static_cast<std::uint8_t*>(icon->pixels) + y * icon->pitch);
        for (int x = 0; x < kSide; ++x) {
            const bool sign = x >= 24 && 2 * (x - 24) <= 48 - 2 * std::abs(2 * y - kSide + 1) / 2;
            row[x] = static_cast<std::uint32_t>(disc.coverage[static_cast<std::size_t>(y * kSide + x)]) << 24 |
                     (sign ? 0xffffffu : 0xe11d48u);
        }
    }
    SDL_SetWindowIcon(window, icon.get());
}

/// Where nothing else works, SDL falls back to drivers that show nothing; that is only right for who asked for one.
bool nobody_sees_it() {
    const char* driver = SDL_GetCurrentVideoDriver();
    const std::string_view name = driver == nullptr ? "" : driver;
    return (name == "offscreen" || name == "dummy") && SDL_getenv("SDL_VIDEODRIVER") == nullptr;
}

bool has_window_surface() {
    const char* driver = SDL_GetCurrentVideoDriver();
    const std::string_view name = driver == nullptr ? "" : driver;
    return name != "wayland" && name != "KMSDRM" && name != "kmsdrm";
}

}  // namespace

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options, const Clock& clock) {
    if (options.size.width <= 0 || options.size.height <= 0) return fail(ErrorKind::Internal, "a window needs a size");
    if (icon_font_path().empty()) spdlog::warn("no icons can be drawn: install fonts-material-design-icons-iconfont");
    if (options.headless) return std::make_unique<HeadlessWindow>(options, clock);
    auto window = SdlWindow::open(options, clock);
    if (!window) return tl::unexpected(window.error());
    return std::unique_ptr<Window>(std::move(*window));
}

Result<std::unique_ptr<SdlWindow>> SdlWindow::open(const WindowOptions& options, const Clock& clock) {
    FontsFuture fonts = load_fonts();  // beside SDL's own set-up: 15 ms less until the first frame
    set_hints();
    SDL_SetMainReady();
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return fail(ErrorKind::Unreachable, "no display to open a window on", SDL_GetError());
    auto sdl = std::make_unique<Sdl>();
    if (nobody_sees_it())
        return fail(ErrorKind::Unreachable, "no display to open a window on", SDL_GetCurrentVideoDriver());
    // SDL starts with text input on, and an input method would then swallow the player's single-letter keys.
    SDL_StopTextInput();
    const std::vector<IntRect> screens = usable_screens();
    const auto placement =
        options.placement ? std::optional(brought_on_screen(*options.placement, screens)) : std::nullopt;
    Size size = options.size_asked ? options.size : fitted_on_screen(options.size, screens);
    if (placement) size = placement->size;
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    if (options.fullscreen || (placement && placement->fullscreen)) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (placement && placement->maximized) flags |= SDL_WINDOW_MAXIMIZED;
    SdlWindowPtr window(SDL_CreateWindow(options.title.c_str(), placement ? placement->x : SDL_WINDOWPOS_CENTERED,
                                         placement ? placement->y : SDL_WINDOWPOS_CENTERED, size.width, size.height,
                                         flags));
    if (!window) return fail(ErrorKind::Unreachable, "the display refused a window", SDL_GetError());
    SDL_SetWindowMinimumSize(window.get(), kMinWidth, kMinHeight);
    set_icon(window.get());
    std::unique_ptr<Presenter> presenter = make_presenter(window.get(), options.renderer);
    if (!presenter) return fail(ErrorKind::Unreachable, "nothing to draw with", SDL_GetError());
    std::unique_ptr<SdlWindow> result(
        new SdlWindow(options, clock, std::move(sdl), std::move(window), std::move(presenter), std::move(fonts)));
    result->asked_ = placement;
    result->normal_ = placement.value_or(result->placement_now());
    // The dark background at once: whatever the desktop puts into a new window is never seen.
    result->present(Scene{});
    return result;
}

std::unique_ptr<Presenter> SdlWindow::make_presenter(SDL_Window* window, RendererChoice choice) {
    const std::string driver = choice == RendererChoice::Auto ? usable_gpu_driver() : std::string();
    if (choice == RendererChoice::Gpu || !driver.empty()) {
        if (auto gpu = GpuPresenter::create(window)) return gpu;
        spdlog::warn("no accelerated renderer ({}); drawing without a GPU", SDL_GetError());
    }
    if (has_window_surface()) return std::make_unique<CpuPresenter>(std::make_unique<WindowSurfaceTarget>(window));
    SdlRendererPtr renderer(SDL_CreateRenderer(window, -1, 0));
    if (!renderer) return nullptr;
    return std::make_unique<CpuPresenter>(std::make_unique<TextureTarget>(std::move(renderer)));
}

SdlWindow::SdlWindow(const WindowOptions& options, const Clock& clock, std::unique_ptr<Sdl> sdl, SdlWindowPtr window,
                     std::unique_ptr<Presenter> presenter, FontsFuture fonts)
    : sdl_(std::move(sdl)),
      clock_(clock),
      asked_scale_(options.scale),
      manual_clock_(options.manual_clock),
      window_(std::move(window)),
      presenter_(std::move(presenter)),
      interface_(presenter_->kind() == PresenterKind::Gpu ? ShadowQuality::Full : ShadowQuality::WithoutE3,
                 std::move(fonts)),
      wake_event_(SDL_RegisterEvents(1)) {
    update_scale();
    text_engine().set_scale(scale_, 1.0f);
}

SdlWindow::~SdlWindow() = default;

float SdlWindow::pixels_per_point() const {
    int points = 0;
    SDL_GetWindowSize(window_.get(), &points, nullptr);
    return points <= 0 ? 1.0f : static_cast<float>(pixel_size().width) / static_cast<float>(points);
}

Size SdlWindow::pixel_size() const {
    Size size;
    SDL_GetWindowSizeInPixels(window_.get(), &size.width, &size.height);
    return size;
}

void SdlWindow::update_scale() {
    if (asked_scale_ > 0) {
        scale_ = asked_scale_;
        return;
    }
    const float ratio = pixels_per_point();
    const float display = ratio > 1.01f ? ratio : desktop_scale(window_.get());
    scale_ = std::max(kScaleStep, std::round(display / kScaleStep) * kScaleStep);
}

double SdlWindow::refresh_rate() const {
    SDL_DisplayMode mode;
    const int display = SDL_GetWindowDisplayIndex(window_.get());
    if (display < 0 || SDL_GetCurrentDisplayMode(display, &mode) != 0 || mode.refresh_rate <= 0) return 60;
    return mode.refresh_rate;
}

void SdlWindow::start_pads() {
    pads_started_ = true;
    // After the first frame: looking for controllers takes longer than opening the window. Those found come as events.
    if (SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) != 0) spdlog::info("no game controllers: {}", SDL_GetError());
}

void SdlWindow::handle(const SDL_Event& event, std::vector<InputEvent>& events) {
    if (event.type == wake_event_) {
        wake_pending_.store(false, std::memory_order_release);
        return;
    }
    if (event.type >= SDL_DROPFILE && event.type <= SDL_DROPCOMPLETE) {
        if (auto drop = drops_.feed(event)) events.push_back({clock_.now(), *std::move(drop)});
        return;
    }
    if (event.type == SDL_CONTROLLERDEVICEADDED) {
        SdlPadPtr pad(SDL_GameControllerOpen(event.cdevice.which));
        if (pad) pads_[SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(pad.get()))] = std::move(pad);
    } else if (event.type == SDL_CONTROLLERDEVICEREMOVED) {
        pads_.erase(event.cdevice.which);
    } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED) {
        presenter_->expose();
    } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_DISPLAY_CHANGED) {
        update_scale();
    }
    if (auto translated = translate(event, {pixel_size(), pixels_per_point(), clock_.now()})) {
        events.push_back(std::move(*translated));
    }
}

std::vector<InputEvent> SdlWindow::wait_events(std::optional<Microseconds> deadline) {
    if (!pads_started_ && presents_ > 1) start_pads();
    std::vector<InputEvent> events;
    SDL_Event event;
    bool waited = false;
    if (manual_clock_) {
        SDL_PumpEvents();
    } else if (!deadline) {
        waited = SDL_WaitEvent(&event) == 1;
    } else {
        const Microseconds rest = *deadline - clock_.now();
        const auto milliseconds = std::clamp<Microseconds::rep>((rest.count() + 999) / 1000, 0, 3'600'000);
        waited = SDL_WaitEventTimeout(&event, static_cast<int>(milliseconds)) == 1;
    }
    if (waited) handle(event, events);
    while (SDL_PollEvent(&event) == 1) handle(event, events);
    return events;
}

void SdlWindow::wake() noexcept {
    if (wake_pending_.exchange(true, std::memory_order_acq_rel)) return;
    SDL_Event event{};
    event.type = wake_event_;
    if (SDL_PushEvent(&event) != 1) wake_pending_.store(false, std::memory_order_release);
}

PresentReport SdlWindow::present(const Scene& scene) {
    last_.presented = presenter_->present(scene, interface_.draw_list(), interface_.textures());
    last_.interface_cpu_s = presenter_->interface_cpu_s();
    if (last_.presented) {
        ++presents_;
        const BlackVerdict verdict = black_.judge(scene);
        last_.stage_black = verdict.stage_black;
        last_.source_black = verdict.source_black;
    }
    return last_;
}

void SdlWindow::set_fullscreen(bool on) {
    if (SDL_SetWindowFullscreen(window_.get(), on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) != 0) {
        spdlog::warn("the window's fullscreen state cannot be changed: {}", SDL_GetError());
    }
}

bool SdlWindow::fullscreen() const { return (SDL_GetWindowFlags(window_.get()) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0; }

void SdlWindow::resize(Size pixels) {
    const float ratio = pixels_per_point();
    SDL_SetWindowSize(window_.get(), static_cast<int>(std::lround(static_cast<float>(pixels.width) / ratio)),
                      static_cast<int>(std::lround(static_cast<float>(pixels.height) / ratio)));
}

void SdlWindow::raise() {
    if ((SDL_GetWindowFlags(window_.get()) & SDL_WINDOW_MINIMIZED) != 0) SDL_RestoreWindow(window_.get());
    SDL_RaiseWindow(window_.get());
}

WindowPlacement SdlWindow::placement_now() const {
    WindowPlacement now;
    SDL_GetWindowPosition(window_.get(), &now.x, &now.y);
    SDL_GetWindowSize(window_.get(), &now.size.width, &now.size.height);
    return now;
}

std::optional<WindowPlacement> SdlWindow::placement() const {
    if (before_mini_) return before_mini_;
    const Uint32 flags = SDL_GetWindowFlags(window_.get());
    const bool special =
        (flags & (SDL_WINDOW_MAXIMIZED | SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN)) !=
        0;
    if (!special) {
        normal_ = placement_now();
        // Where frames are counted in, a window lies a frame's breadth away from where it was asked to: it must not
        // creep over the desktop from run to run.
        const auto near = [](int a, int b) { return a != b && std::abs(a - b) <= kWidestFrame; };
        if (asked_ && asked_->size.width == normal_.size.width && asked_->size.height == normal_.size.height &&
            (near(asked_->x, normal_.x) || near(asked_->y, normal_.y)) &&
            std::abs(asked_->x - normal_.x) <= kWidestFrame && std::abs(asked_->y - normal_.y) <= kWidestFrame) {
            normal_.x = asked_->x;
            normal_.y = asked_->y;
        }
    }
    WindowPlacement result = normal_;
    result.maximized = (flags & SDL_WINDOW_MAXIMIZED) != 0;
    result.fullscreen = fullscreen();
    return result;
}

SDL_HitTestResult SdlWindow::hit(int x, int y) const {
    Size points;
    SDL_GetWindowSize(window_.get(), &points.width, &points.height);
    const bool left = x < kGrip, right = x >= points.width - kGrip;
    const bool top = y < kGrip, bottom = y >= points.height - kGrip;
    if (top) return left ? SDL_HITTEST_RESIZE_TOPLEFT : right ? SDL_HITTEST_RESIZE_TOPRIGHT : SDL_HITTEST_RESIZE_TOP;
    if (bottom)
        return left    ? SDL_HITTEST_RESIZE_BOTTOMLEFT
               : right ? SDL_HITTEST_RESIZE_BOTTOMRIGHT
                       : SDL_HITTEST_RESIZE_BOTTOM;
    if (left) return SDL_HITTEST_RESIZE_LEFT;
    if (right) return SDL_HITTEST_RESIZE_RIGHT;
    const Size pixels = pixel_size();
    const float ratio = pixels_per_point();
    const Point at{static_cast<float>(x) * ratio, static_cast<float>(y) * ratio};
    const Rect window{0, 0, static_cast<float>(pixels.width), static_cast<float>(pixels.height)};
    // Either corner may hold either button: which one depends on the interface's direction.
    const MiniLayout layout = lay_out_mini(window, scale_, false);
    return layout.on_button(at) ? SDL_HITTEST_NORMAL : SDL_HITTEST_DRAGGABLE;
}

void SdlWindow::set_mini(bool on) {
    if (on == mini()) return;
    SDL_Window* window = window_.get();
    if (!on) {
        const WindowPlacement back = *std::exchange(before_mini_, std::nullopt);
        SDL_SetWindowHitTest(window, nullptr, nullptr);
        SDL_SetWindowAlwaysOnTop(window, SDL_FALSE);
        SDL_SetWindowBordered(window, SDL_TRUE);
        SDL_SetWindowMinimumSize(window, kMinWidth, kMinHeight);
        SDL_SetWindowSize(window, back.size.width, back.size.height);
        SDL_SetWindowPosition(window, back.x, back.y);
        if (back.maximized) SDL_MaximizeWindow(window);
        if (back.fullscreen) set_fullscreen(true);
        return;
    }
    before_mini_ = placement();
    if (fullscreen()) set_fullscreen(false);
    if ((SDL_GetWindowFlags(window) & SDL_WINDOW_MAXIMIZED) != 0) SDL_RestoreWindow(window);
    const float points = scale_ / pixels_per_point();
    const Size size{static_cast<int>(std::lround(kMiniWidth * points)),
                    static_cast<int>(std::lround(kMiniHeight * points))};
    SDL_SetWindowMinimumSize(window, size.width / 2, size.height / 2);
    SDL_SetWindowBordered(window, SDL_FALSE);
    SDL_SetWindowAlwaysOnTop(window, SDL_TRUE);
    SDL_SetWindowSize(window, size.width, size.height);
    SDL_Rect screen;
    if (SDL_GetDisplayUsableBounds(std::max(0, SDL_GetWindowDisplayIndex(window)), &screen) == 0) {
        const int margin = static_cast<int>(std::lround(kMiniMargin * points));
        SDL_SetWindowPosition(window, screen.x + screen.w - size.width - margin,
                              screen.y + screen.h - size.height - margin);
    }
    const auto test = [](SDL_Window*, const SDL_Point* at, void* self) {
        return static_cast<const SdlWindow*>(self)->hit(at->x, at->y);
    };
    if (SDL_SetWindowHitTest(window, test, this) != 0)
        spdlog::info("the mini player is moved by its frame: {}", SDL_GetError());
    SDL_RaiseWindow(window);
}

void SdlWindow::set_text_input(bool on) {
    if (on)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

void SdlWindow::set_text_input_place(const Rect& place) {
    const float ratio = pixels_per_point();
    const SDL_Rect rect{static_cast<int>(place.x / ratio), static_cast<int>(place.y / ratio),
                        static_cast<int>(place.w / ratio), static_cast<int>(place.h / ratio)};
    SDL_SetTextInputRect(&rect);
}

void SdlWindow::keep_screen_on(bool on) {
    if (on)
        SDL_DisableScreenSaver();
    else
        SDL_EnableScreenSaver();
}

}  // namespace cliffhanger
