#include "net/cache/signed_address.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace cliffhanger {
namespace {

constexpr std::array kPrefixes = {"x-amz-", "x-goog-", "x-oss-", "x-bce-", "q-sign-"};
constexpr std::array kNames = {
    "awsaccesskeyid", "googleaccessid", "ossaccesskeyid", "key-pair-id",   "policy",           "hdnts",
    "hdnea",          "hdntl",          "auth_key",       "wssecret",      "wstime",           "txsecret",
    "txtime",         "q-ak",           "q-key-time",     "q-header-list", "q-url-param-list", "q-signature",
};
constexpr std::array kOfAzure = {"se", "st", "sp", "sv", "sr", "spr", "sks", "ske", "skt", "skv", "skoid", "sktid"};
constexpr std::array kSignatures = {"signature", "sig", "sign", "secret", "token", "md5", "hash", "hmac", "auth", "st"};
constexpr std::array kTimes = {"expires", "expire", "exp", "e", "se", "st", "t", "ts", "time", "timestamp", "deadline"};

constexpr std::size_t kShortestSignature = 16;

struct Parameter {
    std::string_view text;  ///< as it stands
    std::string name;       ///< in lower case
    std::string_view value;
};

template <class List>
bool is_one_of(const List& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool signs_by_name(const Parameter& parameter) {
    return is_one_of(kNames, parameter.name) ||
           std::any_of(kPrefixes.begin(), kPrefixes.end(),
                       [&](const char* prefix) { return parameter.name.starts_with(prefix); });
}

bool is_signature(const Parameter& parameter) {
    if (!is_one_of(kSignatures, parameter.name) || parameter.value.size() < kShortestSignature) return false;
    const auto any = [&](int (*is)(int)) {
        return std::any_of(parameter.value.begin(), parameter.value.end(),
                           [is](unsigned char c) { return is(c) != 0; });
    };
    return any(&std::isdigit) && any(&std::isalpha);
}

/// Seconds or milliseconds since 1970, of this century.
bool is_time(const Parameter& parameter) {
    const std::string_view value = parameter.value;
    const bool digits = std::all_of(value.begin(), value.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return is_one_of(kTimes, parameter.name) && digits && (value.size() == 10 || value.size() == 13);
}

std::vector<Parameter> parameters_of(std::string_view query) {
    std::vector<Parameter> parameters;
    while (!query.empty()) {
        const std::string_view text = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(text.size() + 1, query.size()));
        const std::size_t equals = std::min(text.find('='), text.size());
        Parameter parameter{text, std::string(text.substr(0, equals)), text.substr(std::min(equals + 1, text.size()))};
        std::transform(parameter.name.begin(), parameter.name.end(), parameter.name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

}  // namespace

std::string unsigned_address(std::string_view url) {
    const std::size_t mark = url.find('?');
    if (mark == std::string_view::npos) return std::string(url);
    const std::string_view path = url.substr(0, mark);
    std::string_view query = url.substr(mark + 1);
    const std::string_view fragment = query.substr(std::min(query.find('#'), query.size()));
    query.remove_suffix(fragment.size());
    const std::vector<Parameter> parameters = parameters_of(query);
    const bool is_signed = std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
        return signs_by_name(parameter) || is_signature(parameter);
    });
    if (!is_signed) return std::string(url);
    const bool of_azure = std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
        return parameter.name == "sig" && is_signature(parameter);
    });
    std::string kept;
    for (const Parameter& parameter : parameters) {
        const bool signs = signs_by_name(parameter) || is_signature(parameter) || is_time(parameter) ||
                           (of_azure && is_one_of(kOfAzure, parameter.name));
        if (!signs) kept.append(kept.empty() ? "?" : "&").append(parameter.text);
    }
    return std::string(path) + kept + std::string(fragment);
}

}  // namespace cliffhanger
