// What belongs to a page and moves with it: rail, title, synopsis, progress, episodes pill. Stateless: it draws what it
// is given. Main thread only.
#pragma once

#include "app/screens/page_view.h"
#include "app/screens/progress_bar.h"
#include "app/ui/frame.h"

namespace cliffhanger {

/// Where the page's chrome lies on its slot of the stage.
struct PageChromeLayout {
    Rect rail;  ///< all its items
    Rect title, synopsis, progress, pill;
    Rect home;  ///< of a public screen
};

PageChromeLayout lay_out_page_chrome(const Metrics& metrics, const Rect& slot);

struct PageChromeLook {
    ProgressLook progress;
    bool card = false;           ///< an error or locked card takes the page: only title and pill remain
    bool one_of_series = false;  ///< the next page is another series: the pill leads to the rest of this one
    bool muted = false, captions_on = false;  ///< of a public screen, whose rail changes them
};

void draw_page_chrome(Frame& frame, const PageView& view, const Rect& slot, const PageChromeLook& look);

}  // namespace cliffhanger
