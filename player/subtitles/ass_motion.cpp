#include "player/subtitles/ass_motion.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "player/subtitles/ass_parser.h"

namespace cliffhanger {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongest{1000LL * 3600 * 1000};

/// The numbers in front of anything else: "0,500,\fs20)" has two.
std::vector<double> numbers_of(std::string_view text) {
    std::vector<double> numbers;
    for (;;) {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        double value = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{}) return numbers;
        numbers.push_back(value);
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        if (text.empty() || text.front() != ',') return numbers;
        text.remove_prefix(1);
    }
}

bool take(std::string_view& text, std::string_view tag) {
    if (!text.starts_with(tag)) return false;
    text.remove_prefix(tag.size());
    return true;
}

MediaTime after(MediaTime time, double ms) {
    const auto limit = static_cast<double>(kLongest.count());
    return time + milliseconds(static_cast<std::int64_t>(std::clamp(ms, -limit, limit)));
}

class Motions {
 public:
    Motions(MediaTime start, MediaTime end) : start_(start), end_(end) {}

    void always() { add(start_, end_); }

    /// `tag` is what follows a backslash.
    void take_tag(std::string_view tag) {
        if (take(tag, "fad(")) {
            const auto times = numbers_of(tag);
            if (times.size() != 2) return always();
            add(start_, after(start_, times[0]));
            add(after(end_, -times[1]), end_);
        } else if (take(tag, "fade(")) {
            const auto times = numbers_of(tag);
            if (times.size() != 7) return always();
            between(times[3], times[4]);
            between(times[5], times[6]);
        } else if (take(tag, "move(")) {
            const auto times = numbers_of(tag);
            times.size() == 6 ? between(times[4], times[5]) : always();
        } else if (take(tag, "t(")) {
            const auto times = numbers_of(tag);
            times.size() == 2 || times.size() == 3 ? between(times[0], times[1]) : always();
        } else if (take(tag, "kf") || take(tag, "ko") || take(tag, "k") || take(tag, "K")) {
            const auto length = numbers_of(tag);
            sung_ = after(sung_, length.empty() ? 0 : length[0] * 10);
            add(start_, start_ + sung_);
        }
    }

    std::vector<AssMotion> result() { return std::move(motions_); }

 private:
    void between(double from, double until) {
        // Without a time, or with one before the other, it lasts as long as the event.
        until > from ? add(after(start_, from), after(start_, until)) : always();
    }
    void add(MediaTime from, MediaTime until) {
        from = std::max(from, start_);
        until = std::min(until, end_);
        if (from < until) motions_.push_back({from, until});
    }

    const MediaTime start_, end_;
    MediaTime sung_{0};
    std::vector<AssMotion> motions_;
};

}  // namespace

std::vector<AssMotion> ass_motion(std::string_view fields, MediaTime start, MediaTime end) {
    Motions motions(start, end);
    constexpr std::array<std::string_view, 3> kEffects = {"Banner;", "Scroll up;", "Scroll down;"};
    if (std::ranges::any_of(kEffects, [&](auto effect) { return fields.find(effect) != fields.npos; }))
        motions.always();
    for (std::size_t at = fields.find('\\'); at != fields.npos; at = fields.find('\\', at + 1))
        motions.take_tag(fields.substr(at + 1));
    return motions.result();
}

AssSchedule::AssSchedule(const SubtitleDocument& document) {
    const bool inside = !document.cues.empty() && !document.cues.front().event.empty();
    if (inside) {
        for (const SubtitleCue& cue : document.cues) add(cue.event, cue.start, cue.end);
    } else if (document.ass) {
        for (const AssEvent& event : parse_ass_events(document.ass->text)) add(event.fields, event.start, event.end);
    }
    std::ranges::stable_sort(events_, {}, &Event::start);
}

void AssSchedule::add(std::string_view fields, MediaTime start, MediaTime end) {
    events_.push_back({start, end, ass_motion(fields, start, end)});
}

MediaTime AssSchedule::moment(MediaTime time) const {
    MediaTime last{0};
    const auto passed = [&](MediaTime moment) {
        if (moment <= time) last = std::max(last, moment);
    };
    for (const Event& event : events_) {
        if (event.start > time) break;
        passed(event.start);
        passed(event.end);
        for (const AssMotion& motion : event.moving) {
            if (motion.from <= time && time < motion.until) return time;
            passed(motion.until);
        }
    }
    return std::min(last, time);
}

}  // namespace cliffhanger
