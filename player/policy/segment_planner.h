// Which of the waiting segment requests is granted next and from which rung: StreamingPolicy's answer, brought to
// sessions that ask when they need something and hold transfers that they do not read to the end. Pure; owned by one
// thread at a time. Deciding takes well below a millisecond on the average, a few at most.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "player/policy/episode_outlook.h"
#include "player/policy/segment_scheduler.h"
#include "player/policy/streaming_policy.h"

namespace cliffhanger {

/// What the viewer does, by MediaItem::id.
struct Viewer {
    std::string current;            ///< empty: nothing is known yet, and whoever asks first is served
    std::vector<std::string> next;  ///< in the feed's order
    std::string previous;
    bool playing = false;
    double rate = 1;
    bool opening = false;               ///< the current episode has no picture yet
    bool stalled = false;               ///< the current episode ran dry, and waits for more
    MediaTime buffered{0};              ///< of the current episode, read and not played
    std::optional<MediaTime> duration;  ///< of the current episode
};

struct SegmentLimits {
    std::optional<int> pinned_height;  ///< the rung whose picture's shorter side is closest: 720 is "720p"
    bool data_saver = false;           ///< the lowest rung, and of the neighbours the next one's first segment
    /// Time that only passes when everything has settled cannot be waited for.
    enum class Waiting { Allowed, Never } waiting = Waiting::Allowed;
};

struct SegmentFlight {
    std::string episode;
    std::int64_t segment = 0;
    Microseconds since{0};
    std::size_t rung = 0;
    double expected_bytes = 0;  ///< by the rung's rate
};

/// A segment that has come whole.
struct SegmentSize {
    std::string episode;
    std::size_t rung = 0;
    double bytes = 0, expected_bytes = 0;
};

struct SegmentScene {
    Microseconds now{0};
    Viewer viewer;
    MediaTime ahead{0};                      ///< of the current episode, now
    Microseconds quiet_since{0};             ///< the current episode became it, or its latest segment ended
    std::optional<Microseconds> stalled_at;  ///< when the viewer last had to wait for an episode to go on
    std::vector<SegmentRequest> waiting;
    std::vector<SegmentFlight> flights;
    std::optional<TransferSample> transfer;
    std::optional<double> throughput;  ///< bits a second, as last measured
    std::vector<SegmentSize> sizes;    ///< since the last time
};

struct SegmentVerdict {
    std::optional<std::size_t> granted;  ///< into SegmentScene::waiting
    std::size_t rung = 0;
    std::optional<Microseconds> ask_again;  ///< nullopt: when something has happened
};

class SegmentPlanner {
 public:
    /// With so much ahead of it the current episode leaves room for its neighbours' transfers.
    static constexpr MediaTime kCalm = std::chrono::seconds(4);
    /// Below this it never waits for anything.
    static constexpr MediaTime kDanger = std::chrono::milliseconds(1500);
    /// A line that made the viewer wait may do so again: for this long the current episode then keeps a reserve that
    /// the policy, which takes throughputs to scatter but never to be gone, does not ask for.
    static constexpr Microseconds kWary = std::chrono::minutes(5);
    static constexpr MediaTime kReserve = std::chrono::seconds(10);

    explicit SegmentPlanner(const SegmentLimits& limits) : limits_(limits) {}

    SegmentVerdict choose(const SegmentScene& scene);
    void set_pinned_height(std::optional<int> height) { limits_.pinned_height = height; }
    void set_data_saver(bool on) { limits_.data_saver = on; }
    /// Never null.
    void set_outlook(std::shared_ptr<const StreamingOutlook> outlook) { outlook_ = std::move(outlook); }

 private:
    /// An episode that has asked.
    struct Known {
        std::uint64_t id = 0;
        EpisodeFacts facts;
        float chunk_s = 4;
        bool measured = false;       ///< chunk_s is a segment's own
        int begin = 0, fetched = 0;  ///< chunks of the episode: where it began to ask, and what was granted
        int planned_from = 0;        ///< the chunk that the facts begin with
        int first_rung = -1, last_rung = -1;
        std::int64_t ahead_bandwidth = -1;         ///< of the rung of its first segment, when that was read ahead
        std::map<std::size_t, SegmentSize> sizes;  ///< summed, by rung
        float size_of(std::size_t rung) const;
    };
    struct Answer {
        std::optional<std::size_t> request;  ///< whose turn it is
        int rung = 0;
    };

    void learn(const SegmentScene& scene);
    void learn(const SegmentScene& scene, const SegmentRequest& request);
    std::size_t in_time(const SegmentScene& scene, const SegmentRequest& request, std::size_t rung) const;
    Answer ask(const SegmentScene& scene, bool current_asks);
    static std::size_t cached_instead(const SegmentRequest& request, std::size_t rung);
    SegmentVerdict grant(const SegmentScene& scene, std::size_t request, int rung);
    SegmentVerdict grant_alone(const SegmentScene& scene, std::size_t request);
    SegmentVerdict serve_current(const SegmentScene& scene, std::size_t request);
    SegmentVerdict serve_neighbours(const SegmentScene& scene);
    std::optional<SegmentVerdict> serve_read_ahead(const SegmentScene& scene);
    std::optional<std::size_t> starving_neighbour(const SegmentScene& scene) const;
    bool wants_reserve(const SegmentScene& scene) const;
    bool spared(const SegmentScene& scene, const SegmentRequest& request) const;
    StreamingDecision decide(const SegmentScene& scene, const std::vector<EpisodeState>& states);

    SegmentLimits limits_;
    std::shared_ptr<const StreamingOutlook> outlook_ = std::make_shared<StreamingOutlook>();
    StreamingPolicy policy_;
    std::optional<TransferSample> transfer_;  ///< not told to the policy yet
    std::map<std::string, Known> known_;
    std::uint64_t last_id_ = 0;
};

/// The current one, the one before it or one of the next.
bool is_near(const Viewer& viewer, const std::string& episode);

/// The rung whose picture's shorter side is closest to `height`; nullopt where no rung says its size.
std::optional<std::size_t> rung_of_height(const std::vector<SegmentRung>& rungs, int height);

}  // namespace cliffhanger
