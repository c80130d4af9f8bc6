// One shelf: its heading and a row of posters that scrolls sideways. Draws only what is near the view. Main thread
// only.
#pragma once

#include <functional>
#include <string>

#include "app/recommend/shelves.h"
#include "app/shell/browse_screen.h"
#include "app/ui/poster_card.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

/// "Because you finished Tides", "Top 10", "Romance": in the interface's language.
std::string shelf_title(const Frame& frame, const Catalog& catalog, const Shelf& shelf);
/// Under a title: where the viewer is, or why it is offered.
std::string item_meta(const Frame& frame, const Catalog& catalog, const Shelf& shelf, const ShelfItem& item);

class ShelfView {
 public:
    /// `id` begins the ids of what it draws.
    explicit ShelfView(std::string id) : id_(std::move(id)) {}

    static float height(const Frame& frame);
    /// `row`: the whole width of the screen and height(). `all`: what the heading leads to; of kind None it is text.
    void draw(Frame& frame, const BrowseContext& context, const Shelf& shelf, const Rect& row, Action all);
    /// The item that had the focus in the last draw().
    std::optional<ShelfItem> focused() const { return focused_; }

 private:
    void draw_all(Frame& frame, const Rect& poster, Action all) const;
    float draw_heading(Frame& frame, const std::string& title, const Rect& row, Action all) const;

    std::string id_;
    ScrollView view_{Axis::Horizontal};
    std::optional<ShelfItem> focused_;
};

/// The margin beside a screen's content: 16 dp in narrow windows, 40 on desktops, 24 on television sets.
float screen_gutter(const Metrics& metrics);

}  // namespace cliffhanger
