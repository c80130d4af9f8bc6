#include "player/source/hls/aes128_source.h"

extern "C" {
#include <libavutil/aes.h>
#include <libavutil/mem.h>
}

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>

namespace cliffhanger {
namespace {

constexpr std::size_t kBlock = std::tuple_size_v<AesBlock>;
constexpr std::size_t kReadAtOnce = 16 * 1024;
constexpr int kDecrypt = 1;

AVAES* make_aes(const AesBlock& key) {
    AVAES* aes = av_aes_alloc();
    if (!aes) throw std::bad_alloc();
    av_aes_init(aes, key.data(), 128, kDecrypt);
    return aes;
}

}  // namespace

AesBlock aes_vector_of(std::int64_t media_sequence) {
    AesBlock vector{};
    auto rest = static_cast<std::uint64_t>(media_sequence);
    for (std::size_t i = kBlock; rest != 0; rest >>= 8) vector[--i] = static_cast<std::uint8_t>(rest);
    return vector;
}

void Aes128Source::AesDeleter::operator()(AVAES* aes) const noexcept { av_free(aes); }

Aes128Source::Aes128Source(std::unique_ptr<ByteSource> encrypted, const AesBlock& key, const AesBlock& vector)
    : encrypted_(std::move(encrypted)), first_vector_(vector), aes_(make_aes(key)), vector_(vector) {}

Aes128Source::~Aes128Source() = default;

Result<std::size_t> Aes128Source::read(std::span<std::byte> into) {
    if (into.empty()) return fail(ErrorKind::Internal, "A read needs room for at least one byte.");
    if (aborted_) return fail(ErrorKind::Aborted, "Reading was cancelled.");
    while (plain_begin_ == plain_.size()) {
        if (ended_) return fail(ErrorKind::EndOfStream, "The end.");
        if (damage_) return tl::unexpected(*damage_);
        if (const auto filled = fill(); !filled) return tl::unexpected(filled.error());
    }
    const std::size_t count = std::min(into.size(), plain_.size() - plain_begin_);
    std::memcpy(into.data(), plain_.data() + plain_begin_, count);
    plain_begin_ += count;
    position_ += static_cast<std::int64_t>(count);
    return count;
}

/// Reads once and decrypts what can be; afterwards there may still be nothing to give.
Result<void> Aes128Source::fill() {
    plain_.clear();
    plain_begin_ = 0;
    const std::size_t before = pending_.size();
    pending_.resize(before + kReadAtOnce);
    const auto count = encrypted_->read(std::as_writable_bytes(std::span(pending_).subspan(before)));
    pending_.resize(before + count.value_or(0));
    if (!count) return count.error().kind == ErrorKind::EndOfStream ? finish() : tl::unexpected(count.error());
    if (needs_vector_) {
        if (pending_.size() < kBlock) return {};
        std::copy_n(pending_.begin(), kBlock, vector_.begin());
        pending_.erase(pending_.begin(), pending_.begin() + kBlock);
        needs_vector_ = false;
    }
    if (pending_.size() > kBlock) decrypt((pending_.size() - 1) / kBlock);
    return {};
}

/// The last block, which must be there and whole; behind a seek beyond the end there is none.
Result<void> Aes128Source::finish() {
    if (pending_.empty() && position_ > 0) {
        ended_ = true;
        return {};
    }
    if (pending_.size() != kBlock || needs_vector_) return damaged("The encrypted segment is cut off.");
    decrypt(1);
    const auto padding = padding_of_plain();
    if (!padding) return damaged("The segment cannot be decrypted: the key is wrong or its end is damaged.");
    plain_.resize(std::max(plain_.size() - *padding, plain_begin_));
    ended_ = true;
    return {};
}

/// Says so now and at every later read, until a seek.
Result<void> Aes128Source::damaged(const char* sentence) {
    plain_.clear();
    plain_begin_ = 0;
    damage_ = Error{ErrorKind::Corrupted, sentence, {}};
    return tl::unexpected(*damage_);
}

void Aes128Source::decrypt(std::size_t blocks) {
    plain_.resize(blocks * kBlock);
    av_aes_crypt(aes_.get(), plain_.data(), pending_.data(), static_cast<int>(blocks), vector_.data(), kDecrypt);
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(blocks * kBlock));
    plain_begin_ = std::exchange(skip_, 0);
}

std::optional<std::size_t> Aes128Source::padding_of_plain() const {
    const std::size_t padding = plain_.back();
    if (padding < 1 || padding > kBlock) return std::nullopt;
    const bool whole = std::all_of(plain_.end() - static_cast<std::ptrdiff_t>(padding), plain_.end(),
                                   [&](std::uint8_t byte) { return byte == padding; });
    return whole ? std::optional(padding) : std::nullopt;
}

std::int64_t Aes128Source::encrypted_begin(std::int64_t position) const {
    constexpr auto block = static_cast<std::int64_t>(kBlock);
    return std::max<std::int64_t>(position / block - 1, 0) * block;
}

Result<void> Aes128Source::seek(std::int64_t position) {
    if (position < 0) return fail(ErrorKind::Internal, "A position cannot be negative.");
    if (auto moved = encrypted_->seek(encrypted_begin(position)); !moved) return moved;
    pending_.clear();
    plain_.clear();
    plain_begin_ = 0;
    needs_vector_ = position >= static_cast<std::int64_t>(kBlock);
    vector_ = first_vector_;
    skip_ = static_cast<std::size_t>(position) % kBlock;
    ended_ = false;
    damage_.reset();
    position_ = position;
    return {};
}

Result<std::optional<std::int64_t>> Aes128Source::size() {
    const auto encrypted_size = encrypted_->size();
    if (!encrypted_size || !*encrypted_size) return encrypted_size;
    const auto can_seek = encrypted_->seekable();
    if (!can_seek) return tl::unexpected(can_seek.error());
    if (!*can_seek) return std::nullopt;
    const std::int64_t back = position_;
    const auto last_block = std::max<std::int64_t>(**encrypted_size - static_cast<std::int64_t>(kBlock), 0);
    if (auto moved = seek(last_block); !moved) return tl::unexpected(moved.error());
    std::array<std::byte, kBlock> bytes;
    Result<std::size_t> count = 0;
    do {
        count = read(bytes);
    } while (count);
    const std::int64_t end = position_;
    if (auto moved = seek(back); !moved) return tl::unexpected(moved.error());
    if (count.error().kind != ErrorKind::EndOfStream) return tl::unexpected(count.error());
    return end;
}

void Aes128Source::abort() noexcept {
    aborted_ = true;
    encrypted_->abort();
}

void Aes128Source::reset_abort() noexcept {
    encrypted_->reset_abort();
    aborted_ = false;
}

}  // namespace cliffhanger
