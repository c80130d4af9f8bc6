#include "net/curl_transfer.h"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <string>
#include <utility>

#include "net/curl_error.h"
#include "net/header_rules.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

constexpr long kMaxRedirects = 8;
/// A server that sends nothing for so long does not send sooner because others wait.
constexpr Microseconds kHopeless = std::chrono::seconds(2);
constexpr long kReceiveBuffer = 64 * 1024;
constexpr std::size_t kHighWaterLeft = 32 * 1024;
constexpr double kUnasked_s = 1.5;

/// HTTP/2 stream weights, 1 to 256: what plays takes nearly all of a shared connection.
long stream_weight(Priority priority) {
    switch (priority) {
        case Priority::Playback:
            return 256;
        case Priority::Preload:
            return 32;
        case Priority::Artwork:
            return 8;
    }
    return 16;
}

/// libcurl reads http_proxy in lower case only, because a server's CGI environment can be made to hold HTTP_PROXY. A
/// player on a desktop has no such environment, and people write it in capitals.
const char* http_proxy_in_capitals() {
    // NOLINTBEGIN(concurrency-mt-unsafe): nothing here sets them
    const char* lower = std::getenv("http_proxy");
    const char* upper = std::getenv("HTTP_PROXY");
    // NOLINTEND(concurrency-mt-unsafe)
    return lower == nullptr && upper != nullptr && upper[0] != '\0' ? upper : nullptr;
}

std::string range_text(const ByteRange& range) {
    return std::to_string(range.first) + "-" + (range.last ? std::to_string(*range.last) : std::string());
}

}  // namespace

Result<void> CurlTransfer::prepare(const CurlHttpClientOptions& options, CURLSH* share, WireMeter& wire) {
    wire_ = &wire;
    figures_ = options.figures;
    easy_.reset(curl_easy_init());
    if (!easy_) return fail(ErrorKind::Internal, "libcurl gave no handle.", request_.url);
    CURL* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail_.data());
    curl_easy_setopt(easy, CURLOPT_SHARE, share);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (request_.accept_compression) curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    if (request_.range) curl_easy_setopt(easy, CURLOPT_RANGE, range_text(*request_.range).c_str());
    set_protocols();
    set_connection_options(options);
    return set_target(options);
}

