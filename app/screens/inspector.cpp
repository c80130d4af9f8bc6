#include "app/screens/inspector.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <utility>

#include "app/ui/widgets.h"

namespace cliffhanger {
namespace {

constexpr float kMargin = 12, kTop = 60, kMostWidth = 420, kRow = 17.5f, kButtonRow = 72, kPlot = 40;
constexpr float kLetter = 7, kNames = 70, kGaps = 26;  ///< of the stock font, whose letters are all as wide
constexpr std::size_t kRequestsShown = 6;

using Line = std::pair<const char*, std::string>;

std::string decimals(double value, int places) {
    char text[48];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

double ahead(const SessionSnapshot& session) {
    return std::max(0.0, to_seconds(session.buffered_until - session.position));
}

const char* name_of(SessionState state) {
    switch (state) {
        case SessionState::Opening:
            return "opening";
        case SessionState::Ready:
            return "ready";
        case SessionState::Buffering:
            return "buffering";
        case SessionState::Ended:
            return "ended";
        case SessionState::Failed:
            return "failed";
    }
    return "";
}

std::string picture_text(const SessionSnapshot& session) {
    std::string text = or_dash(session.video_codec);
    if (session.video_width > 0)
        text += " " + std::to_string(session.video_width) + "x" + std::to_string(session.video_height);
    if (session.fps > 0) text += " " + decimals(session.fps, 2) + " fps";
    return text;
}

std::string sound_text(const SessionSnapshot& session) {
    const auto index = static_cast<std::size_t>(session.audio_track);
    if (index >= session.audio_tracks.size()) return or_dash(session.audio_codec);
    const AudioTrack& track = session.audio_tracks[index];
    std::string text = or_dash(track.codec) + " " + std::to_string(track.sample_rate) + " Hz, " +
                       std::to_string(track.channels) + " ch";
    if (!track.language.empty()) text += ", " + track.language;
    if (session.loudness) text += ", " + decimals(session.loudness->lufs, 1) + " LUFS";
    return text + ", " + (session.level_db > 0 ? "+" : "") + decimals(session.level_db, 1) + " dB";
}

std::string kilobits(std::int64_t bandwidth) { return std::to_string(bandwidth / 1000); }

/// "2 of 3, 720p, 1800 kbit/s"; rungs of one size cannot be told apart: "2 or 3 of 4, 720p, 1800 or 2500 kbit/s".
std::string playing_text(const SessionSnapshot& session) {
    std::string index, rate;
    for (const std::size_t rung : playing_rungs(session)) {
        const char* join = index.empty() ? "" : " or ";
        index += join + std::to_string(rung + 1);
        rate += join + kilobits(session.rungs[rung].bandwidth);
    }
    if (index.empty()) return {};
    const int height = std::min(session.video_width, session.video_height);
    return index + " of " + std::to_string(session.rungs.size()) + ", " + std::to_string(height) + "p, " + rate +
           " kbit/s, ";
}

std::string rung_text(const SystemFigures& system, const SessionSnapshot* session) {
    std::string text = session != nullptr ? playing_text(*session) : std::string();
    text += system.pinned_height ? "pinned " + std::to_string(*system.pinned_height)
            : system.saves_data  ? "data saver"
                                 : "automatic";
    if (system.metered) text += ", metered network";
    if (system.rung_changes > 0) text += ", " + std::to_string(system.rung_changes) + " changes";
    return text;
}

std::string preload_text(const InspectedPage& page) {
    if (!page.session) return "no session";
    std::string text = name_of(page.session->state);
    if (page.session->has_first_frame) text += ", picture";
    return text + ", " + decimals(ahead(*page.session), 1) + " s ahead";
}

std::string cache_text(const SystemFigures& system) {
    if (!system.cache) return "off";
    return decimals(system.cache->mib, 1) + " MiB, " + std::to_string(system.cache->hits) + " hits";
}

/// Technical terms, which are the same in every language.
std::vector<Line> lines_of(const InspectorReport& report) {
    std::vector<Line> lines;
    const auto here =
        std::find_if(report.pages.begin(), report.pages.end(), [](const InspectedPage& page) { return page.current; });
    const SessionSnapshot* playing = here != report.pages.end() && here->session ? &*here->session : nullptr;
    if (playing != nullptr) {
        const SessionSnapshot& session = *playing;
        lines.emplace_back("video", picture_text(session));
        lines.emplace_back("audio", sound_text(session));
        lines.emplace_back("container", or_dash(session.container.substr(0, session.container.find(','))));
        lines.emplace_back("decoder", session.decoder_threads > 0
                                          ? (session.video_decoder.empty() ? "" : session.video_decoder + ", ") +
                                                std::to_string(session.decoder_threads) +
                                                (session.decoder_threads == 1 ? " thread" : " threads")
                                          : "-");
        if (!session.video_decoder_note.empty()) lines.emplace_back("", session.video_decoder_note);
        lines.emplace_back("buffered", decimals(ahead(session), 1) + " s");
        lines.emplace_back("frames", std::to_string(session.frames_shown) + " shown, " +
                                         std::to_string(session.frames_dropped) + " dropped, " +
                                         std::to_string(session.frames_late) + " late");
        lines.emplace_back("A/V", session.av_offset_ms ? decimals(*session.av_offset_ms, 1) + " ms" : "-");
    }
    const SystemFigures& system = report.system;
    lines.emplace_back("presenter", or_dash(system.presenter));
    lines.emplace_back("memory", decimals(system.resident_mib, 0) + " MiB");
    lines.emplace_back("network", (system.throughput_mbps ? decimals(*system.throughput_mbps, 1) + " Mbit/s, " : "") +
                                      std::to_string(system.requests_sent) + " requests");
    lines.emplace_back("rung", rung_text(system, playing));
    lines.emplace_back("cache", cache_text(system));
    return lines;
}

std::string short_name(const std::string& url) {
    const std::size_t query = url.find_first_of("?#"), slash = url.find_last_of('/', query);
    return slash == std::string::npos ? url : url.substr(slash + 1, query - slash - 1);
}

std::string request_text(const LoggedRequest& request) {
    const char* priority = request.priority == Priority::Playback  ? "play"
                           : request.priority == Priority::Preload ? "preload"
                                                                   : "art";
    std::string text = request.status > 0 ? std::to_string(request.status) : "...";
    text += " " + decimals(static_cast<double>(request.bytes) / 1024, 0) + " KiB ";
    text += decimals(static_cast<double>(request.took.count()) / 1000, 0) + " ms " + priority + " ";
    return text + short_name(request.url) + (request.range.empty() ? "" : " [" + request.range + "]");
}

/// What is longer than so many letters goes on in further lines, without a name.
std::vector<Line> folded(const std::vector<Line>& lines, std::size_t letters) {
    std::vector<Line> result;
    for (const auto& [name, value] : lines) {
        std::string_view rest = value;
        const char* head = name;
        while (rest.size() > letters) {
            const std::size_t space = rest.substr(0, letters + 1).rfind(' ');
            std::size_t cut = space == std::string_view::npos || space == 0 ? letters : space;
            while (cut > 1 && (rest[cut] & 0xC0) == 0x80) --cut;
            result.emplace_back(head, rest.substr(0, cut));
            rest.remove_prefix(rest[cut] == ' ' ? cut + 1 : cut);
            head = "";
        }
        result.emplace_back(head, rest);
    }
    return result;
}

void table(const char* id, const std::vector<Line>& lines) {
    if (!ImGui::BeginTable(id, 2)) return;
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, ImGui::CalcTextSize("presenter ").x);
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
    for (const auto& [name, value] : lines) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::TextDisabled("%s", name);
        ImGui::TableNextColumn();
        ImGui::TextUnformatted(value.c_str());
    }
    ImGui::EndTable();
}

/// A stock button that the player's own input presses.
void button(Frame& frame, const char* id, std::string name, ActionKind action) {
    const bool lit = frame.hovered(id) || frame.focused(id);
    ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(lit ? ImGuiCol_ButtonHovered : ImGuiCol_Button));
    ImGui::Button(name.c_str());
    ImGui::PopStyleColor();
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    const Rect box{from.x, from.y, to.x - from.x, to.y - from.y};
    frame.control({.id = id,
                   .name = std::move(name),
                   .rect = at_least(box, frame.metrics.dp(frame.theme.target_min)),
                   .action = {action},
                   .focus_radius = frame.metrics.dp(4),
                   .focus_rect = box});
}

