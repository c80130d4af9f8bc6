// A server, and a cache before it that outlives the runs of the program, on a calendar that only the test moves.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "net/cache/caching_http_client.h"
#include "net/curl_http_client.h"
#include "tests/net/cache/cache_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/http_test_server.h"

namespace cliffhanger::test {

struct CachedAnswer {
    HttpResponseHead head;
    std::string bytes;
    std::optional<Error> error;
};

class CachingRig {
 public:
    CachingRig() { start_run(); }

    /// As if the program had ended and been started again.
    void start_run() {
        caching_.reset();
        cache_.reset();
        network_ = make_curl_http_client();
        cache_ = std::make_unique<SegmentCache>(SegmentCacheOptions{folder_.path() / "cache"});
        CachingHttpClientOptions options;
        options.calendar = [this] { return now; };
        options.default_headers = defaults;
        caching_ = std::make_unique<CachingHttpClient>(*network_, *cache_, options);
    }

    CachedAnswer get(const std::string& path, CacheUse use = CacheUse::Media, std::optional<ByteRange> range = {},
                     HttpHeaders headers = {}) {
        HttpRequest request;
        request.url = server.url(path);
        request.cache = use;
        request.range = range;
        request.headers = std::move(headers);
        CachedAnswer answer;
        {
            const auto stream = caching_->open(std::move(request));
            const auto head = stream->head();
            if (head)
                answer.head = *head;
            else
                answer.error = head.error();
            std::string buffer(30'000, '\0');
            while (head) {
                const auto count = stream->read(std::as_writable_bytes(std::span(buffer)));
                if (!count) answer.error = count.error();
                if (!count || *count == 0) break;
                answer.bytes.append(buffer, 0, *count);
            }
        }
        cache_->flush();
        return answer;
    }
    HttpClient& client() { return *caching_; }
    SegmentCache& cache() { return *cache_; }
    std::filesystem::path folder() const { return folder_.path() / "cache"; }
    std::string stored_files() const {
        std::string all;
        const auto root = folder_.path() / "cache";
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder()))
            if (entry.is_regular_file()) all += file_text(entry.path());
        return all;
    }

    HttpTestServer server;
    std::chrono::sys_seconds now{std::chrono::seconds(1'700'000'000)};
    HttpHeaders defaults;

 private:
    TemporaryFolder folder_;
    std::unique_ptr<HttpClient> network_;
    std::unique_ptr<SegmentCache> cache_;
    std::unique_ptr<CachingHttpClient> caching_;
};

inline HttpRoute tagged(std::string body) { return {.body = std::move(body), .etag = "\"v1\""}; }

inline HttpRoute with(HttpRoute route, std::string cache_control) {
    route.headers.emplace_back("Cache-Control", std::move(cache_control));
    return route;
}

}  // namespace cliffhanger::test
