// One file whose bytes are fetched a second of media at a time, each when the scheduler says that it is its turn, so
// that what plays from files is planned together with what plays from streams.
// Threads and blocking: as MediaSource; waiting for a turn is ended by HlsIo::abort().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "player/policy/segment_scheduler.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_options.h"
#include "player/source/media_source.h"

namespace cliffhanger {

/// The turns of one file's reader.
class PieceTurns {
 public:
    /// What one request to the scheduler brings, as the policy was tuned with.
    static constexpr MediaTime kPiece = std::chrono::seconds(1);

    /// Both outlive it. Without a scheduler there is nothing to wait for.
    PieceTurns(const HlsIo& io, const HlsOptions& options) : io_(io), options_(options), front_(options.start) {}
    ~PieceTurns() { end(SegmentTransfer::End::Cancelled); }
    PieceTurns(const PieceTurns&) = delete;
    PieceTurns& operator=(const PieceTurns&) = delete;

    /// Blocks until what comes next may be read. Aborted by HlsIo::abort().
    [[nodiscard]] Result<void> wait();
    /// Media up to `end` is there.
    void received(MediaTime end, std::size_t bytes, Microseconds waited);
    /// Reading goes on there.
    void go_to(MediaTime time);
    void end(SegmentTransfer::End how);
    /// Bits a second on the average; 0: nobody knows.
    void set_bandwidth(std::int64_t bandwidth) { bandwidth_ = bandwidth; }
    void set_size(int width, int height) { width_ = width, height_ = height; }
    void set_length(std::optional<MediaTime> length) { length_ = length; }
    /// nullptr: nobody knows.
    void set_sizes(std::shared_ptr<const SizeIndex> sizes) { sizes_ = std::move(sizes); }

 private:
    const HlsIo& io_;
    const HlsOptions& options_;
    std::optional<SegmentTransfer> transfer_;  ///< granted and not reported yet
    MediaTime front_;                          ///< what has been read ends here
    MediaTime granted_until_{0};
    std::int64_t asked_ = 0;
    std::int64_t bandwidth_ = 0;
    int width_ = 0, height_ = 0;
    std::optional<MediaTime> length_;
    std::shared_ptr<const SizeIndex> sizes_;
};

class ScheduledSource final : public MediaSource {
 public:
    /// `bytes`: of the whole file, where the server says. `turns` outlives it.
    ScheduledSource(std::unique_ptr<MediaSource> file, std::optional<std::int64_t> bytes, PieceTurns& turns,
                    const Clock& clock)
        : file_(std::move(file)), bytes_(bytes), turns_(turns), clock_(clock) {}

    [[nodiscard]] Result<MediaInfo> open() override;
    void select(const std::vector<int>& streams) override { file_->select(streams); }
    [[nodiscard]] Result<Packet> read() override;
    [[nodiscard]] Result<void> seek(MediaTime target) override;
    bool cut_short() const override { return file_->cut_short(); }
    void abort() noexcept override { file_->abort(); }
    void reset_abort() noexcept override { file_->reset_abort(); }

 private:
    const std::unique_ptr<MediaSource> file_;
    const std::optional<std::int64_t> bytes_;
    PieceTurns& turns_;
    const Clock& clock_;
};

}  // namespace cliffhanger
