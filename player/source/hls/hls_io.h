// How an HLS source reaches the outside, so that one abort() ends whatever its reader is blocked in: bytes, playlists,
// keys, a scheduler's grant, the wait for a live playlist.
// Threads: abort(), reset_abort() and look_again() from any thread; everything else is the reader's.
// Blocking: fetch_text(), fetch_bytes(), read(), wait_until() and pause(), each ended at once by abort() with Aborted.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "net/byte_source.h"
#include "player/source/hls/hls_playlist.h"

namespace cliffhanger {

struct HlsText {
    std::string text;
    std::string url;  ///< after redirects
};

/// What somebody has who waits for a text.
struct HlsTextLimits {
    bool once = false;                       ///< there is something else to try: a silent server is not asked again
    std::optional<Microseconds> whole = {};  ///< all of it must be there by then
};

/// The address as playlists know it: http(s), or an absolute path.
std::string playlist_address(const std::string& url);

class HlsIo {
 public:
    HlsIo(MediaAddress address, HttpClient& http, const Clock& clock);

    /// The playlist that the address names; where a server refuses it and somebody knows a fresh address, from there.
    [[nodiscard]] Result<HlsText> fetch_first();
    /// The playlist from a fresh address, which is the address from then on. Forbidden when nobody knows one.
    [[nodiscard]] Result<HlsText> fetch_first_anew();
    /// A playlist, with RetryPolicy's retries. TooLarge beyond what a playlist may have.
    [[nodiscard]] Result<HlsText> fetch_text(const std::string& url, const HlsTextLimits& limits = {});
    /// A whole small resource that nobody else shall keep: it does not come to lie on the disk.
    [[nodiscard]] Result<std::string> fetch_secret(const std::string& url, std::size_t limit,
                                                   RefreshAddress refresh = nullptr);
    [[nodiscard]] Result<std::string> read_all(const std::shared_ptr<ByteSource>& source, std::size_t limit);
    /// Never blocks: errors come out of reading. `silence`: a server that says nothing for so long (twice that for its
    /// head) is not asked again; nullopt: as patient as the address, and again.
    [[nodiscard]] std::unique_ptr<ByteSource> open(const std::string& url, std::optional<HlsByteRange> range,
                                                   CacheUse cache = CacheUse::Media, RefreshAddress refresh = nullptr,
                                                   std::optional<Microseconds> silence = {});
    /// Whether it lies whole on this machine. Looks at the disk.
    bool holds(const std::string& url, std::optional<HlsByteRange> range) const;
    bool holds_playlist(const std::string& url) const;
    [[nodiscard]] Result<std::size_t> read(const std::shared_ptr<ByteSource>& source, std::span<std::byte> into);
    /// Until this time on the clock.
    [[nodiscard]] Result<void> wait_until(Microseconds time);
    /// Before asking a server again: passes by itself whatever the clock does.
    [[nodiscard]] Result<void> pause(Microseconds length);

    /// Fires with abort(); another one is given out after reset_abort().
    std::stop_token token() const;
    bool aborted() const;
    const Clock& clock() const { return clock_; }
    HttpClient& http() const { return http_; }
    const MediaAddress& address() const { return address_; }

    void abort() noexcept;
    void reset_abort() noexcept;
    /// The clock has jumped (one that is moved by hand): waits look at it again.
    void look_again() noexcept;

 private:
    Result<HlsText> fetch_text_once(const std::string& url, int attempt, const HlsTextLimits& limits);
    Result<HlsText> read_http_text(const std::string& url, Microseconds patience, const HlsTextLimits& limits);
    HttpRequest text_request(const std::string& url) const;
    /// What abort() must call while the reader is blocked, also in what the outer one asks for; false: it already came.
    bool enter(std::function<void()> interrupt);
    void leave();

    MediaAddress address_;  // the reader's
    HttpClient& http_;
    const Clock& clock_;

    std::condition_variable woken_;
    mutable std::mutex mutex_;  // guards everything below
    bool aborted_ = false;
    unsigned looks_ = 0;
    std::vector<std::function<void()>> interrupts_;  // the innermost last
    std::stop_source stop_;
};

}  // namespace cliffhanger
