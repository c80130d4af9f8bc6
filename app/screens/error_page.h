// An episode that cannot be played: what happened in one sentence chosen from the error's kind, retry, next. Stateless.
#pragma once

#include <optional>

#include "app/screens/message_page.h"
#include "app/screens/page_view.h"
#include "app/ui/strings.h"

namespace cliffhanger {

/// `next`: what the step forward is called; nullopt where none leads on.
MessagePage error_page(const Frame& frame, const PageView& view, std::optional<Text> next);
/// What a person may quote to somebody who can help: "HttpStatus-503".
std::string error_code(const Error& error);

}  // namespace cliffhanger
