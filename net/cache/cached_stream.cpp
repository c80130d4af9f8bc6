#include "net/cache/cached_stream.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "net/cache/cache_policy.h"

namespace cliffhanger {
namespace {

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

tl::unexpected<Error> aborted() { return fail(ErrorKind::Aborted, "The transfer was cancelled."); }

bool is_if_range(const std::pair<std::string, std::string>& header) { return header.first == "If-Range"; }

std::string if_range_of(const HttpRequest& request) {
    const auto found = std::find_if(request.headers.begin(), request.headers.end(), is_if_range);
    return found == request.headers.end() ? std::string() : found->second;
}

bool gone(int status) { return status == 404 || status == 410; }

/// The server cannot be asked: what lies in the cache is the best there is.
bool unreachable(const Error& error) {
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Io;
}

}  // namespace

CachedStream::CachedStream(HttpClient& network, SegmentCache& cache, CacheKey key, HttpRequest request,
                           Calendar calendar, std::shared_ptr<NetworkFigures> figures)
    : network_(network),
      cache_(cache),
      key_(std::move(key)),
      request_(std::move(request)),
      calendar_(std::move(calendar)),
      figures_(std::move(figures)) {
    plan();
}

void CachedStream::plan() {
    if (!choose_entry()) return send(request_);
    const bool unasked =
        came_from_this_address() &&
        usable_unasked(resource_, request_.cache, cache_.validated(key_, resource_.version), calendar_());
    const bool begins_here = covering(position_) != nullptr || position_ >= end_;
    if (!begins_here) {
        opening_ = Opening::Fill;
        open_gap(position_);
    } else if (unasked) {
        opening_ = Opening::Serve;
    } else {
        opening_ = Opening::Validate;
        HttpRequest conditional = request_;
        std::erase_if(conditional.headers, is_if_range);
        for (auto& header : validation_headers(resource_)) conditional.headers.push_back(std::move(header));
        send(std::move(conditional));
    }
}

/// As opposed to one with another signature, which may have meant something else.
bool CachedStream::came_from_this_address() const {
    return !key_.is_signed() || resource_.final_url == key_.asked || cache_.validated(key_, resource_.version);
}

/// Takes over what the cache has, if it is of any use for this request.
bool CachedStream::choose_entry() {
    auto found = cache_.find(key_);
    if (!found) return false;
    resource_ = std::move(found->resource);
    extents_ = std::move(found->extents);
    if (!came_from_this_address() && !stands_for_its_bytes(resource_)) return false;
    position_ = request_.range && resource_.ranges ? request_.range->first : 0;
    end_ = resource_.total_size.value_or(kNoEnd);
    if (request_.range && resource_.ranges && request_.range->last) end_ = std::min(end_, *request_.range->last + 1);
    const std::string asked_for = if_range_of(request_);
    if (!asked_for.empty() && asked_for != range_validator(resource_)) return false;  // the reader knows other bytes
    const bool can_be_completed = resource_.ranges && has_validator(resource_);
    if (!can_be_completed && !covers_all()) return false;
    return has_validator(resource_) || usable_unasked(resource_, request_.cache, false, calendar_());
}

Result<HttpResponseHead> CachedStream::head() {
    if (is_aborted()) return aborted();
    if (!head_) head_ = settle();
    if (is_aborted()) return aborted();
    return *head_;
}

Result<HttpResponseHead> CachedStream::settle() {
    switch (opening_) {
        case Opening::Pass:
            return settle_pass();
        case Opening::Validate:
            return settle_validation();
        case Opening::Fill:
            return settle_fill();
        case Opening::Serve:
            break;
    }
    return serve();
}

Result<HttpResponseHead> CachedStream::settle_pass() {
    const auto head = stream_->head();
    if (!head) return head;
    if (gone(head->status)) cache_.remove(key_);
    if (head->status == 206 && request_.range && head->range_start != request_.range->first) return head;
    if (const auto resource = storable(request_, *head, calendar_())) {
        resource_ = *resource;
        cache_.put_resource(key_, resource_);
        cache_.mark_validated(key_, resource_.version);
        const std::int64_t start = head->status == 206 ? head->range_start : 0;
        recorder_ = std::make_unique<ExtentRecorder>(cache_, key_, resource_.version, start);
    } else if (head->status == 200 || head->status == 206) {
        cache_.remove(key_);
    }
    return head;
}

Result<HttpResponseHead> CachedStream::settle_validation() {
    const auto head = stream_->head();
    const bool failed = head ? head->status >= 500 : unreachable(head.error());
    if (failed && resource_.may_be_stale && came_from_this_address()) {
        drop_stream();
        return serve();
    }
    if (!head) return head;
    const bool delivered = head->status == 200 || head->status == 206;
    if (head->status == 304 || (delivered && same_version(resource_, *head))) {
        drop_stream();
        confirm(*head);
        return serve();
    }
    return settle_pass();
}

Result<HttpResponseHead> CachedStream::settle_fill() {
    const auto head = stream_->head();
    if (!head) return head;
    if (continues(*head)) {
        gap_head_seen_ = true;
        recorder_ = std::make_unique<ExtentRecorder>(cache_, key_, resource_.version, gap_next_);
        confirm(*head);
        return serve();
    }
    // Another version. A whole one is an answer to whoever asked from the start, and no answer to others.
    if (head->status == 206 || head->status == 416 || (head->status == 200 && position_ > 0)) pass_anew();
    return settle_pass();
}

void CachedStream::pass_anew() {
    drop_stream();
    send(request_);
}

/// The server has said that the cached version is the current one.
void CachedStream::confirm(const HttpResponseHead& head) {
    resource_ = refreshed(std::move(resource_), head, calendar_());
    if (!head.final_url.empty()) resource_.final_url = head.final_url;
    cache_.put_resource(key_, resource_);
    cache_.mark_validated(key_, resource_.version);
}

HttpResponseHead CachedStream::serve() {
    serving_ = true;
    if (figures_ && opening_ != Opening::Fill) ++figures_->cache_hits;
    HttpResponseHead head;
    const bool part = request_.range && resource_.ranges;
    head.status = !part ? 200 : position_ >= end_ ? 416 : 206;
    head.final_url = resource_.final_url.empty() ? request_.url : resource_.final_url;
    head.range_start = position_;
    head.total_size = resource_.total_size;
    if (end_ != kNoEnd) head.content_length = std::max<std::int64_t>(end_ - position_, 0);
    head.accepts_ranges = resource_.ranges;
    head.content_type = resource_.content_type;
    head.etag = resource_.etag;
    head.last_modified = resource_.last_modified;
    return head;
}

void CachedStream::send(HttpRequest request) {
    stream_ = network_.open(std::move(request));
    const std::lock_guard lock(mutex_);
    active_ = stream_;
    if (aborted_) stream_->abort();
}

void CachedStream::drop_stream() {
    stream_.reset();
    recorder_.reset();
    const std::lock_guard lock(mutex_);
    active_.reset();
}

Result<std::size_t> CachedStream::read(std::span<std::byte> into) {
    if (const auto ready = head(); !ready) return tl::unexpected(ready.error());
    auto count = serving_ ? read_serving(into) : read_passing(into);
    if (is_aborted()) return aborted();
    return count;
}

Result<std::size_t> CachedStream::read_passing(std::span<std::byte> into) {
    auto count = stream_->read(into);
    if (!count || !recorder_) return count;
    recorder_->append(std::span<const std::byte>(into).first(*count));
    if (*count > 0) return count;
    recorder_->finish();
    if (!resource_.total_size && (*head_)->status == 200) {
        // Compressed or in chunks: only its end tells how long it is.
        resource_.total_size = recorder_->next();
        cache_.put_resource(key_, resource_);
    }
    return count;
}

Result<std::size_t> CachedStream::read_serving(std::span<std::byte> into) {
    while (position_ < end_ && !into.empty()) {
        if (const std::size_t count = copy_extent(into)) return count;
        if (stream_ && gap_next_ == position_) {
            auto count = read_gap(into);
            if (!count || *count > 0) return count;
            continue;
        }
        if (!load_extent()) open_gap(position_);
        if (is_aborted()) return aborted();
    }
    return std::size_t{0};
}

std::size_t CachedStream::copy_extent(std::span<std::byte> into) {
    const std::int64_t until = std::min(extent_start_ + static_cast<std::int64_t>(extent_bytes_.size()), end_);
    if (position_ < extent_start_ || position_ >= until) return 0;
    const auto count = std::min(into.size(), static_cast<std::size_t>(until - position_));
    std::memcpy(into.data(), extent_bytes_.data() + (position_ - extent_start_), count);
    position_ += static_cast<std::int64_t>(count);
    if (figures_) figures_->cache_bytes += count;
    return count;
}

bool CachedStream::load_extent() {
    while (const CachedExtent* found = covering(position_)) {
        const CachedExtent extent = *found;
        auto bytes = cache_.read(key_, resource_.version, extent);
        if (!bytes) {
            std::erase_if(extents_, [&](const CachedExtent& other) {
                return other.start == extent.start && other.size == extent.size;
            });
            continue;
        }
        extent_bytes_ = *std::move(bytes);
        extent_start_ = extent.start;
        // Asked for now, what comes behind is there by the time it is needed.
        if (!stream_ && extent.end() < end_ && covering(extent.end()) == nullptr) open_gap(extent.end());
        return true;
    }
    return false;
}

void CachedStream::open_gap(std::int64_t at) {
    drop_stream();
    gap_next_ = at;
    gap_end_ = end_;
    gap_head_seen_ = gap_gave_ = false;
    for (const CachedExtent& extent : extents_)
        if (extent.start > at) gap_end_ = std::min(gap_end_, extent.start);
    HttpRequest request = request_;
    std::erase_if(request.headers, is_if_range);
    if (const std::string validator = range_validator(resource_); !validator.empty())
        request.headers.emplace_back("If-Range", validator);
    request.range = ByteRange{at, std::nullopt};
    if (gap_end_ != kNoEnd && gap_end_ != resource_.total_size) request.range->last = gap_end_ - 1;
    send(std::move(request));
}

Result<std::size_t> CachedStream::read_gap(std::span<std::byte> into) {
    if (!gap_head_seen_) {
        if (auto seen = see_gap_head(); !seen) return tl::unexpected(seen.error());
        if (position_ >= end_) return std::size_t{0};
    }
    const auto room = static_cast<std::size_t>(std::min<std::int64_t>(gap_end_ - position_, std::ssize(into)));
    auto count = stream_->read(into.first(room));
    if (!count) return count;
    if (*count == 0) {
        recorder_->finish();
        drop_stream();
        if (!resource_.total_size && gap_end_ == kNoEnd)
            end_ = position_;
        else if (!gap_gave_)
            return fail(ErrorKind::Io, "The server sent an empty answer.", request_.url);
        return count;
    }
    recorder_->append(std::span<const std::byte>(into).first(*count));
    position_ += static_cast<std::int64_t>(*count);
    gap_next_ = position_;
    gap_gave_ = true;
    if (position_ == gap_end_) {
        recorder_->finish();
        drop_stream();
    }
    return count;
}

Result<void> CachedStream::see_gap_head() {
    const auto head = stream_->head();
    if (!head) return tl::unexpected(head.error());
    if (continues(*head)) {
        gap_head_seen_ = true;
        recorder_ = std::make_unique<ExtentRecorder>(cache_, key_, resource_.version, gap_next_);
        cache_.mark_validated(key_, resource_.version);
        return {};
    }
    if (head->status == 416 && !resource_.total_size) {
        end_ = position_;
        return {};
    }
    if (head->status >= 400) {
        if (gone(head->status)) cache_.remove(key_);
        return tl::unexpected(http_status_error(*head, request_.url));
    }
    cache_.remove(key_);
    return fail(ErrorKind::Corrupted, "The file changed on the server while it was being read.", request_.url);
}

/// Whether the answer to open_gap() is of the same bytes and begins where it shall.
bool CachedStream::continues(const HttpResponseHead& head) const {
    if (head.status != 206 || head.range_start != gap_next_) return false;
    if (range_validator(resource_).empty()) return same_version(resource_, head);
    // If-Range has been answered with a part: the server vouches for it. What it says beside that must fit.
    if (resource_.total_size && head.total_size && *resource_.total_size != *head.total_size) return false;
    const bool other_tag = !resource_.etag.empty() && !head.etag.empty() && resource_.etag != head.etag;
    const bool other_date =
        resource_.etag.empty() && !head.last_modified.empty() && resource_.last_modified != head.last_modified;
    return !other_tag && !other_date;
}

const CachedExtent* CachedStream::covering(std::int64_t position) const {
    const CachedExtent* best = nullptr;
    for (const CachedExtent& extent : extents_) {
        if (extent.start > position) break;
        if (extent.end() > position && (best == nullptr || extent.end() > best->end())) best = &extent;
    }
    return best;
}

bool CachedStream::covers_all() const {
    if (end_ == kNoEnd) return false;
    std::int64_t reached = position_;
    while (reached < end_) {
        const CachedExtent* extent = covering(reached);
        if (extent == nullptr) return false;
        reached = extent->end();
    }
    return true;
}

bool CachedStream::is_aborted() const {
    const std::lock_guard lock(mutex_);
    return aborted_;
}

void CachedStream::abort() noexcept {
    std::shared_ptr<HttpStream> stream;
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
        stream = active_;
    }
    if (stream) stream->abort();
}

}  // namespace cliffhanger