void contents(Frame& frame, const InspectorReport& report, const std::vector<Line>& lines) {
    // The font of stock windows has Latin letters alone.
    button(frame, "stats.copy", "Copy", ActionKind::CopyReport);
    ImGui::SameLine(0, frame.metrics.dp(24));
    button(frame, "stats.save", "Save", ActionKind::SaveReport);
    ImGui::SameLine(0, frame.metrics.dp(24));
    button(frame, "stats.close", "Close", ActionKind::CloseReport);
    ImGui::Separator();
    table("figures", lines);
    ImGui::Separator();
    std::vector<Line> pages;
    for (const InspectedPage& page : report.pages) pages.emplace_back(page.name.c_str(), preload_text(page));
    table("pages", pages);
    const auto& history = report.system.throughput_history;
    if (history.size() > 1) {
        ImGui::PlotLines("##network", history.data(), static_cast<int>(history.size()), 0, "Mbit/s", 0, FLT_MAX,
                         {-1, frame.metrics.dp(kPlot)});
    }
    if (!report.system.requests.empty()) ImGui::Separator();
    for (std::size_t i = 0; i < std::min(kRequestsShown, report.system.requests.size()); ++i)
        ImGui::TextUnformatted(request_text(report.system.requests[i]).c_str());
}

}  // namespace

