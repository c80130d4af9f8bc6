#include "app/render/shelf_packer.h"

#include <algorithm>

namespace cliffhanger {

std::optional<int> ShelfPacker::place(Shelf& shelf, int width) {
    for (std::size_t i = 0; i < shelf.spans.size(); ++i) {
        Span& span = shelf.spans[i];
        if (span.used || span.w < width) continue;
        const int x = span.x;
        const Span rest{x + width, span.w - width, false};
        span = {x, width, true};
        if (rest.w > 0) shelf.spans.insert(shelf.spans.begin() + static_cast<std::ptrdiff_t>(i) + 1, rest);
        return x;
    }
    return std::nullopt;
}

std::optional<IntRect> ShelfPacker::allocate(int width, int height) {
    if (width <= 0 || height <= 0 || width > width_ || height > height_) return std::nullopt;
    // Shelf heights in steps keep labels of almost the same size together.
    const int shelf_height = std::min((height + 7) & ~7, height_);
    for (Shelf& shelf : shelves_) {
        const bool fits = unused(shelf) ? shelf.h == shelf_height : shelf.h >= height && shelf.h <= shelf_height + 8;
        if (!fits) continue;
        if (const auto x = place(shelf, width)) return ++used_, IntRect{*x, shelf.y, width, height};
    }
    for (std::size_t i = 0; i < shelves_.size(); ++i) {
        if (!unused(shelves_[i]) || shelves_[i].h < shelf_height) continue;
        const int rest = shelves_[i].h - shelf_height;
        shelves_[i].h = shelf_height;
        const int y = shelves_[i].y;
        if (rest > 0) {
            shelves_.insert(shelves_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                            Shelf{y + shelf_height, rest, {Span{0, width_, false}}});
        }
        if (const auto x = place(shelves_[i], width)) return ++used_, IntRect{*x, y, width, height};
    }
    const int y = shelves_.empty() ? 0 : shelves_.back().y + shelves_.back().h;
    if (y + height > height_) return std::nullopt;
    shelves_.push_back({y, std::min(shelf_height, height_ - y), {Span{0, width_, false}}});
    const auto x = place(shelves_.back(), width);
    return ++used_, IntRect{*x, y, width, height};
}

void ShelfPacker::release(const IntRect& rect) {
    const auto shelf = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& s) { return s.y == rect.y; });
    if (shelf == shelves_.end()) return;
    auto& spans = shelf->spans;
    auto span = std::find_if(spans.begin(), spans.end(), [&](const Span& s) { return s.used && s.x == rect.x; });
    if (span == spans.end()) return;
    span->used = false;
    --used_;
    if (const auto next = span + 1; next != spans.end() && !next->used) {
        span->w += next->w;
        spans.erase(next);
    }
    if (span != spans.begin() && !(span - 1)->used) {
        (span - 1)->w += span->w;
        spans.erase(span);
    }
    merge_unused_shelves();
}

void ShelfPacker::merge_unused_shelves() {
    for (std::size_t i = 0; i + 1 < shelves_.size();) {
        if (unused(shelves_[i]) && unused(shelves_[i + 1])) {
            shelves_[i].h += shelves_[i + 1].h;
            shelves_.erase(shelves_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        } else {
            ++i;
        }
    }
    if (!shelves_.empty() && unused(shelves_.back())) shelves_.pop_back();
}

}  // namespace cliffhanger
