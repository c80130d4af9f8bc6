// One audio stream's packets to 48 kHz stereo float.
// Threads: one thread at a time. Blocks for as long as decoding takes.
#pragma once

#include <cstdint>
#include <memory>

#include "net/result.h"
#include "player/audio_block.h"
#include "player/packet.h"

namespace cliffhanger {

class AudioDecoder {
 public:
    /// Unsupported, naming the codec, when there is no decoder for it.
    [[nodiscard]] static Result<std::unique_ptr<AudioDecoder>> open(const StreamInfo& stream);
    ~AudioDecoder();
    AudioDecoder(const AudioDecoder&) = delete;
    AudioDecoder& operator=(const AudioDecoder&) = delete;

    /// Call receive() until it returns an empty block after each send. Corrupted: no sound from this packet; carry on.
    [[nodiscard]] Result<void> send(const Packet& packet);
    void send_end();
    /// The next block; without samples when more input is needed.
    [[nodiscard]] AudioBlock receive();
    void flush();

    std::uint64_t errors() const noexcept;

 private:
    class Codec;
    explicit AudioDecoder(std::unique_ptr<Codec> codec);
    std::unique_ptr<Codec> codec_;
};

}  // namespace cliffhanger
