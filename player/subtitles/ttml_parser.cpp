#include "player/subtitles/ttml_parser.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <unordered_map>

#include "player/subtitles/cue_text.h"
#include "player/subtitles/ttml_time.h"

namespace cliffhanger {
namespace {

/// Far deeper than any document; keeps hostile nesting off the stack.
constexpr int kMaxDepth = 64;

/// Authors disagree about prefixes; the local names are unambiguous.
std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& candidate : node.attributes()) {
        if (local_name(candidate.name()) == name) return candidate.value();
    }
    return {};
}

double number_or(std::string_view text, double otherwise) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && value > 0 ? value : otherwise;
}

TtmlRates read_rates(const pugi::xml_node& root) {
    TtmlRates rates;
    rates.frame_rate = number_or(attribute(root, "frameRate"), rates.frame_rate);
    const std::string_view multiplier = attribute(root, "frameRateMultiplier");
    if (const std::size_t gap = multiplier.find_first_of(" :"); gap != std::string_view::npos) {
        rates.frame_rate *= number_or(multiplier.substr(0, gap), 1) / number_or(multiplier.substr(gap + 1), 1);
    }
    rates.tick_rate = number_or(attribute(root, "tickRate"), rates.tick_rate);
    return rates;
}

struct Span {
    MediaTime begin{0};
    std::optional<MediaTime> end;
};

class Reader {
 public:
    explicit Reader(const pugi::xml_node& root) : rates_(read_rates(root)) { collect_ruby_styles(root, 0); }

    /// Times are relative to the parent's begin, and no child outlasts its parent.
    void read_container(const pugi::xml_node& node, const Span& parent, int depth) {
        if (depth > kMaxDepth) return;
        const Span span = timing_of(node, parent);
        if (local_name(node.name()) == "p") {
            read_paragraph(node, span);
            return;
        }
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_element) read_container(child, span, depth + 1);
        }
    }

    std::vector<SubtitleCue> take() { return std::move(cues_); }

 private:
    Span timing_of(const pugi::xml_node& node, const Span& parent) const {
        Span span = parent;
        if (const auto begin = parse_ttml_time(attribute(node, "begin"), rates_)) span.begin = parent.begin + *begin;
        std::optional<MediaTime> own_end;
        if (const auto end = parse_ttml_time(attribute(node, "end"), rates_)) own_end = parent.begin + *end;
        if (const auto duration = parse_ttml_time(attribute(node, "dur"), rates_)) {
            const MediaTime by_duration = span.begin + *duration;
            own_end = own_end ? std::min(*own_end, by_duration) : by_duration;
        }
        if (own_end) span.end = parent.end ? std::min(*parent.end, *own_end) : *own_end;
        return span;
    }

    static bool is_timed(const pugi::xml_node& node) {
        return !attribute(node, "begin").empty() || !attribute(node, "end").empty();
    }

    void read_paragraph(const pugi::xml_node& node, const Span& span) {
        const auto children = node.children();
        if (std::any_of(children.begin(), children.end(), is_timed)) {
            for (const pugi::xml_node& child : children) {
                if (is_timed(child)) add_cue(child, timing_of(child, span));
            }
        } else {
            add_cue(node, span);
        }
    }

    void add_cue(const pugi::xml_node& node, const Span& span) {
        if (!span.end) return;
        std::string text;
        append_text(node, text, 0);
        cues_.push_back({span.begin, *span.end, trim_lines(text)});
    }

    /// Line ends of the file are spaces; only <br/> breaks a line.
    void append_text(const pugi::xml_node& node, std::string& text, int depth) {
        if (depth > kMaxDepth) return;
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                append_collapsed(child.value(), text);
            } else if (local_name(child.name()) == "br") {
                text += '\n';
            } else if (local_name(child.name()) == "span" && !is_reading(child)) {
                append_text(child, text, depth + 1);
            }
        }
    }

    static void append_collapsed(std::string_view value, std::string& text) {
        for (const char c : value) {
            const bool space = c == ' ' || c == '\t' || c == '\n';
            if (space && (text.empty() || text.back() == ' ' || text.back() == '\n')) continue;
            text += space ? ' ' : c;
        }
    }

    /// Ruby's readings and their parentheses have no place in one line of plain text.
    bool is_reading(const pugi::xml_node& span) const {
        std::string_view role = attribute(span, "ruby");
        if (role.empty()) {
            const auto found = ruby_styles_.find(std::string(attribute(span, "style")));
            if (found != ruby_styles_.end()) role = found->second;
        }
        return role == "text" || role == "textContainer" || role == "delimiter";
    }

    void collect_ruby_styles(const pugi::xml_node& node, int depth) {
        if (depth > kMaxDepth) return;
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = local_name(child.name());
            if (name == "head" || name == "styling") collect_ruby_styles(child, depth + 1);
            const std::string_view role = name == "style" ? attribute(child, "ruby") : std::string_view();
            if (!role.empty()) ruby_styles_[std::string(attribute(child, "id"))] = role;
        }
    }

    TtmlRates rates_;
    std::unordered_map<std::string, std::string> ruby_styles_;
    std::vector<SubtitleCue> cues_;
};

}  // namespace

bool is_ttml(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos || text[first] != '<') return false;
    const std::string_view head = text.substr(first, 4096);
    for (std::size_t at = head.find("tt"); at != std::string_view::npos; at = head.find("tt", at + 1)) {
        const char before = at == 0 ? ' ' : head[at - 1];
        const char after = at + 2 < head.size() ? head[at + 2] : '>';
        if ((before == '<' || before == ':') && (after == ' ' || after == '>' || after == '\n' || after == '\t'))
            return true;
    }
    return false;
}

Result<std::vector<SubtitleCue>> parse_ttml(std::string_view text) {
    pugi::xml_document document;
    const auto status = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                             pugi::encoding_utf8);
    if (!status) {
        return fail(ErrorKind::Corrupted,
                    std::string("The subtitles are not well-formed XML: ") + status.description());
    }
    const pugi::xml_node root = document.document_element();
    if (local_name(root.name()) != "tt") return fail(ErrorKind::Unsupported, "The XML is not TTML");
    Reader reader(root);
    for (const pugi::xml_node& child : root.children()) {
        if (local_name(child.name()) == "body") reader.read_container(child, Span{}, 0);
    }
    return reader.take();
}

}  // namespace cliffhanger
