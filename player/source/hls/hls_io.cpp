#include "player/source/hls/hls_io.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <utility>
#include <vector>

#include "net/file_byte_source.h"
#include "net/http_byte_source.h"
#include "net/retry_policy.h"
#include "net/url.h"
#include "player/source/hls/sliced_byte_source.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr Microseconds kPatienceWithPlaylist = std::chrono::milliseconds(2500);
/// A segment that ends early is asked for twice more.
constexpr int kMostEmptyAnswers = 2;

/// Longer outages are SegmentFetcher's to wait for: it may know another rung.
RetryPolicy segment_retry() {
    RetryPolicy::Limits limits;
    limits.broken_retries = 3;
    limits.outage_budget = std::chrono::seconds(3);
    return RetryPolicy(limits);
}

tl::unexpected<Error> aborted_error() { return fail(ErrorKind::Aborted, "Reading was cancelled."); }

}  // namespace

std::string playlist_address(const std::string& url) {
    if (is_http_url(url)) return normalize_http_url(url).value_or(url);
    if (scheme(url) == "file") return file_url_to_path(url).value_or(url);
    std::error_code code;
    const auto absolute = std::filesystem::absolute(url, code);
    return code ? url : absolute.lexically_normal().string();
}

HlsIo::HlsIo(MediaAddress address, HttpClient& http, const Clock& clock)
    : address_(std::move(address)), http_(http), clock_(clock) {}

bool HlsIo::enter(std::function<void()> interrupt) {
    const std::lock_guard lock(mutex_);
    if (aborted_) return false;
    interrupts_.push_back(std::move(interrupt));
    return true;
}

void HlsIo::leave() {
    const std::lock_guard lock(mutex_);
    interrupts_.pop_back();
}

void HlsIo::abort() noexcept {
    std::vector<std::function<void()>> interrupts;
    std::stop_source stop(std::nostopstate);
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
        interrupts = interrupts_;
        stop = stop_;
        woken_.notify_all();
    }
    stop.request_stop();
    for (const auto& interrupt : interrupts) interrupt();
}

void HlsIo::reset_abort() noexcept {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(aborted_, false)) return;
    stop_ = std::stop_source();
}

void HlsIo::look_again() noexcept {
    const std::lock_guard lock(mutex_);
    ++looks_;
    woken_.notify_all();
}

std::stop_token HlsIo::token() const {
    const std::lock_guard lock(mutex_);
    return stop_.get_token();
}

bool HlsIo::aborted() const {
    const std::lock_guard lock(mutex_);
    return aborted_;
}

Result<void> HlsIo::wait_until(Microseconds time) {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (aborted_) return aborted_error();
        const Microseconds left = time - clock_.now();
        if (left <= Microseconds{0}) return {};
        const unsigned looks = looks_;
        woken_.wait_for(lock, left, [&] { return aborted_ || looks_ != looks; });
    }
}

Result<void> HlsIo::pause(Microseconds length) {
    std::unique_lock lock(mutex_);
    if (woken_.wait_for(lock, length, [this] { return aborted_; })) return aborted_error();
    return {};
}

Result<std::size_t> HlsIo::read(const std::shared_ptr<ByteSource>& source, std::span<std::byte> into) {
    // An abort that was taken back has left its mark on the source.
    source->reset_abort();
    if (!enter([source] { source->abort(); })) return aborted_error();
    auto got = source->read(into);
    leave();
    return got;
}

std::unique_ptr<ByteSource> HlsIo::open(const std::string& url, std::optional<HlsByteRange> range, CacheUse cache,
                                        RefreshAddress refresh, std::optional<Microseconds> silence) {
    std::unique_ptr<ByteSource> source;
    if (is_http_url(url)) {
        HttpByteSourceOptions options;
        options.retry = segment_retry();
        options.most_empty_answers = kMostEmptyAnswers;
        // A network that breaks every connection says nothing about the segment.
        options.may_end_at = (range ? range->offset : 0) + 1;
        if (range) options.last = range->offset + range->length - 1;
        options.silence_ends = silence.has_value();
        MediaAddress address{url, address_.headers, address_.priority, cache, std::move(refresh), address_.patience};
        if (silence) {
            address.patience = LivePatience();
            address.patience.change(*silence);
        }
        source = std::make_unique<HttpByteSource>(address, http_, clock_, options);
    } else {
        source = std::make_unique<FileByteSource>(url);
    }
    if (range) source = std::make_unique<SlicedByteSource>(std::move(source), range->offset, range->length);
    return source;
}

Result<std::string> HlsIo::fetch_secret(const std::string& url, std::size_t limit, RefreshAddress refresh) {
    return read_all(open(url, std::nullopt, CacheUse::Never, std::move(refresh)), limit);
}

