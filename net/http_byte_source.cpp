#include "net/http_byte_source.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "net/url.h"

namespace cliffhanger {
namespace {

/// Transfers for later are held back for the sake of others.
constexpr Microseconds kPatienceForLater = std::chrono::seconds(5);

tl::unexpected<Error> aborted() { return fail(ErrorKind::Aborted, "Reading was cancelled."); }

std::string_view without_query(std::string_view url) { return url.substr(0, url.find('?')); }

bool is_weak(const std::string& etag) { return etag.starts_with("W/"); }

}  // namespace

HttpByteSource::HttpByteSource(MediaAddress address, HttpClient& http, const Clock& clock,
                               HttpByteSourceOptions options)
    : http_(http), clock_(clock), options_(options), address_(std::move(address)), random_(std::random_device()()) {}

HttpByteSource::~HttpByteSource() = default;

Result<std::size_t> HttpByteSource::read(std::span<std::byte> into) {
    if (into.empty()) return fail(ErrorKind::Internal, "A read needs room for at least one byte.", address_.url);
    if (is_aborted()) return aborted();
    if (total_ && position_ >= *total_) return fail(ErrorKind::EndOfStream, "The end.", address_.url);
    const auto kept = static_cast<std::int64_t>(head_bytes_.size());
    if (position_ < kept) {
        const auto count = std::min(into.size(), static_cast<std::size_t>(kept - position_));
        std::memcpy(into.data(), head_bytes_.data() + position_, count);
        position_ += static_cast<std::int64_t>(count);
        return count;
    }
    return retried([&] { return read_once(into); });
}

Result<void> HttpByteSource::seek(std::int64_t position) {
    if (position < 0) return fail(ErrorKind::Internal, "A position cannot be negative.", address_.url);
    const std::int64_t base = position >= current_.next ? current_.next : 0;
    if (known_ && !ranges_ && position - base > kLongestSkip)
        return fail(ErrorKind::Unsupported, "The server cannot send a part of the file.", address_.url);
    if (position != position_) furthest_ = position;
    position_ = position;
    return {};
}

Result<std::optional<std::int64_t>> HttpByteSource::size() {
    if (auto known = know_resource(); !known) return tl::unexpected(known.error());
    return total_;
}

Result<bool> HttpByteSource::seekable() {
    if (auto known = know_resource(); !known) return tl::unexpected(known.error());
    return ranges_;
}

Result<void> HttpByteSource::know_resource() {
    if (is_aborted()) return aborted();
    if (known_) return {};
    auto seen = retried([this]() -> Result<void> {
        if (auto chosen = choose_stream(); !chosen) return chosen;
        return see_head();
    });
    // A position past the end still tells the size.
    if (!seen && seen.error().kind == ErrorKind::EndOfStream && known_) return {};
    return seen;
}

void HttpByteSource::abort() noexcept {
    std::shared_ptr<HttpStream> stream;
    std::stop_source refreshing(std::nostopstate);
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
        stream = in_use_;
        refreshing = refreshing_;
        woken_.notify_all();
    }
    refreshing.request_stop();
    if (stream) stream->abort();
}

void HttpByteSource::reset_abort() noexcept {
    const std::lock_guard lock(mutex_);
    aborted_ = false;
}

bool HttpByteSource::is_aborted() {
    const std::lock_guard lock(mutex_);
    return aborted_;
}

template <class Attempt>
auto HttpByteSource::retried(Attempt attempt) -> decltype(attempt()) {
    auto outcome = retried_until_given_up(attempt);
    if (!outcome) failures_ = 0;
    return outcome;
}

