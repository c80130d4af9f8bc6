#include "app/screens/downloads/download_texts.h"

#include <algorithm>

namespace cliffhanger {
namespace {

ErrorKind kind_of(DownloadTrouble trouble) {
    switch (trouble) {
        case DownloadTrouble::Network:
            return ErrorKind::Unreachable;
        case DownloadTrouble::Refused:
            return ErrorKind::NotFound;
        case DownloadTrouble::Corrupted:
            return ErrorKind::Corrupted;
        case DownloadTrouble::Unsupported:
            return ErrorKind::Unsupported;
        case DownloadTrouble::Disk:
        case DownloadTrouble::NoSpace:
        case DownloadTrouble::None:
        case DownloadTrouble::Busy:
            break;
    }
    return ErrorKind::Io;
}

ErrorDetail detail_of(DownloadTrouble trouble) {
    return trouble == DownloadTrouble::Busy ? ErrorDetail::Busy : ErrorDetail::None;
}

std::string word(const Strings& strings, Text text) { return std::string(strings(text)); }

}  // namespace

std::string state_text(const Strings& strings, const Download& download) {
    switch (download.state) {
        case DownloadState::Queued:
            return word(strings, Text::Queued);
        case DownloadState::Running:
            // The sentence says that it starts over, which is what it does.
            if (download.trouble == DownloadTrouble::Corrupted) return word(strings, Text::DownloadCorrupted);
            return strings.with(Text::Downloading, {{"percent", strings.percent(share_of(download).value_or(0))}});
        case DownloadState::Paused:
            return word(strings, Text::DownloadPaused);
        case DownloadState::Finished:
            return word(strings, Text::Downloaded);
        case DownloadState::Failed:
            break;
    }
    const std::string failed = word(strings, Text::DownloadFailed);
    if (download.trouble == DownloadTrouble::NoSpace) {
        const std::int64_t missing = std::max<std::int64_t>(0, download.total.value_or(0) - download.bytes);
        if (missing > 0) return strings.with(Text::SpaceMissing, {{"size", strings.size(missing)}});
        return failed;
    }
    return failed + " · " + word(strings, strings.cause_of(kind_of(download.trouble), detail_of(download.trouble)));
}

std::string download_text(const Strings& strings, const DownloadControl& downloads, const Page& page) {
    if (const auto there = downloads.of(page.series_index, page.episode_index)) {
        if (there->state != DownloadState::Failed) return state_text(strings, *there);
        return word(strings, Text::DownloadFailed);
    }
    const DownloadPlan plan = downloads.plan(page.series_index, {page.episode_index});
    return plan.size_known ? strings.size(plan.bytes) : std::string();
}

bool can_download(const DownloadControl& downloads, const Page& page) {
    if (!downloads.possible() || page.series == nullptr) return false;
    return downloads.of(page.series_index, page.episode_index) ||
           !downloads.plan(page.series_index, {page.episode_index}).episodes.empty();
}

std::string plan_text(const Strings& strings, const DownloadPlan& plan, const DownloadSpace& space) {
    const auto count = static_cast<std::int64_t>(plan.episodes.size());
    const std::string next = "\n" + std::string(strings.mark());
    std::string text(strings.mark());
    text += plan.size_known ? strings.plural(Plural::DownloadedEpisodes, count, {{"size", strings.size(plan.bytes)}})
                            : strings.episodes(static_cast<int>(count));
    text += next + space_text(strings, space);
    if (plan.missing > 0) text += next + strings.with(Text::SpaceMissing, {{"size", strings.size(plan.missing)}});
    return text;
}

std::string space_text(const Strings& strings, const DownloadSpace& space) {
    std::int64_t free = space.free;
    if (space.limit > 0) free = std::clamp<std::int64_t>(space.limit - space.used, 0, std::max<std::int64_t>(0, free));
    return strings.with(Text::SpaceUsed, {{"used", strings.size(space.used)}, {"free", strings.size(free)}});
}

}  // namespace cliffhanger
