#include "app/ui/onscreen_keyboard.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cliffhanger {
namespace {

constexpr float kKeyDp = 44, kGapDp = 8, kKeyMostDp = 72;
constexpr int kRows = 6;

/// Four rows of letters, set apart by blanks; digits stand above them.
using Letters = std::array<const char*, 4>;
constexpr Letters kLatin = {"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m", "- ' & ! ?"};
constexpr Letters kArabic = {"ض ص ث ق ف غ ع ه خ ح ج", "ش س ي ب ل ا ت ن م ك ط", "ئ ء ؤ ر ى ة و ز ظ د ذ", "أ إ آ"};
constexpr Letters kThai = {"ก ข ค ง จ ฉ ช ซ ญ ด ต", "ถ ท ธ น บ ป ผ ฝ พ ฟ ภ", "ม ย ร ล ว ศ ส ห อ ฮ ะ",
                           "า ิ ี ึ ื ุ ู เ แ โ ไ"};
constexpr Letters kDevanagari = {"अ आ इ ई उ ऊ ए ऐ ओ औ ं", "क ख ग घ च छ ज झ ट ठ ड", "ढ ण त थ द ध न प फ ब भ",
                                 "म य र ल व श ष स ह ा ि"};
constexpr const char* kDigits = "1 2 3 4 5 6 7 8 9 0";

const Letters* own_letters(std::string_view language) {
    if (language == "ar") return &kArabic;
    if (language == "th") return &kThai;
    if (language == "hi") return &kDevanagari;
    return nullptr;
}

std::vector<std::string> parts(std::string_view row) {
    std::vector<std::string> found;
    while (!row.empty()) {
        const std::size_t end = std::min(row.find(' '), row.size());
        if (end > 0) found.emplace_back(row.substr(0, end));
        row.remove_prefix(std::min(end + 1, row.size()));
    }
    return found;
}

}  // namespace

float OnscreenKeyboard::height(const Metrics& m) { return kRows * m.dp(kKeyDp) + (kRows + 1) * m.dp(kGapDp); }

const OnscreenKeyboard::Key* OnscreenKeyboard::key(int value) const {
    const auto index = static_cast<std::size_t>(value - first_action_);
    return value >= first_action_ && index < keys_.size() ? &keys_[index] : nullptr;
}

void OnscreenKeyboard::draw(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    keys_.clear();
    frame.canvas.fill(area, frame.theme.surface1);
    frame.canvas.fill({area.x, area.y, area.w, 1}, frame.theme.outline_lo);
    frame.open(id_, "group", std::string(frame.strings(Text::Search)), area);
    frame.control({.id = id_ + ".surface", .role = "region", .rect = area, .focusable = false});
    const Letters* own = own_letters(frame.strings.language());
    const Letters& letters = own != nullptr && !latin_ ? *own : kLatin;
    const bool rtl = own == &kArabic && !latin_;
    const float gap = m.dp(kGapDp), height = m.dp(kKeyDp);
    const float width = std::min(area.w - 2 * gap, 11 * (m.dp(kKeyMostDp) + gap));
    const float left = std::round(area.center().x - width / 2);
    float y = area.y + gap;
    const auto row = [&](const std::vector<std::string>& texts, std::size_t columns) {
        const auto count = static_cast<float>(columns);
        const float w = (width - gap * (count - 1)) / count;
        // A short row stands in the middle.
        float x = left + (static_cast<float>(columns - texts.size()) * (w + gap)) / 2;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string& text = texts[rtl ? texts.size() - 1 - i : i];
            draw_key(frame, {Key::Kind::Letter, text}, text, rounded({x, y, w, height}));
            x += w + gap;
        }
        y += height + gap;
    };
    row(parts(kDigits), 10);
    std::size_t columns = 10;
    for (const char* line : letters) columns = std::max(columns, parts(line).size());
    for (const char* line : letters) row(parts(line), columns);
    // Another script, the blank, backspace.
    const float side = std::round(width * 0.2f);
    float x = left;
    if (own != nullptr) {
        draw_key(frame, {Key::Kind::OtherScript, {}}, latin_ ? parts((*own)[0]).front() : "ABC",
                 rounded({x, y, side, height}));
        x += side + gap;
    }
    const float blank = left + width - side - gap - x;
    draw_key(frame, {Key::Kind::Space, " "}, std::string(frame.strings(Text::KeySpace)),
             rounded({x, y, blank, height}));
    draw_key(frame, {Key::Kind::Backspace, {}}, std::string(frame.strings(Text::KeyBackspace)),
             rounded({left + width - side, y, side, height}));
    frame.close();
}

