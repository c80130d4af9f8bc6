// Captions on the stage: plates of at most three lines that keep clear of the chrome and move out of its way in 200 ms;
// a second language smaller under the first. Main thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/captions/caption_layout.h"
#include "app/captions/caption_text.h"
#include "app/motion/animation.h"
#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class CaptionView {
 public:
    void update(Microseconds now, bool chrome_shown);
    /// While the style is being chosen: there is always something to look at, above this y.
    void set_preview(std::optional<float> sheet_top) { preview_ = sheet_top; }
    /// A picture of the moment that a scrub leads to stands at the foot of the stage, from this y on; nullopt = none.
    void stand_above(Microseconds now, std::optional<float> y);
    /// `video`: where the whole picture lies, which may exceed the slot.
    void draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& slot, const Rect& video);
    bool animating(Microseconds now) const { return rise_.running(now) || lift_.running(now); }

 private:
    struct Block {
        CaptionText what;
        std::string id;
        std::optional<CuePlace> place;
        Label label;
        Size plate;
        bool second = false;
    };
    CaptionRoom room(const Frame& frame, const Rect& slot) const;
    /// `y` or, as far as captions are lifted, what is above the picture of a scrub.
    float lifted(const Frame& frame, float y) const;
    /// `scale`: smaller where there is little room.
    void add(Frame& frame, std::vector<Block>& blocks, const ShownCues& cues, const Rect& slot, bool second,
             float scale) const;
    void lay_out(Frame& frame, Block& block, const std::string& language, const Rect& slot, float scale) const;
    bool fits(const CaptionRoom& room, const std::vector<Block>& blocks) const;
    void draw_blocks(Frame& frame, const std::vector<Block>& blocks, const Rect& slot, const Rect& video) const;
    void draw_styled(Frame& frame, PlayerHost& host, const PageView& view, const Rect& slot, const Rect& video) const;
    void draw_pictures(Frame& frame, const ShownCues& cues, const Rect& slot, const Rect& video) const;
    /// Where the chrome's shade is no longer seen, as far as there is room.
    float below_top_bar(const Frame& frame, const Rect& slot) const;
    void draw_block(Frame& frame, const Block& block, const Rect& place) const;
    CaptionInk ink() const;

    bool chrome_shown_ = true;
    Animation rise_{1};  // 0 = low, 1 = above the chrome
    Animation lift_{0};  // 1 = above the picture of a scrub
    float lifted_to_ = 0;
    std::optional<float> preview_;
    CaptionStyle style_;
};

}  // namespace cliffhanger
