// Which headers a request carries to which host. Pure.
#pragma once

#include <string>

#include "net/http_client.h"

namespace cliffhanger {

struct CurlHttpClientOptions;

/// Scheme, host and port are the same, or only the scheme has become the safer one of the same host.
bool same_origin(const std::string& from, const std::string& to);

/// The request's own headers and those for every request, as they are sent to `url`. `crossed`: a redirect has led to
/// another origin than the one that was asked, which nobody but a server has named: it gets only what says nothing
/// about the viewer.
HttpHeaders headers_for(const std::string& url, bool crossed, const HttpHeaders& own,
                        const CurlHttpClientOptions& options);

}  // namespace cliffhanger
