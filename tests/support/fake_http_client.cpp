#include "tests/support/fake_http_client.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>

namespace cliffhanger::test {
namespace {

class FakeHttpStream final : public HttpStream {
 public:
    FakeHttpStream(FakeHttpAnswer answer, const HttpRequest& request) : answer_(std::move(answer)) {
        head_.status = answer_.status;
        head_.final_url = answer_.final_url.empty() ? request.url : answer_.final_url;
        head_.content_type = answer_.content_type;
        head_.etag = answer_.etag;
        head_.last_modified = answer_.last_modified;
        head_.retry_after = answer_.retry_after;
        head_.accepts_ranges = answer_.ranges;
        if (answer_.says_size && answer_.status < 300) head_.total_size = std::ssize(answer_.body);
        if (request.range && answer_.ranges && answer_.status == 200) take_range(*request.range);
        if (answer_.says_size) head_.content_length = std::ssize(answer_.body);
    }

    Result<HttpResponseHead> head() override {
        if (auto ready = wait_ready(); !ready) return tl::unexpected(ready.error());
        return head_;
    }

    Result<std::size_t> read(std::span<std::byte> into) override {
        if (auto ready = wait_ready(); !ready) return tl::unexpected(ready.error());
        const std::size_t limit = std::min(answer_.cut_after.value_or(answer_.body.size()), answer_.body.size());
        if (sent_ == limit && answer_.cut_after) return fail(answer_.cut_error, "The connection broke.");
        std::size_t count = std::min(into.size(), limit - sent_);
        if (answer_.chunk > 0) count = std::min(count, answer_.chunk);
        std::memcpy(into.data(), answer_.body.data() + sent_, count);
        sent_ += count;
        return count;
    }

    void abort() noexcept override {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
        changed_.notify_all();
    }

 private:
    void take_range(const ByteRange& range) {
        const std::int64_t size = std::ssize(answer_.body);
        if (range.first >= size) {
            head_.status = 416;
            answer_.body.clear();
            return;
        }
        std::int64_t last = std::min(range.last.value_or(size - 1), size - 1);
        if (answer_.longest_part) last = std::min(last, range.first + *answer_.longest_part - 1);
        head_.status = 206;
        head_.range_start = range.first + answer_.range_shift;
        answer_.body = answer_.body.substr(static_cast<std::size_t>(range.first),
                                           static_cast<std::size_t>(last - range.first + 1));
    }

    Result<void> wait_ready() {
        std::unique_lock lock(mutex_);
        if (answer_.hangs) changed_.wait(lock, [this] { return aborted_; });
        if (aborted_) return fail(ErrorKind::Aborted, "The transfer was cancelled.");
        if (answer_.fails) return fail(*answer_.fails, "The scripted failure.");
        return {};
    }

    FakeHttpAnswer answer_;
    HttpResponseHead head_;
    std::size_t sent_ = 0;
    std::condition_variable changed_;
    std::mutex mutex_;  // guards everything below
    bool aborted_ = false;
};

}  // namespace

void FakeHttpClient::script(const std::string& url, std::vector<FakeHttpAnswer> answers) {
    const std::lock_guard lock(mutex_);
    scripts_[url] = {std::move(answers), 0};
}

std::unique_ptr<HttpStream> FakeHttpClient::open(HttpRequest request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const auto found = scripts_.find(request.url);
    FakeHttpAnswer answer;
    answer.status = 404;
    if (found != scripts_.end()) {
        auto& [answers, served] = found->second;
        answer = answers.at(std::min(served++, answers.size() - 1));
    }
    return std::make_unique<FakeHttpStream>(std::move(answer), request);
}

std::vector<HttpRequest> FakeHttpClient::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

}  // namespace cliffhanger::test
