#include "net/cache/cached_only_client.h"

#include <utility>

namespace cliffhanger {
namespace {

/// A server error tells the cache to do with what it has; this one is never worth another try.
constexpr int kNotSupported = 505;

class NoStream final : public HttpStream {
 public:
    explicit NoStream(std::string url) : url_(std::move(url)) {}
    Result<HttpResponseHead> head() override {
        HttpResponseHead head;
        head.status = kNotSupported;
        head.final_url = url_;
        return head;
    }
    Result<std::size_t> read(std::span<std::byte>) override { return std::size_t{0}; }
    void abort() noexcept override {}

 private:
    std::string url_;
};

class NoNetwork final : public HttpClient {
 public:
    std::unique_ptr<HttpStream> open(HttpRequest request) override {
        return std::make_unique<NoStream>(std::move(request.url));
    }
};

}  // namespace

CachedOnlyClient::CachedOnlyClient(SegmentCache& cache, CachingHttpClientOptions options)
    : nowhere_(std::make_unique<NoNetwork>()), caching_(*nowhere_, cache, std::move(options)) {}
CachedOnlyClient::~CachedOnlyClient() = default;

std::unique_ptr<HttpStream> CachedOnlyClient::open(HttpRequest request) { return caching_.open(std::move(request)); }

}  // namespace cliffhanger
