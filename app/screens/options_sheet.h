// Speed, quality, subtitles, audio, fit or fill: a list of rows, and one level of choices below each. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "app/screens/page_view.h"
#include "app/screens/stage_layout.h"
#include "app/ui/frame.h"

namespace cliffhanger {

enum class OptionRow { None, Speed, Quality, Subtitles, Audio, Picture };

/// What the options can change that is not the host's.
struct OptionValues {
    double rate = 1;
    PictureFit fit = PictureFit::Fit;
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

    float content_height(const Frame& frame, PlayerHost& host, const PageView& view, const OptionValues& values) const;
    void draw(Frame& frame, PlayerHost& host, const PageView& view, const OptionValues& values, const Rect& area) const;
    /// Performs the choice `index` of the open row.
    void choose(PlayerHost& host, const PageView& view, OptionValues& values, int index) const;

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

}  // namespace cliffhanger
