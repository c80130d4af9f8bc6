// Me: where the viewer goes on, what they have watched, liked and listed, and the ways to their own screens. Main
// thread only.
#pragma once

#include "app/screens/home/shelf_view.h"
#include "app/screens/library/followed_marks.h"
#include "app/screens/library/viewing_lists.h"
#include "app/screens/settings/settings_rows_view.h"
#include "app/shell/browse_screen.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class MeScreen final : public BrowseScreen {
 public:
    explicit MeScreen(const BrowseContext& context) : context_(context), marks_(context.host) {}

    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override { rows_.press(now, value); }
    bool animating(Microseconds) const override { return view_.animating(); }

 private:
    float draw_counts(Frame& frame, const Rect& row) const;
    float draw_continue(Frame& frame, const Rect& row);
    float draw_links(Frame& frame, const Rect& row) const;

    BrowseContext context_;
    FollowedMarks marks_;
    ViewingCounts counts_;
    ShelfView continue_{"me.continue"};
    SettingsRowsView rows_;
    ScrollView view_{Axis::Vertical};
};

}  // namespace cliffhanger
