// Fetches and parses sidecar subtitles off the main thread; keeps the last few documents.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "net/byte_source.h"
#include "player/subtitles/subtitle_document.h"
#include "player/subtitles/subtitle_origin.h"

namespace cliffhanger {

/// Fetches and parses on the calling thread, which blocks; Aborted at once when `stop` is requested. A file, or the
/// playlist of an HLS stream's subtitles, for which `stamp_at_zero` and `origin` are as SubtitleTrack says;
/// `before` is what was read of a live one already.
[[nodiscard]] Result<SubtitleDocument> load_subtitles(const MediaAddress& address, HttpClient& http, const Clock& clock,
                                                      std::stop_token stop, MediaTime stamp_at_zero = MediaTime{0},
                                                      const SubtitleOrigin* origin = nullptr,
                                                      const SubtitleDocument* before = nullptr);

/// Main thread only; one worker thread inside. Never blocks; destruction aborts the fetch under way and joins.
class SubtitleLoader {
 public:
    /// `wake` is called from the worker when a document or an error has arrived.
    SubtitleLoader(HttpClient& http, const Clock& clock, std::function<void()> wake);
    ~SubtitleLoader();

    /// The document if it is there; of a live stream a newer one as its playlist moves. Otherwise nullptr, and it is
    /// being fetched unless it failed before.
    std::shared_ptr<const SubtitleDocument> get(const MediaAddress& address, MediaTime stamp_at_zero = MediaTime{0},
                                                std::shared_ptr<const SubtitleOrigin> origin = nullptr);
    /// What failed for a reason that may have passed is fetched once more, when it is asked for.
    void try_again();
    /// Something that was asked for has neither arrived nor failed.
    bool busy() const;
    /// Why get() will not deliver, if so.
    std::optional<Error> error(const MediaAddress& address) const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cliffhanger
