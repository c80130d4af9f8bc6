#include "net/cache/segment_cache.h"

#include <filesystem>

#include "net/cache/cache_disk.h"
#include "tests/net/cache/cache_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kExtent = SegmentCache::kExtentBytes;

/// A disk that does what it is told until step `last`, of which it does `fraction`, and nothing afterwards: what a
/// process leaves behind that is killed there.
class DyingDisk final : public CacheDisk {
 public:
    DyingDisk(int last, double fraction) : last_(last), fraction_(fraction) {}

    Result<void> make_folder(const std::string& path) override {
        if (alive()) return disk_.make_folder(path);
        return {};
    }
    Result<void> write(const std::string& path, std::string_view head, std::span<const std::byte> body) override {
        if (alive()) return disk_.write(path, head, body);
        if (steps_ != last_ + 1) return {};
        const auto whole = head.size() + body.size();
        const auto written = static_cast<std::size_t>(static_cast<double>(whole) * fraction_);
        const auto first = std::min(written, head.size());
        return disk_.write(path, head.substr(0, first), body.first(written - first));
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        if (alive()) return disk_.rename(from, to);
        return {};
    }
    void remove(const std::string& path) override {
        if (alive()) disk_.remove(path);
    }
    void mark_as_used(const std::string& path) override {
        if (alive()) disk_.mark_as_used(path);
    }
    int steps() const { return steps_; }

 private:
    bool alive() { return ++steps_ <= last_; }

    PosixCacheDisk disk_;
    const int last_;
    const double fraction_;
    int steps_ = 0;
};

/// As a disk on which nothing more fits after so many files.
class FullDisk final : public CacheDisk {
 public:
    explicit FullDisk(int room) : room_(room) {}
    Result<void> make_folder(const std::string& path) override { return disk_.make_folder(path); }
    Result<void> write(const std::string& path, std::string_view head, std::span<const std::byte> body) override {
        ++tries_;
        if (room_-- > 0) return disk_.write(path, head, body);
        return fail(ErrorKind::Io, "No space left on device", path);
    }
    Result<void> rename(const std::string& from, const std::string& to) override { return disk_.rename(from, to); }
    void remove(const std::string& path) override { disk_.remove(path); }
    void mark_as_used(const std::string& path) override { disk_.mark_as_used(path); }
    int tries() const { return tries_; }

 private:
    PosixCacheDisk disk_;
    int room_;
    int tries_ = 0;
};

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != "lock") files.push_back(entry.path());
    return files;
}

}  // namespace

TEST_CASE("SegmentCache: what was put is found, in this run and the next", "[net][cache]") {
    const TemporaryFolder folder;
    const CachedAsset asset("http://host.test/a", 3 * kExtent + 100);
    {
        SegmentCache cache({folder.path() / "deep" / "down"});
        asset.put(cache);
        cache.flush();
        CHECK(asset.cached(cache) == asset.content);
    }
    SegmentCache cache({folder.path() / "deep" / "down"});
    const auto found = cache.find(asset.key);
    REQUIRE(found);
    CHECK(found->resource.etag == asset.resource.etag);
    CHECK(found->resource.total_size == std::ssize(asset.content));
    CHECK(found->resource.final_url == asset.resource.final_url);
    CHECK(asset.cached(cache) == asset.content);
}

