// Cuts the bytes that pass through a stream into extents and puts them into the cache. One thread, the stream's reader.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "net/cache/segment_cache.h"

namespace cliffhanger {

class ExtentRecorder {
 public:
    ExtentRecorder(SegmentCache& cache, CacheKey key, std::uint64_t version, std::int64_t start)
        : cache_(cache), key_(std::move(key)), version_(version), start_(start) {}
    /// What is left over is put too, unless it is too little to be worth a file.
    ~ExtentRecorder();
    ExtentRecorder(const ExtentRecorder&) = delete;
    ExtentRecorder& operator=(const ExtentRecorder&) = delete;

    void append(std::span<const std::byte> bytes);
    /// The body is complete: what is left over is put, however little.
    void finish();
    std::int64_t next() const { return start_ + static_cast<std::int64_t>(pending_.size()); }

 private:
    void put();

    SegmentCache& cache_;
    const CacheKey key_;
    const std::uint64_t version_;
    std::int64_t start_;  ///< of what is pending
    std::vector<std::byte> pending_;
};

}  // namespace cliffhanger
