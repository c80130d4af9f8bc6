#include "app/input/default_bindings.h"

namespace cliffhanger {

// Characters that need Shift on a US keyboard are there twice: as Shift with their key, and as themselves for layouts
// (and for XTEST) where they arrive under their own name.
std::string_view default_bindings() {
    return R"(
Down next-episode
Up previous-episode
PageDown next-episode
PageUp previous-episode
N next-episode
P previous-episode
Shift+N next-episode
Shift+P previous-episode
AudioNext next-episode
AudioPrev previous-episode

Space toggle-play
K toggle-play
AudioPlay toggle-play
MediaSelect toggle-play

Left seek-back-5
Right seek-forward-5
J seek-back-10
L seek-forward-10
AudioRewind seek-back-10
AudioFastForward seek-forward-10
Shift+Left seek-back-1
Shift+Right seek-forward-1
, {paused} frame-back
. {paused} frame-forward
0 seek-percent-0
1 seek-percent-10
2 seek-percent-20
3 seek-percent-30
4 seek-percent-40
5 seek-percent-50
6 seek-percent-60
7 seek-percent-70
8 seek-percent-80
9 seek-percent-90
Home seek-percent-0
End seek-end
Ctrl+Right next-chapter
Ctrl+Left previous-chapter
Shift+S skip-section
A mark-loop
R toggle-repeat
T cycle-autoplay

\ hold-speed
Shift+\ lock-speed
| lock-speed
Shift+, speed-down
< speed-down
[ speed-down
Shift+. speed-up
> speed-up
] speed-up
Backspace {player} speed-reset

= volume-up
- volume-down
Ctrl+Up volume-up
Ctrl+Down volume-down
VolumeUp volume-up
VolumeDown volume-down
M toggle-mute
Mute toggle-mute
AudioMute toggle-mute

C toggle-captions
V toggle-captions
Shift+C cycle-captions
G captions-earlier
Shift+G captions-later
B cycle-audio
Shift+3 cycle-audio
# cycle-audio

H like
S my-list
E episodes-panel
I series-info
O options
Menu options
Application options

F fullscreen
F11 fullscreen
Alt+Return fullscreen
Ctrl+Shift+M mini-player
Z fit-fill
Escape back
Backspace {elsewhere} back
Alt+Left back
AC_Back back
X clear-screen
Shift+/ help
? help
F1 help
Ctrl+S screenshot
Ctrl+I stats
Ctrl+Shift+I save-report
Ctrl+Q quit

Alt+1 home
AC_Home home
Alt+2 go-my-list
Alt+3 go-history
Ctrl+, settings
Alt+4 for-you
/ search
Ctrl+F search
AC_Search search

Tab focus-next
Shift+Tab focus-previous
Up {focus} focus-up
Down {focus} focus-down
Left {focus} focus-left
Right {focus} focus-right
Return activate
Keypad_Enter activate
Select activate
)";
}

}  // namespace cliffhanger
