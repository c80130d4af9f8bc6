// The PIN that asks a grown-up, kept in the library: as a salted hash (PBKDF2), never as digits, and with how many
// wrong ones there have been since the right one. Main thread only; a try takes some 20 ms, which is what hashing is
// for.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

class Library;

class PinLock {
 public:
    static constexpr std::size_t kDigits = 4;

    /// The library outlives it.
    explicit PinLock(Library& library) : library_(library) {}

    bool is_set() const;
    /// False, and nothing changes, for what is no PIN, and before it is known whether there is one.
    bool set(std::string_view digits);
    void remove();
    bool matches(std::string_view digits) const;

    int failures() const;
    void set_failures(int count);

    static bool is_pin(std::string_view digits);

 private:
    Library& library_;
};

}  // namespace cliffhanger
