#include "app/motion/bezier.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {

namespace {

double curve(double a, double b, double t) {
    const double s = 1 - t;
    return 3 * s * s * t * a + 3 * s * t * t * b + t * t * t;
}

double slope(double a, double b, double t) {
    const double s = 1 - t;
    return 3 * s * s * a + 6 * s * t * (b - a) + 3 * t * t * (1 - b);
}

constexpr double kTolerance = 1e-7;

}  // namespace

double CubicBezier::operator()(double x) const {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    return curve(y1_, y2_, parameter_at(x));
}

double CubicBezier::parameter_at(double x) const {
    double t = x;
    for (int i = 0; i < 6; ++i) {
        const double error = curve(x1_, x2_, t) - x;
        if (std::abs(error) < kTolerance) return t;
        const double steepness = slope(x1_, x2_, t);
        if (steepness < 1e-3) break;
        t = std::clamp(t - error / steepness, 0.0, 1.0);
    }
    // Newton's method fails where the curve is flat; x grows with t, so halving always arrives.
    double low = 0, high = 1;
    while (high - low > kTolerance) {
        t = (low + high) / 2;
        (curve(x1_, x2_, t) < x ? low : high) = t;
    }
    return t;
}

double ease(Easing easing, double x) {
    switch (easing) {
        case Easing::Linear:
            return std::clamp(x, 0.0, 1.0);
        case Easing::Standard:
            return CubicBezier(0.2, 0, 0, 1)(x);
        case Easing::EmphasizedDecelerate:
            return CubicBezier(0.05, 0.7, 0.1, 1)(x);
        case Easing::EmphasizedAccelerate:
            return CubicBezier(0.3, 0, 0.8, 0.15)(x);
        case Easing::Decelerate:
            return CubicBezier(0, 0, 0, 1)(x);
        case Easing::Accelerate:
            return CubicBezier(0.3, 0, 1, 1)(x);
    }
    return x;
}

}  // namespace cliffhanger
