// A series as a poster with its title, as on shelves and in grids. Stateless.
#pragma once

#include <optional>
#include <string>

#include "app/screens/player_host.h"
#include "app/ui/frame.h"

namespace cliffhanger {

struct PosterCard {
    std::string id;
    const Series* series = nullptr;
    Rect poster;            ///< 2:3
    std::string meta = {};  ///< under the title
    bool explains = false;  ///< the meta says why the series is there: the title leaves it a second line
    std::vector<TextSpan> title_spans = {}, meta_spans = {};  ///< letters that look different
    double progress = 0;                                      ///< 0..1: a bar at the poster's foot
    std::optional<int> rank = std::nullopt;                   ///< a numeral behind the poster's start edge
    Action action = {};
    bool selecting = false, selected = false;         ///< with a check mark
    std::optional<std::size_t> index = std::nullopt;  ///< the series' in the catalog, where its action does not say it
};

/// Portrait and square windows 112x168 dp, desktops 150x225.
Rect poster_size(const Metrics& metrics);
/// How much a card is taller than its poster, px: two lines of title and one of meta, or one and two; one and one on a
/// television set.
float card_text_height(const Frame& frame, bool with_meta);
/// How much of a ranked card's width its numeral takes, px.
float rank_width(const Metrics& metrics);

void draw_poster_card(Frame& frame, PlayerHost& host, const PosterCard& card);
/// The picture alone: the artwork, else a tile in the series' colour with its title.
void draw_poster(Frame& frame, PlayerHost& host, const Series& series, const Rect& rect, float radius);

}  // namespace cliffhanger
