#include "net/catalog/finding_log.h"

#include <algorithm>

namespace cliffhanger {

namespace {

/// A feed of 100 000 episodes with the same mistake in each is one mistake to its maker; memory must not grow with it.
constexpr std::size_t kMostPerCode = 1000;

}  // namespace

void FindingLog::report(Severity severity, std::string code, const Place& place, std::string message,
                        std::string hint) {
    Tally& tally = tallies_[code];
    tally.severity = std::min(tally.count == 0 ? severity : tally.severity, severity);
    if (tally.count < kMostPerCode &&
        !seen_.insert(code + " " + std::to_string(place.line) + ":" + std::to_string(place.column) + " " + place.path)
             .second) {
        return;
    }
    if (++tally.count > kMostPerCode) return;
    findings_.push_back(
        Finding{severity, std::move(code), place.line, place.column, place.path, std::move(message), std::move(hint)});
}

void FindingLog::error(std::string code, const Place& place, std::string message, std::string hint) {
    report(Severity::Error, std::move(code), place, std::move(message), std::move(hint));
}

void FindingLog::warn(std::string code, const Place& place, std::string message, std::string hint) {
    report(Severity::Warning, std::move(code), place, std::move(message), std::move(hint));
}

void FindingLog::inform(std::string code, const Place& place, std::string message, std::string hint) {
    report(Severity::Info, std::move(code), place, std::move(message), std::move(hint));
}

std::vector<Finding> FindingLog::take() {
    std::vector<std::pair<std::string, Tally>> overflowing;
    for (const auto& [code, tally] : tallies_) {
        if (tally.count > kMostPerCode) overflowing.emplace_back(code, tally);
    }
    std::sort(overflowing.begin(), overflowing.end(),
              [](const auto& left, const auto& right) { return left.first < right.first; });
    for (const auto& [code, tally] : overflowing) {
        findings_.push_back(Finding{tally.severity, code, 0, 0, "",
                                    std::to_string(tally.count - kMostPerCode) + " more of the same are not listed.",
                                    ""});
    }
    tallies_.clear();
    seen_.clear();
    return std::move(findings_);
}

}  // namespace cliffhanger
