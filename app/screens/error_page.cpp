#include "app/screens/error_page.h"

namespace cliffhanger {

std::string error_code(const Error& error) {
    std::string code(to_string(error.kind));
    if (error.http_status > 0) code += "-" + std::to_string(error.http_status);
    return code;
}

MessagePage error_page(const Frame& frame, const PageView& view, std::optional<Text> next) {
    const Error error = view.snapshot && view.snapshot->error ? *view.snapshot->error : Error{};
    const auto word = [&](Text text) { return std::string(frame.strings(text)); };
    MessagePage page;
    page.id = "player.error";
    page.icon = error.kind == ErrorKind::Unreachable ? Icon::WifiOff : Icon::ErrorOutline;
    page.icon_color = frame.theme.error;
    page.title = word(Text::CannotPlay);
    // The feed named none, or only addresses that it may not name.
    const bool no_video = view.page.episode->videos.empty();
    page.detail = word(no_video ? Text::CauseNoVideo : frame.strings.cause_of(error.kind, error.detail));
    if (view.ended_early()) {
        page.title = word(Text::EndsEarly);
        page.detail = word(Text::CauseCutShort);
    }
    page.buttons.push_back({.id = "player.error.retry",
                            .text = word(Text::Retry),
                            .action = {ActionKind::Retry},
                            .look = ButtonLook::Primary,
                            .icon = Icon::Refresh,
                            .is_default = true});
    if (next) {
        page.buttons.push_back({.id = "player.error.next",
                                .text = word(*next),
                                .action = {ActionKind::NextEpisode},
                                .icon = Icon::SkipNext});
    }
    if (!view.ended_early())
        page.small_print = TextButton{.id = "player.error.code",
                                      .text = word(Text::ErrorCode) + ": " + error_code(error),
                                      .action = {ActionKind::CopyErrorCode}};
    return page;
}

}  // namespace cliffhanger
