// Answers from the segment cache alone: what is not there fails at once, and nothing goes over the network.
// Thread-safe, as every HttpClient.
#pragma once

#include <memory>

#include "net/cache/caching_http_client.h"

namespace cliffhanger {

class CachedOnlyClient final : public HttpClient {
 public:
    explicit CachedOnlyClient(SegmentCache& cache, CachingHttpClientOptions options = {});
    ~CachedOnlyClient() override;

    std::unique_ptr<HttpStream> open(HttpRequest request) override;

 private:
    std::unique_ptr<HttpClient> nowhere_;
    CachingHttpClient caching_;
};

}  // namespace cliffhanger
