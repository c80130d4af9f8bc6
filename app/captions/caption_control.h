// What the player screen asks and tells about captions: which are offered and shown, when, and how they look.
// The application implements it over sessions and loaders; scene tests over scripted values. Main thread only; nothing
// blocks.
#pragma once

#include <vector>

#include "app/captions/caption_style.h"
#include "app/feed/captions.h"
#include "player/subtitles/ass_renderer.h"
#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// What is on the screen at a moment. The cues live until the next loop turn.
struct ShownCues {
    std::string language;  ///< BCP 47; may be empty
    std::vector<const SubtitleCue*> cues;
    bool styled = false;  ///< drawn as their author wants it: overlay() has them
};

class CaptionControl {
 public:
    virtual ~CaptionControl() = default;

    // Of the current page.
    virtual std::vector<CaptionOption> offered() const = 0;
    virtual int track() const = 0;  ///< index into offered(); -1 = off
    virtual void select(int index) = 0;
    /// What was chosen before they were switched off, else what the viewer's order says.
    virtual void switch_on() = 0;
    virtual int second_track() const = 0;  ///< shown under the first; -1 = none
    virtual void select_second(int index) = 0;

    virtual ShownCues cues(std::size_t page) = 0;
    virtual ShownCues second_cues(std::size_t page) = 0;
    /// The pictures of styled ones, relative to what can be seen; a moment late where they move.
    virtual std::vector<OverlayImage> overlay(std::size_t page, const AssGeometry& geometry) = 0;

    /// How much later than their times captions come; negative = earlier.
    virtual MediaTime delay() const = 0;
    virtual void set_delay(MediaTime delay) = 0;
    virtual CaptionStyle style() const = 0;
    virtual void set_style(const CaptionStyle& style) = 0;
};

/// Delays beyond this are a mistake.
inline constexpr MediaTime kMaxCaptionDelay = std::chrono::seconds(60);

}  // namespace cliffhanger
