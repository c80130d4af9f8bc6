// A rectangle of whole pixels: dirty regions, atlas places. Plain values.
#pragma once

#include <algorithm>

namespace cliffhanger {

struct IntRect {
    int x = 0, y = 0, w = 0, h = 0;

    int right() const { return x + w; }
    int bottom() const { return y + h; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool contains(const IntRect& other) const {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
    IntRect moved(int dx, int dy) const { return {x + dx, y + dy, w, h}; }
    bool operator==(const IntRect&) const = default;
};

inline IntRect intersect(const IntRect& a, const IntRect& b) {
    const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    const int right = std::min(a.right(), b.right()), bottom = std::min(a.bottom(), b.bottom());
    if (right <= x || bottom <= y) return {};
    return {x, y, right - x, bottom - y};
}

inline IntRect unite(const IntRect& a, const IntRect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

}  // namespace cliffhanger
