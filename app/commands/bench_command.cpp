#include "app/commands/bench_command.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdio>
#include <memory>

#include "app/application.h"
#include "app/assets.h"
#include "app/commands/bench_preload_command.h"
#include "app/commands/swipe_bench.h"
#include "app/platform/desktop_session.h"
#include "net/bandwidth_meter.h"

namespace cliffhanger {
namespace {

void print_text(std::ostream& out, const RunStats& stats, const SwipeReport& report) {
    const auto line = [&](const char* name, const SwipeSummary& values) {
        char text[160];
        std::snprintf(text, sizeof text, "%-10s %4llu of %4llu   p50 %7.2f ms   p95 %7.2f ms   max %7.2f ms\n", name,
                      static_cast<unsigned long long>(values.count), static_cast<unsigned long long>(values.planned),
                      values.p50_ms, values.p95_ms, values.max_ms);
        out << text;
    };
    line("prepared", report.prepared);
    line("unprepared", report.unprepared);
    line("burst end", report.burst);
    out << "frames     " << stats.shown() << " shown, " << stats.dropped() << " dropped, " << stats.black()
        << " black\n";
}

void print_json(std::ostream& out, const RunStats& stats, const SwipeReport& report) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    const auto group = [&](const char* name, const SwipeSummary& values) {
        writer.Key(name);
        writer.StartObject();
        writer.Key("planned");
        writer.Uint64(values.planned);
        writer.Key("count");
        writer.Uint64(values.count);
        const std::pair<const char*, double> figures[] = {
            {"p50_ms", values.p50_ms}, {"p95_ms", values.p95_ms}, {"max_ms", values.max_ms}};
        for (const auto& [key, value] : figures) {
            writer.Key(key);
            writer.Double(value);
        }
        writer.EndObject();
    };
    writer.StartObject();
    group("prepared", report.prepared);
    group("unprepared", report.unprepared);
    group("burst", report.burst);
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
    const auto bandwidth = std::make_shared<BandwidthMeter>();
    CurlHttpClientOptions measured = http_options;
    measured.bandwidth = bandwidth;
    const std::unique_ptr<HttpClient> http = make_curl_http_client(std::move(measured));
    Application application(options.play, {*http, bandwidth.get()}, clock, nullptr, source);
    SwipeScript script = swipe_script(options.swipes);
    application.perform(std::move(script.steps));
    const int code = application.run();
    if (code != kExitQuit) return code;
    const RunStats& stats = application.stats();
    const SwipeReport report = summarise(stats.swipes(), script.swipes, application.started());
    options.json ? print_json(out, stats, report) : print_text(out, stats, report);
    return kExitQuit;
}

}  // namespace cliffhanger
