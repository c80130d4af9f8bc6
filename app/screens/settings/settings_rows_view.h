// Draws rows of settings below each other, as high as their texts need, and remembers what presses do. One row's
// choices are unfolded at a time. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "app/screens/player_host.h"
#include "app/screens/settings/settings_row.h"
#include "app/ui/frame.h"

namespace cliffhanger {

class SettingsRowsView {
 public:
    /// Forgets the presses of the last draw. Their actions are ActionKind::Own with values from 0 on.
    void begin() { presses_.clear(); }
    /// Gives the height taken. `column`: x, y and w count.
    float draw(Frame& frame, PlayerHost& host, const std::vector<SettingsRow>& rows, const Rect& column);
    /// A control of the screen's own.
    Action on_press(SettingsPress press);
    void press(Microseconds now, int value);
    /// Folds the open choices; false when none were open.
    bool fold();

 private:
    float draw_row(Frame& frame, PlayerHost& host, const SettingsRow& row, const Rect& at);
    float draw_pressable(Frame& frame, const SettingsRow& row, const Rect& at);
    float draw_choices(Frame& frame, const SettingsRow& row, const Rect& at);
    float draw_text(Frame& frame, const SettingsRow& row, const Rect& at);
    float draw_fact(Frame& frame, const SettingsRow& row, const Rect& at);
    void toggle_open(const std::string& id);

    std::vector<SettingsPress> presses_;
    std::string open_;  ///< the id of the row whose choices are seen
};

}  // namespace cliffhanger
