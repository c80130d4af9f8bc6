// Gets the segments of a lane one after another: asks the scheduler, loads playlists, opens, and gets around what fails
// (another rung, then the next segment, then the error). A segment counts as open when its first bytes are here.
// Threads and blocking: the reader's, through HlsIo.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/packet.h"
#include "player/policy/segment_scheduler.h"
#include "player/policy/transfer_watch.h"
#include "player/source/hls/hls_keys.h"
#include "player/source/hls/hls_outage.h"
#include "player/source/hls/hls_rungs.h"
#include "player/source/hls/segment_format.h"

namespace cliffhanger {

struct HlsLaneSetup {
    std::string episode;
    SegmentScheduler* scheduler = nullptr;        ///< nullptr: nobody is asked
    std::function<MediaTime()> buffered;          ///< may be empty
    std::function<const HlsStream*()> reference;  ///< whose times a playlist takes over; may be empty
    HlsRenewal* renewal = nullptr;                ///< nullptr: addresses do not expire
};

struct OpenSegment {
    std::size_t rung = 0;
    HlsPlace place;
    std::shared_ptr<const std::string> map;  ///< the initialisation section; nullptr: none
    std::string beginning;
    std::shared_ptr<ByteSource> rest;
    std::optional<std::int64_t> bytes;  ///< altogether, where somebody says so
    SegmentFormat format = SegmentFormat::Unknown;
    std::optional<MediaTime> packed_time;  ///< of packed audio, from its tag; counts 33 bits
    MediaTime missing{0};                  ///< left out in front of it
};

/// What a segment names.
enum class SegmentPart { Bytes, Key, Map, MapKey };

class SegmentFetcher {
 public:
    SegmentFetcher(HlsIo& io, HlsKeys& keys, HlsRungs rungs, HlsLaneSetup setup);
    ~SegmentFetcher();
    SegmentFetcher(const SegmentFetcher&) = delete;
    SegmentFetcher& operator=(const SegmentFetcher&) = delete;

    /// The next one is that at this time; nullopt: where the playlist says.
    void go_to(std::optional<MediaTime> time);
    /// The next segment. EndOfStream at the end.
    [[nodiscard]] Result<const OpenSegment*> peek();
    OpenSegment take();

    // What becomes of the one that was taken.
    TransferWatch::Advice received(std::size_t bytes, Microseconds waited);
    void complete();
    /// Something of it could be played.
    void played();
    /// Waits when the error may pass, and says whether to read on.
    bool worth_waiting(const Error& error);
    /// The answers end before the length that they announce, and no other rung is better: what has come is all.
    bool ends_here(const Error& error);
    /// It comes too slowly: the lowest rung has it, and is next.
    void abandon();
    /// It cannot be read to its end: another rung, or the next segment. The error when nothing is left to try.
    [[nodiscard]] Result<void> give_up(const Error& error);
    /// Nobody wants the rest.
    void cancel();

    /// Of the rung that was used last, or the first one offered.
    HlsStream& stream();
    const HlsStream& stream() const { return rungs_.stream(last_rung_); }
    /// Altogether.
    const std::optional<LeftOut>& left_out() const { return left_out_; }
    bool ends_early() const { return missing_ > MediaTime{0}; }
    const HlsVariant& variant() const { return rungs_.variant(last_rung_); }
    bool has_taken() const { return last_.has_value(); }

 private:
    const HlsStream* reference() const;
    Result<void> open_next();
    Result<void> locate(std::size_t rung);
    Result<void> choose_rung();
    HlsTextLimits limits_for(std::size_t rung) const;
    std::optional<Microseconds> bearable_silence() const;
    void made_progress();
    void find_cached(const std::vector<std::size_t>& offered, SegmentRequest& request);
    Result<HlsPlace> wanted_of(std::size_t rung);
    Result<void> open_segment();
    Result<void> read_beginning(OpenSegment& segment);
    Result<std::shared_ptr<const std::string>> initialisation();
    Result<void> fill(OpenSegment& segment, std::size_t size);
    Result<std::shared_ptr<ByteSource>> open_bytes(const std::string& url, std::optional<HlsByteRange> range,
                                                   const HlsKey* key, SegmentPart part);
    RefreshAddress renewing(SegmentPart part);
    Result<void> renew_place();
    Error reason_of(const Error& error) const;
    Result<void> get_around(const Error& error);
    Result<void> skip();
    void step_back();
    bool last_may_come() const;
    bool may_step_aside(const Error& error) const;
    void report(SegmentTransfer::End end);
    void begin_watching(OpenSegment& segment);
    void count(std::size_t bytes, Microseconds waited);
    Error abandon_opening();
    bool is_cut(const Error& error) const;
    bool is_all_of(const HlsPlace& place, const Error& error);
    Result<void> wait_before_retry(const Error& error);
    bool waits_for_playlist(const Error& error) const;

    HlsIo& io_;
    HlsKeys& keys_;
    HlsRungs rungs_;
    const HlsLaneSetup setup_;

    std::optional<MediaTime> target_;  // where to begin; unused once placed_
    std::optional<HlsPlace> last_;     // the one that was taken last, or skipped
    std::optional<HlsPlace> before_last_;
    std::optional<HlsPlace> place_;    // the one that is wanted
    std::optional<std::size_t> rung_;  // granted for it
    std::size_t last_rung_ = 0;
    bool ever_played_ = false;
    std::int64_t since_failure_ = 0;   // bytes that came
    std::vector<std::size_t> silent_;  // rungs that timed out, and nothing has come from any since
    /// A segment that was left because it is cut again and again, while nothing behind it was played.
    struct LeftBehind {
        HlsPlace place;
        std::optional<HlsPlace> before;
        std::optional<LeftOut> left_out;
        MediaTime missing{0};
    };
    std::optional<LeftBehind> left_behind_;
    bool stepped_aside_ = false;  // and nothing was played since
    std::optional<OpenSegment> open_;
    std::optional<SegmentTransfer> transfer_;  // granted and not reported yet
    SegmentGrant grant_;                       // of transfer_
    std::optional<TransferWatch> watch_;       // of the segment that is read
    std::int64_t segment_bytes_ = 0;           // of the same, that came
    std::optional<std::int64_t> announced_;    // of the same, altogether
    /// Whose answer was cut last.
    struct Cut {
        MediaTime start;
        std::size_t rung;
    };
    std::optional<Cut> cut_;
    bool lengths_lie_ = false;      // of every rung: announced lengths say nothing
    bool lowest_wanted_ = false;    // the next time that a rung is chosen
    bool left_for_lowest_ = false;  // what was being opened
    MediaTime missing_{0};          // left out since the one that was taken last
    std::optional<LeftOut> left_out_;
    int skipped_ = 0;
    bool playlist_failed_ = false;      // the last error came from a playlist that was waited for
    std::optional<Error> first_error_;  // of those in a row
    unsigned tried_addresses_ = 0;      // HlsRenewal's generation that was tried after a refusal
    HlsOutage outage_;
    std::shared_ptr<const HlsMap> map_;
    std::shared_ptr<const std::string> map_bytes_;
};

}  // namespace cliffhanger
