#include "app/kindness/pin_lock.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "app/library/library.h"

namespace cliffhanger {
namespace {

constexpr const char* kHash = "pin.hash";  ///< "pbkdf2-sha256 ROUNDS SALT HASH", the last two in hexadecimal digits
constexpr const char* kFailures = "pin.failures";
constexpr std::string_view kMethod = "pbkdf2-sha256";
/// Ten thousand PINs are tried in minutes whatever it costs; this is for those who reuse theirs elsewhere.
constexpr int kRounds = 50'000;
constexpr std::size_t kSalt = 16, kLength = 32;

using Bytes = std::vector<unsigned char>;

std::string hex(const Bytes& bytes) {
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += kHexDigits[byte >> 4];
        text += kHexDigits[byte & 15];
    }
    return text;
}

Bytes from_hex(std::string_view text) {
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes.push_back(static_cast<unsigned char>(std::strtoul(std::string(text.substr(i, 2)).c_str(), nullptr, 16)));
    return bytes;
}

/// Empty when the library cannot.
Bytes hash(std::string_view digits, const Bytes& salt, int rounds) {
    Bytes result(kLength);
    const int done =
        PKCS5_PBKDF2_HMAC(digits.data(), static_cast<int>(digits.size()), salt.data(), static_cast<int>(salt.size()),
                          rounds, EVP_sha256(), static_cast<int>(result.size()), result.data());
    return done == 1 ? result : Bytes{};
}

/// The words of what is kept; empty ones where it is something else.
std::array<std::string, 4> words(const std::string& kept) {
    std::array<std::string, 4> found;
    std::size_t at = 0;
    for (std::string& word : found) {
        const std::size_t end = std::min(kept.find(' ', at), kept.size());
        if (at < end) word = kept.substr(at, end - at);
        at = std::min(end + 1, kept.size());
    }
    return found;
}

}  // namespace

bool PinLock::is_pin(std::string_view digits) {
    return digits.size() == kDigits && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

bool PinLock::is_set() const { return !library_.setting(kHash).value_or("").empty(); }

bool PinLock::set(std::string_view digits) {
    Bytes salt(kSalt);
    if (!library_.known()) return false;  // there may be one
    if (!is_pin(digits) || RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1) return false;
    const Bytes hashed = hash(digits, salt, kRounds);
    if (hashed.empty()) return false;
    library_.set_setting(kHash,
                         std::string(kMethod) + " " + std::to_string(kRounds) + " " + hex(salt) + " " + hex(hashed));
    set_failures(0);
    return true;
}

void PinLock::remove() {
    library_.set_setting(kHash, "");
    set_failures(0);
}

bool PinLock::matches(std::string_view digits) const {
    const auto [method, rounds, salt, kept] = words(library_.setting(kHash).value_or(""));
    const int count = std::atoi(rounds.c_str());
    if (!is_pin(digits) || method != kMethod || count < 1 || count > 100 * kRounds) return false;
    const Bytes wanted = from_hex(kept), hashed = hash(digits, from_hex(salt), count);
    return wanted.size() == kLength && hashed.size() == kLength &&
           CRYPTO_memcmp(wanted.data(), hashed.data(), kLength) == 0;
}

int PinLock::failures() const { return std::max(0, std::atoi(library_.setting(kFailures).value_or("").c_str())); }

void PinLock::set_failures(int count) {
    if (library_.known() && count != failures()) library_.set_setting(kFailures, std::to_string(count));
}

}  // namespace cliffhanger