void CurlTransfer::set_protocols() {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(easy_.get(), CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(easy_.get(), CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

bool CurlTransfer::redirected() const {
    const char* url = nullptr;
    return !head_seen_ && curl_easy_getinfo(easy(), CURLINFO_REDIRECT_URL, &url) == CURLE_OK && url != nullptr;
}

Result<void> CurlTransfer::follow(const CurlHttpClientOptions& options) {
    const char* url = nullptr;
    curl_easy_getinfo(easy(), CURLINFO_REDIRECT_URL, &url);
    const std::string next = url != nullptr ? url : "";
    if (!is_http_url(next))
        return fail(ErrorKind::Forbidden, "The server redirects to an address that is neither http nor https.",
                    request_.url);
    if (++redirects_ > kMaxRedirects)
        return fail(ErrorKind::HttpStatus, "The server redirects in circles.", request_.url);
    // What was let out of one origin's hands stays there, wherever it goes on to.
    crossed_ = crossed_ || !same_origin(url_, next);
    url_ = next;
    return set_target(options);
}

Result<void> CurlTransfer::set_target(const CurlHttpClientOptions& options) {
    if (figures_) ++figures_->requests;
    curl_easy_setopt(easy_.get(), CURLOPT_URL, url_.c_str());
    const char* proxy = scheme(url_) == "http" ? http_proxy_in_capitals() : nullptr;
    curl_easy_setopt(easy_.get(), CURLOPT_PROXY, proxy);
    set_http_version();
    return set_headers(options);
}

void CurlTransfer::set_connection_options(const CurlHttpClientOptions& options) {
    CURL* easy = easy_.get();
    const auto connect_ms = std::chrono::duration_cast<std::chrono::milliseconds>(request_.connect_timeout).count();
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(connect_ms, 1)));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, kReceiveBuffer);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
    if (!options.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
#if LIBCURL_VERSION_NUM >= 0x075700
    // Otherwise a cancelled transfer waits for getaddrinfo() to return, which can take many seconds.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

void CurlTransfer::set_http_version() {
    CURL* easy = easy_.get();
    // A paused HTTP/2 stream goes on receiving what its window allows, 32 MiB in libcurl, into libcurl's own memory;
    // a paused HTTP/1.1 connection holds the server back. Media, which is read by parts and pauses, takes the latter.
    const bool multiplexed = !request_.range && scheme(url_) == "https";
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                     static_cast<long>(multiplexed ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_STREAM_WEIGHT, stream_weight(request_.priority));
    // Only where HTTP/2 may come: otherwise one request would wait behind another's slow answer.
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, multiplexed ? 1L : 0L);
}

Result<void> CurlTransfer::set_headers(const CurlHttpClientOptions& options) {
    CurlListPtr list;
    for (const auto& [name, value] : headers_for(url_, crossed_, request_.headers, options)) {
        const std::string line = value.empty() ? name + ";" : name + ": " + value;
        if (name.empty() || line.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
            return fail(ErrorKind::Corrupted, "A request header is malformed.", request_.url);
        curl_slist* longer = curl_slist_append(list.get(), line.c_str());
        if (!longer) return fail(ErrorKind::Internal, "Out of memory for request headers.", request_.url);
        static_cast<void>(list.release());
        list.reset(longer);
    }
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, list.get());
    headers_ = std::move(list);
    return {};
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<CurlTransfer*>(self);
    transfer.last_progress_ = transfer.last_byte_ = SystemClock().now();
    if (transfer.parser_.feed({data, size * count})) {
        HttpResponseHead head = transfer.parser_.head();
        const char* url = nullptr;
        curl_easy_getinfo(transfer.easy(), CURLINFO_EFFECTIVE_URL, &url);
        head.final_url = url ? url : transfer.url_;
        transfer.head_seen_ = true;
        transfer.measured_ = head.status == 200 || head.status == 206;
        if (transfer.measured_) transfer.wire_->began(transfer.last_byte_);
        transfer.buffer.set_head(std::move(head));
    }
    return size * count;
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<CurlTransfer*>(self);
    transfer.last_byte_ = SystemClock().now();
    if (!transfer.head_seen_) return size * count;  // of a redirect: nobody reads it
    const auto bytes = std::as_bytes(std::span(data, size * count));
    if (transfer.buffer.write(bytes, transfer.high_water()) == StreamBuffer::WriteResult::Full) {
        if (transfer.can_be_left()) {
            transfer.left_ = true;
            return 0;
        }
        transfer.paused_ = true;
        // What comes after a pause has waited in the system's buffers: it says nothing about the line.
        transfer.stop_measuring();
        return CURL_WRITEFUNC_PAUSE;
    }
    transfer.dripped_ += bytes.size();
    if (transfer.dripped_ >= LivePatience::kProgress) {
        transfer.dripped_ = 0;
        transfer.last_progress_ = transfer.last_byte_;
    }
    transfer.count(bytes.size());
    if (transfer.measured_) transfer.wire_->received(std::ssize(bytes), transfer.last_byte_);
    return bytes.size();
}

/// How much may lie unread. What plays has more of it the faster the line is: on a slow one others would wait for what
/// nobody has asked for yet.
std::size_t CurlTransfer::high_water() {
    const bool plays = priority() == Priority::Playback;
    played_ = played_ || plays;
    if (!plays) return can_be_left() ? kHighWaterLeft : StreamBuffer::kHighWaterForLater;
    const auto line = wire_->estimate();
    if (!line) return StreamBuffer::kHighWater;
    const auto unasked = static_cast<std::size_t>(*line / 8 * kUnasked_s);
    return std::clamp(unasked, StreamBuffer::kHighWaterForLater, StreamBuffer::kHighWater);
}

/// The viewer has gone on from what was playing. A pause would leave the line's queues full of it; a part of a resource
/// can be asked for again from where it ended.
bool CurlTransfer::can_be_left() const {
    return played_ && priority() != Priority::Playback && parser_.head().status == 206;
}

void CurlTransfer::count(std::size_t bytes) const {
    if (!figures_) return;
    figures_->bytes += bytes;
    if (request_.cache == CacheUse::Media && request_.priority != Priority::Artwork) figures_->media_bytes += bytes;
}

void CurlTransfer::resume(Microseconds now) {
    if (!paused_) return;
    paused_ = false;
    last_progress_ = now;
    if (!held_) curl_easy_pause(easy(), CURLPAUSE_CONT);
}

void CurlTransfer::hold() {
    // libcurl hands over the headers that come during a pause as one piece, which then cannot be told apart.
    if (held_ || !head_seen_) return;
    held_ = true;
    stop_measuring();
    curl_easy_pause(easy(), CURLPAUSE_RECV);
}

void CurlTransfer::let_go(Microseconds now) {
    if (!held_) return;
    held_ = false;
    last_progress_ = now;
    if (!paused_) curl_easy_pause(easy(), CURLPAUSE_CONT);
}

bool CurlTransfer::starves(Microseconds now) const {
    return !paused_ && !held_ && now - last_progress_ < kHopeless && buffer.reader_waits();
}

void CurlTransfer::stop_measuring() {
    if (std::exchange(measured_, false)) wire_->ended(last_byte_);
}

/// Gives the handle back at once, because the last owner may be another thread.
void CurlTransfer::end() {
    stop_measuring();
    easy_.reset();
}

void CurlTransfer::complete(CURLcode code) {
    if (code == CURLE_OK || left_)
        buffer.finish({});
    else
        buffer.finish(tl::unexpected(error_for(code)));
    end();
}

void CurlTransfer::time_out() {
    buffer.finish(fail(ErrorKind::Timeout, "The server stopped sending.", request_.url));
    end();
}

void CurlTransfer::cancel() {
    buffer.finish(fail(ErrorKind::Aborted, "The transfer was cancelled.", request_.url));
    end();
}

Error CurlTransfer::error_for(CURLcode code) const {
    Error error = curl_error(code, detail_.data(), request_.url);
    long status = 0;
    curl_easy_getinfo(easy(), CURLINFO_RESPONSE_CODE, &status);
    error.http_status = static_cast<int>(status);
    return error;
}

}  // namespace cliffhanger
