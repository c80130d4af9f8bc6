// A WAV file that sound is appended to: 48 kHz, stereo, 32-bit float, as the mixer gives it.
// Threads: one at a time. Blocks for as long as writing takes.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <span>
#include <string>

#include "net/result.h"

namespace cliffhanger {

class WavFile {
 public:
    /// Io when the file cannot be created.
    [[nodiscard]] static Result<std::unique_ptr<WavFile>> create(const std::string& path);
    /// Finishes what has not been finished.
    ~WavFile();
    WavFile(const WavFile&) = delete;
    WavFile& operator=(const WavFile&) = delete;

    void append(std::span<const float> interleaved);
    /// Writes the sizes into the head. Io when anything could not be written.
    [[nodiscard]] Result<void> finish();

    const std::string& path() const { return path_; }

 private:
    WavFile(std::string path, std::ofstream file);
    void write_head();

    std::string path_;
    std::ofstream file_;
    std::uint64_t bytes_ = 0;
    bool finished_ = false;
};

}  // namespace cliffhanger
