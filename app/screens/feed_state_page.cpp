#include "app/screens/feed_state_page.h"

#include <algorithm>
#include <cmath>

#include "app/screens/error_page.h"
#include "app/screens/home/home_skeleton.h"
#include "app/screens/message_page.h"
#include "app/ui/skeleton.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr Microseconds kSkeletonAfter = 150ms;

}  // namespace

void draw_wordmark(Frame& frame, Point center, float size_px) {
    TextStyle style;
    style.token = TypeToken::Headline;
    style.size_px = std::round(size_px);
    style.weight = 700;
    const Label label = frame.label("Cliffhanger", style, 100000, "en");
    const float dot = std::max(2.0f, std::round(size_px * 0.22f)), gap = std::round(size_px * 0.14f);
    const Point at{std::round(center.x - (label.width + gap + dot) / 2), std::round(center.y - label.height / 2)};
    frame.canvas.text(label, at, frame.theme.text_hi);
    frame.canvas.circle({at.x + label.width + gap + dot / 2, at.y + label.baseline - dot / 2}, dot / 2,
                        frame.theme.accent);
}

void FeedStatePage::update(Microseconds now, FeedState state) {
    if (state != FeedState::Loading) {
        loading_since_.reset();
    } else if (!loading_since_) {
        loading_since_ = now;
    }
}

void FeedStatePage::draw(Frame& frame, const Rect& area, FeedShape shape, PlayerHost& host) const {
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    if (host.feed_state() == FeedState::Loading) {
        draw_loading(frame, area, shape, host.reduced_motion());
        return;
    }
    MessagePage page;
    page.id = host.feed_state() == FeedState::Failed ? "feed.error" : "feed.empty";
    page.icon_color = frame.theme.text_lo;
    page.icon = Icon::VideoLibrary;
    page.title = word(Text::FeedEmpty);
    page.detail = word(host.feed_state() == FeedState::EmptyFolder ? Text::FolderEmptyHint : Text::FeedEmptyHint);
    if (host.feed_state() == FeedState::Failed) {
        const Error error = host.feed_error().value_or(Error{});
        page.icon = error.kind == ErrorKind::Unreachable ? Icon::WifiOff : Icon::ErrorOutline;
        page.icon_color = frame.theme.error;
        page.title = word(Text::FeedUnreadable);
        page.detail = word(frame.strings.cause_of(error.kind, error.detail));
        page.small_print = TextButton{.id = "feed.code",
                                      .text = word(Text::ErrorCode) + ": " + error_code(error),
                                      .action = {ActionKind::CopyErrorCode}};
    }
    page.buttons.push_back({.id = "feed.retry",
                            .text = word(Text::Retry),
                            .action = {ActionKind::ReloadFeed},
                            .look = ButtonLook::Primary,
                            .icon = Icon::Refresh,
                            .is_default = true});
    draw_message_page(frame, page, area);
}

void FeedStatePage::draw_loading(Frame& frame, const Rect& area, FeedShape shape, bool reduced_motion) const {
    const Metrics& m = frame.metrics;
    frame.node("feed.loading", "status", std::string(frame.strings(Text::Loading)), area);
    const bool empty = !loading_since_ || frame.now - *loading_since_ < kSkeletonAfter;
    if (empty || shape == FeedShape::Page) draw_wordmark(frame, area.center(), m.dp(28));
    if (empty) return;
    const float glow = skeleton_glow(frame.now - *loading_since_, reduced_motion);
    if (shape == FeedShape::Shelves) return draw_home_skeleton(frame, area, glow);
    const float gutter = m.sdp(16);
    const auto block = [&](float from_bottom, float width, float height) {
        const Rect rect{area.x + gutter, area.bottom() - m.sdp(from_bottom), width, m.sdp(height)};
        draw_skeleton_block(frame, frame.mirror(rect, area), m.sdp(8), glow);
    };
    block(168, area.w * 0.48f, 20);
    block(138, area.w * 0.62f, 12);
    block(118, area.w * 0.54f, 12);
    block(60, area.w - 2 * gutter, 44);
}

bool FeedStatePage::animating(Microseconds now, const PlayerHost& host) const {
    return loading_since_ && now - *loading_since_ >= kSkeletonAfter && !host.reduced_motion();
}

std::optional<Microseconds> FeedStatePage::next_change(Microseconds now) const {
    if (!loading_since_ || now - *loading_since_ >= kSkeletonAfter) return std::nullopt;
    return *loading_since_ + kSkeletonAfter;
}

}  // namespace cliffhanger
