#include "net/curl_error.h"

#include <curl/curl.h>

namespace cliffhanger {
namespace {

struct Meaning {
    ErrorKind kind;
    const char* sentence;
};

Meaning meaning(int code) {
    switch (code) {
        case CURLE_URL_MALFORMAT:
            return {ErrorKind::Corrupted, "The address is not a URL"};
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {ErrorKind::Forbidden, "The server redirects to an address that is neither http nor https"};
        case CURLE_COULDNT_RESOLVE_PROXY:
            return {ErrorKind::Unreachable, "The proxy's name was not found"};
        case CURLE_COULDNT_RESOLVE_HOST:
            return {ErrorKind::Unreachable, "The server's name was not found"};
        case CURLE_PROXY:
        case CURLE_COULDNT_CONNECT:
            return {ErrorKind::Unreachable, "No connection to the server"};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_ISSUER_ERROR:
            return {ErrorKind::Unreachable, "The server's certificate is not trusted"};
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CIPHER:
        case CURLE_USE_SSL_FAILED:
            return {ErrorKind::Unreachable, "No secure connection to the server"};
        case CURLE_SSL_CACERT_BADFILE:
            return {ErrorKind::Unreachable, "The trusted certificates cannot be read"};
        case CURLE_OPERATION_TIMEDOUT:
            return {ErrorKind::Timeout, "The server does not answer"};
        case CURLE_PARTIAL_FILE:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
            return {ErrorKind::Io, "The connection broke under way"};
        case CURLE_TOO_MANY_REDIRECTS:
            return {ErrorKind::HttpStatus, "The server redirects in circles"};
        case CURLE_BAD_CONTENT_ENCODING:
            return {ErrorKind::Corrupted, "The server's compression is broken"};
        case CURLE_WEIRD_SERVER_REPLY:
            return {ErrorKind::Corrupted, "The server does not speak HTTP"};
        case CURLE_ABORTED_BY_CALLBACK:
            return {ErrorKind::Aborted, "The transfer was cancelled"};
        default:
            return {ErrorKind::Internal, "The transfer failed"};
    }
}

}  // namespace

Error curl_error(int code, const std::string& detail, const std::string& url) {
    const Meaning what = meaning(code);
    std::string message = what.sentence;
    const std::string reason = detail.empty() ? curl_easy_strerror(static_cast<CURLcode>(code)) : detail;
    message += " (" + reason + ").";
    return Error{what.kind, std::move(message), url};
}

}  // namespace cliffhanger
