#include "player/subtitles/webvtt_markup.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "player/subtitles/cue_text.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxNesting = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "Ann &amp;  Bob" is "Ann & Bob".
std::string annotation_of(std::string_view text) {
    std::string out;
    for (const char c : decode_entities(text)) {
        const bool space = c == ' ' || c == '\t' || c == '\n';
        if (space && (out.empty() || out.back() == ' ')) continue;
        out += space ? ' ' : c;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

class Reader {
 public:
    Reader(std::string_view id, const CueStyler& styler) : styler_(styler) {
        chain_.push_back({"", "", "", std::string(id)});
        styler_(chain_, builder_.look());
    }

    void text(std::string_view raw) {
        const std::string decoded = decode_entities(raw);
        if (is_open("rp")) return;  // parentheses for who cannot show readings
        if (is_open("rt")) {
            if (reading_) *reading_ += decoded;
        } else {
            base_ = base_ || !decoded.empty();
            builder_.append(decoded);
        }
    }

    void open(std::string_view tag) {
        const std::size_t head = std::min(tag.find_first_of(" \t\n"), tag.size());
        const std::string_view whole = tag.substr(0, head);
        const std::size_t dot = std::min(whole.find('.'), whole.size());
        const std::string_view name = whole.substr(0, dot);
        // A time stamp within the text, or nothing that has an end.
        if (name.empty() || !is_letter(name[0]) || looks_.size() == kMaxNesting) return;
        if (name == "rt" && is_open("rt")) close("rt");
        looks_.push_back(builder_.look());
        chain_.push_back({std::string(name), std::string(whole.substr(std::min(dot + 1, whole.size()))),
                          annotation_of(tag.substr(head)), ""});
        if (name == "ruby") begin_base();
        CueLook& look = builder_.look();
        if (name == "b") look.bold = true;
        if (name == "i") look.italic = true;
        if (name == "u") look.underline = true;
        styler_(chain_, look);
    }

    /// The innermost one of that name with all within it; a stray one is nothing.
    void close(std::string_view name) {
        const auto found =
            std::find_if(chain_.rbegin(), chain_.rend() - 1, [&](const CueNode& node) { return node.name == name; });
        if (found == chain_.rend() - 1) return;
        const bool reading_over = is_open("rt");
        const auto depth = static_cast<std::size_t>(chain_.rend() - found) - 1;  // of the tag, from 1
        builder_.look() = looks_[depth - 1];
        looks_.resize(depth - 1);
        chain_.resize(depth);
        if (!reading_over || is_open("rt")) return;
        // A reading of nothing is text.
        if (!base_ && reading_) builder_.append(*reading_);
        if (is_open("ruby")) begin_base();
    }

    StyledText finish() const { return builder_.finish(); }

 private:
    bool is_open(std::string_view name) const {
        return std::ranges::any_of(chain_, [&](const CueNode& node) { return node.name == name; });
    }
    void begin_base() {
        reading_ = std::make_shared<std::string>();
        base_ = false;
        builder_.look().reading = reading_;
    }

    const CueStyler& styler_;
    CueTextBuilder builder_;
    std::vector<CueNode> chain_;
    std::vector<CueLook> looks_;  ///< before each of the chain but the first
    std::shared_ptr<std::string> reading_;
    bool base_ = false;  ///< there is something that it stands over
};

}  // namespace

StyledText text_from_webvtt(std::string_view text, std::string_view id, const CueStyler& styler) {
    Reader reader(id, styler);
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '<') {
            const std::size_t next = std::min(text.find('<', i), text.size());
            reader.text(text.substr(i, next - i));
            i = next;
            continue;
        }
        const std::size_t close = std::min(text.find('>', i), text.size());
        const std::string_view tag = text.substr(i + 1, close - i - 1);
        i = close + 1;
        if (tag.empty()) continue;
        tag[0] == '/' ? reader.close(tag.substr(1)) : reader.open(tag);
    }
    return reader.finish();
}

}  // namespace cliffhanger
