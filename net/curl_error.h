// What a libcurl result means in our terms. Pure.
#pragma once

#include <string>

#include "net/result.h"

namespace cliffhanger {

/// `code` is a CURLcode other than CURLE_OK; `detail` is libcurl's own sentence, which may be empty.
Error curl_error(int code, const std::string& detail, const std::string& url);

}  // namespace cliffhanger
