#include "player/loudness_scanner.h"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "player/pipeline/audio_decoder.h"
#include "player/pipeline/loudness_meter.h"
#include "player/source/open_media_source.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kMostWaiting = 4;
constexpr int kLowPriority = 10;

void drain(AudioDecoder& decoder, LoudnessMeter& meter) {
    for (;;) {
        const AudioBlock block = decoder.receive();
        if (block.samples.empty()) return;
        meter.add(block.samples, block.time);
    }
}

}  // namespace

Result<LoudnessReading> measure_loudness(MediaSource& source, int track) {
    auto info = source.open();
    if (!info) return tl::unexpected(info.error());
    const StreamInfo* stream = nullptr;
    for (const StreamInfo& candidate : info->streams) {
        if (candidate.kind == StreamKind::Audio && track-- == 0) stream = &candidate;
    }
    if (stream == nullptr) return fail(ErrorKind::Unsupported, "there is no such sound in it");
    auto decoder = AudioDecoder::open(*stream);
    if (!decoder) return tl::unexpected(decoder.error());
    source.select({stream->index});
    LoudnessMeter meter;
    for (;;) {
        auto packet = source.read();
        if (!packet) {
            if (packet.error().kind == ErrorKind::Aborted) return tl::unexpected(packet.error());
            break;
        }
        if (packet->stream == stream->index && (*decoder)->send(*packet)) drain(**decoder, meter);
    }
    (*decoder)->send_end();
    drain(**decoder, meter);
    meter.conclude();
    const auto reading = meter.reading();
    if (!reading) return fail(ErrorKind::Unsupported, "it is silent");
    return *reading;
}

struct LoudnessScanner::State {
    struct Request {
        std::string key;
        MediaAddress address;
        int track = 0;
    };

    void run(const std::stop_token& stop);
    void measure(const Request& request);

    HttpClient& http;
    const Clock& clock;
    const std::function<void()> wake;
    std::set<std::string> asked = {};  // the main thread's

    mutable std::mutex mutex = {};
    // guarded by mutex
    std::condition_variable_any changed = {};
    std::deque<Request> waiting = {};
    std::vector<Found> found = {};
    std::shared_ptr<MediaSource> source = {};  // what is being measured
    bool working = false, stopped = false;

    std::jthread thread = {};  // last: ends before the fields above go
};

void LoudnessScanner::State::run(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), "loudness");
#ifdef __linux__
    // Of this thread alone, on Linux.
    (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLowPriority);
#endif
    for (;;) {
        Request request;
        {
            std::unique_lock lock(mutex);
            working = false;
            if (!changed.wait(lock, stop, [this] { return !waiting.empty(); }) || stopped) return;
            request = std::move(waiting.front());
            waiting.pop_front();
            working = true;
        }
        measure(request);
        if (wake) wake();
    }
}

void LoudnessScanner::State::measure(const Request& request) {
    std::shared_ptr<MediaSource> opened = open_media_source(request.address, http, clock);
    {
        const std::lock_guard lock(mutex);
        if (stopped) return;
        source = opened;
    }
    const auto reading = measure_loudness(*opened, request.track);
    const std::lock_guard lock(mutex);
    source.reset();
    if (reading) {
        found.push_back({request.key, *reading});
    } else {
        spdlog::debug("loudness of {}: {}", request.key, reading.error().message);
    }
}

LoudnessScanner::LoudnessScanner(HttpClient& http, const Clock& clock, std::function<void()> wake)
    : state_(new State{http, clock, std::move(wake)}) {}

LoudnessScanner::~LoudnessScanner() {
    const std::lock_guard lock(state_->mutex);
    state_->stopped = true;
    if (state_->source) state_->source->abort();
}

void LoudnessScanner::request(const std::string& key, MediaAddress address, int track) {
    if (!state_->asked.insert(key).second) return;
    {
        const std::lock_guard lock(state_->mutex);
        state_->waiting.push_back({key, std::move(address), track});
        if (state_->waiting.size() > kMostWaiting) {
            state_->asked.erase(state_->waiting.front().key);
            state_->waiting.pop_front();
        }
    }
    if (!state_->thread.joinable())
        state_->thread = std::jthread([state = state_.get()](const std::stop_token& stop) { state->run(stop); });
    state_->changed.notify_one();
}

std::vector<LoudnessScanner::Found> LoudnessScanner::take() {
    const std::lock_guard lock(state_->mutex);
    return std::exchange(state_->found, {});
}

bool LoudnessScanner::busy() const {
    const std::lock_guard lock(state_->mutex);
    return state_->working || !state_->waiting.empty() || !state_->found.empty();
}

}  // namespace cliffhanger
