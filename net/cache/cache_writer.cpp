#include "net/cache/cache_writer.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace cliffhanger {
namespace {

constexpr std::size_t kLongestResourceFile = 64 * 1024;

/// When a file was last written or used, in nanoseconds; nullopt when it is not a file.
std::optional<std::int64_t> last_used(const std::string& path) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
    return std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

}  // namespace

/// Held by the one process that writes; the kernel lets go of it however that process ends.
class CacheWriter::Lock {
 public:
    explicit Lock(const std::string& path) : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
    ~Lock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    bool take() const { return descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0; }

 private:
    int descriptor_;
};

CacheWriter::CacheWriter(CacheLayout layout, std::int64_t budget_bytes, std::shared_ptr<CacheDisk> disk)
    : layout_(std::move(layout)), budget_bytes_(budget_bytes), disk_(std::move(disk)) {}

CacheWriter::~CacheWriter() = default;

void CacheWriter::open() {
    const std::string& root = layout_.root();
    for (std::size_t slash = root.find('/', 1); slash != std::string::npos; slash = root.find('/', slash + 1))
        // Those above are only tried: they may be somebody else's, and there.
        static_cast<void>(disk_->make_folder(root.substr(0, slash)));
    if (auto made = disk_->make_folder(root); !made) return turn_off(made.error());
    if (auto made = disk_->make_folder(layout_.nursery()); !made) return turn_off(made.error());
    if (!may_write() && !off_) spdlog::info("net: another process writes the segment cache; this one only reads it");
}

bool CacheWriter::may_write() {
    if (off_) return false;
    if (lock_) return true;
    auto lock = std::make_unique<Lock>(layout_.lock_file());
    if (!lock->take()) return false;
    lock_ = std::move(lock);
    take_stock();
    return true;
}

void CacheWriter::take_stock() {
    index_.clear();
    for (const std::string& name : CacheLayout::names_in(layout_.nursery()))
        disk_->remove(layout_.nursery() + "/" + name);
    std::vector<std::pair<std::int64_t, CacheIndex::Item>> dated;
    for (const std::string& name : CacheLayout::names_in(layout_.root()))
        if (const auto key_hash = CacheLayout::parse_folder_name(name)) take_stock_of(*key_hash, dated);
    std::sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [used, item] : dated) index_.add(item);
    make_room();
}

void CacheWriter::take_stock_of(std::uint64_t key_hash, std::vector<std::pair<std::int64_t, CacheIndex::Item>>& dated) {
    const auto text = CacheLayout::read_file(layout_.resource_file(key_hash), kLongestResourceFile);
    const auto resource = text ? decode_any_resource(*text) : std::nullopt;
    const std::size_t before = dated.size();
    for (const std::string& name : CacheLayout::names_in(layout_.folder(key_hash))) {
        if (name == "resource") continue;
        const auto extent = CacheLayout::parse_extent_name(name);
        const std::string path = layout_.folder(key_hash) + "/" + name;
        const auto used = last_used(path);
        if (resource && extent && used && extent->version == resource->version)
            dated.push_back({*used, {key_hash, extent->version, extent->extent}});
        else
            disk_->remove(path);
    }
    if (dated.size() == before) drop_folder(key_hash);
}

void CacheWriter::put_resource(const CacheKey& key, const CachedResource& resource) {
    if (!may_write()) return;
    const auto text = CacheLayout::read_file(layout_.resource_file(key.hash), kLongestResourceFile);
    const auto known = text ? decode_resource(*text, key) : std::nullopt;
    // The old extents go first. In the other order a crash in between would leave them beside a resource that is
    // not theirs, which only their version would then tell.
    if (!known || known->version != resource.version) {
        for (const CacheIndex::Item& item : index_.of(key.hash)) drop(item);
    }
    if (auto made = disk_->make_folder(layout_.folder(key.hash)); !made) return turn_off(made.error());
    place(layout_.resource_file(key.hash), encode_resource(key, resource), {});
}

void CacheWriter::put_extent(const CacheKey& key, std::uint64_t version, std::int64_t start,
                             const std::vector<std::byte>& bytes) {
    const CacheIndex::Item item{key.hash, version, {start, static_cast<std::int64_t>(bytes.size())}};
    const std::int64_t needed = CacheIndex::size_on_disk(item.extent);
    if (bytes.empty() || needed + CacheIndex::kFolderBytes > budget_bytes_ || !may_write()) return;
    const auto text = CacheLayout::read_file(layout_.resource_file(key.hash), kLongestResourceFile);
    const auto resource = text ? decode_resource(*text, key) : std::nullopt;
    if (!resource || resource->version != version) return;
    // Counted before it is written, so that making room cannot drop the folder it goes to.
    if (!index_.add(item)) return;
    make_room();
    if (!place(layout_.extent_file(key.hash, version, item.extent), encode_extent_header(version, start, bytes), bytes))
        index_.erase(item);
}

void CacheWriter::remove(const CacheKey& key) {
    if (!may_write()) return;
    // From now on nothing in the folder counts, whatever happens to the rest.
    disk_->remove(layout_.resource_file(key.hash));
    for (const CacheIndex::Item& item : index_.of(key.hash)) drop(item);
    drop_folder(key.hash);
}

void CacheWriter::remove_extent(const CacheIndex::Item& item) {
    if (may_write()) drop(item);
}

void CacheWriter::use(const CacheIndex::Item& item) {
    if (!may_write()) return;
    index_.use(item);
    disk_->mark_as_used(layout_.extent_file(item.key_hash, item.version, item.extent));
}

void CacheWriter::make_room() {
    while (index_.size_bytes() > budget_bytes_) {
        const auto oldest = index_.least_recently_used();
        if (!oldest) return;
        drop(*oldest);
    }
}

void CacheWriter::clear() {
    if (!may_write()) return;
    while (const auto item = index_.least_recently_used()) drop(*item);
}

void CacheWriter::drop(const CacheIndex::Item& item) {
    disk_->remove(layout_.extent_file(item.key_hash, item.version, item.extent));
    index_.erase(item);
    if (!index_.has_any_of(item.key_hash)) drop_folder(item.key_hash);
}

void CacheWriter::drop_folder(std::uint64_t key_hash) {
    disk_->remove(layout_.resource_file(key_hash));
    disk_->remove(layout_.folder(key_hash));
}

bool CacheWriter::place(const std::string& path, std::string_view head, std::span<const std::byte> body) {
    const std::string newborn = layout_.nursery() + "/" + std::to_string(++written_);
    auto written = disk_->write(newborn, head, body);
    if (written) written = disk_->rename(newborn, path);
    if (!written) turn_off(written.error());
    return written.has_value();
}

void CacheWriter::turn_off(const Error& why) {
    if (off_) return;
    off_ = true;
    spdlog::warn("net: nothing more is stored in the segment cache in this run: {} ({})", why.message, why.context);
}

}  // namespace cliffhanger