template <class Attempt>
auto HttpByteSource::retried_until_given_up(Attempt attempt) -> decltype(attempt()) {
    if (failures_ == 0) failing_since_ = clock_.now();
    for (bool marked = false;;) {
        auto outcome = attempt();
        if (outcome || outcome.error().kind == ErrorKind::EndOfStream) return outcome;
        const OpenStream failed = std::exchange(current_, {});
        // Not by us any more: an abort that was taken back has left its mark on the stream.
        if (outcome.error().kind == ErrorKind::Aborted && !is_aborted() && !std::exchange(marked, true)) continue;
        ++failures_;
        if (outcome.error().kind == ErrorKind::Timeout) {
            ++silences_;
            after_silence_ = 0;
        }
        const bool empty = outcome.error().kind == ErrorKind::Io && failed.head_seen && failed.fresh == 0;
        if (empty && position_ >= options_.may_end_at) ++empty_answers_;
        if (is_aborted()) return aborted();
        if (refresh_address(outcome.error())) {
            failures_ = 0;
            continue;
        }
        if (is_aborted()) return aborted();
        if (empty_answers_ >= options_.most_empty_answers) {
            outcome.error().detail = ErrorDetail::CutShort;
            return outcome;
        }
        if (options_.silence_ends && outcome.error().kind == ErrorKind::Timeout) return outcome;
        if (failures_ == 1 && worth_retrying_at_once(outcome.error(), failed)) continue;
        if (auto waited = wait_before_retry(outcome.error()); !waited) return tl::unexpected(waited.error());
    }
}

bool HttpByteSource::worth_retrying_at_once(const Error& error, const OpenStream& failed) {
    switch (error.kind) {
        // Servers hang up on readers who pause for long; that says nothing about the next answer.
        case ErrorKind::Io:
        case ErrorKind::Timeout:
            return failed.fresh >= kKeptHead;
        default:
            return false;
    }
}

bool HttpByteSource::refresh_address(const Error& refusal) {
    const bool expired = refusal.http_status == 401 || refusal.http_status == 403 || refusal.http_status == 410;
    if (!expired || refreshed_ || !address_.refresh) return false;
    refreshed_ = true;
    std::stop_source stop;
    {
        const std::lock_guard lock(mutex_);
        if (aborted_) return false;
        refreshing_ = stop;
    }
    auto fresh = address_.refresh(address_.url, stop.get_token());
    auto url = fresh ? normalize_http_url(fresh->url) : Result<std::string>(tl::unexpected(fresh.error()));
    if (!url) {
        spdlog::info("net: no other address for {}: {}", address_.url, url.error().message);
        return false;
    }
    spdlog::info("net: {} was refused; going on at byte {} from the catalog's new address", address_.url, position_);
    // A tag is one resource's own; a signature in the query does not make another resource.
    if (without_query(*url) != without_query(address_.url)) {
        etag_.clear();
        last_modified_.clear();
    }
    address_.url = *std::move(url);
    address_.headers = std::move(fresh->headers);
    parked_ = {};
    return true;
}

Result<void> HttpByteSource::wait_before_retry(const Error& error) {
    const double jitter = std::uniform_real_distribution<>(0, 1)(random_);
    // Who has sent a head and nothing behind it has not begun either.
    const bool begun = came_ >= static_cast<std::int64_t>(LivePatience::kProgress) || (total_ && came_ >= *total_);
    const auto phase = begun ? RetryPolicy::Phase::UnderWay : RetryPolicy::Phase::Opening;
    const auto delay = options_.retry.delay(error, failures_, jitter, clock_.now() - failing_since_, phase);
    if (!delay) return tl::unexpected(error);
    spdlog::info("net: asking again in {} ms for byte {} of {}: {}", delay->count() / 1000, position_, address_.url,
                 error.message);
    std::unique_lock lock(mutex_);
    if (woken_.wait_for(lock, *delay, [this] { return aborted_; })) return aborted();
    return {};
}

Result<std::size_t> HttpByteSource::read_once(std::span<std::byte> into) {
    for (;;) {
        if (auto chosen = choose_stream(); !chosen) return tl::unexpected(chosen.error());
        if (auto seen = see_head(); !seen) return tl::unexpected(seen.error());
        if (total_ && position_ >= *total_) return fail(ErrorKind::EndOfStream, "The end.", address_.url);
        if (auto skipped = skip_to_position(); !skipped) return tl::unexpected(skipped.error());
        auto count = read_stream(into);
        if (!count) return count;
        if (*count > 0) {
            position_ = current_.next;
            return count;
        }
        // The answer was shorter than the resource (a server that sends big files in parts): ask for the rest.
        if (auto ended = end_of_answer(); !ended) return ended;
    }
}

