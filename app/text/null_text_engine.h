// A TextEngine with fixed-width letters and no pixels, for tests of layout: every code point is half the size wide,
// lines break anywhere. Main thread only.
#pragma once

#include <algorithm>
#include <cmath>

#include "app/text/text_engine.h"

namespace cliffhanger {

class NullTextEngine final : public TextEngine {
 public:
    Label label(std::string_view utf8, std::string_view language, const TextStyle& style, float max_width) override {
        if (utf8.empty()) return {};
        const TypeMetrics type = type_metrics(style.token);
        const float size = style.size_px > 0 ? style.size_px : type.size * scale_;
        const float line = std::round(size * type.line / type.size);
        const auto letters = std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; });
        const float advance = size / 2, natural = std::ceil(advance * static_cast<float>(letters));
        const float room = max_width > 0 ? std::max(advance, std::floor(max_width / advance) * advance) : natural;
        const int wanted = std::max(1, static_cast<int>(std::ceil(natural / room)));
        Label label;
        label.id = ++last_id_;
        label.lines = style.max_lines > 0 ? std::min(wanted, style.max_lines) : wanted;
        label.ellipsized = style.ellipsis && label.lines < wanted;
        label.width = std::ceil(std::min(natural, room));
        label.height = line * static_cast<float>(label.lines);
        label.baseline = std::round(line * 0.75f);
        label.rtl = language.substr(0, 2) == "ar" || language.substr(0, 2) == "he";
        return label;
    }
    void set_scale(float px_per_dp, float text_scale) override { scale_ = px_per_dp * text_scale; }

 private:
    float scale_ = 1;
    std::uint32_t last_id_ = 0;
};

}  // namespace cliffhanger
