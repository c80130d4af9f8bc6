// CaptionControl over the real thing: the feed's files, the stream's renditions and the tracks inside the medium,
// chosen as the viewer chose. Main thread only; one worker inside, which fetches. Nothing blocks.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "app/captions/caption_choices.h"
#include "app/captions/caption_control.h"
#include "player/subtitles/ass_overlay.h"
#include "player/subtitles/subtitle_loader.h"

namespace cliffhanger {

/// A page as far as captions are concerned. `session` is nullptr while there is none, or none that may be shown.
struct CaptionedPage {
    const Series* series = nullptr;
    const Episode* episode = nullptr;
    PlaybackSession* session = nullptr;
};

class CaptionTracks final : public CaptionControl {
 public:
    struct Surroundings {
        HttpClient& http;
        const Clock& clock;
        std::function<void()> wake;                           ///< thread-safe
        std::function<CaptionedPage(std::size_t page)> page;  ///< without a series for a page that does not exist
        std::function<std::size_t()> current;
        /// What is remembered of earlier runs, and what is to be; may be empty.
        std::function<std::optional<CaptionChoice>(std::size_t page)> recall = nullptr;
        std::function<void(std::size_t page, const CaptionChoice& choice)> remember = nullptr;
        std::function<void(const CaptionStyle& style)> remember_style = nullptr;
        std::function<MediaTime(std::size_t page)> recall_delay = nullptr;
        std::function<void(std::size_t page, MediaTime delay)> remember_delay = nullptr;
    };
    CaptionTracks(Surroundings surroundings, std::vector<std::string> languages);

    /// Once a loop turn: the cues handed out end here; the current session is told which tracks are looked at.
    void sync();
    /// Files that the network kept back are fetched once more, as they are when one comes to an episode or chooses.
    void try_again() { loader_.try_again(); }
    /// Something that was asked for has neither arrived nor failed.
    bool busy() const { return loader_.busy() || (overlay_ && overlay_->busy()); }
    CaptionChoices& choices() { return choices_; }

    std::vector<CaptionOption> offered() const override;
    int track() const override;
    void select(int index) override;
    void switch_on() override;
    int second_track() const override;
    void select_second(int index) override;
    ShownCues cues(std::size_t page) override;
    ShownCues second_cues(std::size_t page) override;
    std::vector<OverlayImage> overlay(std::size_t page, const AssGeometry& geometry) override;
    MediaTime delay() const override;
    void set_delay(MediaTime delay) override;
    CaptionStyle style() const override { return style_; }
    void set_style(const CaptionStyle& style) override;

 private:
    CaptionedPage current_page() const { return surroundings_.page(surroundings_.current()); }
    void recall(std::size_t page);
    void remember();
    void set_delay_of(const Series& series, MediaTime delay);
    static std::optional<SessionSnapshot> snapshot_of(const CaptionedPage& page);
    std::optional<CaptionOption> first_option(const CaptionedPage& page) const;
    std::optional<CaptionOption> second_option(const CaptionedPage& page) const;
    std::shared_ptr<const SubtitleDocument> document_of(const CaptionedPage& page, const CaptionOption& option);
    MediaTime time_of(const CaptionedPage& page) const;
    ShownCues cues_of(const CaptionedPage& page, const std::optional<CaptionOption>& option);

    Surroundings surroundings_;
    SubtitleLoader loader_;
    std::unique_ptr<AssOverlay> overlay_;  ///< once a styled script has been shown
    CaptionChoices choices_;
    std::set<std::string> recalled_;  ///< series whose earlier choice has been asked for
    CaptionStyle style_;
    std::map<std::string, MediaTime> delays_;  ///< by series
    const PlaybackSession* told_session_ = nullptr;
    std::size_t told_page_ = 0;  ///< a session may lie where another one lay
    std::set<int> told_tracks_;
    std::vector<std::shared_ptr<const SubtitleDocument>> owners_;  ///< keeps the cues handed out alive for a turn
};

}  // namespace cliffhanger
