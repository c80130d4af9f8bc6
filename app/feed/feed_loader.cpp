#include "app/feed/feed_loader.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cliffhanger {

struct FeedLoader::State {
    HttpClient& http;
    const Clock& clock;
    std::function<void()> wake;

    mutable std::mutex mutex;
    // Guarded by mutex.
    std::condition_variable arrived;
    std::optional<Result<LoadedCatalog>> result;
    bool loading = false;

    std::jthread worker;  // last: joined before what it uses goes

    void run(std::stop_token stop, const std::string& source) {
        Result<LoadedCatalog> loaded = load_catalog(source, http, clock, stop);
        if (stop.stop_requested()) return;
        {
            const std::lock_guard lock(mutex);
            result = std::move(loaded);
            loading = false;
        }
        arrived.notify_all();
        wake();
    }
};

FeedLoader::FeedLoader(HttpClient& http, const Clock& clock, std::function<void()> wake)
    : state_(new State{http, clock, std::move(wake), {}, {}, {}, false, {}}) {}

FeedLoader::~FeedLoader() = default;

void FeedLoader::start(const std::string& source) {
    state_->worker = {};  // stops and joins the one before
    {
        const std::lock_guard lock(state_->mutex);
        state_->result.reset();
        state_->loading = true;
    }
    state_->worker = std::jthread([state = state_.get(), source](std::stop_token stop) { state->run(stop, source); });
}

bool FeedLoader::loading() const {
    const std::lock_guard lock(state_->mutex);
    return state_->loading || state_->result;
}

std::optional<Result<LoadedCatalog>> FeedLoader::take() {
    const std::lock_guard lock(state_->mutex);
    return std::exchange(state_->result, std::nullopt);
}

bool FeedLoader::wait_for(Microseconds timeout) {
    std::unique_lock lock(state_->mutex);
    return state_->arrived.wait_for(lock, timeout, [this] { return state_->result.has_value(); });
}

}  // namespace cliffhanger
