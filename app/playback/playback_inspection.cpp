// What PlaybackHost tells people who look into things.
#include <ctime>
#include <filesystem>
#include <fstream>

#include "app/platform/process_info.h"
#include "app/playback/playback_host.h"
#include "net/bandwidth_meter.h"
#include "net/cache/segment_cache.h"
#include "net/network_figures.h"
#include "net/user_folder.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kSamplesShown = 60, kRequestsKept = 16;

std::string dated_name() {
    const std::time_t time = std::time(nullptr);
    std::tm local{};
    localtime_r(&time, &local);
    char name[64];
    std::strftime(name, sizeof name, "cliffhanger-report-%Y%m%d-%H%M%S.json", &local);
    return name;
}

}  // namespace

SystemFigures PlaybackHost::system_figures() const {
    SystemFigures figures{surroundings_.stats.presenter(), process_resident_mib()};
    if (const BandwidthMeter* meter = surroundings_.bandwidth) {
        if (const auto estimate = meter->estimate()) figures.throughput_mbps = *estimate / 1e6;
        for (const BandwidthSample& sample : meter->last_samples(kSamplesShown)) {
            const double seconds = to_seconds(sample.duration);
            if (seconds > 0)
                figures.throughput_history.push_back(
                    static_cast<float>(static_cast<double>(sample.bytes) * 8e-6 / seconds));
        }
    }
    figures.pinned_height = scheduler_.pinned_height();
    figures.saves_data = scheduler_.saves_data();
    figures.metered = metered_;
    figures.rung_changes = scheduler_.rung_changes();
    if (surroundings_.cache != nullptr) {
        figures.cache = CacheFigures{static_cast<double>(surroundings_.cache->size_bytes()) / (1 << 20)};
        if (surroundings_.figures != nullptr) figures.cache->hits = surroundings_.figures->cache_hits.load();
    }
    if (surroundings_.requests != nullptr) {
        figures.requests_sent = surroundings_.requests->count();
        figures.requests = surroundings_.requests->last(kRequestsKept);
    }
    return figures;
}

Result<std::string> PlaybackHost::save_report(const std::string& json) {
    const std::filesystem::path folder =
        options_.shots_dir.empty() ? user_folder(UserFolder::State) : std::filesystem::path(options_.shots_dir);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string path = (folder / dated_name()).string();
    std::ofstream file(path);
    file << json;
    if (!file.flush()) return fail(ErrorKind::Io, "The report cannot be written", path);
    return path;
}

}  // namespace cliffhanger
