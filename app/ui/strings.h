// What the interface says, in the language that was chosen. Plain values, cheap to copy; texts live as long as the
// program. How to add a text: ARCHITECTURE.md, "Texts and languages".
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "app/locale/languages.h"
#include "app/locale/texts.h"
#include "net/result.h"
#include "player/media_time.h"

namespace cliffhanger {

class LocalizedTexts;

/// What takes the place of {name} in a text: {"title", series.title} or {"n", 12}.
class TextValue {
 public:
    TextValue(std::string_view name, std::string_view words) : name_(name), value_(words) {}
    TextValue(std::string_view name, const std::string& words) : TextValue(name, std::string_view(words)) {}
    TextValue(std::string_view name, const char* words) : TextValue(name, std::string_view(words)) {}
    template <std::integral Number>
    TextValue(std::string_view name, Number number) : name_(name), value_(static_cast<long long>(number)) {}

    std::string_view name() const { return name_; }
    /// Numbers as the language writes them; words such that their direction changes nothing around them.
    std::string text(std::string_view language) const;

 private:
    std::string_view name_;
    std::variant<std::string_view, long long> value_;
};

class Strings {
 public:
    using Values = std::initializer_list<TextValue>;

    /// BCP 47; an unknown language speaks English.
    explicit Strings(std::string_view language);

    std::string_view operator()(Text text) const;
    /// strings.with(Text::BecauseYouFinished, {{"title", title}})
    std::string with(Text text, Values values) const;
    /// The form that the language has for `n`, which takes the place of {n}.
    std::string plural(Plural plural, std::int64_t n, Values values = {}) const;

    /// "80 episodes"
    std::string episodes(int count) const { return plural(Plural::Episodes, count); }
    /// 128400 -> "128.4K", "12.8万", ...
    std::string count(std::int64_t value) const;
    /// 1234 -> "1,234", "1.234", ...
    std::string number(std::int64_t value) const;
    /// 0.45 -> "45%"
    std::string percent(double share) const;
    /// "1.2 GB"
    std::string size(std::int64_t bytes) const;
    /// "1 h 38 min"
    std::string duration(double seconds) const;
    /// "Nov 21, 2026"
    std::string date(int year, int month, int day) const;
    Text cause_of(ErrorKind kind, ErrorDetail detail = ErrorDetail::None) const;
    bool rtl() const;
    /// Begins a line that mixes scripts: it makes the interface's direction the line's. Empty for left-to-right
    /// languages.
    std::string_view mark() const { return rtl() ? "\u200F" : ""; }
    /// The language whose strings these are: "en" for an unknown one.
    std::string_view language() const;

 private:
    std::string filled(std::string_view pattern, Values values) const;

    const LocalizedTexts* texts_;
};

/// "0:48", "1:02:03"; digits are the same everywhere.
std::string format_time(MediaTime time);
/// `words` such that their direction changes nothing in a line of `language` around them: within marks of their own
/// where they could.
std::string isolated(std::string_view words, std::string_view language);

}  // namespace cliffhanger
