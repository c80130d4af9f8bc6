// The interface's fonts: a private fontconfig configuration (the same fonts and rules on every machine) and the Pango
// font map over it. Opens font caches from the disk, so load_fonts() does that on a thread of its own while the window
// is being made. Used by one thread at a time.
#pragma once

#include <fontconfig/fontconfig.h>
#include <pango/pango.h>

#include <memory>
#include <string>
#include <string_view>

#include "app/text/fonts_future.h"

namespace cliffhanger {

struct GObjectDeleter {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct FcConfigDeleter {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
using PangoFontMapPtr = std::unique_ptr<PangoFontMap, GObjectDeleter>;
using PangoContextPtr = std::unique_ptr<PangoContext, GObjectDeleter>;
using PangoLayoutPtr = std::unique_ptr<PangoLayout, GObjectDeleter>;
using FcConfigPtr = std::unique_ptr<FcConfig, FcConfigDeleter>;

class Fonts {
 public:
    Fonts();
    /// With another fontconfig configuration than the built-in one.
    explicit Fonts(const std::string& configuration);
    /// A context with the interface's rendering options; null only when Pango has no FreeType backend.
    PangoContextPtr make_context() const;
    /// Some font has this character.
    bool covers(char32_t character) const;

 private:
    FcConfigPtr config_;
    PangoFontMapPtr map_;
};

/// The scripts that decide on fonts and line height.
struct ScriptTraits {
    bool tall = false;  ///< Arabic, Thai, Devanagari
    bool kana = false, hangul = false;
};
ScriptTraits script_traits(std::string_view utf8);

/// Pango's family list; the CJK variant follows the language, else the script.
std::string family_list(std::string_view language, const ScriptTraits& traits, bool serif = false);

/// BCP 47 as fontconfig and Pango name it: "zh-Hant" becomes "zh-tw".
std::string pango_language(std::string_view bcp47);

/// The Material icon font's file; empty when the package is not installed.
std::string icon_font_path();

}  // namespace cliffhanger
