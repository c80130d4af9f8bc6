// Speed, quality, subtitles, audio, fit or fill: a list of rows, and one level of choices below each. Main thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screens/page_view.h"
#include "app/screens/playback_loop.h"
#include "app/screens/stage_layout.h"
#include "app/settings/settings.h"
#include "app/ui/frame.h"

namespace cliffhanger {

enum class OptionRow {
    None,
    Speed,
    Quality,
    Subtitles,
    CaptionStyle,
    SecondSubtitles,
    Audio,
    Volume,
    Loudness,
    Picture,
    Autoplay,
    Repeat,
    SleepTimer,
    Download,
    Settings,
    Report,
};

/// What the options can change that is not the host's.
struct OptionValues {
    double rate = 1;
    PictureFit fit = PictureFit::Fit;
    bool stop_after = false;           ///< this episode is the last one for now
    std::optional<int> sleep_minutes;  ///< the sleep timer, as it was set
    bool advance_refused = false;      ///< the viewer has sent the countdown away
    PlaybackLoop loop;
};

struct OptionChoice {
    std::string text;
    std::string language;  ///< of the text, empty = the interface's
    bool selected = false;
};

class OptionsSheet {
 public:
    void open(OptionRow row) { row_ = row; }
    OptionRow row() const { return row_; }

    float content_height(const Frame& frame, PlayerHost& host, const PageView& view, const OptionValues& values,
                         float width) const;
    void draw(Frame& frame, PlayerHost& host, const PageView& view, const OptionValues& values, const Rect& area) const;
    /// Of the control that leads to a row's choices.
    static std::string row_id(OptionRow row);
    /// Performs the choice `index` of a row.
    static void choose(PlayerHost& host, const PageView& view, OptionValues& values, OptionRow row, int index);

    static std::vector<OptionChoice> choices(const Strings& strings, PlayerHost& host, const PageView& view,
                                             const OptionValues& values, OptionRow row);

 private:
    void draw_row(Frame& frame, const Rect& rect, const std::string& id, Icon icon, const std::string& name,
                  const std::string& value, Action action) const;

    OptionRow row_ = OptionRow::None;
};

/// The speeds on offer, slowest first.
const std::vector<double>& playback_rates();
std::string rate_text(double rate);
/// "A 0:12", "A–B 0:12–0:20", or that there is none.
std::string loop_text(const Strings& strings, const PlaybackLoop& loop);

}  // namespace cliffhanger
