#include "player/source/scheduled_source.h"

#include <algorithm>
#include <utility>

namespace cliffhanger {
namespace {

/// A file that tells no times, or whose pictures are this large, is asked for by its bytes.
constexpr std::int64_t kMostPieceBytes = 8 << 20;

}  // namespace

Result<void> PieceTurns::wait() {
    if (options_.scheduler == nullptr || (transfer_ && front_ < granted_until_ && transfer_->bytes < kMostPieceBytes))
        return {};
    end(SegmentTransfer::End::Complete);
    SegmentRequest request;
    request.episode = options_.episode;
    request.segment = asked_;
    request.start = front_;
    request.duration = kPiece;
    if (options_.buffered) request.buffered = options_.buffered();
    request.length = length_;
    SegmentRung rung{.bandwidth = bandwidth_, .width = width_, .height = height_};
    rung.sizes = sizes_;
    if (sizes_) rung.bytes = sizes_->bytes(front_, front_ + kPiece);
    request.rungs.push_back(std::move(rung));
    if (asked_ > 0) request.previous = 0;
    if (const auto granted = options_.scheduler->request(request, io_.token()); !granted)
        return tl::unexpected(granted.error());
    transfer_ = SegmentTransfer{};
    transfer_->episode = options_.episode;
    transfer_->segment = asked_++;
    granted_until_ = front_ + kPiece;
    return {};
}

void PieceTurns::received(MediaTime end, std::size_t bytes, Microseconds waited) {
    front_ = std::max(front_, end);
    if (!transfer_) return;
    transfer_->bytes += static_cast<std::int64_t>(bytes);
    transfer_->reading += waited;
}

void PieceTurns::go_to(MediaTime time) {
    if (transfer_ && transfer_->bytes == 0 && time == front_) return;  // where the turn was asked for
    end(SegmentTransfer::End::Cancelled);
    front_ = time;
}

void PieceTurns::end(SegmentTransfer::End how) {
    if (!transfer_) return;
    transfer_->end = how;
    options_.scheduler->finished(*std::exchange(transfer_, std::nullopt));
}

Result<MediaInfo> ScheduledSource::open() {
    auto info = file_->open();
    if (!info) {
        turns_.end(SegmentTransfer::End::Failed);
        return info;
    }
    if (bytes_ && info->duration && info->duration->count() > 0)
        turns_.set_bandwidth(static_cast<std::int64_t>(static_cast<double>(*bytes_) * 8 / to_seconds(*info->duration)));
    turns_.set_length(info->duration);
    turns_.set_sizes(info->sizes);
    for (const StreamInfo& stream : info->streams) {
        if (stream.kind == StreamKind::Video && !stream.attached_picture) turns_.set_size(stream.width, stream.height);
    }
    return info;
}

Result<Packet> ScheduledSource::read() {
    if (auto turn = turns_.wait(); !turn) return tl::unexpected(turn.error());
    const Microseconds asked_at = clock_.now();
    auto packet = file_->read();
    if (packet) {
        const MediaTime end = packet->time ? *packet->time + packet->duration : MediaTime::min();
        turns_.received(end, packet->bytes(), clock_.now() - asked_at);
        return packet;
    }
    const ErrorKind kind = packet.error().kind;
    turns_.end(kind == ErrorKind::EndOfStream ? SegmentTransfer::End::Complete
               : kind == ErrorKind::Aborted   ? SegmentTransfer::End::Cancelled
                                              : SegmentTransfer::End::Failed);
    return packet;
}

Result<void> ScheduledSource::seek(MediaTime target) {
    turns_.go_to(target);
    return file_->seek(target);
}

}  // namespace cliffhanger
