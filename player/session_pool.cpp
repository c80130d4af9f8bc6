#include "player/session_pool.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

#include "player/session_reaper.h"

namespace cliffhanger {
namespace {

/// For so long an episode that opens has the processor and the network to itself. One that hangs must not keep its
/// neighbours from opening, which are the way out of it.
constexpr Microseconds kHeadStart = std::chrono::milliseconds(500);

struct Slot {
    std::size_t index = 0;
    std::unique_ptr<PlaybackSession> session;
};

std::size_t distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

}  // namespace

struct SessionPool::State {
    explicit State(const PlayerContext& the_context)
        : context(the_context), reaper([this] {
              if (context.wake) context.wake();
          }) {}

    const PlayerContext& context;
    MediaItems items;
    std::optional<std::size_t> current;
    Microseconds current_since{0};  // when its session was created
    std::vector<Slot> slots;
    SessionReaper reaper;

    Slot* find(std::size_t index);
    /// Where an item is now; where it was is looked at first.
    std::optional<std::size_t> place_of(const MediaItem& item, std::size_t was) const;
    template <class Predicate>
    void retire_if(Predicate unwanted);
    void create(std::size_t index);
    void fill();
    bool current_comes_first();
    int live() const { return static_cast<int>(slots.size()) + reaper.pending(); }
};

Slot* SessionPool::State::find(std::size_t index) {
    const auto found =
        std::find_if(slots.begin(), slots.end(), [index](const Slot& slot) { return slot.index == index; });
    return found != slots.end() ? &*found : nullptr;
}

std::optional<std::size_t> SessionPool::State::place_of(const MediaItem& item, std::size_t was) const {
    const auto is_at = [&](std::size_t index) {
        return items.id(index) == item.id && items.at(index).address.url == item.address.url;
    };
    if (was < items.count && is_at(was)) return was;
    for (std::size_t index = 0; index < items.count; ++index) {
        if (is_at(index)) return index;
    }
    return std::nullopt;
}

template <class Predicate>
void SessionPool::State::retire_if(Predicate unwanted) {
    for (auto& slot : slots) {
        if (unwanted(slot)) reaper.retire(std::move(slot.session));
    }
    std::erase_if(slots, [](const Slot& slot) { return !slot.session; });
}

void SessionPool::State::create(std::size_t index) {
    if (index >= items.count || find(index) != nullptr || live() >= kMaxSessions) return;
    MediaItem item = items.at(index);
    if (index == current) current_since = context.clock.now();
    item.address.priority = index == current ? Priority::Playback : Priority::Preload;
    slots.push_back({index, std::make_unique<PlaybackSession>(context, std::move(item))});
}

// The current one first: while others are being retired there may be room for it alone.
void SessionPool::State::fill() {
    if (!current) return;
    create(*current);
    if (find(*current) == nullptr || current_comes_first()) return;
    create(*current + 1);
    if (*current > 0) create(*current - 1);
}

bool SessionPool::State::current_comes_first() {
    const SessionSnapshot snapshot = find(*current)->session->snapshot();
    if (snapshot.state != SessionState::Opening || snapshot.has_first_frame) return false;
    return context.clock.now() - current_since < kHeadStart;
}

SessionPool::SessionPool(const PlayerContext& context) : state_(std::make_unique<State>(context)) {}

SessionPool::~SessionPool() {
    // All at once, so that they end side by side and not one after the other.
    for (auto& slot : state_->slots) slot.session->abort();
}

void SessionPool::set_items(MediaItems items, std::size_t current) {
    state_->items = std::move(items);
    state_->current.reset();
    std::set<std::size_t> taken;  // one item may be there twice
    state_->retire_if([&](Slot& slot) {
        const auto place = state_->place_of(slot.session->item(), slot.index);
        if (!place || !taken.insert(*place).second) return true;
        slot.index = *place;
        return false;
    });
    focus(current);
}

void SessionPool::focus(std::size_t index) {
    if (index >= state_->items.count) return;
    state_->current = index;
    state_->retire_if([index](const Slot& slot) { return distance(slot.index, index) > 1; });
    // Also for what they have asked for already.
    for (const Slot& slot : state_->slots)
        slot.session->item().address.priority.change(slot.index == index ? Priority::Playback : Priority::Preload);
    state_->fill();
}

void SessionPool::update() { state_->fill(); }

PlaybackSession* SessionPool::session(std::size_t index) {
    Slot* slot = state_->find(index);
    return slot != nullptr ? slot->session.get() : nullptr;
}

const PlaybackSession* SessionPool::session(std::size_t index) const {
    const Slot* slot = state_->find(index);
    return slot != nullptr ? slot->session.get() : nullptr;
}

std::optional<std::size_t> SessionPool::current() const { return state_->current; }

int SessionPool::live_sessions() const { return state_->live(); }

}  // namespace cliffhanger
