// The top of a series' page: poster, title, what there is to know before the first tap, buttons, synopsis. Main thread
// only.
#pragma once

#include "app/recommend/viewer_marks.h"
#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class SeriesHead {
 public:
    /// Values of ActionKind::Own that its controls give.
    static constexpr int kWatch = 1, kList = 2, kShare = 3, kSynopsis = 4;

    struct Shown {
        const Series& series;
        SeriesProgress progress;
        bool listed = false;
    };
    void reset() { synopsis_open_ = false; }
    void toggle_synopsis() { synopsis_open_ = !synopsis_open_; }

    /// Draws from the top of `column` on; gives the height taken.
    float draw(Frame& frame, PlayerHost& host, const Shown& shown, const Rect& column) const;
    /// Where the title's last line ended, below the column's top: farther up it has been scrolled away.
    float title_bottom() const { return title_bottom_; }

 private:
    float draw_titles(Frame& frame, const Shown& shown, const Rect& column) const;
    float draw_buttons(Frame& frame, const Shown& shown, const Rect& column) const;
    float draw_synopsis(Frame& frame, const Series& series, const Rect& column) const;
    float draw_facts(Frame& frame, const Series& series, const Rect& column) const;

    bool synopsis_open_ = false;
    mutable float title_bottom_ = 0;
};

}  // namespace cliffhanger
