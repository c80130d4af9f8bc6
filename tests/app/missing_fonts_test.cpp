// A machine without some fonts.
#include "app/render/textures.h"
#include "app/text/pango_text_engine.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

constexpr const char* kInterOnly = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/opentype/inter</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
)";

}  // namespace

TEST_CASE("MissingFonts: a text that no font has names the package, once", "[app][text][locale]") {
    Textures textures;
    PangoTextEngine text(textures, load_fonts(kInterOnly));
    text.label("Back to the list", "en", {}, 0);
    CHECK(text.missing_fonts().empty());
    CHECK(text.label("简体中文", "zh-Hans", {}, 0).unknown_glyphs > 0);
    text.label("日本語", "ja", {}, 0);
    text.label("한국어", "ko", {}, 0);
    CHECK(text.missing_fonts() == std::vector{FontPackage::Cjk});
    text.label("Title: العربية", "en", {}, 0);
    text.label("हिन्दी ไทย", "hi", {}, 0);
    CHECK(text.missing_fonts() == std::vector{FontPackage::Cjk, FontPackage::Scripts});
    CHECK(package_name(FontPackage::Cjk) == "fonts-noto-cjk");
}

TEST_CASE("MissingFonts: signs that are in no font anywhere are nobody's fault", "[app][text][locale]") {
    Textures textures;
    PangoTextEngine text(textures, load_fonts(kInterOnly));
    text.label("\uE000 \U0010FFFF \U0001F600", "en", {}, 0);
    CHECK(text.missing_fonts().empty());
}

TEST_CASE("MissingFonts: with Debian's fonts no language of the interface misses any", "[app][text][locale]") {
    Textures textures;
    PangoTextEngine text(textures);
    for (const char* sample :
         {"Ñandú ação", "简体繁體", "日本語かな", "한국어", "العربية", "ไทย", "हिन्दी", "Tiếng Việt"})
        CHECK(text.label(sample, "en", {}, 0).unknown_glyphs == 0);
    CHECK(text.missing_fonts().empty());
}
