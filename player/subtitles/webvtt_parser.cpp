#include "player/subtitles/webvtt_parser.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "player/subtitles/webvtt_markup.h"
#include "player/subtitles/webvtt_settings.h"
#include "player/subtitles/webvtt_styles.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kSignature = "WEBVTT";
constexpr std::string_view kArrow = "-->";
/// Ten thousand hours; beyond it microseconds would soon not fit.
constexpr std::int64_t kMaxHours = 10'000;

class Lines {
 public:
    explicit Lines(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    std::string_view peek() const { return rest_.substr(0, rest_.find('\n')); }
    std::string_view next() {
        const std::string_view line = peek();
        rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
        return line;
    }

 private:
    std::string_view rest_;
};

class TimingReader {
 public:
    explicit TimingReader(std::string_view line) : rest_(line) {}

    void skip_spaces() {
        while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\f')) rest_.remove_prefix(1);
    }
    bool skip(std::string_view token) {
        if (rest_.substr(0, token.size()) != token) return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    std::string_view rest() const { return rest_; }

    /// [hours:]mm:ss.mmm, where only the hours may have any number of digits.
    std::optional<MediaTime> time() {
        const auto first = number();
        if (!first || !skip(":")) return std::nullopt;
        const auto second = number();
        if (!second || second->digits != 2) return std::nullopt;
        std::int64_t hours = 0, minutes = first->value, seconds = second->value;
        if (skip(":")) {
            const auto third = number();
            if (!third || third->digits != 2) return std::nullopt;
            hours = first->value, minutes = second->value, seconds = third->value;
        } else if (first->digits != 2) {
            return std::nullopt;
        }
        if (!skip(".")) return std::nullopt;
        const auto fraction = number();
        if (!fraction || fraction->digits != 3 || minutes > 59 || seconds > 59 || hours > kMaxHours)
            return std::nullopt;
        return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds) +
               std::chrono::milliseconds(fraction->value);
    }

 private:
    struct Number {
        std::int64_t value;
        std::size_t digits;
    };
    std::optional<Number> number() {
        const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        if (digits == 0) return std::nullopt;
        std::int64_t value = 0;
        for (const char digit : rest_.substr(0, digits)) value = std::min(value * 10 + (digit - '0'), kMaxHours + 1);
        rest_.remove_prefix(digits);
        return Number{value, digits};
    }

    std::string_view rest_;
};

/// What may stand before the cues.
struct Definitions {
    WebVttStyles styles;
    WebVttRegions regions;
};

std::optional<SubtitleCue> parse_timings(std::string_view line, const WebVttRegions& regions) {
    TimingReader reader(line);
    SubtitleCue cue;
    reader.skip_spaces();
    const auto start = reader.time();
    reader.skip_spaces();
    if (!start || !reader.skip(kArrow)) return std::nullopt;
    reader.skip_spaces();
    const auto end = reader.time();
    if (!end) return std::nullopt;
    cue.start = *start;
    cue.end = *end;
    cue.place = parse_webvtt_settings(reader.rest(), regions);
    return cue;
}

bool has_arrow(std::string_view line) { return line.find(kArrow) != std::string_view::npos; }

void set_text(const std::string& text, std::string_view id, const WebVttStyles& styles, SubtitleCue& cue) {
    const auto styler = [&](std::span<const CueNode> chain, CueLook& look) { styles.apply(chain, look); };
    StyledText styled = text_from_webvtt(text, id, styler);
    cue.text = std::move(styled.text);
    cue.spans = std::move(styled.spans);
}

/// Consumes lines to the next empty one; a line with an arrow after the text begins the next cue and stays. Definitions
/// count only before the first cue.
std::optional<SubtitleCue> collect_block(Lines& lines, Definitions& definitions, bool defining) {
    std::optional<SubtitleCue> cue;
    std::string text;
    std::string_view id;
    bool seen_arrow = false;
    const std::string_view head = lines.peek();
    const bool style = defining && head.substr(0, 5) == "STYLE" && head.find_first_not_of(" \t", 5) == head.npos;
    const bool region = defining && head.substr(0, 6) == "REGION" && head.find_first_not_of(" \t", 6) == head.npos;
    for (int line_number = 1; !lines.at_end(); ++line_number) {
        const std::string_view line = lines.peek();
        if (line.empty()) break;
        if (has_arrow(line)) {
            // Only the first or second line may hold the timings; later arrows belong to the next block.
            if (seen_arrow || line_number > 2) break;
            lines.next();
            seen_arrow = true;
            cue = parse_timings(line, definitions.regions);
            continue;
        }
        lines.next();
        if (seen_arrow || ((style || region) && line_number > 1)) (text += line) += '\n';
        if (line_number == 1) id = line;
    }
    if (cue) set_text(text, id, definitions.styles, *cue);
    if (!seen_arrow && style) definitions.styles.read(text);
    if (!seen_arrow && region) read_webvtt_region(text, definitions.regions);
    return cue;
}

}  // namespace

bool is_webvtt(std::string_view text) {
    if (text.substr(0, kSignature.size()) != kSignature) return false;
    if (text.size() == kSignature.size()) return true;
    const char after = text[kSignature.size()];
    return after == ' ' || after == '\t' || after == '\n';
}

std::vector<SubtitleCue> parse_webvtt(std::string_view text) {
    Lines lines(text);
    lines.next();
    // The header ends with an empty line, or with the first timings where that is missing.
    while (!lines.at_end() && !lines.peek().empty() && !has_arrow(lines.peek())) lines.next();
    std::vector<SubtitleCue> cues;
    Definitions definitions;
    while (!lines.at_end()) {
        if (lines.peek().empty()) {
            lines.next();
        } else if (auto cue = collect_block(lines, definitions, cues.empty())) {
            cues.push_back(std::move(*cue));
        }
    }
    return cues;
}

}  // namespace cliffhanger
