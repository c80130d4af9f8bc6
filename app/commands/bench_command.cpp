#include "app/commands/bench_command.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdio>
#include <memory>

#include "app/application.h"
#include "app/assets.h"
#include "app/commands/bench_preload_command.h"
#include "app/platform/desktop_session.h"

namespace cliffhanger {
namespace {

using std::chrono::milliseconds;

/// Time for the neighbours' first frames and for the page to come to rest.
constexpr milliseconds kSettled{900};
/// Two key presses this close land on a page that nothing has prepared.
constexpr milliseconds kBurstGap{30};

ScriptStep key_press(Microseconds time, const char* key, bool down) {
    InputEvent event;
    event.what = KeyEvent{.key = key, .down = down};
    return {time, 0, event};
}

void press(Script& script, Microseconds time, const char* key) {
    script.push_back(key_press(time, key, true));
    script.push_back(key_press(time, key, false));
}

/// Seven single swipes, then a burst of two whose last page was out of the neighbours' reach; back and forth, so that a
/// short feed serves as well.
Script swipe_script(int swipes) {
    Script script;
    Microseconds time = milliseconds(2500);
    const char* direction = "Down";
    for (int i = 0, in_direction = 0; i < swipes; time += kSettled) {
        press(script, time, direction);
        ++i, ++in_direction;
        if (i % 8 == 7 && i < swipes) {
            time += kBurstGap;
            press(script, time, direction);
            ++i, ++in_direction;
        }
        if (in_direction >= 9) {
            direction = direction == std::string_view("Down") ? "Up" : "Down";
            in_direction = 0;
        }
    }
    script.push_back({time + kSettled, 0, ScriptQuit{}});
    return script;
}

struct Group {
    std::size_t count = 0;
    double p50 = 0, p95 = 0;
};

Group summarise(const RunStats& stats, bool prepared) {
    std::vector<double> values;
    for (const SwipeFigure& swipe : stats.swipes()) {
        if (swipe.prepared == prepared) values.push_back(swipe.first_frame_ms);
    }
    return {values.size(), percentile(values, 0.5).value_or(0), percentile(values, 0.95).value_or(0)};
}

void print_text(std::ostream& out, const RunStats& stats, const Group& prepared, const Group& unprepared) {
    const auto line = [&](const char* name, const Group& group) {
        char text[128];
        std::snprintf(text, sizeof text, "%-10s %5zu swipes   p50 %7.2f ms   p95 %7.2f ms\n", name, group.count,
                      group.p50, group.p95);
        out << text;
    };
    line("prepared", prepared);
    line("unprepared", unprepared);
    out << "frames     " << stats.shown() << " shown, " << stats.dropped() << " dropped, " << stats.black()
        << " black\n";
}

void print_json(std::ostream& out, const RunStats& stats, const Group& prepared, const Group& unprepared) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    const auto group = [&](const char* name, const Group& values) {
        writer.Key(name);
        writer.StartObject();
        writer.Key("count");
        writer.Uint64(values.count);
        writer.Key("p50_ms");
        writer.Double(values.p50);
        writer.Key("p95_ms");
        writer.Double(values.p95);
        writer.EndObject();
    };
    writer.StartObject();
    group("prepared", prepared);
    group("unprepared", unprepared);
    writer.Key("black");
    writer.Uint64(stats.black());
    writer.Key("dropped");
    writer.Uint64(stats.dropped());
    writer.EndObject();
    out << buffer.GetString() << "\n";
}

}  // namespace

int run_bench(const BenchOptions& options, const CurlHttpClientOptions& http_options, std::ostream& out,
              std::ostream& errors) {
    if (options.name == "preload") return run_bench_preload(options, out, errors);
    const std::string source = options.play.source.empty() ? find_asset("demo/feed.json") : options.play.source;
    prepare_desktop_session();
    const SystemClock clock;
    const std::unique_ptr<HttpClient> http = make_curl_http_client(http_options);
    Application application(options.play, *http, clock, nullptr, source);
    application.perform(swipe_script(options.swipes));
    const int code = application.run();
    if (code != kExitQuit) return code;
    const RunStats& stats = application.stats();
    const Group prepared = summarise(stats, true), unprepared = summarise(stats, false);
    options.json ? print_json(out, stats, prepared, unprepared) : print_text(out, stats, prepared, unprepared);
    return kExitQuit;
}

}  // namespace cliffhanger
