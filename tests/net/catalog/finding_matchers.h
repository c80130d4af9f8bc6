// Looking things up in findings.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "net/catalog/catalog.h"

namespace cliffhanger::test {

inline const Finding* find_code(const std::vector<Finding>& findings, std::string_view code) {
    const auto found =
        std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.code == code; });
    return found == findings.end() ? nullptr : &*found;
}

inline std::size_t count_code(const std::vector<Finding>& findings, std::string_view code) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.code == code; }));
}

inline std::string codes_of(const std::vector<Finding>& findings) {
    std::string codes;
    for (const Finding& finding : findings) codes += (codes.empty() ? "" : " ") + finding.code;
    return codes;
}

}  // namespace cliffhanger::test
