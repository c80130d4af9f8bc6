#include "app/input/focus_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <vector>

namespace cliffhanger {

namespace {

constexpr float kSidewaysWeight = 2.5f;
constexpr float kSameGroup = 0.6f;
constexpr float kTouching = 0.5f;  // px: neighbours whose edges meet, whatever the rounding
constexpr float kEqual = 1e-3f;

float gap_between(float a_low, float a_high, float b_low, float b_high) {
    return std::max({a_low - b_high, b_low - a_high, 0.0f});
}

/// Distance from `from`'s far edge to `to`'s near edge; negative when `to` is not beyond.
float distance_along(const Rect& from, const Rect& to, Direction direction) {
    switch (direction) {
        case Direction::Up:
            return from.y - to.bottom();
        case Direction::Down:
            return to.y - from.bottom();
        case Direction::Left:
            return from.x - to.right();
        case Direction::Right:
            return to.x - from.right();
    }
    return -1;
}

float gap_across(const Rect& from, const Rect& to, Direction direction) {
    const bool vertical = direction == Direction::Up || direction == Direction::Down;
    return vertical ? gap_between(from.x, from.right(), to.x, to.right())
                    : gap_between(from.y, from.bottom(), to.y, to.bottom());
}

/// Whatever rows beside it have scrolled out of sight.
bool leads_there(const FocusNode& from, const FocusNode& to, Direction direction) {
    const bool vertical = direction == Direction::Up || direction == Direction::Down;
    if (vertical && from.pane >= 0 && to.pane >= 0 && from.pane != to.pane) return false;
    if (vertical) return from.bar == to.bar || !to.bar;
    return !from.in_row || to.bar || to.group == from.group;
}

bool reads_before(const Rect& a, const Rect& b, ReadingDirection reading) {
    if (a.y != b.y) return a.y < b.y;
    return reading == ReadingDirection::LeftToRight ? a.x < b.x : a.right() > b.right();
}

std::vector<std::size_t> reading_order(std::span<const FocusNode> nodes, ReadingDirection reading) {
    std::vector<std::size_t> order(nodes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t i) { return std::tuple(nodes[i].region, nodes[i].pane, nodes[i].rect.y); });
    // A row is what has its middle above the bottom of the row's first: controls of one row need not share their top.
    for (auto row = order.begin(); row != order.end();) {
        const float bottom = nodes[*row].rect.bottom();
        const auto end = std::find_if(row, order.end(), [&](std::size_t i) {
            return nodes[i].rect.center().y >= bottom || nodes[i].region != nodes[*row].region ||
                   nodes[i].pane != nodes[*row].pane;
        });
        std::stable_sort(row, end, [&](std::size_t a, std::size_t b) {
            const Rect &left = nodes[a].rect, &right = nodes[b].rect;
            return reading == ReadingDirection::LeftToRight ? left.x < right.x : left.right() > right.right();
        });
        row = end;
    }
    return order;
}

}  // namespace

std::optional<std::size_t> move_focus(std::span<const FocusNode> nodes, std::size_t current, Direction direction,
                                      ReadingDirection reading) {
    const FocusNode& from = nodes[current];
    std::optional<std::size_t> best;
    float best_score = std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const FocusNode& to = nodes[i];
        const float distance = distance_along(from.rect, to.rect, direction);
        if (i == current || to.rect.empty() || distance < -kTouching) continue;
        if (!leads_there(from, to, direction)) continue;
        // What has scrolled out of sight lies beyond a bar, and still comes before it.
        const bool here = to.region == from.region, best_is_here = best && nodes[*best].region == from.region;
        if (best_is_here && !here) continue;
        if (here && !best_is_here) best.reset();
        float score = std::max(distance, 0.0f) + kSidewaysWeight * gap_across(from.rect, to.rect, direction);
        if (!to.group.empty() && to.group == from.group) score *= kSameGroup;
        const bool equal = best && std::abs(score - best_score) <= kEqual;
        if (!best || (equal ? reads_before(to.rect, nodes[*best].rect, reading) : score < best_score)) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

std::optional<std::size_t> tab_focus(std::span<const FocusNode> nodes, std::optional<std::size_t> current,
                                     TabDirection direction, ReadingDirection reading) {
    if (nodes.empty()) return std::nullopt;
    auto order = reading_order(nodes, reading);
    std::erase_if(order, [&](std::size_t i) { return !nodes[i].tab_stop && i != current; });
    if (order.empty()) return std::nullopt;
    const bool forward = direction == TabDirection::Next;
    const auto at = current ? std::ranges::find(order, *current) : order.end();
    if (at == order.end()) return forward ? order.front() : order.back();
    const auto index = static_cast<std::size_t>(at - order.begin());
    const std::size_t step = forward ? 1 : order.size() - 1;
    return order[(index + step) % order.size()];
}

}  // namespace cliffhanger
