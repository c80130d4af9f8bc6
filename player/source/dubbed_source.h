// An episode whose dubs lie in files of their own: the pictures' source, and beside it the one dub that plays, read
// side by side on one timeline. A dub is opened when it is chosen; a seek moves both. Threads and blocking: as
// MediaSource.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "player/playback_session.h"
#include "player/source/media_source.h"

namespace cliffhanger {

class DubbedSource final : public MediaSource {
 public:
    using Open = std::function<std::unique_ptr<MediaSource>(const MediaAddress&)>;

    /// `open_dub` makes the source of a dub's address.
    DubbedSource(std::unique_ptr<MediaSource> main, std::vector<DubFile> dubs, Open open_dub);

    /// The dubs come after the streams of the main source, as sound that lies beside.
    [[nodiscard]] Result<MediaInfo> open() override;
    void select(const std::vector<int>& streams) override;
    [[nodiscard]] Result<StreamInfo> select_sound(int stream, MediaTime from) override;
    [[nodiscard]] Result<Packet> read() override;
    [[nodiscard]] Result<void> seek(MediaTime target) override;
    bool cut_short() const override { return main_->cut_short(); }
    void abort() noexcept override;
    void reset_abort() noexcept override;

 private:
    struct Lane {
        MediaSource* source = nullptr;
        MediaTime reached{0};
        bool ended = true;
    };

    bool is_dub(int stream) const { return stream >= first_dub_; }
    void take_dub(std::shared_ptr<MediaSource> dub);
    Result<StreamInfo> open_dub_track(MediaSource& dub, int stream, MediaTime from);
    Lane* next_lane();

    const std::unique_ptr<MediaSource> main_;
    const std::vector<DubFile> dubs_;
    const Open open_dub_;
    int first_dub_ = 0;
    int playing_ = -1;    // the stream of dub_ outside
    int dub_audio_ = -1;  // ... and in its file
    Lane pictures_, sound_;

    std::mutex mutex_;
    // guarded by mutex_: changed by the reader, used by abort() from other threads
    std::shared_ptr<MediaSource> dub_, opening_;
    bool aborted_ = false;
};

}  // namespace cliffhanger
