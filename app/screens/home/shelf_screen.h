// All of one shelf of Home as a grid. Main thread only.
#pragma once

#include "app/recommend/shelves.h"
#include "app/shell/browse_screen.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class ShelfScreen final : public BrowseScreen {
 public:
    explicit ShelfScreen(const BrowseContext& context) : context_(context) {}

    void enter(Microseconds now, const Route& route) override;
    void draw(Frame& frame, const Rect& area) override;

 private:
    BrowseContext context_;
    std::uint64_t edition_ = 0;  ///< of the catalog that shelf_ is of
    Shelf shelf_;                ///< as it was when it was opened: it does not change under the viewer's finger
    ScrollView view_{Axis::Vertical};
};

}  // namespace cliffhanger