// A server that takes its time is not asked again and again before it has answered.
void HttpByteSource::be_patient() const {
    Microseconds patience = address_.patience.get();
    if (address_.priority != Priority::Playback) patience = std::max(patience, kPatienceForLater);
    for (int i = 0; i < silences_ && patience < options_.stall_timeout; ++i) patience *= 2;
    current_.patience.change(patience);
}

Result<std::size_t> HttpByteSource::read_stream(std::span<std::byte> into) {
    be_patient();
    auto count = current_.stream->read(into);
    if (!count || *count == 0) return count;
    if (current_.next == static_cast<std::int64_t>(head_bytes_.size())) keep_head(into.first(*count));
    current_.next += static_cast<std::int64_t>(*count);
    read_since_parked_ += static_cast<std::int64_t>(*count);
    if (read_since_parked_ >= kParkedFor) parked_ = {};
    came(current_.next - std::max(furthest_, current_.next - static_cast<std::int64_t>(*count)));
    furthest_ = std::max(furthest_, current_.next);
    return count;
}

// What comes again, on the way to the missing byte of a server without ranges, makes no failure good.
void HttpByteSource::came(std::int64_t bytes) {
    if (bytes <= 0) return;
    current_.fresh += bytes;
    came_ += bytes;
    refreshed_ = false;
    empty_answers_ = 0;
    after_silence_ += bytes;
    // Nor does a drip.
    if (silences_ == 0 || after_silence_ >= static_cast<std::int64_t>(LivePatience::kProgress))
        failures_ = silences_ = 0;
}

Result<std::size_t> HttpByteSource::end_of_answer() {
    const OpenStream ended = std::exchange(current_, {});
    if (!total_) total_ = ended.next;
    if (ended.next >= *total_) return fail(ErrorKind::EndOfStream, "The end.", address_.url);
    if (ended.next == ended.start) return fail(ErrorKind::Io, "The server sent an empty answer.", address_.url);
    if (ended.fresh > 0) failures_ = silences_ = 0;
    return std::size_t{0};
}

Result<void> HttpByteSource::choose_stream() {
    if (!reaches_position(current_)) {
        if (reaches_position(parked_)) {
            std::swap(current_, parked_);
        } else {
            if (current_.stream && current_.head_seen) parked_ = std::move(current_);
            current_ = {};
        }
        read_since_parked_ = 0;
    }
    if (current_.stream) return use(current_.stream);
    return open_at((known_ && !ranges_) || distrusted_ ? 0 : position_);
}

bool HttpByteSource::reaches_position(const OpenStream& candidate) const {
    if (!candidate.stream || position_ < candidate.next) return false;
    return position_ - candidate.next <= (known_ && !ranges_ ? kLongestSkip : kReadThrough);
}

ByteRange HttpByteSource::range_from(std::int64_t start) const {
    ByteRange range{start, options_.last};
    if (options_.part_for_later > 0 && address_.priority != Priority::Playback) {
        const std::int64_t last = start + options_.part_for_later - 1;
        range.last = std::min(last, options_.last.value_or(last));
    }
    return range;
}

Result<void> HttpByteSource::open_at(std::int64_t start) {
    HttpRequest request;
    request.url = address_.url;
    request.headers = address_.headers;
    request.priority = address_.priority;
    request.cache = address_.cache;
    request.connect_timeout = options_.connect_timeout;
    request.stall_timeout = options_.stall_timeout;
    if ((!known_ || ranges_) && !distrusted_) request.range = range_from(start);
    if (start > 0 && known_) {
        // A weak tag says nothing about bytes, so that If-Range may not carry it.
        if (!etag_.empty() && !is_weak(etag_))
            request.headers.emplace_back("If-Range", etag_);
        else if (!last_modified_.empty())
            request.headers.emplace_back("If-Range", last_modified_);
    }
    const LivePatience patience = request.patience;
    current_ =
        OpenStream{std::shared_ptr<HttpStream>(http_.open(std::move(request))), start, start, 0, false, patience};
    return use(current_.stream);
}

