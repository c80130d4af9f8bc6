// One media file, local or over HTTP. Where the server has no ranges, going back means reading from the start again.
// Threads and blocking: as MediaSource.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "net/byte_source.h"
#include "player/source/demuxer.h"

namespace cliffhanger {

class ProgressiveSource final : public MediaSource {
 public:
    using OpenBytes = std::function<Result<std::unique_ptr<ByteSource>>()>;

    explicit ProgressiveSource(OpenBytes open_bytes);

    [[nodiscard]] Result<MediaInfo> open() override;
    void select(const std::vector<int>& streams) override;
    [[nodiscard]] Result<Packet> read() override;
    [[nodiscard]] Result<void> seek(MediaTime target) override;
    bool cut_short() const override { return demuxer_ && demuxer_->cut_short(); }
    void abort() noexcept override;
    void reset_abort() noexcept override;

 private:
    Result<MediaInfo> open_demuxer();
    std::array<std::shared_ptr<Demuxer>, 2> demuxers() const;
    Result<void> start_over();

    const OpenBytes open_bytes_;
    bool seekable_ = false;
    std::optional<std::vector<int>> selected_;

    mutable std::mutex mutex_;
    // guarded by mutex_: changed by the reader, used by abort() from other threads
    std::shared_ptr<Demuxer> demuxer_;  ///< null until the first one is open
    std::shared_ptr<Demuxer> opening_;  ///< takes its place once it is open
    bool aborted_ = false;
};

}  // namespace cliffhanger
