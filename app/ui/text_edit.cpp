#include "app/ui/text_edit.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

char32_t character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<char32_t>(static_cast<unsigned char>(text[i])) : char32_t{0};
    };
    const char32_t first = byte(at);
    if (first < 0x80) return first;
    if (first < 0xE0) return (first & 0x1F) << 6 | (byte(at + 1) & 0x3F);
    if (first < 0xF0) return (first & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
    return (first & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 | (byte(at + 2) & 0x3F) << 6 | (byte(at + 3) & 0x3F);
}

/// Belongs to the character before it: marks, vowel signs, variation selectors, joiners, skin tones.
bool joins(char32_t c) {
    struct Range {
        char32_t first, last;
    };
    constexpr Range kMarks[] = {
        {0x0300, 0x036F}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},  {0x093A, 0x093C},
        {0x093E, 0x094F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF},
        {0x200D, 0x200D}, {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0x1F3FB, 0x1F3FF}};
    return std::any_of(std::begin(kMarks), std::end(kMarks),
                       [c](const Range& range) { return c >= range.first && c <= range.last; });
}

bool is_blank(char byte) { return byte == ' ' || byte == '-' || byte == ',' || byte == '.'; }

}  // namespace

void TextEdit::set_text(std::string text) {
    text_ = std::move(text);
    caret_ = anchor_ = text_.size();
}

std::string_view TextEdit::selected() const {
    return std::string_view(text_).substr(selection_begin(), selection_end() - selection_begin());
}

void TextEdit::insert(std::string_view utf8) {
    std::string clean;
    for (const char c : utf8) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        clean.push_back(control ? ' ' : c);
    }
    const std::size_t room = kLongest - std::min(kLongest, text_.size() - selected().size());
    if (clean.size() > room) {
        std::size_t end = room;
        while (end > 0 && continues(clean[end])) --end;
        clean.resize(end);
    }
    const std::size_t begin = selection_begin();
    text_.replace(begin, selected().size(), clean);
    caret_ = anchor_ = begin + clean.size();
}

void TextEdit::erase_before() {
    if (!has_selection()) anchor_ = before(caret_);
    insert({});
}

void TextEdit::erase_after() {
    if (!has_selection()) anchor_ = after(caret_);
    insert({});
}

void TextEdit::select_all() {
    anchor_ = 0;
    caret_ = text_.size();
}

std::size_t TextEdit::before(std::size_t position) const {
    while (position > 0) {
        --position;
        while (position > 0 && continues(text_[position])) --position;
        const bool joined = position > 0 && joins(character_at(text_, position));
        // Behind a joiner stands the second half of one picture.
        const bool behind_joiner = position >= 3 && character_at(text_, position - 3) == 0x200D;
        if (!joined && !behind_joiner) break;
    }
    return position;
}

std::size_t TextEdit::after(std::size_t position) const {
    bool joiner = false;
    while (position < text_.size()) {
        joiner = character_at(text_, position) == 0x200D;
        ++position;
        while (position < text_.size() && continues(text_[position])) ++position;
        if (!joiner && (position >= text_.size() || !joins(character_at(text_, position)))) break;
    }
    return position;
}

std::size_t TextEdit::target(Way way, Unit unit) const {
    const bool forward = way == Way::Forward;
    if (unit == Unit::Line) return forward ? text_.size() : 0;
    std::size_t at = forward ? after(caret_) : before(caret_);
    if (unit == Unit::Character) return at;
    if (forward) {
        while (at < text_.size() && !is_blank(text_[at])) at = after(at);
        while (at < text_.size() && is_blank(text_[at])) at = after(at);
    } else {
        while (at > 0 && is_blank(text_[at])) at = before(at);
        while (at > 0 && !is_blank(text_[before(at)])) at = before(at);
    }
    return at;
}

void TextEdit::move(Way way, Unit unit, Selecting selecting) {
    // Without Shift, the arrows leave a selection at its edge.
    if (selecting == Selecting::No && has_selection() && unit == Unit::Character) {
        caret_ = anchor_ = way == Way::Forward ? selection_end() : selection_begin();
        return;
    }
    place(target(way, unit), selecting);
}

void TextEdit::place(std::size_t position, Selecting selecting) {
    caret_ = std::min(position, text_.size());
    while (caret_ > 0 && caret_ < text_.size() && continues(text_[caret_])) --caret_;
    if (selecting == Selecting::No) anchor_ = caret_;
}

TextEdit::Outcome TextEdit::handle(const KeyEvent& key, bool rtl) {
    if (!key.down || key.alt) return Outcome::Ignored;
    const Selecting selecting = key.shift ? Selecting::Yes : Selecting::No;
    const Unit unit = key.ctrl ? Unit::Word : Unit::Character;
    const auto moved = [&](Way way, Unit by) {
        const std::size_t caret = caret_, anchor = anchor_;
        move(way, by, selecting);
        return caret == caret_ && anchor == anchor_ ? Outcome::Ignored : Outcome::Moved;
    };
    const auto erased = [&](bool backward) {
        const std::size_t size = text_.size();
        if (!has_selection() && key.ctrl) anchor_ = target(backward ? Way::Backward : Way::Forward, Unit::Word);
        backward ? erase_before() : erase_after();
        return size == text_.size() ? Outcome::Moved : Outcome::Changed;
    };
    if (key.key == "Left") return moved(rtl ? Way::Forward : Way::Backward, unit);
    if (key.key == "Right") return moved(rtl ? Way::Backward : Way::Forward, unit);
    if (key.key == "Home") return moved(Way::Backward, Unit::Line), Outcome::Moved;
    if (key.key == "End") return moved(Way::Forward, Unit::Line), Outcome::Moved;
    if (key.key == "Backspace") return erased(true);
    if (key.key == "Delete") return erased(false);
    if (!key.ctrl) return Outcome::Ignored;
    if (key.key == "A") return select_all(), Outcome::Moved;
    if (key.key == "C") return has_selection() ? Outcome::Copy : Outcome::Moved;
    if (key.key == "X") return has_selection() ? Outcome::Cut : Outcome::Moved;
    if (key.key == "V") return Outcome::Paste;
    return Outcome::Ignored;
}

}  // namespace cliffhanger
