// HttpClient over libcurl: one multi handle on one thread, keep-alive, HTTP/2, TLS verification on.
#pragma once

#include <memory>
#include <string>

#include "net/http_client.h"

namespace cliffhanger {

struct CurlHttpClientOptions {
    std::string user_agent = "Cliffhanger";
    std::string ca_file;  ///< a PEM bundle instead of the system's; empty = the system's
    HttpHeaders headers;  ///< sent with every request
};

/// Proxies come from the environment as libcurl reads it. The destructor cancels everything and joins its thread.
std::unique_ptr<HttpClient> make_curl_http_client(CurlHttpClientOptions options = {});

}  // namespace cliffhanger
