// Text tracks in fragmented MP4, which ffmpeg does not write: an initialisation section and segments with samples.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cliffhanger::test {

struct TextSample {
    std::string bytes;
    std::uint32_t duration_ms = 0;
};

/// Of a track of text with a time base of a millisecond; `format` as in its sample description: "stpp", "wvtt".
std::string text_mp4_head(const std::string& format);
/// One cue of a track of "wvtt", whose head colours bold letters lime.
std::string webvtt_cue_sample(const std::string& settings, const std::string& text);
/// Samples one after the other from `begin_ms` of the track on.
std::string text_mp4_fragment(std::uint64_t begin_ms, const std::vector<TextSample>& samples);

}  // namespace cliffhanger::test
