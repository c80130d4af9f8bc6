#include "player/source/progressive_source.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {

ProgressiveSource::ProgressiveSource(OpenBytes open_bytes) : open_bytes_(std::move(open_bytes)) {}

Result<MediaInfo> ProgressiveSource::open_demuxer() {
    auto bytes = open_bytes_();
    if (!bytes) return tl::unexpected(bytes.error());
    auto demuxer = std::make_shared<Demuxer>(std::move(*bytes));
    bool aborted = false;
    {
        const std::lock_guard lock(mutex_);
        opening_ = demuxer;
        aborted = aborted_;
    }
    // abort() may have come while there was nothing yet to pass it on to.
    if (aborted) demuxer->abort();
    auto info = demuxer->open();
    if (info) seekable_ = info->seekable;
    const std::lock_guard lock(mutex_);
    // One that could not be opened knows no streams. The one before is closed behind the lock, which abort() takes.
    if (info) std::swap(demuxer_, demuxer);
    opening_.reset();
    return info;
}

Result<MediaInfo> ProgressiveSource::open() { return open_demuxer(); }

void ProgressiveSource::select(const std::vector<int>& streams) {
    selected_ = streams;
    demuxer_->select(streams);
}

Result<Packet> ProgressiveSource::read() { return demuxer_->read(); }

Result<void> ProgressiveSource::seek(MediaTime target) {
    // Without ranges the first keyframe is the only one that can be gone back to: the decoder runs up from there.
    return seekable_ ? demuxer_->seek(target) : start_over();
}

Result<void> ProgressiveSource::start_over() {
    // Its answer, which goes on coming, would share the line with the new one.
    demuxer_->abort();
    if (auto info = open_demuxer(); !info) return tl::unexpected(info.error());
    if (selected_) demuxer_->select(*selected_);
    return {};
}

std::array<std::shared_ptr<Demuxer>, 2> ProgressiveSource::demuxers() const {
    const std::lock_guard lock(mutex_);
    return {demuxer_, opening_};
}

void ProgressiveSource::abort() noexcept {
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
    }
    for (const auto& demuxer : demuxers()) {
        if (demuxer) demuxer->abort();
    }
}

void ProgressiveSource::reset_abort() noexcept {
    {
        const std::lock_guard lock(mutex_);
        aborted_ = false;
    }
    for (const auto& demuxer : demuxers()) {
        if (demuxer) demuxer->reset_abort();
    }
}

}  // namespace cliffhanger
