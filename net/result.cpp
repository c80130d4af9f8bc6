#include "net/result.h"

namespace cliffhanger {

std::string_view to_string(ErrorKind kind) noexcept {
    switch (kind) {
        case ErrorKind::Aborted:
            return "Aborted";
        case ErrorKind::Timeout:
            return "Timeout";
        case ErrorKind::Unreachable:
            return "Unreachable";
        case ErrorKind::HttpStatus:
            return "HttpStatus";
        case ErrorKind::NotFound:
            return "NotFound";
        case ErrorKind::Forbidden:
            return "Forbidden";
        case ErrorKind::TooLarge:
            return "TooLarge";
        case ErrorKind::Corrupted:
            return "Corrupted";
        case ErrorKind::Unsupported:
            return "Unsupported";
        case ErrorKind::EndOfStream:
            return "EndOfStream";
        case ErrorKind::Io:
            return "Io";
        case ErrorKind::Internal:
            return "Internal";
    }
    return "Internal";
}

}  // namespace cliffhanger
