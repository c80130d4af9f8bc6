// Loads a source off the main thread. Main thread only; never blocks; destruction stops the load under way and joins.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/catalog/catalog_client.h"

namespace cliffhanger {

class FeedLoader {
 public:
    /// `wake` is called from the worker when a result is there.
    FeedLoader(HttpClient& http, const Clock& clock, std::function<void()> wake);
    ~FeedLoader();
    FeedLoader(const FeedLoader&) = delete;
    FeedLoader& operator=(const FeedLoader&) = delete;

    /// Replaces a load under way.
    void start(const std::string& source);
    bool loading() const;  ///< until its result has been taken
    /// The result, once.
    std::optional<Result<LoadedCatalog>> take();
    /// Waits for a result, at most this long; true when there is one. Only before the window exists.
    bool wait_for(Microseconds timeout);

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
