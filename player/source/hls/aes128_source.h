// AES-128 in CBC mode with PKCS#7 padding, taken off while reading: what HLS calls METHOD=AES-128.
// Threads and blocking are the inner source's. The last block says whether the key was right: Corrupted for bytes that
// end in the middle of a block or in a padding that is none.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "net/byte_source.h"
#include "player/source/hls/aes_block.h"

struct AVAES;

namespace cliffhanger {

/// The vector of a segment whose key has none.
AesBlock aes_vector_of(std::int64_t media_sequence);

class Aes128Source final : public ByteSource {
 public:
    Aes128Source(std::unique_ptr<ByteSource> encrypted, const AesBlock& key, const AesBlock& vector);
    ~Aes128Source() override;

    Result<std::size_t> read(std::span<std::byte> into) override;
    Result<void> seek(std::int64_t position) override;
    std::int64_t position() const override { return position_; }
    /// Reads the last two blocks, which tell the padding, and comes back.
    Result<std::optional<std::int64_t>> size() override;
    Result<bool> seekable() override { return encrypted_->seekable(); }
    void abort() noexcept override;
    void reset_abort() noexcept override;

 private:
    struct AesDeleter {
        void operator()(AVAES* aes) const noexcept;
    };

    Result<void> fill();
    Result<void> finish();
    void decrypt(std::size_t blocks);
    Result<void> damaged(const char* sentence);
    std::optional<std::size_t> padding_of_plain() const;
    std::int64_t encrypted_begin(std::int64_t position) const;

    const std::unique_ptr<ByteSource> encrypted_;
    const AesBlock first_vector_;
    const std::unique_ptr<AVAES, AesDeleter> aes_;
    std::atomic<bool> aborted_ = false;

    std::vector<std::uint8_t> pending_;  ///< read and not yet decrypted; of the last block nobody knows that it is last
    std::vector<std::uint8_t> plain_;    ///< decrypted; given away up to plain_begin_
    std::size_t plain_begin_ = 0;
    AesBlock vector_;            ///< of the next block
    bool needs_vector_ = false;  ///< after a seek: the next block read is the vector, not data
    std::size_t skip_ = 0;       ///< after a seek: so many bytes of the next block lie before the position
    bool ended_ = false;
    std::optional<Error> damage_;
    std::int64_t position_ = 0;
};

}  // namespace cliffhanger