std::vector<std::string> OnscreenKeyboard::alphabet(const Frame& frame) const {
    const Letters* own = own_letters(frame.strings.language());
    std::vector<std::string> all;
    if (own == nullptr || latin_) {
        all = parts("a b c d e f g h i j k l m n o p q r s t u v w x y z");
    } else {
        for (const char* line : *own) {
            for (std::string& letter : parts(line)) all.push_back(std::move(letter));
        }
    }
    // Those that are read from the right are written so, too.
    const std::vector<std::string> digits = parts(kDigits);
    all.insert(all.end(), digits.begin(), digits.end());
    return all;
}

std::size_t OnscreenKeyboard::grid_columns(const Frame& frame) const {
    return (alphabet(frame).size() + kRows - 1) / kRows;
}

Rect OnscreenKeyboard::grid(const Frame& frame) const {
    const Metrics& m = frame.metrics;
    const auto columns = static_cast<float>(grid_columns(frame)), rows = static_cast<float>(kRows + 1);
    return {0, 0, columns * m.dp(kKeyDp) + (columns - 1) * m.dp(kGapDp),
            rows * m.dp(kKeyDp) + (rows - 1) * m.dp(kGapDp)};
}

void OnscreenKeyboard::draw_grid(Frame& frame, const Rect& area) {
    const Metrics& m = frame.metrics;
    keys_.clear();
    frame.open(id_, "group", std::string(frame.strings(Text::Search)), area);
    const std::vector<std::string> letters = alphabet(frame);
    const std::size_t columns = grid_columns(frame);
    const float key = m.dp(kKeyDp), step = key + m.dp(kGapDp);
    const auto at = [&](std::size_t column, std::size_t row, float width) {
        const Rect rect{area.x + static_cast<float>(column) * step, area.y + static_cast<float>(row) * step, width,
                        key};
        return frame.mirror(rounded(rect), area);
    };
    for (std::size_t i = 0; i < letters.size(); ++i)
        draw_key(frame, {Key::Kind::Letter, letters[i]}, letters[i], at(i % columns, i / columns, key));
    // The blank, backspace, another script.
    const Letters* own = own_letters(frame.strings.language());
    const std::size_t tools = own != nullptr ? 3 : 2;
    const float gap = m.dp(kGapDp);
    const float width = (area.w - gap * static_cast<float>(tools - 1)) / static_cast<float>(tools);
    float x = area.x;
    const float y = area.y + static_cast<float>(kRows) * step;
    const auto tool = [&](Key::Kind kind, const std::string& text, const std::string& name) {
        draw_key(frame, {kind, text}, name, frame.mirror(rounded({x, y, width, key}), area));
        x += width + gap;
    };
    tool(Key::Kind::Space, " ", std::string(frame.strings(Text::KeySpace)));
    tool(Key::Kind::Backspace, {}, std::string(frame.strings(Text::KeyBackspace)));
    if (own != nullptr) tool(Key::Kind::OtherScript, {}, latin_ ? parts((*own)[0]).front() : "ABC");
    frame.close();
}

void OnscreenKeyboard::draw_key(Frame& frame, const Key& key, const std::string& name, const Rect& rect) {
    const Metrics& m = frame.metrics;
    const float radius = m.dp(frame.theme.radius_s);
    const std::string id = id_ + "." + std::to_string(keys_.size());
    frame.canvas.fill_rounded(rect, radius, frame.theme.surface3);
    const Color tint = frame.state_tint(id);
    if (tint.a > 0) frame.canvas.fill_rounded(rect, radius, tint);
    const TypeToken token = key.kind == Key::Kind::Letter ? TypeToken::TitleM : TypeToken::Label;
    frame.text_in(frame.label(name, frame.style(token), rect.w), rect, Frame::At::Center, frame.theme.text_hi);
    frame.control({.id = id,
                   .name = name,
                   .rect = rect,
                   .action = {ActionKind::Own, first_action_ + static_cast<int>(keys_.size())},
                   .focus_radius = radius});
    keys_.push_back(key);
}

}  // namespace cliffhanger
