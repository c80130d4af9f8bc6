// Home: what is offered, on shelves. Main thread only.
#pragma once

#include <map>
#include <vector>

#include "app/motion/animation.h"
#include "app/screens/home/hero.h"
#include "app/screens/home/shelf_view.h"
#include "app/screens/home/tv_home.h"
#include "app/shell/browse_screen.h"

namespace cliffhanger {

class HomeScreen final : public BrowseScreen {
 public:
    explicit HomeScreen(const BrowseContext& context) : context_(context) {}

    void enter(Microseconds now, const Route& route) override;
    void update(Microseconds now) override;
    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override;
    bool animating(Microseconds now) const override;
    std::optional<Microseconds> next_change(Microseconds now) const override;

 private:
    enum class Tab { ForYou, Hot, New, Ranking, Genres };
    static constexpr int kTabs = 5;

    float draw_search(Frame& frame, const Rect& row) const;
    float draw_tabs(Frame& frame, const Rect& row);
    float draw_shelves(Frame& frame, const Rect& area, float y);
    float draw_whole_shelf(Frame& frame, const Rect& area, float y);
    /// There is something behind it.
    bool offers(Tab tab) const;
    /// The shelf that a tab shows all of; nullptr when there is none.
    const Shelf* shelf_of(Tab tab) const;

    BrowseContext context_;
    Tab tab_ = Tab::ForYou;
    Rect tab_row_;
    Animation underline_x_{0}, underline_w_{0};
    bool underline_set_ = false;
    ScrollView view_{Axis::Vertical};
    Hero hero_;
    TvHome tv_;
    std::vector<ShelfView> shelves_;
    Microseconds now_{0};
    bool on_tv_ = false;
};

}  // namespace cliffhanger
