// An episode that cannot be played: what happened in one sentence chosen from the error's kind, retry, next. Stateless.
#pragma once

#include "app/screens/page_view.h"
#include "app/ui/frame.h"

namespace cliffhanger {

void draw_error_page(Frame& frame, const PageView& view, const Rect& stage, bool has_next);
/// What a person may quote to somebody who can help: "HttpStatus-503".
std::string error_code(const Error& error);

}  // namespace cliffhanger
