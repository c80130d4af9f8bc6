#include "app/input/focus_engine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cliffhanger {

void FocusEngine::set_nodes(std::vector<FocusNode> nodes) {
    int top = 0;
    for (const FocusNode& node : nodes) top = std::max(top, node.layer);
    std::erase_if(nodes, [top](const FocusNode& node) { return node.layer != top || node.rect.empty(); });
    nodes_ = std::move(nodes);
    if (top != layer_) {
        change_layer(top);
    } else if (!focused_.empty() && !index_of(focused_)) {
        hand_over();
    }
    if (const auto index = index_of(focused_)) remember_place(nodes_[*index]);
}

void FocusEngine::change_layer(int layer) {
    const bool opens = layer > layer_;
    if (opens) left_in_layer_[layer_] = focused_;
    layer_ = layer;
    focused_.clear();
    if (!opens) {
        const auto left = left_in_layer_.find(layer);
        if (left != left_in_layer_.end()) focused_ = left->second;
        left_in_layer_.erase(left_in_layer_.lower_bound(layer), left_in_layer_.end());
        if (focused_.empty() || index_of(focused_)) return;
        focused_.clear();
    }
    if (const auto index = entry(); index && ring_visible_) take(*index);
}

void FocusEngine::hand_over() {
    const Point old = focused_rect_.center();
    std::optional<std::size_t> nearest;
    float least = std::numeric_limits<float>::max();
    const bool list_is_there = std::ranges::find(nodes_, focused_pane_, &FocusNode::pane) != nodes_.end();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const Point at = nodes_[i].rect.center();
        const float distance = std::hypot(at.x - old.x, at.y - old.y);
        const bool elsewhere = list_is_there && nodes_[i].pane != focused_pane_;
        if (distance < least && !elsewhere) {
            least = distance;
            nearest = i;
        }
    }
    focused_.clear();
    if (nearest) take(*nearest);
}

FocusEngine::Moved FocusEngine::move(Direction direction) {
    const auto current = index_of(focused_);
    auto target = current ? move_focus(nodes_, *current, direction, reading_) : entry();
    if (!target) return Moved::No;
    const std::string& group = nodes_[*target].group;
    const bool enters_group = current && !group.empty() && nodes_[*current].group != group;
    if (enters_group) {
        const auto remembered = last_in_group_.find(group);
        if (remembered != last_in_group_.end()) target = index_of(remembered->second).value_or(*target);
        target = stop_of_group(*target);
    }
    take(*target);
    return Moved::Yes;
}

FocusEngine::Moved FocusEngine::tab(TabDirection direction) {
    const auto current = index_of(focused_);
    const auto target = current ? tab_focus(nodes_, current, direction, reading_) : entry();
    if (!target) return Moved::No;
    take(*target);
    return Moved::Yes;
}

bool FocusEngine::focus(const std::string& id) {
    const auto index = index_of(id);
    if (index) take(*index);
    return index.has_value();
}

void FocusEngine::clear() { focused_.clear(); }

std::optional<Rect> FocusEngine::focused_rect() const {
    const auto index = index_of(focused_);
    return index ? std::optional{nodes_[*index].rect} : std::nullopt;
}

std::optional<std::size_t> FocusEngine::index_of(const std::string& id) const {
    if (id.empty()) return std::nullopt;
    const auto found = std::ranges::find(nodes_, id, &FocusNode::id);
    return found == nodes_.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - nodes_.begin())};
}

std::optional<std::size_t> FocusEngine::entry() const {
    const auto standard = std::ranges::find(nodes_, true, &FocusNode::is_default);
    if (standard != nodes_.end()) return static_cast<std::size_t>(standard - nodes_.begin());
    return tab_focus(nodes_, std::nullopt, TabDirection::Next, reading_);
}

/// Where only some of a list are stops, it is entered at one of them.
std::size_t FocusEngine::stop_of_group(std::size_t index) const {
    if (nodes_[index].tab_stop) return index;
    const auto stop = std::ranges::find_if(
        nodes_, [&](const FocusNode& node) { return node.tab_stop && node.group == nodes_[index].group; });
    return stop == nodes_.end() ? index : static_cast<std::size_t>(stop - nodes_.begin());
}

void FocusEngine::remember_place(const FocusNode& node) {
    focused_rect_ = node.rect;
    focused_pane_ = node.pane;
}

void FocusEngine::take(std::size_t index) {
    const FocusNode& node = nodes_[index];
    focused_ = node.id;
    remember_place(node);
    if (!node.group.empty()) last_in_group_[node.group] = node.id;
}

}  // namespace cliffhanger
