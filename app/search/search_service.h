// Search as you type. The index is made on a thread of its own at low priority, lies in the cache folder under the
// catalog's fingerprint and is found there by the next run; queries run on another thread, and a newer one ends an
// older. Main thread only; nothing here blocks but close().
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/search/search_results.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

class SearchService {
 public:
    /// `folder`: for indexes, which may be removed at any time; empty: in memory. `wake` is called from a worker when
    /// take() has something.
    SearchService(std::filesystem::path folder, std::function<void()> wake);
    ~SearchService();
    SearchService(const SearchService&) = delete;
    SearchService& operator=(const SearchService&) = delete;

    /// What is searched from now on. Must stay until close(), the next open() or the end of the service; costs nothing
    /// before prepare() or the first query.
    void open(const Catalog& catalog);
    /// Ends what runs; waits for it, some milliseconds (and up to half a second in the moment in which ICU compiles its
    /// rules for Chinese, once).
    void close();
    /// Makes the index in the background, unless it is there.
    void prepare();

    /// Asks; an empty query has no results. `language`: of the titles in the results.
    void set_query(const std::string& query, const std::string& language = {});
    /// Something is still to come for the query.
    bool searching() const;
    /// What came since the last call, once: true when results() has changed.
    bool take();
    /// Of the last take(); those of an older query stay until there are newer ones.
    const SearchResults& results() const { return results_; }

    /// The whole catalog is indexed.
    bool ready() const;
    /// Blocks until it is, or has failed. For measurements and tests.
    void wait_ready();
    /// Blocks until nothing is to come for the query any more. For tests.
    void wait_answered();

 private:
    struct State;
    std::unique_ptr<State> state_;
    SearchResults results_;
};

/// In the viewer's cache folder; empty when there is none.
std::filesystem::path search_folder();

}  // namespace cliffhanger
