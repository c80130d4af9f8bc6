#include "player/previews/scrub_previews.h"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "net/url.h"
#include "player/previews/bif_previews.h"
#include "player/previews/decoded_previews.h"
#include "player/previews/iframe_previews.h"
#include "player/previews/sprite_previews.h"

namespace cliffhanger {
namespace {

// Decoding for previews gives way to everything that plays.
constexpr int kNiceness = 10;

std::size_t bytes_of(const PreviewPicture& picture) { return picture.image->argb.size() * sizeof(std::uint32_t); }

MediaTime distance(MediaTime a, MediaTime b) { return a > b ? a - b : b - a; }

}  // namespace

class ScrubPreviews::Worker {
 public:
    explicit Worker(ScrubPreviewsSetup setup)
        : setup_(std::move(setup)), thread_([this](const std::stop_token& stop) {
              pthread_setname_np(pthread_self(), "previews");
              setpriority(PRIO_PROCESS, 0, kNiceness);  // of this thread alone, on Linux
              run(stop);
          }) {}
    ~Worker() {
        thread_.request_stop();
        std::stop_source under_way = cancelled_now();
        under_way.request_stop();
    }

    void set_episode(PreviewEpisode episode);
    std::optional<PreviewPicture> at(MediaTime time);
    bool busy() const;

 private:
    struct Kept {
        PreviewPicture picture;
        std::uint64_t used = 0;
    };
    /// What the worker does next, copied from under the lock.
    struct Job {
        std::uint64_t episode = 0;
        std::stop_token cancelled;
        std::optional<MediaTime> asked;  ///< nullopt: run ahead
    };

    std::stop_source cancelled_now() const {
        const std::lock_guard lock(mutex_);
        return cancel_;
    }
    void run(const std::stop_token& stop);
    bool wait_for_work(const std::stop_token& stop, Job& job);
    void open_source(const Job& job);
    std::unique_ptr<PreviewSource> open_first(const PreviewEpisode& episode, const std::stop_token& cancelled);
    std::vector<std::unique_ptr<PreviewSource>> candidates(const PreviewEpisode& episode) const;
    void do_job(const Job& job);
    std::optional<std::size_t> next_ahead_while_locked() const;
    void keep(const Job& job, std::size_t index, Result<PreviewPicture> made);
    void finish(const Job& job);

    const ScrubPreviewsSetup setup_;

    // The worker thread's own.
    std::unique_ptr<PreviewSource> source_;
    std::uint64_t source_episode_ = 0;

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable_any wake_;
    PreviewEpisode episode_;
    std::uint64_t number_ = 0;  // counts episodes
    std::stop_source cancel_;   // of this episode's work
    std::optional<MediaTime> asked_, last_asked_;
    bool at_work_ = false;  // on what was asked
    bool runs_ahead_ = false;
    std::size_t count_ = 0, around_ = 0;
    std::map<std::size_t, Kept> kept_;
    std::set<std::size_t> failed_;
    std::size_t used_bytes_ = 0;
    std::uint64_t uses_ = 0;

