// Posters in rows that fill the width: My List, a whole shelf, search results. Lays out all, draws what is in view.
// Main thread only.
#pragma once

#include <functional>
#include <string>

#include "app/ui/poster_card.h"

namespace cliffhanger {

struct PosterGrid {
    std::string id;  ///< begins the ids of its cards: "<id>.card.<index>"
    std::size_t count = 0;
    Rect column;  ///< its top left and width; it grows downwards
    Rect view;    ///< what can be seen
    /// What the card at an index shows; id and rectangle are the grid's.
    std::function<PosterCard(std::size_t)> card;
};

/// Gives the grid's height.
float draw_poster_grid(Frame& frame, PlayerHost& host, const PosterGrid& grid);

}  // namespace cliffhanger
