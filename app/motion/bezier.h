// Easing curves: cubic Béziers from (0,0) to (1,1). Pure; any thread.
#pragma once

namespace cliffhanger {

/// y over x of the Bézier with the control points (x1,y1) and (x2,y2); x1 and x2 in 0..1.
class CubicBezier {
 public:
    constexpr CubicBezier(double x1, double y1, double x2, double y2) : x1_(x1), y1_(y1), x2_(x2), y2_(y2) {}
    /// `x` is clamped to 0..1.
    double operator()(double x) const;

 private:
    double parameter_at(double x) const;

    double x1_, y1_, x2_, y2_;
};

enum class Easing {
    Linear,
    Standard,              ///< (.2,0,0,1)
    EmphasizedDecelerate,  ///< (.05,.7,.1,1): sheets and screens coming in
    EmphasizedAccelerate,  ///< (.3,0,.8,.15): sheets going away
    Decelerate,            ///< (0,0,0,1): chrome coming in
    Accelerate,            ///< (.3,0,1,1): chrome going away
};

double ease(Easing easing, double x);

}  // namespace cliffhanger
