#include "tests/support/sound_measure.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numbers>

namespace cliffhanger::test {
namespace {

constexpr double kRate = 48000;
constexpr std::size_t kWavHead = 44;

}  // namespace

std::vector<float> read_wav(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::uint32_t stated = 0;
    if (bytes.size() < kWavHead || bytes.compare(0, 4, "RIFF") != 0) return {};
    std::memcpy(&stated, bytes.data() + 40, sizeof stated);
    if (stated != bytes.size() - kWavHead) return {};
    std::vector<float> samples(stated / sizeof(float));
    std::memcpy(samples.data(), bytes.data() + kWavHead, samples.size() * sizeof(float));
    return samples;
}

void write_wav(const std::string& path, std::span<const float> interleaved) {
    std::string head(kWavHead, '\0');
    const auto text = [&](std::size_t at, const char* four) { head.replace(at, 4, four); };
    const auto number = [&](std::size_t at, std::uint32_t value, std::size_t bytes = 4) {
        std::memcpy(head.data() + at, &value, bytes);
    };
    const auto size = static_cast<std::uint32_t>(interleaved.size_bytes());
    text(0, "RIFF");
    number(4, size + kWavHead - 8);
    text(8, "WAVE");
    text(12, "fmt ");
    number(16, 16);
    number(20, 3, 2);
    number(22, 2, 2);
    number(24, 48000);
    number(28, 48000 * 8);
    number(32, 8, 2);
    number(34, 32, 2);
    text(36, "data");
    number(40, size);
    std::ofstream file(path, std::ios::binary);
    file << head;
    file.write(reinterpret_cast<const char*>(interleaved.data()), size);
}

std::vector<float> tone(double hertz, double seconds, float amplitude, double phase) {
    std::vector<float> samples;
    const auto frames = static_cast<std::size_t>(std::lround(seconds * kRate));
    samples.reserve(frames * 2);
    for (std::size_t i = 0; i < frames; ++i) {
        const double at = phase + static_cast<double>(i) / kRate;
        const auto sample = static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * hertz * at));
        samples.push_back(sample);
        samples.push_back(sample);
    }
    return samples;
}

std::vector<float> channel(std::span<const float> interleaved, std::size_t index) {
    std::vector<float> samples;
    samples.reserve(interleaved.size() / 2);
    for (std::size_t i = index; i < interleaved.size(); i += 2) samples.push_back(interleaved[i]);
    return samples;
}

std::span<const float> between(std::span<const float> samples, double from, double to) {
    const auto at = [&](double seconds) {
        return std::min(static_cast<std::size_t>(std::lround(std::max(seconds, 0.0) * kRate)), samples.size());
    };
    return samples.subspan(at(from), at(to) - at(from));
}

double fundamental(std::span<const float> samples) {
    std::vector<double> crossings, cycles;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (samples[i - 1] < 0 && samples[i] >= 0) {
            const double part = -samples[i - 1] / (samples[i] - samples[i - 1]);
            crossings.push_back(static_cast<double>(i - 1) + part);
        }
    }
    for (std::size_t i = 1; i < crossings.size(); ++i) cycles.push_back(crossings[i] - crossings[i - 1]);
    if (cycles.empty()) return 0;
    const auto middle = cycles.begin() + static_cast<std::ptrdiff_t>(cycles.size() / 2);
    std::nth_element(cycles.begin(), middle, cycles.end());
    return kRate / *middle;
}

double longest_quiet(std::span<const float> samples, float level) {
    std::size_t longest = 0, run = 0;
    for (const float sample : samples) {
        run = std::abs(sample) > level ? 0 : run + 1;
        longest = std::max(longest, run);
    }
    return static_cast<double>(longest) / kRate;
}

float peak(std::span<const float> samples) {
    float most = 0;
    for (const float sample : samples) most = std::max(most, std::abs(sample));
    return most;
}

float largest_step(std::span<const float> samples) {
    float most = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) most = std::max(most, std::abs(samples[i] - samples[i - 1]));
    return most;
}

float largest_bend(std::span<const float> samples) {
    float most = 0;
    for (std::size_t i = 2; i < samples.size(); ++i)
        most = std::max(most, std::abs(samples[i] - 2 * samples[i - 1] + samples[i - 2]));
    return most;
}

double amplitude_at(std::span<const float> samples, double hertz) {
    double real = 0, imaginary = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double phase = 2 * std::numbers::pi * hertz * static_cast<double>(i) / kRate;
        real += samples[i] * std::cos(phase);
        imaginary += samples[i] * std::sin(phase);
    }
    return samples.empty() ? 0 : 2 * std::hypot(real, imaginary) / static_cast<double>(samples.size());
}

}  // namespace cliffhanger::test
