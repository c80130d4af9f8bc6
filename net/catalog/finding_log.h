// Collects findings while a source is read. One thread at a time.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "net/catalog/catalog.h"

namespace cliffhanger {

/// Where in a source something stands; 0 = no line known.
struct Place {
    int line = 0, column = 0;
    std::string path;
};

class FindingLog {
 public:
    void report(Severity severity, std::string code, const Place& place, std::string message, std::string hint = {});
    void error(std::string code, const Place& place, std::string message, std::string hint = {});
    void warn(std::string code, const Place& place, std::string message, std::string hint = {});
    void inform(std::string code, const Place& place, std::string message, std::string hint = {});

    /// Everything reported, in order; the same code at the same place counts once. A code that was reported very often
    /// ends with one finding that counts the rest.
    std::vector<Finding> take();

 private:
    struct Tally {
        std::size_t count = 0;
        Severity severity = Severity::Info;
    };

    std::vector<Finding> findings_;
    std::unordered_map<std::string, Tally> tallies_;
    std::unordered_set<std::string> seen_;  ///< code and place of every listed finding
};

}  // namespace cliffhanger