Result<std::string> HlsIo::read_all(const std::shared_ptr<ByteSource>& source, std::size_t limit) {
    std::string bytes;
    for (;;) {
        const std::size_t have = bytes.size();
        bytes.resize(have + std::min(kPiece, limit + 1 - have));
        const auto got = read(source, std::as_writable_bytes(std::span(bytes).subspan(have)));
        bytes.resize(have + got.value_or(0));
        if (!got && got.error().kind == ErrorKind::EndOfStream) return bytes;
        if (!got) return tl::unexpected(got.error());
        if (bytes.size() > limit) return fail(ErrorKind::TooLarge, "The file is larger than it may be.");
    }
}

HttpRequest HlsIo::text_request(const std::string& url) const {
    HttpRequest request;
    request.url = url;
    request.headers = address_.headers;
    request.priority = address_.priority;
    request.accept_compression = true;
    request.cache = CacheUse::Revalidate;
    return request;
}

bool HlsIo::holds_playlist(const std::string& url) const { return is_http_url(url) && http_.holds(text_request(url)); }

bool HlsIo::holds(const std::string& url, std::optional<HlsByteRange> range) const {
    if (!is_http_url(url)) return false;
    HttpRequest request;
    request.url = url;
    request.headers = address_.headers;
    request.cache = CacheUse::Media;
    if (range) request.range = ByteRange{range->offset, range->offset + range->length - 1};
    return http_.holds(request);
}

Result<HlsText> HlsIo::read_http_text(const std::string& url, Microseconds patience, const HlsTextLimits& limits) {
    HttpRequest request = text_request(url);
    const LivePatience wait = request.patience;
    const Microseconds end = limits.whole ? clock_.now() + *limits.whole : Microseconds::max();
    const auto hurry = [&] {
        wait.change(limits.whole ? std::clamp(end - clock_.now(), Microseconds{0}, patience) : patience);
    };
    hurry();
    const std::shared_ptr<HttpStream> stream = http_.open(std::move(request));
    if (!enter([stream] { stream->abort(); })) return aborted_error();
    auto text = [&]() -> Result<HlsText> {
        const auto head = stream->head();
        if (!head) return tl::unexpected(head.error());
        if (head->status >= 400) return tl::unexpected(http_status_error(*head, url));
        HlsText answer{{}, head->final_url.empty() ? url : head->final_url};
        std::vector<std::byte> piece(kPiece);
        for (;;) {
            hurry();
            const auto got = stream->read(piece);
            if (!got) return tl::unexpected(got.error());
            if (*got == 0) return answer;
            answer.text.append(reinterpret_cast<const char*>(piece.data()), *got);
            if (answer.text.size() > kMaxHlsPlaylistBytes) {
                return fail(ErrorKind::TooLarge, "The playlist is larger than the player allows.", url);
            }
        }
    }();
    leave();
    return text;
}

Result<HlsText> HlsIo::fetch_text_once(const std::string& url, int attempt, const HlsTextLimits& limits) {
    const Microseconds patience = std::min(kPatienceWithPlaylist, address_.patience.get());
    if (is_http_url(url)) return read_http_text(url, patience * attempt, limits);
    auto bytes = read_all(open(url, std::nullopt), kMaxHlsPlaylistBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return HlsText{*std::move(bytes), url};
}

Result<HlsText> HlsIo::fetch_first() {
    auto text = fetch_text(playlist_address(address_.url));
    const bool refused =
        !text && (text.error().kind == ErrorKind::Forbidden || text.error().kind == ErrorKind::NotFound);
    if (!refused || !address_.refresh) return text;
    auto anew = fetch_first_anew();
    return anew || aborted() ? anew : text;
}

Result<HlsText> HlsIo::fetch_first_anew() {
    if (!address_.refresh) return fail(ErrorKind::Forbidden, "Nobody knows another address.", address_.url);
    auto fresh = address_.refresh(playlist_address(address_.url), token());
    if (aborted()) return aborted_error();
    if (!fresh) return tl::unexpected(fresh.error());
    address_.url = std::move(fresh->url);
    address_.headers = std::move(fresh->headers);
    return fetch_text(playlist_address(address_.url));
}

Result<HlsText> HlsIo::fetch_text(const std::string& url, const HlsTextLimits& limits) {
    static const RetryPolicy retry;
    std::minstd_rand random{std::random_device{}()};
    const Microseconds since = clock_.now();
    for (int attempt = 1;; ++attempt) {
        auto text = fetch_text_once(url, attempt, limits);
        if (text || text.error().kind == ErrorKind::Aborted) return text;
        const double jitter = std::uniform_real_distribution<>(0, 1)(random);
        const auto delay = retry.delay(text.error(), attempt, jitter, clock_.now() - since);
        const bool too_long = (limits.once && text.error().kind == ErrorKind::Timeout) ||
                              (limits.whole && clock_.now() - since + delay.value_or(Microseconds{0}) >= *limits.whole);
        if (!delay || too_long) return text;
        if (auto waited = pause(*delay); !waited) return tl::unexpected(waited.error());
    }
}

}  // namespace cliffhanger
