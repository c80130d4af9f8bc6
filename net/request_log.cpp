#include "net/request_log.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

std::string range_text(const std::optional<ByteRange>& range) {
    if (!range) return {};
    return std::to_string(range->first) + "-" + (range->last ? std::to_string(*range->last) : std::string());
}

class RecordedStream final : public HttpStream {
 public:
    RecordedStream(std::unique_ptr<HttpStream> stream, RequestLog& log, const Clock& clock, std::uint64_t number)
        : stream_(std::move(stream)), log_(log), clock_(clock), number_(number) {}
    ~RecordedStream() override { log_.ended(number_, clock_.now()); }

    Result<HttpResponseHead> head() override {
        auto head = stream_->head();
        if (head) log_.answered(number_, head->status);
        return head;
    }
    Result<std::size_t> read(std::span<std::byte> into) override {
        auto count = stream_->read(into);
        if (count && *count > 0) {
            log_.received(number_, *count, clock_.now());
        } else {
            log_.ended(number_, clock_.now());
        }
        return count;
    }
    void abort() noexcept override { stream_->abort(); }

 private:
    const std::unique_ptr<HttpStream> stream_;
    RequestLog& log_;
    const Clock& clock_;
    const std::uint64_t number_;
};

}  // namespace

template <class Change>
void RequestLog::change(std::uint64_t number, Change change) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(requests_.rbegin(), requests_.rend(),
                                    [number](const LoggedRequest& request) { return request.number == number; });
    if (found != requests_.rend() && !found->ended) change(*found);
}

std::uint64_t RequestLog::began(const HttpRequest& request, Microseconds now) {
    const std::lock_guard lock(mutex_);
    LoggedRequest entry;
    entry.number = ++count_;
    entry.url = request.url;
    entry.range = range_text(request.range);
    entry.priority = request.priority;
    entry.began = now;
    requests_.push_back(std::move(entry));
    if (requests_.size() > kKept) requests_.pop_front();
    return count_;
}

void RequestLog::answered(std::uint64_t number, int status) {
    change(number, [status](LoggedRequest& request) { request.status = status; });
}

void RequestLog::received(std::uint64_t number, std::size_t bytes, Microseconds now) {
    change(number, [&](LoggedRequest& request) {
        request.bytes += static_cast<std::int64_t>(bytes);
        request.took = now - request.began;
    });
}

void RequestLog::ended(std::uint64_t number, Microseconds now) {
    change(number, [&](LoggedRequest& request) {
        if (request.took <= Microseconds{0}) request.took = now - request.began;
        request.ended = true;
    });
}

std::vector<LoggedRequest> RequestLog::last(std::size_t count) const {
    const std::lock_guard lock(mutex_);
    const std::size_t some = std::min(count, requests_.size());
    return {requests_.rbegin(), requests_.rbegin() + static_cast<std::ptrdiff_t>(some)};
}

std::uint64_t RequestLog::count() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

std::unique_ptr<HttpStream> RecordingHttpClient::open(HttpRequest request) {
    const std::uint64_t number = log_.began(request, clock_.now());
    return std::make_unique<RecordedStream>(next_.open(std::move(request)), log_, clock_, number);
}

}  // namespace cliffhanger
