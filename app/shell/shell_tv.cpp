// The part of Shell that knows a television set: when there is one, and what the focus does on it.
#include "app/shell/shell.h"

namespace cliffhanger {

bool Shell::tv() const { return !kiosk_ && (tv_asked_ || (host_.fullscreen() && couch_.leaning_back())); }

void Shell::set_tv() {
    tv_asked_ = true;
    state_.focus.note_key_input();
    player_.set_tv(tv(), couch_.marks());
}

void Shell::follow_couch(const InputEvent& event) {
    couch_.note(event);
    player_.set_tv(tv(), couch_.marks());
}

LayoutRequest Shell::layout_request(Size size, float px_per_dp) const {
    return {.window = size,
            .px_per_dp = px_per_dp,
            .rtl = strings_.rtl(),
            .bottom_bar = BottomBar::Tabs,
            .text_scale = host_.settings().values().text_scale,
            .kiosk = kiosk_.has_value(),
            .tv = tv()};
}

void Shell::ask_to_quit(Microseconds now) {
    dialog_.open(now, {.title = std::string(strings_(Text::QuitQuestion)),
                       .text = {},
                       .confirm = std::string(strings_(Text::Quit)),
                       .cancel = std::string(strings_(Text::Cancel)),
                       .on_confirm = [this](Microseconds) { host_.quit(); }});
}

}  // namespace cliffhanger
