// The STYLE blocks of WebVTT: rules of ::cue for colours, bold, italic and underlined. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

class WebVttStyles {
 public:
    /// The text of one block. What is no ::cue rule, and what no caption can show, is skipped.
    void read(std::string_view css);
    /// What holds for the whole cue of this id.
    CueLook of_cue(std::string_view id) const;
    /// What a tag adds: its name, its classes ("yellow.shout"), and the colours that classes have by their name.
    void apply(std::string_view tag, std::string_view classes, CueLook& look) const;

 private:
    struct Rule {
        std::string tag, css_class, id;  ///< what it is about; all empty: every cue
        CueLook look;
        bool plain_weight = false, plain_style = false;  ///< "normal" was asked for
        bool plain_decoration = false;                   ///< "none"
    };
    static void change(const Rule& rule, CueLook& look);

    std::vector<Rule> rules_;
};

}  // namespace cliffhanger
