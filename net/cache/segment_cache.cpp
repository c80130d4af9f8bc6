#include "net/cache/segment_cache.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>
#include <utility>

#include "net/cache/cache_writer.h"
#include "net/clock.h"
#include "net/user_folder.h"

namespace cliffhanger {
namespace {

/// What may wait for the disk; beyond it new extents are not stored, so that a slow disk costs no memory.
constexpr std::size_t kMostQueuedBytes = 16 * 1024 * 1024;
/// How long a program that ends waits for the disk.
constexpr Microseconds kLastMoment = std::chrono::milliseconds(500);
constexpr std::size_t kLongestResourceFile = 64 * 1024;

std::span<const std::byte> as_bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

}  // namespace

/// The writer's thread and what waits for it.
class SegmentCache::Writer {
 public:
    using Job = std::function<void(CacheWriter&)>;

    Writer(const SegmentCacheOptions& options, std::shared_ptr<CacheDisk> disk)
        : writer_(CacheLayout(options.folder), options.budget_bytes, std::move(disk)),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}

    void post(Job job, std::size_t bytes = 0) {
        const std::lock_guard lock(mutex_);
        if (!writable_ || (bytes > 0 && queued_bytes_ + bytes > kMostQueuedBytes)) return;
        queued_bytes_ += bytes;
        jobs_.push_back({std::move(job), bytes});
        changed_.notify_all();
    }

    ~Writer() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kLastMoment, [this] { return jobs_.empty() && !busy_; });
        jobs_.clear();
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void flush() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return jobs_.empty() && !busy_; });
    }

    bool writable() const {
        const std::lock_guard lock(mutex_);
        return writable_;
    }

    std::int64_t size_bytes() const {
        const std::lock_guard lock(mutex_);
        return size_bytes_;
    }

 private:
    void run(const std::stop_token& stop) {
        writer_.open();
        std::unique_lock lock(mutex_);
        for (;;) {
            busy_ = false;
            writable_ = writer_.writable();
            size_bytes_ = writer_.size_bytes();
            if (!writable_) jobs_.clear();
            changed_.notify_all();
            if (!changed_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
            auto [job, bytes] = std::move(jobs_.front());
            jobs_.pop_front();
            queued_bytes_ -= bytes;
            busy_ = true;
            lock.unlock();
            job(writer_);
            job = {};
            lock.lock();
        }
    }

    CacheWriter writer_;  // the thread's own
    mutable std::condition_variable_any changed_;
    mutable std::mutex mutex_;  // guards everything below
    std::deque<std::pair<Job, std::size_t>> jobs_;
    std::size_t queued_bytes_ = 0;
    std::int64_t size_bytes_ = 0;
    bool busy_ = true;  ///< opening counts
    bool writable_ = true;

    std::jthread thread_;  // last: it uses the above
};

SegmentCache::SegmentCache(SegmentCacheOptions options) : folder_(options.folder) {
    auto disk = options.disk ? options.disk : std::make_shared<PosixCacheDisk>();
    writer_ = std::make_unique<Writer>(options, std::move(disk));
}

SegmentCache::~SegmentCache() = default;

std::optional<SegmentCache::Found> SegmentCache::find(const CacheKey& key) const {
    const CacheLayout layout(folder_);
    const auto text = CacheLayout::read_file(layout.resource_file(key.hash), kLongestResourceFile);
    const auto resource = text ? decode_resource(*text, key) : std::nullopt;
    if (!resource) return std::nullopt;
    Found found{*resource, {}};
    for (const std::string& name : CacheLayout::names_in(layout.folder(key.hash))) {
        const auto extent = CacheLayout::parse_extent_name(name);
        if (extent && extent->version == resource->version) found.extents.push_back(extent->extent);
    }
    std::sort(found.extents.begin(), found.extents.end(), [](const CachedExtent& a, const CachedExtent& b) {
        return std::pair(a.start, a.size) < std::pair(b.start, b.size);
    });
    return found;
}

std::optional<std::vector<std::byte>> SegmentCache::read(const CacheKey& key, std::uint64_t version,
                                                         const CachedExtent& extent) {
    const CacheLayout layout(folder_);
    const auto file = CacheLayout::read_file(layout.extent_file(key.hash, version, extent),
                                             kExtentHeaderBytes + static_cast<std::size_t>(extent.size));
    const CacheIndex::Item item{key.hash, version, extent};
    if (!file || !extent_is_whole(as_bytes(*file), version, extent)) {
        writer_->post([item](CacheWriter& writer) { writer.remove_extent(item); });
        return std::nullopt;
    }
    writer_->post([item](CacheWriter& writer) { writer.use(item); });
    const auto bytes = as_bytes(*file).subspan(kExtentHeaderBytes);
    return std::vector<std::byte>(bytes.begin(), bytes.end());
}

void SegmentCache::clear() {
    writer_->post([](CacheWriter& writer) { writer.clear(); });
}

void SegmentCache::put_resource(const CacheKey& key, const CachedResource& resource) {
    for (const std::string* field :
         {&key.url, &resource.final_url, &resource.content_type, &resource.etag, &resource.last_modified})
        if (field->find('\n') != std::string::npos) return;
    writer_->post([key, resource](CacheWriter& writer) { writer.put_resource(key, resource); });
}

void SegmentCache::put_extent(const CacheKey& key, std::uint64_t version, std::int64_t start,
                              std::vector<std::byte> bytes) {
    const std::size_t size = bytes.size();
    // Shared, because a job must be copyable.
    auto shared = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
    writer_->post([key, version, start, shared = std::move(shared)](
                      CacheWriter& writer) { writer.put_extent(key, version, start, *shared); },
                  size);
}

void SegmentCache::remove(const CacheKey& key) {
    writer_->post([key](CacheWriter& writer) { writer.remove(key); });
}

void SegmentCache::mark_validated(const CacheKey& key, std::uint64_t version) {
    const std::lock_guard lock(mutex_);
    validated_[key.hash] = {key.address(), version};
}

bool SegmentCache::validated(const CacheKey& key, std::uint64_t version) const {
    const std::lock_guard lock(mutex_);
    const auto found = validated_.find(key.hash);
    return found != validated_.end() && found->second == std::pair(key.address(), version);
}

void SegmentCache::flush() { writer_->flush(); }
bool SegmentCache::writable() const { return writer_->writable(); }
std::int64_t SegmentCache::size_bytes() const { return writer_->size_bytes(); }

std::string default_cache_folder() {
    const auto folder = user_folder(UserFolder::Cache);
    return folder.empty() ? std::string() : (folder / "segments").string();
}

}  // namespace cliffhanger
