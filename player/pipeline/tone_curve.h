// How bright an SDR screen shows what an HDR picture says: libplacebo's curve. The library is loaded when the first HDR
// picture comes, because most runs never see one and it brings a dozen others. Thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace cliffhanger {

/// What SDR white is worth in an HDR picture (ITU-R BT.2408), in cd/m2.
inline constexpr float kSdrWhite = 203.0f;
/// The darkest that an SDR screen shows beside it.
inline constexpr float kSdrBlack = kSdrWhite / 1000.0f;

/// Light in and out, 1 = SDR white.
class ToneCurve {
 public:
    /// For pictures between `black` and `peak` cd/m2. Without libplacebo, which is logged, what is too bright is cut
    /// off.
    ToneCurve(float black, float peak);

    float operator()(float light) const noexcept;

 private:
    float first_, last_;         // square roots of light
    std::vector<float> values_;  // evenly spaced from first_ to last_
};

/// SMPTE ST 2084, from 0 to 1 to cd/m2.
float pq_to_nits(float pq) noexcept;

}  // namespace cliffhanger
