// One request on its way through libcurl. Made by the thread that asks, then used by the http thread alone, but for
// `buffer`, which the reader shares. Never blocks.
#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>
#include <string>

#include "net/curl_http_client.h"
#include "net/http_head_parser.h"
#include "net/stream_buffer.h"
#include "net/wire_meter.h"

namespace cliffhanger {

struct CurlEasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using CurlEasyPtr = std::unique_ptr<CURL, CurlEasyDeleter>;

struct CurlListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlListPtr = std::unique_ptr<curl_slist, CurlListDeleter>;

class CurlTransfer {
 public:
    explicit CurlTransfer(HttpRequest request) : request_(std::move(request)), url_(request_.url) {}
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    /// Makes the easy handle; its CURLOPT_PRIVATE is this object.
    [[nodiscard]] Result<void> prepare(const CurlHttpClientOptions& options, CURLSH* share, WireMeter& wire);
    /// Whether the answer that has ended only names another address.
    bool redirected() const;
    /// Makes the handle, which must not be in a multi handle, ready to ask there. We and not libcurl: it would take
    /// all headers but Authorization and Cookie along.
    [[nodiscard]] Result<void> follow(const CurlHttpClientOptions& options);
    /// Null before prepare() and after the end.
    CURL* easy() const { return easy_.get(); }
    /// Lets a transfer go on that the full buffer had paused. May write into the buffer.
    void resume(Microseconds now);
    void started(Microseconds now) { last_progress_ = now; }
    /// The end, one of these three: curl's own word for it, no byte for too long, or cancelled. The handle must not be
    /// in a multi handle any more.
    void complete(CURLcode code);
    void time_out();
    void cancel();

    Priority priority() const { return request_.priority; }
    /// It ended because what plays is another one now.
    bool left() const { return left_; }
    Microseconds patience() const { return request_.patience.get(); }
    bool paused() const { return paused_; }
    bool held() const { return held_; }
    /// Takes it off the line for the sake of more urgent ones, once its head is there, and puts it back. Held ones do
    /// not stall.
    void hold();
    void let_go(Microseconds now);
    /// Its reader has nothing to read, and bytes have come or may come any moment.
    bool starves(Microseconds now) const;
    /// When a transfer that is not paused counts as stalled.
    Microseconds stall_deadline() const { return last_progress_ + request_.stall_timeout; }

    StreamBuffer buffer;

 private:
    [[nodiscard]] Result<void> set_target(const CurlHttpClientOptions& options);
    [[nodiscard]] Result<void> set_headers(const CurlHttpClientOptions& options);
    void set_protocols();
    void set_http_version();
    void set_connection_options(const CurlHttpClientOptions& options);
    std::size_t high_water();
    bool can_be_left() const;
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    Error error_for(CURLcode code) const;
    void stop_measuring();
    void count(std::size_t bytes) const;
    void end();

    HttpRequest request_;
    std::string url_;  ///< where it asks now
    int redirects_ = 0;
    bool crossed_ = false;  ///< a redirect has led to another origin
    CurlListPtr headers_;
    CurlEasyPtr easy_;  // after headers_: it refers to them
    HttpHeadParser parser_;
    std::array<char, CURL_ERROR_SIZE> detail_{};
    Microseconds last_progress_{0}, last_byte_{0};
    std::size_t dripped_ = 0;  ///< since last_progress_
    bool paused_ = false;      ///< the buffer is full
    bool played_ = false;      ///< it has been what plays
    bool left_ = false;        ///< what plays is another one: it ends here, and whoever wants the rest asks for it
    bool head_seen_ = false;
    bool held_ = false;
    bool measured_ = false;  ///< counts as something on its way
    WireMeter* wire_ = nullptr;
    std::shared_ptr<NetworkFigures> figures_;
};

}  // namespace cliffhanger
