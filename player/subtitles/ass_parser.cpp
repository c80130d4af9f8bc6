#include "player/subtitles/ass_parser.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>

#include "player/subtitles/cue_markup.h"
#include "player/subtitles/cue_time.h"

namespace cliffhanger {
namespace {

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// What follows `key` where the line begins with it.
std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
    if (line.size() < key.size() || !equals_ignoring_case(line.substr(0, key.size()), key)) return std::nullopt;
    return trim(line.substr(key.size()));
}

/// Which comma-separated field of an event holds what; the last one may contain commas.
struct EventFormat {
    std::size_t start = 1, end = 2, text = 9, count = 10;
};

std::optional<EventFormat> parse_format(std::string_view fields) {
    constexpr std::size_t kMissing = static_cast<std::size_t>(-1);
    EventFormat format{kMissing, kMissing, kMissing, 0};
    for (bool more = true; more; ++format.count) {
        const std::size_t comma = fields.find(',');
        const std::string_view name = trim(fields.substr(0, comma));
        if (equals_ignoring_case(name, "Start")) format.start = format.count;
        if (equals_ignoring_case(name, "End")) format.end = format.count;
        if (equals_ignoring_case(name, "Text")) format.text = format.count;
        more = comma != std::string_view::npos;
        if (more) fields.remove_prefix(comma + 1);
    }
    if (format.start == kMissing || format.end == kMissing || format.text == kMissing) return std::nullopt;
    return format;
}

std::optional<AssEvent> parse_event(std::string_view fields, const EventFormat& format) {
    AssEvent event;
    event.fields = fields;
    bool has_start = false, has_end = false;
    for (std::size_t index = 0; index < format.count; ++index) {
        const bool last = index + 1 == format.count;
        const std::size_t comma = last ? std::string_view::npos : fields.find(',');
        if (!last && comma == std::string_view::npos) return std::nullopt;
        const std::string_view field = fields.substr(0, comma);
        if (index == format.start || index == format.end) {
            std::string_view rest = trim(field);
            const auto time = take_clock_time(rest);
            if (!time || !rest.empty()) return std::nullopt;
            (index == format.start ? event.start : event.end) = *time;
            (index == format.start ? has_start : has_end) = true;
        }
        if (index == format.text) event.text = field;
        if (!last) fields.remove_prefix(comma + 1);
    }
    if (!has_start || !has_end) return std::nullopt;
    return event;
}

}  // namespace

bool is_ass(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return false;
    text.remove_prefix(first);
    return text[0] == '[' ? value_of(text, "[Script Info]") || value_of(text, "[Events]") || value_of(text, "[V4")
                          : text.find("\n[Events]") != std::string_view::npos;
}

std::vector<AssEvent> parse_ass_events(std::string_view text) {
    std::vector<AssEvent> events;
    EventFormat format;
    bool in_events = false;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
        if (value_of(line, "[Events]")) {
            in_events = true;
        } else if (!line.empty() && line.front() == '[' && line.back() == ']') {
            in_events = false;
        } else if (!in_events) {
            continue;
        } else if (const auto fields = value_of(line, "Format:")) {
            format = parse_format(*fields).value_or(format);
        } else if (const auto event = value_of(line, "Dialogue:")) {
            if (const auto parsed = parse_event(*event, format)) events.push_back(*parsed);
        }
    }
    return events;
}

std::vector<SubtitleCue> parse_ass(std::string_view text) {
    std::vector<SubtitleCue> cues;
    for (const AssEvent& event : parse_ass_events(text)) {
        SubtitleCue& cue = cues.emplace_back();
        cue.start = event.start;
        cue.end = event.end;
        cue.text = text_from_ass(event.text).styled.text;
    }
    return cues;
}

}  // namespace cliffhanger
