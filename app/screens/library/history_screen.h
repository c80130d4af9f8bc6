// History: what was watched, by day, one row a series, and the episodes that the viewer likes. Rows go on where the
// viewer stopped; they can be removed one at a time, and brought back, or all at once. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "app/screens/library/followed_marks.h"
#include "app/screens/library/viewing_lists.h"
#include "app/shell/browse_screen.h"
#include "app/ui/media_row.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class HistoryScreen final : public BrowseScreen {
 public:
    /// Route::part: which.
    static constexpr int kWatchedPart = 0, kLikedPart = 1;

    explicit HistoryScreen(const BrowseContext& context) : context_(context), marks_(context.host) {}

    void enter(Microseconds now, const Route& route) override;
    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override;
    bool animating(Microseconds) const override { return view_.animating(); }

 private:
    enum class Part { Watched, Liked };
    /// Rows that follow each other under one heading.
    struct Group {
        Text title;
        std::size_t first = 0, count = 0;
    };

    void follow();
    const std::vector<WatchedEpisode>& rows() const { return part_ == Part::Watched ? watched_ : liked_; }
    std::vector<Group> groups() const;
    float draw_heading(Frame& frame, const Rect& area) const;
    float draw_tools(Frame& frame, const Rect& line) const;
    float draw_parts(Frame& frame, const Rect& row) const;
    float draw_notice(Frame& frame, const Rect& row) const;
    void draw_empty(Frame& frame, const Rect& area) const;
    float draw_rows(Frame& frame, const Rect& area, float y);
    MediaRow row(const Frame& frame, std::size_t index) const;
    void remove(Microseconds now, std::size_t index);
    void unlike(Microseconds now, std::size_t index);
    void ask_to_clear(Microseconds now);

    BrowseContext context_;
    FollowedMarks marks_;
    Part part_ = Part::Watched;
    std::vector<WatchedEpisode> watched_, liked_;
    ScrollView view_{Axis::Vertical};
};

}  // namespace cliffhanger
