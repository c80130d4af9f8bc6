// The ciphertexts are openssl's: openssl enc -aes-128-cbc -K 000102030405060708090a0b0c0d0e0f -iv <vector>
#include "player/source/hls/aes128_source.h"

extern "C" {
#include <libavutil/aes.h>
#include <libavutil/mem.h>
}

#include "tests/support/byte_source_contract.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

constexpr AesBlock kKey{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
const std::string kSentence = "The quick brown fox jumps over a lazy";
/// kSentence with the vector of media sequence number 42.
const std::string kEncryptedSentence =
    "df61c7c5dea057d5907901a142bfcf75bed81599d1b12539f87641340b9e329a2d2b38b245015738a29d1f9e4b898edd";

std::string from_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

std::unique_ptr<Aes128Source> decrypting(std::string bytes, const AesBlock& key = kKey) {
    return std::make_unique<Aes128Source>(make_memory_byte_source(std::move(bytes)), key, aes_vector_of(42));
}

/// What openssl does, for contents too long to write down.
std::string encrypted(std::string content) {
    const std::size_t padding = 16 - content.size() % 16;
    content.append(padding, static_cast<char>(padding));
    const std::unique_ptr<AVAES, void (*)(void*)> aes(av_aes_alloc(), &av_free);
    av_aes_init(aes.get(), kKey.data(), 128, 0);
    AesBlock vector = aes_vector_of(42);
    auto* bytes = reinterpret_cast<std::uint8_t*>(content.data());
    av_aes_crypt(aes.get(), bytes, bytes, static_cast<int>(content.size() / 16), vector.data(), 0);
    return content;
}

TEST_CASE("Aes128Source: what openssl encrypted comes back", "[hls]") {
    const auto check = [](const std::string& hex, const std::string& expected) {
        const auto source = decrypting(from_hex(hex));
        const auto outcome = test::read_all(*source, 3);
        CHECK(outcome.bytes == expected);
        REQUIRE(outcome.error);
        CHECK(outcome.error->kind == ErrorKind::EndOfStream);
    };
    check("7223503e1fce965e2683f325a4e63597", "");
    check("e6454ad1325c88c44975de55d41961dd", kSentence.substr(0, 5));
    check("df61c7c5dea057d5907901a142bfcf752d9b5d77312e9e3f3903dac4e26fcb08", kSentence.substr(0, 16));
    check(kEncryptedSentence, kSentence);
}

TEST_CASE("Aes128Source: it keeps the contract of byte sources", "[hls]") {
    for (const std::size_t size : {300'000u, 300'007u, 300'015u}) {
        const std::string content = test::test_bytes(size), cipher = encrypted(content);
        test::check_byte_source_contract(content, [&] { return decrypting(cipher); });
    }
}

TEST_CASE("Aes128Source: a wrong key and a cut end are Corrupted, at every read", "[hls]") {
    const std::string cipher = from_hex(kEncryptedSentence);
    AesBlock wrong = kKey;
    wrong[7] ^= 1;
    std::byte one{};
    const auto check = [&](std::unique_ptr<Aes128Source> source) {
        CHECK(test::read_all(*source).error.value().kind == ErrorKind::Corrupted);
        CHECK(source->read({&one, 1}).error().kind == ErrorKind::Corrupted);
    };
    check(decrypting(cipher, wrong));
    for (const std::size_t cut : {0u, 1u, 16u, 31u, 32u, 47u}) {
        CAPTURE(cut);
        check(decrypting(cipher.substr(0, cut)));
    }
    CHECK(decrypting(cipher.substr(0, 47))->size().error().kind == ErrorKind::Corrupted);
}

TEST_CASE("Aes128Source: the vector of a segment without one is its number", "[hls]") {
    AesBlock expected{};
    CHECK(aes_vector_of(0) == expected);
    expected[14] = 0x12, expected[15] = 0x34;
    CHECK(aes_vector_of(0x1234) == expected);
}

}  // namespace
}  // namespace cliffhanger
