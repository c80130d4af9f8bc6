// My List: the series that the viewer put there. Several can be chosen and removed at once, and brought back. Main
// thread only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/screens/library/followed_marks.h"
#include "app/shell/browse_screen.h"
#include "app/ui/poster_card.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class MyListScreen final : public BrowseScreen {
 public:
    explicit MyListScreen(const BrowseContext& context) : context_(context), marks_(context.host) {}

    void enter(Microseconds now, const Route& route) override;
    void leave(Microseconds now) override;
    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override;
    bool back(Microseconds now) override;
    bool animating(Microseconds) const override { return view_.animating(); }

 private:
    void follow();
    void draw_empty(Frame& frame, const Rect& area) const;
    float draw_heading(Frame& frame, const Rect& area) const;
    void draw_bar(Frame& frame, const Rect& bar) const;
    PosterCard card(const Frame& frame, std::size_t index);
    void end_selection();
    void remove_chosen(Microseconds now);

    BrowseContext context_;
    FollowedMarks marks_;
    std::vector<std::size_t> listed_;
    bool selecting_ = false;
    std::set<std::string> chosen_;  ///< by id: what is listed may change meanwhile
    ScrollView view_{Axis::Vertical};
};

}  // namespace cliffhanger
