// What the screens ask about downloads: what is there and how far, what some episodes would take, and what shall be
// done. The application implements it over DownloadManager; scene tests over scripted values. Main thread only; nothing
// blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/downloads/download.h"

namespace cliffhanger {

struct DownloadSpace {
    std::int64_t used = 0, free = 0;
    std::int64_t limit = 0;  ///< 0: none but the disk's
};

/// What downloading some episodes would come to.
struct DownloadPlan {
    std::vector<std::size_t> episodes;  ///< of those asked for: not there yet, not locked, with an address
    std::int64_t bytes = 0;             ///< of those whose size is known
    bool size_known = false;            ///< of all of them
    std::int64_t missing = 0;           ///< how much more space they need than there is
};

class DownloadControl {
 public:
    virtual ~DownloadControl() = default;

    /// False where nothing is kept, as in a private run.
    virtual bool possible() const = 0;
    /// Another number whenever something below says something else.
    virtual std::uint64_t changes() const = 0;
    /// Of all feeds, in the order in which they were asked for.
    virtual std::vector<Download> downloads() const = 0;
    virtual std::optional<Download> find(const EpisodeKey& key) const = 0;
    virtual DownloadSpace space() const = 0;

    // Indexes are those of the catalog that there is now.
    virtual std::optional<Download> of(std::size_t series, std::size_t episode) const = 0;
    virtual DownloadPlan plan(std::size_t series, const std::vector<std::size_t>& episodes) const = 0;
    /// Asks servers for sizes that the feed does not say; plan() knows them by and by.
    virtual void measure(std::size_t series, const std::vector<std::size_t>& episodes) = 0;
    virtual void order(std::size_t series, const std::vector<std::size_t>& episodes) = 0;

    virtual void pause(const EpisodeKey& key) = 0;
    virtual void resume(const EpisodeKey& key) = 0;
    virtual void remove(const EpisodeKey& key) = 0;
    /// One of another feed than the one that is there now.
    virtual void play_elsewhere(const EpisodeKey& key) = 0;
};

}  // namespace cliffhanger
