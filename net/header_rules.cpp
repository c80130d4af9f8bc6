#include "net/header_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "net/curl_http_client.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

std::string lower(const std::string& name) {
    std::string result = name;
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// By its name: what lets somebody in, and so is nobody else's business.
bool holds_credentials(const std::string& name) {
    constexpr std::array<std::string_view, 6> kSigns = {"auth", "cookie", "token", "key", "secret", "session"};
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [name = lower(name)](std::string_view sign) { return name.find(sign) != std::string::npos; });
}

/// Says what is asked for, and not by whom.
bool harmless(const std::string& name) {
    constexpr std::array<std::string_view, 10> kNames = {
        "accept",   "accept-language", "if-match",      "if-modified-since", "if-none-match",
        "if-range", "origin",          "cache-control", "referer",           "user-agent"};
    return std::ranges::find(kNames, lower(name)) != kNames.end();
}

}  // namespace

bool same_origin(const std::string& from, const std::string& to) {
    const std::string there = authority(from), here = authority(to);
    if (scheme(from) == scheme(to)) return there == here;
    if (scheme(from) != "http" || scheme(to) != "https") return false;
    return there.ends_with(":80") && here.ends_with(":443") &&
           there.substr(0, there.size() - 3) == here.substr(0, here.size() - 4);
}

HttpHeaders headers_for(const std::string& url, bool crossed, const HttpHeaders& own,
                        const CurlHttpClientOptions& options) {
    HttpHeaders all = own;
    const bool trusted = options.credentials_host.empty() || authority(url) == options.credentials_host;
    for (const auto& header : options.headers) {
        if (!trusted && holds_credentials(header.first)) continue;
        const bool overridden = std::any_of(
            own.begin(), own.end(), [&](const auto& other) { return lower(other.first) == lower(header.first); });
        if (!overridden) all.push_back(header);
    }
    if (crossed) std::erase_if(all, [](const auto& header) { return !harmless(header.first); });
    return all;
}

}  // namespace cliffhanger
