#include "app/commands/swipe_bench.h"

#include <algorithm>

namespace cliffhanger {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStartUp{2500};
/// Time for the neighbours' first frames and for the page to come to rest.
constexpr milliseconds kSettled{900};
/// The sheet of episodes slides in or out.
constexpr milliseconds kSheet{500};
constexpr milliseconds kFocusMove{60};
constexpr milliseconds kBurstGap{200};
constexpr int kBurst = 10, kPagesOut = 8, kJumpPages = 3;

class ScriptWriter {
 public:
    void wait(Microseconds time) { now_ += time; }
    void press(const char* key) {
        for (const bool down : {true, false}) {
            InputEvent event;
            event.what = KeyEvent{.key = key, .down = down};
            script_.steps.push_back({now_, 0, event});
        }
    }
    void swipe(const char* key, SwipePlan plan) {
        script_.swipes.push_back({now_, plan});
        press(key);
    }
    SwipeScript finish() {
        script_.steps.push_back({now_, 0, ScriptQuit{}});
        return std::move(script_);
    }

 private:
    SwipeScript script_;
    Microseconds now_ = kStartUp;
};

void write_jump(ScriptWriter& writer, const char* direction) {
    writer.press("E");
    writer.wait(kSheet);
    for (int i = 0; i < kJumpPages; ++i) {
        writer.press(direction);
        writer.wait(kFocusMove);
    }
    writer.swipe("Return", SwipePlan::Jump);
    writer.wait(kSheet + kSettled);
}

void write_burst(ScriptWriter& writer, const char* direction) {
    for (int i = 1; i <= kBurst; ++i) {
        writer.swipe(direction, i < kBurst ? SwipePlan::BurstUnderWay : SwipePlan::BurstEnd);
        if (i < kBurst) writer.wait(kBurstGap);
    }
    writer.wait(2 * kSettled);
}

SwipeSummary summary(const std::vector<double>& values, std::uint64_t planned) {
    return {planned, values.size(), percentile(values, 0.5).value_or(0), percentile(values, 0.95).value_or(0),
            percentile(values, 1.0).value_or(0)};
}

}  // namespace

SwipeScript swipe_script(int singles) {
    ScriptWriter writer;
    for (int pair = 0; pair < std::max(1, singles / 20); ++pair) {
        write_jump(writer, "Right");
        write_jump(writer, "Left");
    }
    for (int pair = 0; pair < std::max(1, singles / 50); ++pair) {
        write_burst(writer, "Down");
        write_burst(writer, "Up");
    }
    for (int i = 0; i < singles; ++i) {
        writer.swipe(i / kPagesOut % 2 == 0 ? "Down" : "Up", SwipePlan::Single);
        writer.wait(kSettled);
    }
    return writer.finish();
}

SwipeReport summarise(const std::vector<SwipeFigure>& figures, const std::vector<PlannedSwipe>& planned,
                      Microseconds script_start) {
    const auto count = [&](SwipePlan plan) {
        return static_cast<std::uint64_t>(std::ranges::count(planned, plan, &PlannedSwipe::plan));
    };
    std::vector<double> prepared, unprepared, burst;
    for (const SwipeFigure& figure : figures) {
        // The newest that was due when it began: a step is performed at its time or a little later.
        const auto after = std::ranges::upper_bound(planned, figure.intent - script_start, {}, &PlannedSwipe::time);
        if (after == planned.begin()) continue;
        const SwipePlan plan = std::prev(after)->plan;
        if (plan == SwipePlan::BurstUnderWay) continue;
        if (plan == SwipePlan::BurstEnd) {
            burst.push_back(figure.first_frame_ms);
        } else {
            (figure.prepared ? prepared : unprepared).push_back(figure.first_frame_ms);
        }
    }
    return {summary(prepared, count(SwipePlan::Single)), summary(unprepared, count(SwipePlan::Jump)),
            summary(burst, count(SwipePlan::BurstEnd))};
}

}  // namespace cliffhanger
