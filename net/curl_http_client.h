// HttpClient over libcurl: one multi handle on one thread, keep-alive, HTTP/2, TLS verification on.
#pragma once

#include <memory>
#include <string>

#include "net/http_client.h"
#include "net/network_figures.h"

namespace cliffhanger {

class BandwidthMeter;

struct CurlHttpClientOptions {
    std::string user_agent = "Cliffhanger";
    std::string ca_file;  ///< a PEM bundle instead of the system's; empty = the system's
    HttpHeaders headers;  ///< sent with every request, but see credentials_host
    /// Of `headers`, those that hold credentials go to this host alone (as authority() spells it); empty = to all.
    std::string credentials_host;
    std::shared_ptr<BandwidthMeter> bandwidth;  ///< told what comes over the wire; null = nobody listens
    std::shared_ptr<NetworkFigures> figures;    ///< counted in; null = nobody counts
};

/// "7.88.1"
std::string http_client_version();

/// Proxies come from the environment as libcurl reads it, and from HTTP_PROXY too, which libcurl leaves to servers.
/// The destructor cancels everything and joins its thread.
std::unique_ptr<HttpClient> make_curl_http_client(CurlHttpClientOptions options = {});

}  // namespace cliffhanger
