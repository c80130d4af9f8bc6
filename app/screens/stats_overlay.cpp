#include "app/screens/stats_overlay.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

namespace cliffhanger {
namespace {

constexpr float kMargin = 12, kTop = 60, kPad = 10, kGap = 12, kRow = 18;

using Line = std::pair<const char*, std::string>;

std::string decimals(double value, int places) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

/// Technical terms, which are the same in every language.
std::vector<Line> lines_of(const SessionSnapshot& snapshot, const SystemFigures& system) {
    const auto or_dash = [](const std::string& text) { return text.empty() ? std::string("–") : text; };
    std::string video = or_dash(snapshot.video_codec);
    if (snapshot.video_width > 0)
        video += " " + std::to_string(snapshot.video_width) + "×" + std::to_string(snapshot.video_height);
    if (snapshot.fps > 0) video += " " + decimals(snapshot.fps, 2) + " fps";
    const double buffered = to_seconds(snapshot.buffered_until - snapshot.position);
    std::vector<Line> lines = {{"video", video},
                               {"audio", or_dash(snapshot.audio_codec)},
                               {"container", or_dash(snapshot.container.substr(0, snapshot.container.find(',')))}};
    if (snapshot.decoder_threads > 0)
        lines.emplace_back("decoder", std::to_string(snapshot.decoder_threads) +
                                          (snapshot.decoder_threads == 1 ? " thread" : " threads"));
    lines.emplace_back("presenter", or_dash(system.presenter));
    lines.emplace_back("buffered", decimals(std::max(buffered, 0.0), 1) + " s");
    lines.emplace_back("frames", std::to_string(snapshot.frames_shown) + " shown, " +
                                     std::to_string(snapshot.frames_dropped) + " dropped, " +
                                     std::to_string(snapshot.frames_late) + " late");
    lines.emplace_back("A/V", snapshot.av_offset_ms ? decimals(*snapshot.av_offset_ms, 1) + " ms" : "–");
    lines.emplace_back("memory", decimals(system.resident_mib, 0) + " MiB");
    return lines;
}

}  // namespace

void draw_stats_overlay(Frame& frame, const PageView& view, const SystemFigures& system, const Rect& stage) {
    if (!view.snapshot) return;
    const Metrics& m = frame.metrics;
    const std::vector<Line> lines = lines_of(*view.snapshot, system);
    const TextStyle style = frame.style(TypeToken::Meta);
    const float most = stage.w - 2 * m.dp(kMargin + kPad);
    std::vector<std::pair<Label, Label>> labels;
    float names = 0, values = 0;
    for (const auto& [name, value] : lines) {
        labels.emplace_back(frame.label(name, style, most, "en"), frame.label(value, style, most, "en"));
        names = std::max(names, labels.back().first.width);
        values = std::max(values, labels.back().second.width);
    }
    const float row = m.dp(kRow), pad = m.dp(kPad);
    const Rect box = rounded({stage.x + m.dp(kMargin), stage.y + m.dp(kTop),
                              std::min(names + m.dp(kGap) + values + 2 * pad, stage.w - 2 * m.dp(kMargin)),
                              row * static_cast<float>(lines.size()) + 2 * pad});
    frame.canvas.fill_rounded(box, m.dp(8), frame.theme.bg.with_alpha(0.8f));
    std::string spoken;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float y = box.y + pad + row * static_cast<float>(i);
        frame.canvas.text(labels[i].first, {std::round(box.x + pad), std::round(y)}, frame.theme.text_mid);
        frame.canvas.text(labels[i].second, {std::round(box.x + pad + names + m.dp(kGap)), std::round(y)},
                          frame.theme.text_hi);
        spoken += (i > 0 ? "; " : "") + std::string(lines[i].first) + " " + lines[i].second;
    }
    frame.node("stats", "status", std::string(frame.strings(Text::Statistics)), box, spoken);
}

}  // namespace cliffhanger
