#include "player/episode_preloader.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "player/pipeline/stream_choice.h"
#include "player/policy/segment_scheduler.h"
#include "player/source/open_media_source.h"

namespace cliffhanger {
namespace {

constexpr MediaTime kLongestSegment = std::chrono::seconds(15);

/// Passes the first request on and refuses the others.
class FirstSegment final : public SegmentScheduler {
 public:
    explicit FirstSegment(SegmentScheduler* scheduler) : scheduler_(scheduler) {}
    Result<SegmentGrant> request(const SegmentRequest& request, std::stop_token stop) override {
        if (std::exchange(asked_, true)) return fail(ErrorKind::Aborted, "The first segment is enough.");
        if (scheduler_ == nullptr) return SegmentGrant{};
        return scheduler_->request(request, std::move(stop));
    }
    void finished(const SegmentTransfer& transfer) override {
        if (scheduler_ != nullptr) scheduler_->finished(transfer);
    }

 private:
    SegmentScheduler* scheduler_;
    bool asked_ = false;  ///< the reader's own
};

}  // namespace

struct EpisodePreloader::Reading {
    explicit Reading(const PlayerContext& context, MediaItem wanted)
        : item(std::move(wanted)), scheduler(context.scheduler) {
        MediaAddress address = item.address;
        address.priority = Priority::Preload;
        source = open_media_source(address, context.http, context.clock,
                                   {item.id, item.start, item.preferred_audio_language, &scheduler, nullptr});
    }

    MediaItem item;
    FirstSegment scheduler;
    std::unique_ptr<MediaSource> source;  // last: it uses the scheduler
};

EpisodePreloader::EpisodePreloader(const PlayerContext& context)
    : context_(context), thread_([this](const std::stop_token& stop) { run(stop); }) {}

EpisodePreloader::~EpisodePreloader() {
    thread_.request_stop();
    set_wanted(std::nullopt);
}

void EpisodePreloader::set_wanted(std::optional<MediaItem> item) {
    std::shared_ptr<Reading> unwanted;
    {
        const std::lock_guard lock(mutex_);
        const bool same = item.has_value() == wanted_.has_value() &&
                          (!item || (item->id == wanted_->id && item->address.url == wanted_->address.url));
        if (same) return;
        if (reading_ && (!item || item->id != reading_->item.id)) {
            unwanted = reading_;
            cancelled_ = true;
        }
        wanted_ = std::move(item);
        changed_.notify_all();
    }
    if (unwanted) unwanted->source->abort();
}

bool EpisodePreloader::idle() const {
    const std::lock_guard lock(mutex_);
    return !due_while_locked();
}

void EpisodePreloader::run(const std::stop_token& stop) {
    for (;;) {
        std::shared_ptr<Reading> reading;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [this] { return due_while_locked(); });
            if (stop.stop_requested()) return;
            reading = reading_ = std::make_shared<Reading>(context_, *wanted_);
            cancelled_ = false;
        }
        read_beginning(*reading);
        const std::lock_guard lock(mutex_);
        reading_.reset();
        // What was cancelled may be wanted again.
        if (!cancelled_) done_ = reading->item.id;
    }
}

void EpisodePreloader::read_beginning(Reading& reading) {
    MediaSource& source = *reading.source;
    const auto info = source.open();
    if (!info) return;
    const int video = choose_video(*info), audio = choose_audio(*info, reading.item.preferred_audio_language);
    source.select({video, audio});
    if (reading.item.start > MediaTime{0} && !source.seek(reading.item.start)) return;
    std::optional<MediaTime> first;
    while (const auto packet = source.read()) {
        if (!packet->time || packet->stream != (video >= 0 ? video : audio)) continue;
        if (!first) first = packet->time;
        if (*packet->time - *first >= kLongestSegment) break;
    }
    spdlog::debug("{}: its beginning has been read ahead", reading.item.id);
}

}  // namespace cliffhanger
