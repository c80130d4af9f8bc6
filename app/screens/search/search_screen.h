// Search as you type: a field, before anything is typed what was looked for last and what many watch, then what is
// found. Main thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/search/recent_searches.h"
#include "app/search/search_service.h"
#include "app/shell/browse_screen.h"
#include "app/ui/onscreen_keyboard.h"
#include "app/ui/scroll_view.h"
#include "app/ui/text_field.h"

namespace cliffhanger {

class SearchScreen final : public BrowseScreen {
 public:
    explicit SearchScreen(const BrowseContext& context);

    void enter(Microseconds now, const Route& route) override;
    void leave(Microseconds now) override;
    void update(Microseconds now) override;
    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override;
    bool typing() const override { return true; }
    Rect typing_place() const override { return field_.place(); }
    bool handle_typing(const InputEvent& event) override;
    bool back(Microseconds now) override;
    bool animating(Microseconds now) const override;
    std::optional<Microseconds> next_change(Microseconds now) const override;

 private:
    void changed(Microseconds now);
    void search_for(Microseconds now, const std::string& query);
    void press_key(Microseconds now, const OnscreenKeyboard::Key& key);
    void open_result(std::size_t index);
    bool field_has_keys() const;
    const SearchResults& results() const;
    float draw_start(Frame& frame, const Rect& column, const Rect& view);
    float draw_recent(Frame& frame, const Rect& column);
    float draw_trending(Frame& frame, const Rect& column, const Rect& view);
    float draw_results(Frame& frame, const Rect& column, const Rect& view);
    void draw_field(Frame& frame, const Rect& row);
    void draw_field_in(Frame& frame, const Rect& field);
    void draw_beside_keys(Frame& frame, const Rect& area);

    BrowseContext context_;
    RecentSearches recent_;
    TextField field_;
    OnscreenKeyboard keyboard_;
    bool keyboard_shows_ = false;
    std::string asked_;                      ///< the query that was given to the service
    std::optional<Microseconds> ask_at_;     ///< when what is typed is asked for
    std::vector<std::string> shown_recent_;  ///< as drawn last
    std::vector<std::size_t> trending_;
    std::uint64_t edition_ = 0, results_edition_ = 0;  ///< of the catalog, and of that which results are of
    ScrollView view_{Axis::Vertical};
    std::string focused_;  ///< the control that has the visible focus
    bool dragging_ = false;
};

}  // namespace cliffhanger
