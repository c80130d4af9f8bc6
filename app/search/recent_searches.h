// What the viewer looked for last, kept in the library's settings. Nothing is added in a private run's library that
// outlives it, nor in private mode or while the history is paused.
#pragma once

#include <string>
#include <vector>

namespace cliffhanger {

class Library;

class RecentSearches {
 public:
    /// `library` must outlive it.
    explicit RecentSearches(Library& library) : library_(library) {}

    std::vector<std::string> list() const;  ///< the latest first; ten at most
    /// A query that led somewhere: a result was chosen, or Enter pressed.
    void add(const std::string& query);
    void remove(const std::string& query);
    void clear();

 private:
    void keep(const std::vector<std::string>& queries);
    Library& library_;
};

}  // namespace cliffhanger
