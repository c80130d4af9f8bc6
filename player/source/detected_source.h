// A MediaSource that is chosen when it is opened, by what the address turns out to be.
// Threads and blocking: as MediaSource.
#pragma once

#include <memory>
#include <mutex>

#include "net/byte_source.h"
#include "player/source/hls/hls_io.h"
#include "player/source/hls/hls_options.h"
#include "player/source/media_source.h"
#include "player/source/scheduled_source.h"

namespace cliffhanger {

class DetectedSource final : public MediaSource {
 public:
    DetectedSource(MediaAddress address, HttpClient& http, const Clock& clock, HlsOptions options);

    [[nodiscard]] Result<MediaInfo> open() override;
    void select(const std::vector<int>& streams) override { source_->select(streams); }
    [[nodiscard]] Result<StreamInfo> select_sound(int stream, MediaTime from) override {
        return source_->select_sound(stream, from);
    }
    [[nodiscard]] Result<Packet> read() override { return source_->read(); }
    [[nodiscard]] Result<void> seek(MediaTime target) override { return source_->seek(target); }
    bool cut_short() const override { return source_ && source_->cut_short(); }
    std::optional<MediaWindow> window() const override { return source_ ? source_->window() : std::nullopt; }
    std::optional<LeftOut> left_out() const override { return source_ ? source_->left_out() : std::nullopt; }
    void abort() noexcept override;
    void reset_abort() noexcept override;

 private:
    Result<std::unique_ptr<MediaSource>> detect();
    Result<std::unique_ptr<MediaSource>> look_at_bytes();
    std::unique_ptr<MediaSource> hls(HlsText playlist) const;
    std::unique_ptr<MediaSource> one_file(std::shared_ptr<ByteSource> opened);

    const MediaAddress address_;
    HttpClient& http_;
    const Clock& clock_;
    const HlsOptions options_;
    HlsIo io_;
    PieceTurns turns_;  ///< of a file over HTTP

    std::mutex mutex_;
    // guarded by mutex_: set by the reader, used by abort() from other threads
    std::shared_ptr<MediaSource> source_;
    bool aborted_ = false;
};

}  // namespace cliffhanger