    std::jthread thread_;  // last: ends before the fields above go
};

void ScrubPreviews::Worker::set_episode(PreviewEpisode episode) {
    std::stop_source old;
    {
        const std::lock_guard lock(mutex_);
        if (number_ > 0 && episode.id == episode_.id && episode.media.url == episode_.media.url) return;
        episode_ = std::move(episode);
        ++number_;
        old = std::exchange(cancel_, std::stop_source());
        asked_.reset();
        last_asked_.reset();
        at_work_ = runs_ahead_ = false;
        kept_.clear();
        failed_.clear();
        used_bytes_ = 0;
    }
    old.request_stop();  // reaches into what the worker is blocked in
    wake_.notify_one();
}

std::optional<PreviewPicture> ScrubPreviews::Worker::at(MediaTime time) {
    std::optional<PreviewPicture> best;
    {
        const std::lock_guard lock(mutex_);
        if (number_ == 0) return std::nullopt;
        if (last_asked_ != time) asked_ = last_asked_ = time;
        auto nearest = kept_.end();
        for (auto it = kept_.begin(); it != kept_.end(); ++it) {
            if (nearest == kept_.end() ||
                distance(it->second.picture.time, time) < distance(nearest->second.picture.time, time))
                nearest = it;
        }
        if (nearest != kept_.end()) {
            nearest->second.used = ++uses_;
            best = nearest->second.picture;
        }
    }
    wake_.notify_one();
    return best;
}

bool ScrubPreviews::Worker::busy() const {
    const std::lock_guard lock(mutex_);
    return asked_ || at_work_;
}

void ScrubPreviews::Worker::run(const std::stop_token& stop) {
    for (Job job; wait_for_work(stop, job);) {
        if (source_episode_ != job.episode) open_source(job);
        do_job(job);
    }
}

bool ScrubPreviews::Worker::wait_for_work(const std::stop_token& stop, Job& job) {
    std::unique_lock lock(mutex_);
    const bool woken = wake_.wait(lock, stop, [this] { return asked_ || next_ahead_while_locked(); });
    if (!woken) return false;
    at_work_ = asked_.has_value();
    job = {number_, cancel_.get_token(), std::exchange(asked_, std::nullopt)};
    return true;
}

void ScrubPreviews::Worker::open_source(const Job& job) {
    source_.reset();
    PreviewEpisode episode;
    {
        const std::lock_guard lock(mutex_);
        if (number_ != job.episode) return;
        episode = episode_;
    }
    source_ = open_first(episode, job.cancelled);
    source_episode_ = job.episode;
    const std::lock_guard lock(mutex_);
    count_ = source_ ? source_->count() : 0;
    runs_ahead_ = number_ == job.episode && source_ && source_->may_run_ahead();
}

std::unique_ptr<PreviewSource> ScrubPreviews::Worker::open_first(const PreviewEpisode& episode,
                                                                 const std::stop_token& cancelled) {
    for (auto& candidate : candidates(episode)) {
        const auto opened = candidate->open(cancelled);
        if (opened) return std::move(candidate);
        if (cancelled.stop_requested()) break;
        spdlog::debug("{}: no previews from here: {}", episode.id, opened.error().message);
    }
    return nullptr;
}

std::vector<std::unique_ptr<PreviewSource>> ScrubPreviews::Worker::candidates(const PreviewEpisode& episode) const {
    std::vector<std::unique_ptr<PreviewSource>> result;
    for (const TrickPlayFile& track : episode.tracks) {
        const MediaAddress address{track.url, episode.media.headers, Priority::Artwork};
        switch (track.kind) {
            case TrickPlayFile::Kind::Bif:
                result.push_back(std::make_unique<BifPreviews>(address, setup_.http, setup_.clock));
                break;
            case TrickPlayFile::Kind::WebVtt:
                result.push_back(std::make_unique<SpritePreviews>(address, setup_.http, setup_.clock));
                break;
            case TrickPlayFile::Kind::Hls:
                result.push_back(std::make_unique<IframePreviews>(address, setup_.http, setup_.clock));
                break;
        }
    }
    if (episode.media.url.empty()) return result;
    MediaAddress own{episode.media.url, episode.media.headers, Priority::Artwork};
    const bool remote = is_http_url(own.url);
    const bool playlist = (remote ? url_path(own.url) : own.url).ends_with(".m3u8");
    if (playlist) result.push_back(std::make_unique<IframePreviews>(own, setup_.http, setup_.clock));
    HttpClient* client = remote ? setup_.cached : &setup_.http;
    if (client != nullptr) result.push_back(std::make_unique<DecodedPreviews>(own, *client, setup_.clock));
    return result;
}

void ScrubPreviews::Worker::do_job(const Job& job) {
    std::optional<std::size_t> index;
    bool there = false;
    if (source_ && source_episode_ == job.episode) {
        if (job.asked) index = source_->nearest(*job.asked);
        const std::lock_guard lock(mutex_);
        if (number_ == job.episode) {
            if (!index) index = next_ahead_while_locked();
            if (index && job.asked) around_ = *index;
            there = index && (kept_.contains(*index) || failed_.contains(*index));
        }
    }
    if (index && !there) keep(job, *index, source_->picture(*index, job.cancelled));
    finish(job);
}

void ScrubPreviews::Worker::finish(const Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (number_ == job.episode && job.asked) at_work_ = false;
    }
    if (!job.cancelled.stop_requested()) setup_.wake();
}

/// Outwards from where the viewer is, as far as memory allows.
std::optional<std::size_t> ScrubPreviews::Worker::next_ahead_while_locked() const {
    if (!runs_ahead_ || used_bytes_ * 10 > setup_.budget_bytes * 9) return std::nullopt;
    const auto wanted = [this](std::size_t index) {
        return index < count_ && !kept_.contains(index) && !failed_.contains(index);
    };
    for (std::size_t away = 0; away < count_; ++away) {
        if (wanted(around_ + away)) return around_ + away;
        if (away <= around_ && wanted(around_ - away)) return around_ - away;
    }
    return std::nullopt;
}

void ScrubPreviews::Worker::keep(const Job& job, std::size_t index, Result<PreviewPicture> made) {
    const std::lock_guard lock(mutex_);
    if (number_ != job.episode) return;
    if (!made) {
        failed_.insert(index);
        return;
    }
    used_bytes_ += bytes_of(*made);
    kept_[index] = {*std::move(made), job.asked ? ++uses_ : 0};
    while (used_bytes_ > setup_.budget_bytes && kept_.size() > 1) {
        auto oldest = kept_.begin();
        for (auto it = kept_.begin(); it != kept_.end(); ++it) {
            if (it->first != index && (oldest->first == index || it->second.used < oldest->second.used)) oldest = it;
        }
        used_bytes_ -= bytes_of(oldest->second.picture);
        kept_.erase(oldest);
    }
}

ScrubPreviews::ScrubPreviews(ScrubPreviewsSetup setup) : worker_(std::make_unique<Worker>(std::move(setup))) {}
ScrubPreviews::~ScrubPreviews() = default;
void ScrubPreviews::set_episode(PreviewEpisode episode) { worker_->set_episode(std::move(episode)); }
std::optional<PreviewPicture> ScrubPreviews::at(MediaTime time) { return worker_->at(time); }
bool ScrubPreviews::busy() const { return worker_->busy(); }

}  // namespace cliffhanger
