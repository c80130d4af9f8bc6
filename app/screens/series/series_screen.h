// One series: what it is, its episodes as the viewer stands to them, who plays in it, what is like it. Main thread
// only.
#pragma once

#include <map>
#include <string>

#include "app/screens/backdrop.h"
#include "app/screens/episode_grid.h"
#include "app/screens/home/shelf_view.h"
#include "app/screens/series/series_head.h"
#include "app/shell/browse_screen.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class SeriesScreen final : public BrowseScreen {
 public:
    explicit SeriesScreen(const BrowseContext& context) : context_(context) {}

    void enter(Microseconds now, const Route& route) override;
    void leave(Microseconds now) override;
    void update(Microseconds now) override;
    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override;
    void other_action(Microseconds now, const Action& action) override;
    bool handle_intent(Microseconds now, Intent intent) override;
    bool animating(Microseconds now) const override;

 private:
    /// nullptr when the catalog has lost it.
    const Series* series();
    void show(std::size_t series);
    EpisodeList episodes(const Series& series, const SeriesProgress& progress) const;
    void draw_backdrop(Frame& frame, const Series& series, const Rect& area);
    void draw_bar(Frame& frame, const Series& series, const Rect& bar) const;
    float draw_sections(Frame& frame, const Series& series, const SeriesProgress& progress, const Rect& row);
    float draw_episodes(Frame& frame, const EpisodeList& list, const Rect& column);
    float draw_cast(Frame& frame, const Series& series, const Rect& column) const;
    void play(std::optional<std::size_t> episode);
    void toggle_list(Microseconds now);
    void share(Microseconds now);
    float draw_download(Frame& frame, const Rect& column) const;
    void download(Microseconds now);
    DownloadPlan plan() const;

    BrowseContext context_;
    std::size_t index_ = 0;
    float heading_drop_ = 0;     ///< of the episodes' heading, which stands beside a button
    bool asking_ = false;        ///< how much a download is stands in the open question
    std::uint64_t edition_ = 0;  ///< of the catalog that index_ and similar_ are of
    std::string id_;             ///< by which it is found again in another edition
    SeriesHead head_;
    EpisodeGrid grid_;
    Shelf similar_;
    ShelfView similar_view_{"series.similar"};
    ScrollView view_{Axis::Vertical};
    std::map<std::string, ScrollView::Place> left_at_;  ///< how far a series was scrolled when it was left
    Backdrop backdrop_;
};

}  // namespace cliffhanger
