// The STYLE blocks of WebVTT: rules of ::cue for colours, backgrounds, bold, italic and decorated letters, in the order
// in which CSS has them win. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "player/subtitles/cue_selector.h"
#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

class WebVttStyles {
 public:
    /// The text of one block. What is no ::cue rule, and what no caption can show, is skipped.
    void read(std::string_view css);
    /// What the last of `chain` changes in the look that it has from those before it: the colours that classes have by
    /// their name, then the rules.
    void apply(std::span<const CueNode> chain, CueLook& look) const;

 private:
    struct Declarations {
        std::optional<bool> bold, italic;
        std::optional<bool> underline, strike;
        std::optional<std::uint32_t> rgb;
        std::optional<std::optional<std::uint32_t>> background;  ///< within: nullopt for none
        bool any() const { return bold || italic || underline || strike || rgb || background; }
    };
    struct Rule {
        std::optional<CueSelector> about;  ///< absent: every cue
        Declarations declarations;
        bool important = false;
        int strength() const { return (important ? 1'000'000 : 0) + (about ? about->specificity() + 1 : 0); }
    };
    static void declare(std::string_view name, std::string_view value, Declarations& declarations);
    static void change(const Declarations& declarations, CueLook& look);
    void add(std::string_view selectors, const Declarations& declarations, bool important);

    std::vector<Rule> rules_;  ///< the stronger, the later
};

}  // namespace cliffhanger
