// The result of everything that can fail: a value or an Error. Exceptions are for programmer error only.
// Thread-safety: plain values.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace cliffhanger {

/// What went wrong, as far as anyone can act on it. Interface texts are chosen from the kind, never from the message.
enum class ErrorKind {
    Aborted,      ///< somebody called abort(); never shown to a person
    Timeout,      ///< the other side did not answer in time
    Unreachable,  ///< no route, name or connection; TLS refused
    HttpStatus,   ///< a status that none of the kinds below describes; see Error::http_status
    NotFound,     ///< 404, 410 or no such file
    Forbidden,    ///< 401, 403, no permission, or an address that the source may not name
    TooLarge,     ///< beyond a limit of ours
    Corrupted,    ///< the bytes are not what they claim to be
    Unsupported,  ///< understood and refused: unknown codec, DRM, not media
    EndOfStream,  ///< nothing more to read
    Io,           ///< the disk or the connection broke under way
    Internal,     ///< ours
};

/// What the kind alone does not say, where a person can do something about it. Interface texts prefer it.
enum class ErrorDetail {
    None,
    Busy,          ///< the server asks for patience: 429, 503
    Changed,       ///< not the file any more that was being read
    CutShort,      ///< the server's answers end before the length that they announce, each time at the same byte
    LiveNotBegun,  ///< a live playlist without a segment
    LiveStopped,   ///< a live playlist that does not go on
};

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;                                             ///< one human sentence for logs and reports
    std::string context;                                             ///< what it was about: an address, a path, a field
    int http_status = 0;                                             ///< 0 unless a server answered
    std::optional<std::chrono::seconds> retry_after = std::nullopt;  ///< from the server's Retry-After
    int line = 0, column = 0;                                        ///< where in a text it stands; 0 = nowhere
    ErrorDetail detail = ErrorDetail::None;
};

template <class T>
using Result = tl::expected<T, Error>;

/// The kind's name as the machine-readable outputs spell it ("NotFound").
std::string_view to_string(ErrorKind kind) noexcept;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string context = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(context)});
}

}  // namespace cliffhanger
