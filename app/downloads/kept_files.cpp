#include "app/downloads/kept_files.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <iterator>

namespace cliffhanger {
namespace {

class KeptAnswer final : public HttpStream {
 public:
    KeptAnswer(std::string url, std::string content_type, std::string body) : body_(std::move(body)) {
        head_.status = 200;
        head_.final_url = std::move(url);
        head_.content_type = std::move(content_type);
        head_.content_length = head_.total_size = static_cast<std::int64_t>(body_.size());
    }
    Result<HttpResponseHead> head() override {
        if (aborted_) return fail(ErrorKind::Aborted, "Reading was stopped.");
        return head_;
    }
    Result<std::size_t> read(std::span<std::byte> into) override {
        if (aborted_) return fail(ErrorKind::Aborted, "Reading was stopped.");
        const std::size_t count = std::min(into.size(), body_.size() - at_);
        std::memcpy(into.data(), body_.data() + at_, count);
        at_ += count;
        return count;
    }
    void abort() noexcept override { aborted_ = true; }

 private:
    std::string body_;
    std::size_t at_ = 0;
    HttpResponseHead head_;
    std::atomic<bool> aborted_ = false;
};

}  // namespace

void KeptFiles::add(const std::string& url, std::filesystem::path file) {
    const std::lock_guard lock(mutex_);
    files_[url] = std::move(file);
}

void KeptFiles::remove_below(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    std::erase_if(files_, [&](const auto& entry) { return entry.second.parent_path() == folder; });
}

std::filesystem::path KeptFiles::find(const std::string& url) const {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(url);
    return found == files_.end() ? std::filesystem::path{} : found->second;
}

std::unique_ptr<HttpStream> KeptFilesClient::open(HttpRequest request) {
    // A server may answer a range with the whole, as long as it begins where the whole does.
    const bool from_start = !request.range || request.range->first == 0;
    const std::filesystem::path file = files_.find(request.url);
    if (!file.empty() && from_start) {
        std::ifstream in(file, std::ios::binary);
        std::string body{std::istreambuf_iterator<char>(in), {}};
        if (in && !body.empty()) return make_kept_answer(request.url, {}, std::move(body));
    }
    return network_.open(std::move(request));
}

std::unique_ptr<HttpStream> make_kept_answer(std::string url, std::string content_type, std::string body) {
    return std::make_unique<KeptAnswer>(std::move(url), std::move(content_type), std::move(body));
}

}  // namespace cliffhanger
