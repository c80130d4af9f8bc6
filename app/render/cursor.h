// The mouse's pointer over the program's windows. Main thread only.
#pragma once

namespace cliffhanger {

void show_cursor(bool on);

}  // namespace cliffhanger
