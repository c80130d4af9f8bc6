#include "app/text/missing_fonts.h"

#include <glib.h>

#include <algorithm>
#include <optional>

#include "app/text/fonts.h"

namespace cliffhanger {
namespace {

std::optional<FontPackage> package_for(gunichar letter) {
    switch (g_unichar_get_script(letter)) {
        case G_UNICODE_SCRIPT_HAN:
        case G_UNICODE_SCRIPT_HIRAGANA:
        case G_UNICODE_SCRIPT_KATAKANA:
        case G_UNICODE_SCRIPT_HANGUL:
        case G_UNICODE_SCRIPT_BOPOMOFO:
            return FontPackage::Cjk;
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_THAI:
        case G_UNICODE_SCRIPT_DEVANAGARI:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_CYRILLIC:
        case G_UNICODE_SCRIPT_GREEK:
        case G_UNICODE_SCRIPT_BENGALI:
        case G_UNICODE_SCRIPT_TAMIL:
        case G_UNICODE_SCRIPT_TELUGU:
            return FontPackage::Scripts;
        default:
            // Signs that every font package lacks are nobody's fault.
            return std::nullopt;
    }
}

}  // namespace

void MissingFonts::look(std::string_view text, const Fonts& fonts) {
    for (const char* at = text.data(); at < text.data() + text.size(); at = g_utf8_next_char(at)) {
        const gunichar letter = g_utf8_get_char(at);
        const auto package = package_for(letter);
        if (!package || std::find(packages_.begin(), packages_.end(), *package) != packages_.end()) continue;
        if (!fonts.covers(letter)) packages_.push_back(*package);
    }
}

std::string_view package_name(FontPackage package) {
    return package == FontPackage::Cjk ? "fonts-noto-cjk" : "fonts-noto-core";
}

}  // namespace cliffhanger
