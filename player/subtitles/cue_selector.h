// What the argument of ::cue() in a WebVTT STYLE block is about: a selector of CSS over the tags of a cue. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cliffhanger {

/// An open tag of a cue, or the cue itself (without a name).
struct CueNode {
    std::string name;        ///< "c", "v", "b"
    std::string classes;     ///< "yellow.shout"
    std::string annotation;  ///< the voice of <v>, the language of <lang>
    std::string id;          ///< of the cue
};

bool has_class(std::string_view classes, std::string_view wanted);

class CueSelector {
 public:
    /// The alternatives between commas; those that captions cannot know (:past, siblings) are left out.
    static std::vector<CueSelector> parse_list(std::string_view text);

    /// Whether it is about the last of `chain`, which leads there from the cue itself.
    bool matches(std::span<const CueNode> chain) const;
    /// Which rule is stronger: ids before classes and attributes before types.
    int specificity() const { return specificity_; }

 private:
    struct Attribute {
        std::string name, value;
        char how = ' ';  ///< the character before '='; ' ' = equal, '\0' = there at all
        bool matches(const CueNode& node) const;
    };
    struct Compound {
        std::string type, id, language;
        std::vector<std::string> classes;
        std::vector<Attribute> attributes;
        bool root = false;
        bool child = false;  ///< of the one before, not any descendant
    };
    bool read(std::string_view text);
    bool read_compound(std::string_view& rest);
    bool read_pseudo_class(std::string_view& rest, Compound& compound);
    static bool read_attribute(std::string_view& rest, Compound& compound);
    static bool fits(const Compound& compound, std::span<const CueNode> chain);

    std::vector<Compound> compounds_;
    int specificity_ = 0;
};

/// `text` up to the first of `stops` that is in no quotes, brackets or parentheses, which is taken away with it.
std::string_view take_css_until(std::string_view& text, std::string_view stops);
std::string_view trimmed_css(std::string_view text);

}  // namespace cliffhanger