TEST_CASE("SegmentCache: only its owner may look into its files", "[net][cache]") {
    const TemporaryFolder folder;
    SegmentCache cache({folder.path() / "c"});
    CachedAsset("http://host.test/a", 1000).put(cache);
    cache.flush();
    for (const auto& file : files_below(folder.path()))
        CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    CHECK((fs::status(folder.path() / "c").permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
          fs::perms::none);
}

TEST_CASE("SegmentCache: other headers are another resource, and their values are not on the disk", "[net][cache]") {
    const TemporaryFolder folder;
    SegmentCache cache({folder.path()});
    CachedAsset mine("http://host.test/a", 1000, "Authorization: secret");
    mine.put(cache);
    cache.flush();
    CHECK(cache.find(mine.key));
    CHECK_FALSE(cache.find(make_cache_key("http://host.test/a", "Authorization: other")));
    for (const auto& file : files_below(folder.path())) CHECK(file_text(file).find("secret") == std::string::npos);
}

TEST_CASE("SegmentCache: the least recently used extents go when the budget is spent", "[net][cache]") {
    const TemporaryFolder folder;
    const std::int64_t budget = 8 * (kExtent + 16 * 1024);
    SegmentCache cache({folder.path(), budget});
    std::vector<CachedAsset> assets;
    for (int i = 0; i < 12; ++i) {
        assets.emplace_back("http://host.test/" + std::to_string(i), kExtent);
        assets.back().put(cache);
        cache.flush();
        static_cast<void>(assets.front().cached(cache));  // the first one stays in use
        cache.flush();
        CHECK(cache.size_bytes() <= budget);
    }
    std::uintmax_t on_disk = 0;
    for (const auto& file : files_below(folder.path())) on_disk += fs::file_size(file);
    CHECK(on_disk <= static_cast<std::uintmax_t>(budget));
    CHECK(assets[0].cached(cache) == assets[0].content);
    CHECK(assets[1].cached(cache).empty());
    CHECK(assets[11].cached(cache) == assets[11].content);
    CHECK_FALSE(cache.find(assets[1].key));
}

TEST_CASE("SegmentCache: which was used last is known in the next run", "[net][cache]") {
    const TemporaryFolder folder;
    const CachedAsset first("http://host.test/1", kExtent), second("http://host.test/2", kExtent),
        third("http://host.test/3", kExtent);
    {
        SegmentCache cache({folder.path()});
        first.put(cache);
        second.put(cache);
        cache.flush();
        static_cast<void>(first.cached(cache));
        cache.flush();
    }
    SegmentCache cache({folder.path(), 2 * (kExtent + 16 * 1024)});
    third.put(cache);
    cache.flush();
    CHECK(first.cached(cache) == first.content);
    CHECK(second.cached(cache).empty());
}

TEST_CASE("SegmentCache: a smaller budget is kept from the start", "[net][cache]") {
    const TemporaryFolder folder;
    const CachedAsset asset("http://host.test/a", 6 * kExtent);
    {
        SegmentCache cache({folder.path()});
        asset.put(cache);
        cache.flush();
    }
    SegmentCache cache({folder.path(), 2 * kExtent});
    cache.flush();
    CHECK(cache.size_bytes() <= 2 * kExtent);
}

TEST_CASE("SegmentCache: another version replaces the first, and late bytes of the first are not taken",
          "[net][cache]") {
    const TemporaryFolder folder;
    SegmentCache cache({folder.path()});
    const CachedAsset old("http://host.test/a", 2 * kExtent);
    old.put(cache);
    CachedAsset changed("http://host.test/a", 2 * kExtent);
    changed.resource.version = 77;
    changed.content.assign(2 * kExtent, 'x');
    cache.put_resource(changed.key, changed.resource);
    old.put_extents(cache);
    cache.flush();
    REQUIRE(cache.find(old.key));
    CHECK(cache.find(old.key)->extents.empty());
    changed.put_extents(cache);
    cache.flush();
    CHECK(changed.cached(cache) == changed.content);
}

TEST_CASE("SegmentCache: a second one on the same folder reads, and writes once the first has gone", "[net][cache]") {
    const TemporaryFolder folder;
    const CachedAsset one("http://host.test/1", 2 * kExtent), two("http://host.test/2", 2 * kExtent);
    auto first = std::make_unique<SegmentCache>(SegmentCacheOptions{folder.path()});
    first->flush();
    SegmentCache second({folder.path()});
    one.put(*first);
    two.put(second);
    first->flush();
    second.flush();
    CHECK(one.cached(second) == one.content);
    CHECK_FALSE(second.find(two.key));
    first.reset();
    two.put(second);
    second.flush();
    CHECK(two.cached(second) == two.content);
    CHECK(one.cached(second) == one.content);
}

TEST_CASE("SegmentCache: a full disk turns writing off, and what is there is still read", "[net][cache]") {
    const TemporaryFolder folder;
    const auto disk = std::make_shared<FullDisk>(4);
    SegmentCache cache({folder.path(), std::int64_t{1} << 30, disk});
    const CachedAsset asset("http://host.test/a", 20 * kExtent);
    asset.put(cache);
    cache.flush();
    CHECK_FALSE(cache.writable());
    CHECK(disk->tries() == 5);
    CHECK(asset.cached(cache) == asset.content.substr(0, 3 * kExtent));
    asset.put(cache);
    cache.flush();
    CHECK(disk->tries() == 5);
    CHECK(files_below(folder.path()).size() == 4);
}

TEST_CASE("SegmentCache: a folder that cannot be made costs nothing but the cache", "[net][cache]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("file");
    SegmentCache cache({file + "/below"});
    const CachedAsset asset("http://host.test/a", 1000);
    asset.put(cache);
    cache.flush();
    CHECK_FALSE(cache.writable());
    CHECK_FALSE(cache.find(asset.key));
}

TEST_CASE("SegmentCache: killed at any step of writing it opens again and serves no wrong byte", "[net][cache]") {
    // Two assets of which one changes, within a budget that makes room all the time.
    CachedAsset steady("http://host.test/1", 2 * kExtent), before("http://host.test/2", kExtent),
        after("http://host.test/2", kExtent);
    after.resource.version = 2;
    after.content.assign(static_cast<std::size_t>(kExtent), 'n');
    const auto work = [&](SegmentCache& cache) {
        before.put(cache);
        steady.put(cache);
        after.put(cache);
        cache.flush();
        static_cast<void>(steady.cached(cache));
        steady.put(cache);
        cache.remove(steady.key);
        steady.put(cache);
        cache.flush();
    };
    const std::int64_t budget = 3 * (kExtent + 12 * 1024);
    int last = 0;
    for (bool died = true; died; ++last) {
        for (const double fraction : {0.0, 0.5, 0.999}) {
            const TemporaryFolder folder;
            const auto disk = std::make_shared<DyingDisk>(last, fraction);
            {
                SegmentCache cache({folder.path(), budget, disk});
                work(cache);
            }
            died = disk->steps() > last;
            SegmentCache cache({folder.path(), budget});
            cache.flush();
            CAPTURE(last, fraction);
            CHECK(steady.cached_bytes_are_right(cache));
            const auto found = cache.find(before.key);
            const CachedAsset& current = found && found->resource.version == 2 ? after : before;
            CHECK(current.cached_bytes_are_right(cache));
            CHECK(cache.size_bytes() <= budget);
            work(cache);
            CHECK(after.cached(cache) == after.content);
            CHECK(steady.cached(cache) == steady.content);
        }
    }
    CHECK(last > 30);
}

TEST_CASE("SegmentCache: a damaged file is never served, wherever the damage lies", "[net][cache]") {
    const CachedAsset asset("http://host.test/a", 700);
    const auto damage = [&](auto&& spoil) {
        const TemporaryFolder folder;
        SegmentCache cache({folder.path()});
        asset.put(cache);
        cache.flush();
        for (const auto& file : files_below(folder.path())) {
            const std::string whole = file_text(file);
            for (std::size_t at = 0; at < whole.size(); at += at < 120 ? 1 : 7) {
                write_text(file, spoil(whole, at));
                const std::string served = asset.cached(cache);
                cache.flush();
                if (!served.empty() && served != asset.content) return false;
                if (!fs::exists(file)) asset.put(cache);
                write_text(file, whole);
                cache.flush();
            }
        }
        return asset.cached(cache) == asset.content;
    };
    CHECK(damage([](const std::string& whole, std::size_t at) { return whole.substr(0, at); }));
    CHECK(damage([](const std::string& whole, std::size_t at) {
        std::string bent = whole;
        bent[at] = static_cast<char>(bent[at] ^ 0x10);
        return bent;
    }));
    CHECK(damage([](const std::string& whole, std::size_t at) { return whole + std::string(at + 1, '\0'); }));
}

TEST_CASE("SegmentCache: an extent of one place or resource is not taken for another's", "[net][cache]") {
    const TemporaryFolder folder;
    SegmentCache cache({folder.path()});
    const CachedAsset asset("http://host.test/a", 2 * kExtent);
    asset.put(cache);
    cache.flush();
    std::vector<fs::path> extents;
    for (const auto& file : files_below(folder.path()))
        if (file.filename() != "resource") extents.push_back(file);
    REQUIRE(extents.size() == 2);
    fs::copy_file(extents[0], extents[1], fs::copy_options::overwrite_existing);
    CHECK(asset.cached_bytes_are_right(cache));
}
