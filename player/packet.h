// Encoded data on its way from a MediaSource to a decoder, and what is known about the streams that it belongs to.
// Plain values; libav stays behind forward declarations. All times are on the episode's own timeline, in microseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/result.h"
#include "player/media_time.h"

struct AVCodecParameters;
struct AVPacket;

namespace cliffhanger {

struct SubtitleOrigin;
class SizeIndex;

struct AvPacketDeleter {
    void operator()(AVPacket* packet) const noexcept;
};
using AvPacketPtr = std::unique_ptr<AVPacket, AvPacketDeleter>;

enum class StreamKind { Video, Audio, Subtitle, Other };

/// For how long an episode that is one picture is shown.
inline constexpr MediaTime kStillDuration = std::chrono::seconds(5);

struct StreamInfo {
    int index = -1;  ///< what Packet::stream says
    StreamKind kind = StreamKind::Other;
    std::string codec;            ///< libav's name, or the four characters of an unknown one
    bool decodable = false;       ///< a decoder exists in this build
    std::string language, label;  ///< as the container says; may be empty
    bool is_default = false;
    bool audio_description = false;  ///< the pictures are told for those who do not see them
    bool beside = false;             ///< lies in a file or a playlist of its own, which is read when it plays
    bool forced = false;             ///< subtitles of what is foreign in a scene only
    bool closed_caption = false;     ///< subtitles for the hard of hearing
    std::string file_name;           ///< of an attachment (a font), whose bytes are the parameters' extradata
    bool attached_picture = false;   ///< cover art: one picture for the whole length
    bool still = false;              ///< the whole medium is one picture, shown for kStillDuration
    bool dolby_vision_only = false;  ///< without colours for other decoders (profile 5)
    bool alpha = false;              ///< the container has a second picture in every packet that says how opaque it is
    int width = 0, height = 0;       ///< coded size, before rotation and pixel aspect
    double fps = 0;                  ///< 0 = unknown or variable
    int pixel_aspect_num = 1, pixel_aspect_den = 1;
    int rotation = 0;       ///< as VideoFrame::rotation
    bool mirrored = false;  ///< as VideoFrame::mirrored
    int channels = 0, sample_rate = 0;
    std::shared_ptr<const AVCodecParameters> parameters;  ///< nullptr: not known yet; they come with a packet
};

/// Text beside the media, which is fetched by itself.
struct SubtitleAddress {
    std::string url;
    std::string codec;  ///< as libav names it, as far as it is told
    std::string language, label;
    bool is_default = false, forced = false;
    bool closed_caption = false;  ///< for the hard of hearing
    MediaTime stamp_at_zero{0};   ///< what the media's own clock says where the timeline begins
    std::shared_ptr<const SubtitleOrigin> origin;
};

/// What was passed over because it could not be had.
struct LeftOut {
    MediaTime length{0};
    Error why;
};

struct Chapter {
    MediaTime start{0};
    std::string title;  ///< may be empty
};

struct MediaInfo {
    std::string container;
    std::optional<MediaTime> duration;
    bool seekable = false;  ///< a live stream within MediaSource::window()
    MediaTime start{0};     ///< where playback begins when nobody says where: the edge of a live stream
    std::vector<StreamInfo> streams;
    std::vector<SubtitleAddress> subtitles;
    std::shared_ptr<const std::vector<Chapter>> chapters;  ///< nullptr: none
    std::shared_ptr<const SizeIndex> sizes;                ///< of its seconds; nullptr: the container does not say
};

struct Packet {
    int stream = -1;
    std::optional<MediaTime> time;  ///< when it is presented; absent when the container does not say
    MediaTime duration{0};          ///< 0 = unknown
    bool keyframe = false;
    /// Its own time base is 1/1000000, on the same timeline. nullptr: there is no sound in the stream for so long, or
    /// only `changed` is told.
    AvPacketPtr data;
    /// Set on the first packet after the stream's parameters changed (the next run of an HLS stream), or, with no data,
    /// to announce a stream that was not there when the source was opened.
    std::shared_ptr<const StreamInfo> changed;

    std::size_t bytes() const noexcept;
};

}  // namespace cliffhanger