std::vector<std::size_t> playing_rungs(const SessionSnapshot& session) {
    std::vector<std::size_t> found;
    // What is turned upright has its sides the other way round.
    const auto sides = std::minmax({session.video_width, session.video_height});
    for (std::size_t i = 0; i < session.rungs.size() && sides.first > 0; ++i) {
        if (std::minmax({session.rungs[i].width, session.rungs[i].height}) == sides) found.push_back(i);
    }
    return found;
}

InspectorReport inspect(PlayerHost& host, std::size_t current) {
    InspectorReport report;
    for (std::size_t page = current > 0 ? current - 1 : 0; page <= current + 1 && page < host.page_count(); ++page) {
        const std::string name = "EP " + std::to_string(host.page(page).episode->number);
        report.pages.push_back({name, page == current, host.snapshot(page)});
    }
    report.system = host.system_figures();
    return report;
}

void draw_inspector(Frame& frame, const InspectorReport& report, const Rect& stage) {
    const Metrics& m = frame.metrics;
    const std::vector<Line> lines = lines_of(report);
    const bool plot = report.system.throughput_history.size() > 1;
    const float width = std::min(stage.w - 2 * m.dp(kMargin), m.dp(kMostWidth));
    const auto letters = static_cast<std::size_t>(std::max((width - m.dp(kNames + kGaps)) / m.dp(kLetter), 8.0f));
    const std::vector<Line> shown = folded(lines, letters);
    const std::size_t rows =
        shown.size() + report.pages.size() + std::min(kRequestsShown, report.system.requests.size());
    const float height = m.dp(static_cast<float>(rows) * kRow + kButtonRow + (plot ? kPlot + 8 : 0));
    const float top = std::round(stage.y + m.dp(kTop));
    const Rect box = rounded({stage.x + m.dp(kMargin), top, width, std::min(height, stage.bottom() - top)});
    frame.set_layer(Layer::Panel);
    // Presses beside its buttons stay on it.
    frame.control({.id = "stats.surface", .role = "region", .rect = box, .focusable = false});
    frame.canvas.stock_windows(m.window, m.u, [&] {
        ImGui::SetNextWindowPos({box.x, box.y});
        ImGui::SetNextWindowSize({box.w, box.h});
        ImGui::SetNextWindowBgAlpha(0.82f);
        ImGui::Begin("inspector", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
        contents(frame, report, shown);
        ImGui::End();
    });
    frame.set_layer(Layer::Stage);
    std::string spoken;
    for (const auto& [name, value] : lines) spoken += (spoken.empty() ? "" : "; ") + std::string(name) + " " + value;
    frame.node("stats", "status", std::string(frame.strings(Text::Statistics)), box, spoken);
}

}  // namespace cliffhanger
