// Places rectangles on one atlas page in shelves: rows of one height, each a list of used and free spans. Frees are
// merged, and empty shelves are reused for other heights. Pure; main thread only.
#pragma once

#include <optional>
#include <vector>

#include "app/render/int_rect.h"

namespace cliffhanger {

class ShelfPacker {
 public:
    ShelfPacker(int width, int height) : width_(width), height_(height) {}

    /// nullopt when there is no room.
    std::optional<IntRect> allocate(int width, int height);
    /// Gives back a rectangle that allocate() returned.
    void release(const IntRect& rect);
    bool empty() const { return used_ == 0; }

 private:
    struct Span {
        int x, w;
        bool used;
    };
    struct Shelf {
        int y, h;
        std::vector<Span> spans;
    };

    static std::optional<int> place(Shelf& shelf, int width);
    static bool unused(const Shelf& shelf) { return shelf.spans.size() == 1 && !shelf.spans.front().used; }
    void merge_unused_shelves();

    int width_, height_;
    int used_ = 0;
    std::vector<Shelf> shelves_;  ///< by y, without holes
};

}  // namespace cliffhanger
