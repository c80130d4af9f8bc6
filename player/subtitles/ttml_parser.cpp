#include "player/subtitles/ttml_parser.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "player/subtitles/cue_text_builder.h"
#include "player/subtitles/ttml_styles.h"
#include "player/subtitles/ttml_time.h"

namespace cliffhanger {
namespace {

/// Far deeper than any document; keeps hostile nesting off the stack.
constexpr int kMaxDepth = 64;

double number_or(std::string_view text, double otherwise) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && value > 0 ? value : otherwise;
}

TtmlRates read_rates(const pugi::xml_node& root) {
    TtmlRates rates;
    rates.frame_rate = number_or(ttml_attribute(root, "frameRate"), rates.frame_rate);
    const std::string_view multiplier = ttml_attribute(root, "frameRateMultiplier");
    if (const std::size_t gap = multiplier.find_first_of(" :"); gap != std::string_view::npos) {
        rates.frame_rate *= number_or(multiplier.substr(0, gap), 1) / number_or(multiplier.substr(gap + 1), 1);
    }
    rates.tick_rate = number_or(ttml_attribute(root, "tickRate"), rates.tick_rate);
    return rates;
}

struct Span {
    MediaTime begin{0};
    std::optional<MediaTime> end;
};

/// What elements hand down to those within them.
struct Context {
    Span span;
    CueLook look;
    std::string_view region;
};

class Reader {
 public:
    Reader(const pugi::xml_node& root, std::optional<MediaTime> open_end)
        : rates_(read_rates(root)), styles_(root), open_end_(open_end) {}

    /// Times are relative to the parent's begin, and no child outlasts its parent.
    void read_container(const pugi::xml_node& node, const Context& parent, int depth) {
        if (depth > kMaxDepth) return;
        const Context context = within(node, parent);
        if (ttml_local_name(node.name()) == "p") {
            read_paragraph(node, context);
            return;
        }
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_element) read_container(child, context, depth + 1);
        }
    }

    std::vector<SubtitleCue> take() { return std::move(cues_); }

 private:
    Context within(const pugi::xml_node& node, const Context& parent) const {
        Context context = parent;
        context.span = timing_of(node, parent.span);
        styles_.apply(node, context.look);
        if (const auto region = ttml_attribute(node, "region"); !region.empty()) context.region = region;
        return context;
    }

    Span timing_of(const pugi::xml_node& node, const Span& parent) const {
        Span span = parent;
        if (const auto begin = parse_ttml_time(ttml_attribute(node, "begin"), rates_))
            span.begin = parent.begin + *begin;
        std::optional<MediaTime> own_end;
        if (const auto end = parse_ttml_time(ttml_attribute(node, "end"), rates_)) own_end = parent.begin + *end;
        if (const auto duration = parse_ttml_time(ttml_attribute(node, "dur"), rates_)) {
            const MediaTime by_duration = span.begin + *duration;
            own_end = own_end ? std::min(*own_end, by_duration) : by_duration;
        }
        if (own_end) span.end = parent.end ? std::min(*parent.end, *own_end) : *own_end;
        return span;
    }

    static bool is_timed(const pugi::xml_node& node) {
        return !ttml_attribute(node, "begin").empty() || !ttml_attribute(node, "end").empty();
    }

    void read_paragraph(const pugi::xml_node& node, const Context& context) {
        const auto children = node.children();
        if (std::any_of(children.begin(), children.end(), is_timed)) {
            for (const pugi::xml_node& child : children) {
                if (is_timed(child)) add_cue(child, within(child, context));
            }
        } else {
            add_cue(node, context);
        }
    }

    void add_cue(const pugi::xml_node& node, const Context& context) {
        const auto end = context.span.end ? context.span.end : open_end_;
        if (!end) return;
        CueTextBuilder builder;
        builder.look() = context.look;
        last_ = '\n';
        append_text(node, builder, 0);
        StyledText styled = builder.finish();
        SubtitleCue cue;
        cue.start = context.span.begin;
        cue.end = *end;
        cue.text = std::move(styled.text);
        cue.spans = std::move(styled.spans);
        cue.place = styles_.place(context.region);
        cues_.push_back(std::move(cue));
    }

    /// Line ends of the file are spaces; only <br/> breaks a line.
    void append_text(const pugi::xml_node& node, CueTextBuilder& builder, int depth) {
        if (depth > kMaxDepth) return;
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                append_collapsed(child.value(), builder);
            } else if (ttml_local_name(child.name()) == "br") {
                builder.append("\n");
                last_ = '\n';
            } else if (ttml_local_name(child.name()) == "span") {
                append_span(child, builder, depth);
            }
        }
    }

    void append_span(const pugi::xml_node& span, CueTextBuilder& builder, int depth) {
        const std::string_view role = styles_.ruby(span);
        if (role == "delimiter") return;  // parentheses for who cannot show readings
        if (role == "container") bases_.clear();
        if (role == "text") {
            // In order, whether bases and readings take turns or stand in containers of their own.
            const auto unread = std::ranges::find_if(bases_, [](const auto& base) { return base->empty(); });
            if (unread != bases_.end()) append_reading(span, **unread, depth);
            return;
        }
        const CueLook before = builder.look();
        styles_.apply(span, builder.look());
        if (role == "base") builder.look().reading = bases_.emplace_back(std::make_shared<std::string>());
        append_text(span, builder, depth + 1);
        builder.look() = before;
    }

    static void append_reading(const pugi::xml_node& node, std::string& reading, int depth) {
        if (depth > kMaxDepth) return;
        for (const pugi::xml_node& child : node.children()) {
            const bool text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
            if (text) reading += child.value();
            append_reading(child, reading, depth + 1);
        }
    }

    void append_collapsed(std::string_view value, CueTextBuilder& builder) {
        std::string text;
        for (const char c : value) {
            const bool space = c == ' ' || c == '\t' || c == '\n';
            if (space && (last_ == ' ' || last_ == '\n')) continue;
            last_ = space ? ' ' : c;
            text += last_;
        }
        builder.append(text);
    }

    TtmlRates rates_;
    TtmlStyles styles_;
    const std::optional<MediaTime> open_end_;
    char last_ = '\n';                                 ///< of the cue that is put together
    std::vector<std::shared_ptr<std::string>> bases_;  ///< of the ruby that is put together
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

Result<std::vector<SubtitleCue>> parse_ttml(std::string_view text, std::optional<MediaTime> open_end) {
    pugi::xml_document document;
    const auto status = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                             pugi::encoding_utf8);
    if (!status) {
        return fail(ErrorKind::Corrupted,
                    std::string("The subtitles are not well-formed XML: ") + status.description());
    }
    const pugi::xml_node root = document.document_element();
    if (ttml_local_name(root.name()) != "tt") return fail(ErrorKind::Unsupported, "The XML is not TTML");
    Reader reader(root, open_end);
    for (const pugi::xml_node& child : root.children()) {
        if (ttml_local_name(child.name()) == "body") reader.read_container(child, Context{}, 0);
    }
    return reader.take();
}

}  // namespace cliffhanger
