#include "app/screens/home/shelf_screen.h"

#include "app/screens/home/shelf_view.h"
#include "app/screens/page_heading.h"
#include "app/screens/poster_grid.h"

namespace cliffhanger {

void ShelfScreen::enter(Microseconds, const Route& route) {
    // Come back to, it is as it was left.
    if (context_.navigator.last_direction() == Navigator::Direction::Back &&
        edition_ == context_.host.catalog_edition())
        return;
    const auto& shelves = context_.host.shelves();
    const auto index = static_cast<std::size_t>(route.part);
    shelf_ = index < shelves.size() ? shelves[index] : Shelf{};
    edition_ = context_.host.catalog_edition();
    view_.scroller().jump_to(0);
}

void ShelfScreen::draw(Frame& frame, const Rect& area) {
    // Its indexes are of a catalog that has gone.
    if (edition_ != context_.host.catalog_edition()) shelf_ = {};
    const Catalog& catalog = *context_.host.catalog();
    const std::string title = shelf_title(frame, catalog, shelf_);
    frame.open("shelf", "region", title, area);
    const float gutter = screen_gutter(frame.metrics);
    const float top = view_.begin(frame, "shelf.list", area);
    float y = top + draw_page_heading(frame, "shelf", title, {area.x, top, area.w, 0}, BackArrow::With);
    y += draw_poster_grid(frame, context_.player,
                          {.id = "shelf",
                           .count = shelf_.items.size(),
                           .column = {area.x + gutter, y, area.w - 2 * gutter, 0},
                           .view = area,
                           .card = [&](std::size_t i) {
                               const ShelfItem& item = shelf_.items[i];
                               const bool resumes = shelf_.kind == ShelfKind::ContinueWatching;
                               return PosterCard{
                                   .series = &catalog.series[item.series],
                                   .meta = item_meta(frame, catalog, shelf_, item),
                                   .progress = item.progress,
                                   .action = {resumes ? ActionKind::PlaySeries : ActionKind::OpenSeriesPage,
                                              static_cast<int>(item.series)}};
                           }});
    view_.end(frame, y - top + frame.metrics.dp(16));
    frame.close();
}

}  // namespace cliffhanger
