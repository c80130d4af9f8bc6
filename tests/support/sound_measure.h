// What tests ask about sound that was heard: pitch, gaps, clicks. One channel, 48 kHz, unless said.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cliffhanger::test {

/// The samples of a 32-bit float WAV file, interleaved; empty when it is none.
std::vector<float> read_wav(const std::string& path);
/// 32-bit float stereo.
void write_wav(const std::string& path, std::span<const float> interleaved);
/// Interleaved stereo: a tone on both channels that goes on from `phase` seconds.
std::vector<float> tone(double hertz, double seconds, float amplitude = 0.25F, double phase = 0);
/// One channel of interleaved stereo.
std::vector<float> channel(std::span<const float> interleaved, std::size_t index = 0);
/// From `from` to `to` in seconds.
std::span<const float> between(std::span<const float> samples, double from, double to);

/// The fundamental of a steady tone in Hz: the median over its cycles. 0 when there are none.
double fundamental(std::span<const float> samples);
/// The longest time in seconds in which nothing is louder than `level`.
double longest_quiet(std::span<const float> samples, float level = 0.01F);
float peak(std::span<const float> samples);
/// The largest step between two neighbouring samples.
float largest_step(std::span<const float> samples);
/// The largest step in the slope: a tone has little of it, and a click has much even where the step itself is small.
float largest_bend(std::span<const float> samples);
/// How much of a tone of `hertz` there is: its amplitude.
double amplitude_at(std::span<const float> samples, double hertz);

}  // namespace cliffhanger::test
