#include "player/policy/loudness_policy.h"

#include <algorithm>

namespace cliffhanger {

LoudnessGain LoudnessPolicy::choose(const LoudnessKnowledge& knowledge) noexcept {
    std::optional<double> lufs, peak;
    if (knowledge.whole) {
        lufs = knowledge.whole->lufs;
        peak = knowledge.whole->true_peak_dbtp;
    } else if (knowledge.stated) {
        lufs = knowledge.stated->lufs;
        peak = knowledge.stated->true_peak_dbtp;
    } else if (knowledge.so_far && knowledge.so_far->measured >= kEnough) {
        lufs = knowledge.so_far->lufs;
    } else {
        lufs = knowledge.series_lufs;
    }
    // What has been decoded is heard a third of a second later, so a peak in it is known in time.
    if (knowledge.so_far)
        peak = std::max(peak.value_or(knowledge.so_far->true_peak_dbtp), knowledge.so_far->true_peak_dbtp);
    LoudnessGain gain;
    gain.ceiling_db = peak ? std::min(kMostTruePeak - *peak, kMostGain) : 0;
    gain.db = lufs ? std::min(kTargetLufs - *lufs, gain.ceiling_db) : std::min(0.0, gain.ceiling_db);
    return gain;
}

}  // namespace cliffhanger
