// An episode that cannot be played: what happened in one sentence chosen from the error's kind, retry, next. Stateless.
#pragma once

#include "app/screens/message_page.h"
#include "app/screens/page_view.h"

namespace cliffhanger {

MessagePage error_page(const Frame& frame, const PageView& view, bool has_next);
/// What a person may quote to somebody who can help: "HttpStatus-503".
std::string error_code(const Error& error);

}  // namespace cliffhanger
