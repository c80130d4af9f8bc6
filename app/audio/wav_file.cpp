#include "app/audio/wav_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

#include "player/audio_output.h"

namespace cliffhanger {
namespace {

static_assert(std::endian::native == std::endian::little, "samples are written as they lie in memory");

constexpr std::size_t kHeadBytes = 44;
constexpr std::uint16_t kFloatSamples = 3;
constexpr std::uint32_t kFrameBytes = kAudioChannels * sizeof(float);

using Head = std::array<char, kHeadBytes>;

void put_text(Head& head, std::size_t at, const char* text) { std::memcpy(head.data() + at, text, 4); }

template <class Number>
void put(Head& head, std::size_t at, Number value) {
    std::memcpy(head.data() + at, &value, sizeof value);
}

// What does not fit into 32 bits is after three hours; readers then take the file's length.
std::uint32_t capped(std::uint64_t bytes) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

Result<std::unique_ptr<WavFile>> WavFile::create(const std::string& path) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!file) return fail(ErrorKind::Io, "cannot write " + path);
    return std::unique_ptr<WavFile>(new WavFile(path, std::move(file)));
}

WavFile::WavFile(std::string path, std::ofstream file) : path_(std::move(path)), file_(std::move(file)) {
    write_head();
}

WavFile::~WavFile() {
    if (!finished_) (void)finish();
}

void WavFile::write_head() {
    Head head{};
    put_text(head, 0, "RIFF");
    put(head, 4, capped(bytes_ + kHeadBytes - 8));
    put_text(head, 8, "WAVE");
    put_text(head, 12, "fmt ");
    put(head, 16, std::uint32_t{16});
    put(head, 20, kFloatSamples);
    put(head, 22, static_cast<std::uint16_t>(kAudioChannels));
    put(head, 24, static_cast<std::uint32_t>(kAudioSampleRate));
    put(head, 28, kFrameBytes * static_cast<std::uint32_t>(kAudioSampleRate));
    put(head, 32, static_cast<std::uint16_t>(kFrameBytes));
    put(head, 34, static_cast<std::uint16_t>(8 * sizeof(float)));
    put_text(head, 36, "data");
    put(head, 40, capped(bytes_));
    file_.write(head.data(), head.size());
}

void WavFile::append(std::span<const float> interleaved) {
    const auto bytes = std::as_bytes(interleaved);
    file_.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes_ += bytes.size();
}

Result<void> WavFile::finish() {
    finished_ = true;
    file_.seekp(0);
    write_head();
    file_.close();
    if (!file_) return fail(ErrorKind::Io, "cannot write " + path_);
    return {};
}

}  // namespace cliffhanger
