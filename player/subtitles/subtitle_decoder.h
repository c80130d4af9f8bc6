// One stream of subtitles inside a medium, text or pictures, through libavcodec; TTML and WebVTT in MP4 through our
// parsers.
// Threads: one at a time. Blocks for as long as decoding takes: microseconds for text, a few milliseconds for pictures.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/packet.h"
#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

class SubtitleDecoder {
 public:
    /// Unsupported when there is no decoder for it.
    [[nodiscard]] static Result<std::unique_ptr<SubtitleDecoder>> open(const StreamInfo& stream);
    /// CEA-608 (and the 608 part of 708) as it lies beside the pictures: packets of A53 triplets, in presentation
    /// order.
    [[nodiscard]] static Result<std::unique_ptr<SubtitleDecoder>> open_closed_captions();
    ~SubtitleDecoder();
    SubtitleDecoder(const SubtitleDecoder&) = delete;
    SubtitleDecoder& operator=(const SubtitleDecoder&) = delete;

    /// What the packet says: a cue that lasts until the next one ends at kUntilNext, an empty one ends those before it.
    /// Nothing for a damaged packet.
    std::vector<SubtitleCue> decode(const Packet& packet);
    /// After a seek.
    void flush();

    /// The head of a styled script; empty for everything else.
    std::string script() const;
    /// The cues are pictures.
    bool pictures() const;
    /// A packet says all: nothing of earlier ones outlasts its begin.
    bool says_all() const { return codec_ == nullptr; }
    /// Cues replace what is on the screen, instead of having an end of their own.
    bool replaces() const;

 private:
    class Codec;
    explicit SubtitleDecoder(std::unique_ptr<Codec> codec);
    static std::unique_ptr<SubtitleDecoder> open_text_in_mp4(const StreamInfo& stream);
    std::unique_ptr<Codec> codec_;            ///< nullptr: our parsers read it
    std::optional<std::string> webvtt_head_;  ///< these are samples of WebVTT; absent: of TTML
};

}  // namespace cliffhanger
