#include "net/http_client.h"

namespace cliffhanger {

Error http_status_error(const HttpResponseHead& head, const std::string& url) {
    Error error;
    error.http_status = head.status;
    error.context = url;
    error.retry_after = head.retry_after;
    if (head.status == 429 || head.status == 503) error.detail = ErrorDetail::Busy;
    switch (head.status) {
        case 404:
        case 410:
            error.kind = ErrorKind::NotFound;
            error.message = "The server has nothing at this address";
            break;
        case 401:
        case 403:
        case 407:
        case 451:
            error.kind = ErrorKind::Forbidden;
            error.message = "The server does not let this address be read";
            break;
        case 429:
            error.kind = ErrorKind::HttpStatus;
            error.message = "The server asks for fewer requests";
            break;
        default:
            error.kind = ErrorKind::HttpStatus;
            error.message = head.status >= 500 ? "The server failed" : "The server refused the request";
    }
    error.message += " (HTTP " + std::to_string(head.status) + ").";
    return error;
}

}  // namespace cliffhanger
