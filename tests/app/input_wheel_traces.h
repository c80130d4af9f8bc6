// What wheels and trackpads send, written after the event streams that SDL 2.26 gives for each kind of device: time in
// ms and notches (> 0 towards the next page).
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace cliffhanger::wheel_traces {

struct Turn {
    int ms;
    double notches;
};
using Trace = std::vector<Turn>;

inline Trace even(int count, int interval_ms, double notches, int start_ms = 0) {
    Trace trace;
    for (int i = 0; i < count; ++i) trace.push_back({start_ms + i * interval_ms, notches});
    return trace;
}

inline Trace then(Trace first, const Trace& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// A flick on macOS: the finger accelerates for 100 ms, then momentum decays at 60 Hz until `length_ms`.
inline Trace momentum(int start_ms, int length_ms, double peak) {
    Trace trace;
    for (int ms = 0; ms <= length_ms; ms += 16) {
        const double rising = std::min(1.0, (ms + 16) / 100.0);
        const double decaying = std::exp(-std::max(0, ms - 100) / 325.0);
        trace.push_back({start_ms + ms, std::max(0.02, peak * rising * decaying)});
    }
    return trace;
}

inline Trace mouse_notch() { return {{0, 1}}; }
inline Trace mouse_three_notches() { return even(3, 500, 1); }
inline Trace mouse_four_quick_notches() { return even(4, 60, 1); }
inline Trace mouse_spin_two_seconds() { return even(51, 40, 1); }

/// libinput's X11 driver cuts smooth scrolling into whole clicks.
inline Trace x11_touchpad_swipe() {
    return {{0, 1},  {21, 1}, {33, 1}, {42, 1},  {50, 1},  {58, 1},
            {67, 1}, {78, 1}, {93, 1}, {113, 1}, {143, 1}, {195, 1}};
}
inline Trace x11_touchpad_swipe_and_back() {
    return then(x11_touchpad_swipe(), {{260, -1}, {272, -1}, {283, -1}, {296, -1}, {315, -1}});
}
inline Trace x11_touchpad_long_swipe() { return even(40, 12, 1); }

/// Wayland: parts of a notch while the fingers move, no momentum.
inline Trace wayland_touchpad_swipe() {
    return {{0, 0.07},  {8, 0.13},  {16, 0.27}, {24, 0.4},  {32, 0.53}, {40, 0.6},  {48, 0.53},
            {56, 0.47}, {64, 0.33}, {72, 0.27}, {80, 0.13}, {88, 0.07}, {104, 0.07}};
}
inline Trace wayland_touchpad_slow_swipe() { return even(60, 16, 0.05); }
inline Trace wayland_touchpad_graze() { return {{0, 0.07}, {10, 0.13}, {22, 0.13}, {41, 0.07}}; }
inline Trace wayland_touchpad_two_swipes() {
    Trace second = wayland_touchpad_swipe();
    for (Turn& turn : second) turn.ms += 104 + 180;
    return then(wayland_touchpad_swipe(), second);
}

inline Trace macos_flick() { return momentum(0, 1500, 4); }
inline Trace macos_second_flick_in_tail() {
    Trace trace = momentum(0, 700, 4);
    return then(trace, momentum(704, 1500, 4));
}

/// Magic Mouse: a short stroke with a faint start and a long, faint momentum.
inline Trace magic_mouse_stroke() { return then({{0, 0.1}, {11, 0.1}, {22, 0.2}, {33, 0.7}}, momentum(44, 900, 1.6)); }

}  // namespace cliffhanger::wheel_traces