Result<void> HttpByteSource::use(const std::shared_ptr<HttpStream>& stream) {
    const std::lock_guard lock(mutex_);
    if (aborted_) return aborted();
    in_use_ = stream;
    return {};
}

Result<void> HttpByteSource::see_head() {
    if (current_.head_seen) return {};
    be_patient();
    const auto head = current_.stream->head();
    if (!head) return tl::unexpected(head.error());
    if (head->status == 416) {
        if (!known_) remember(*head);
        ranges_ = true;
        current_ = {};
        return fail(ErrorKind::EndOfStream, "The end.", address_.url);
    }
    if (head->status != 200 && head->status != 206) return tl::unexpected(http_status_error(*head, address_.url));
    if (head->status == 206 && head->range_start != current_.start && !distrusted_) return ask_for_all();
    auto accepted = head->status == 206 ? accept_partial(*head) : accept_whole(*head);
    if (accepted) current_.head_seen = true;
    return accepted;
}

// What a server that cannot count sends to whoever asks for a part is no use; without a word about parts it may send
// all.
Result<void> HttpByteSource::ask_for_all() {
    spdlog::info("net: {} sends another part than asked for: it is asked for all of it", address_.url);
    distrusted_ = true;
    ranges_ = false;
    current_ = parked_ = {};
    if (auto opened = open_at(0); !opened) return opened;
    return see_head();
}

Result<void> HttpByteSource::accept_partial(const HttpResponseHead& head) {
    if (head.range_start != current_.start)
        return fail(ErrorKind::Corrupted, "The server sent another part of the file than asked for.", address_.url);
    if (differs(head)) return tl::unexpected(changed());
    remember(head);
    ranges_ = !distrusted_;
    return {};
}

Result<void> HttpByteSource::accept_whole(const HttpResponseHead& head) {
    if (differs(head)) return tl::unexpected(changed());
    remember(head);
    ranges_ = current_.start == 0 && head.accepts_ranges && !distrusted_;
    current_.start = current_.next = 0;
    if (!ranges_ && position_ > kLongestSkip)
        return fail(ErrorKind::Unsupported, "The server cannot send a part of the file.", address_.url);
    return {};
}

Result<void> HttpByteSource::skip_to_position() {
    std::array<std::byte, 16 * 1024> scratch;
    while (current_.next < position_) {
        const auto left = static_cast<std::size_t>(position_ - current_.next);
        auto count = read_stream(std::span(scratch).first(std::min(left, scratch.size())));
        if (!count) return tl::unexpected(count.error());
        if (*count > 0) continue;
        if (auto ended = end_of_answer(); !ended) return tl::unexpected(ended.error());
        return fail(ErrorKind::Io, "The answer ended before the position.", address_.url);
    }
    return {};
}

bool HttpByteSource::differs(const HttpResponseHead& head) const {
    if (!known_) return false;
    if (!etag_.empty() && !head.etag.empty()) return etag_ != head.etag;
    if (total_ && head.total_size && *total_ != *head.total_size) return true;
    return !last_modified_.empty() && !head.last_modified.empty() && last_modified_ != head.last_modified;
}

Error HttpByteSource::changed() const {
    Error error{ErrorKind::Corrupted, "The file changed on the server while it was being read.", address_.url};
    error.detail = ErrorDetail::Changed;
    return error;
}

void HttpByteSource::remember(const HttpResponseHead& head) {
    known_ = true;
    if (!head.final_url.empty()) final_url_ = head.final_url;
    if (head.total_size) total_ = head.total_size;
    if (!head.etag.empty()) etag_ = head.etag;
    if (!head.last_modified.empty()) last_modified_ = head.last_modified;
}

void HttpByteSource::keep_head(std::span<const std::byte> bytes) {
    const auto room = static_cast<std::size_t>(kKeptHead) - head_bytes_.size();
    const auto kept = bytes.first(std::min(room, bytes.size()));
    head_bytes_.insert(head_bytes_.end(), kept.begin(), kept.end());
}

}  // namespace cliffhanger
