// Fetches and decodes artwork off the main thread, with a byte-budgeted LRU of decoded pictures.
#pragma once

#include <functional>
#include <memory>

#include "net/byte_source.h"
#include "player/images/image.h"

namespace cliffhanger {

struct ImageFigures {
    std::uint64_t decoded = 0;   ///< so far, those that came again included
    std::size_t peak_bytes = 0;  ///< the most that decoded pictures took in the cache
};

/// Main thread only; one worker thread inside. Never blocks; destruction aborts the fetch under way and joins.
class ImageLoader {
 public:
    static constexpr std::size_t kDefaultBudgetBytes = 32u << 20;

    ImageLoader(HttpClient& http, const Clock& clock, std::function<void()> wake,
                std::size_t budget_bytes = kDefaultBudgetBytes);
    ~ImageLoader();

    /// The picture if it is there, else nullptr while it is fetched (most recently asked first). A failed one stays
    /// nullptr.
    ImagePtr get(const MediaAddress& address, int max_side);
    /// Something that was asked for has neither arrived nor failed.
    bool busy() const;
    ImageFigures figures() const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
