#include "app/captions/caption_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cliffhanger {
namespace {

constexpr float kReadable = 4.5f;
/// Darker backgrounds are what the plate is anyway.
constexpr float kPlateLuminance = 0.01f;

float luminance(std::uint32_t rgb) {
    const auto linear = [rgb](int shift) {
        const float share = static_cast<float>(rgb >> shift & 255) / 255;
        return share <= 0.04045f ? share / 12.92f : std::pow((share + 0.055f) / 1.055f, 2.4f);
    };
    return 0.2126f * linear(16) + 0.7152f * linear(8) + 0.0722f * linear(0);
}

bool readable(std::uint32_t letters, std::uint32_t background) {
    const float one = luminance(letters), other = luminance(background);
    return (std::max(one, other) + 0.05f) / (std::min(one, other) + 0.05f) >= kReadable;
}

TextSpan span_of(const CueSpan& span, std::size_t offset, const CaptionInk& ink) {
    const CueLook& look = span.look;
    TextSpan out{span.begin + offset, span.end + offset, look.bold,   look.italic,
                 std::nullopt,        look.underline,    look.strike, std::nullopt};
    std::uint32_t letters = look.rgb.value_or(ink.letters);
    const bool wanted = ink.plate && look.background && luminance(*look.background) > kPlateLuminance;
    // Rather another colour than a hole in what lies behind the words around.
    if (wanted && !readable(letters, *look.background) && readable(ink.letters, *look.background))
        letters = ink.letters;
    const bool behind = wanted && readable(letters, *look.background);
    if (behind) out.background = look.background;
    if (behind || (look.rgb && readable(letters, 0))) out.rgb = letters;
    return out;
}

}  // namespace

void append_cue(CaptionText& text, const SubtitleCue& cue, const CaptionInk& ink) {
    if (!text.text.empty() && !cue.text.empty()) text.text += '\n';
    const std::size_t offset = text.text.size();
    const std::string* base = nullptr;
    for (const CueSpan& span : cue.spans) {
        text.spans.push_back(span_of(span, offset, ink));
        const std::string* reading = span.look.reading.get();
        if (reading != nullptr && !reading->empty()) {
            // A base may have letters of several looks.
            if (reading == base)
                text.rubies.back().end = span.end + offset;
            else
                text.rubies.push_back({span.begin + offset, span.end + offset, *reading});
        }
        base = reading;
    }
    text.text += cue.text;
}

void give_plate(CaptionText& text) {
    if (text.spans.empty() || !text.spans.front().background) return;
    const auto background = text.spans.front().background;
    std::size_t reached = 0;
    for (const TextSpan& span : text.spans) {
        const bool goes_on =
            std::all_of(text.text.begin() + static_cast<std::ptrdiff_t>(reached),
                        text.text.begin() + static_cast<std::ptrdiff_t>(span.begin), [](char c) { return c == '\n'; });
        if (span.background != background || !goes_on) return;
        reached = span.end;
    }
    if (reached < text.text.size()) return;
    text.plate = background;
    for (TextSpan& span : text.spans) span.background.reset();
}

std::string text_with_readings(const CaptionText& text) {
    std::string out;
    std::size_t from = 0;
    for (const TextRuby& ruby : text.rubies) {
        out += text.text.substr(from, ruby.end - from) + "（" + ruby.reading + "）";
        from = ruby.end;
    }
    return out + text.text.substr(from);
}

}  // namespace cliffhanger
