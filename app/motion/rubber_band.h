// Resistance beyond the ends of what can be scrolled. Pure; any thread.
#pragma once

namespace cliffhanger {

/// How far `over` (>= 0, what the finger asks for beyond the end) is shown in a viewport of `extent`: 100 -> 52 and
/// 400 -> 177 at 900. Never reaches `extent`.
double rubber_band(double over, double extent);
/// The `over` that is shown as `shown`; the inverse of rubber_band().
double rubber_band_inverse(double shown, double extent);

}  // namespace cliffhanger
