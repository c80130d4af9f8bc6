#include "app/text/fonts.h"

#include <cairo-ft.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace cliffhanger {
namespace {

// Only the faces that the family list names: fewer candidates make every match cheaper. Debian's directories first,
// other distributions' after; missing ones cost nothing.
constexpr const char* kConfiguration = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/opentype/inter</dir>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <dir>/usr/share/fonts/truetype/noto</dir>
  <dir>/usr/share/fonts/inter</dir>
  <dir>/usr/share/fonts/noto</dir>
  <dir>/usr/share/fonts/noto-cjk</dir>
  <dir>/usr/share/fonts/google-noto</dir>
  <dir>/usr/share/fonts/google-noto-cjk</dir>
  <dir>/usr/share/fonts/google-noto-emoji</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <selectfont>
    <acceptfont><glob>*/NotoSerif-Regular.ttf</glob></acceptfont>
    <acceptfont><glob>*/NotoSerif-Bold.ttf</glob></acceptfont>
    <acceptfont><glob>*/NotoSerifThai-Bold.ttf</glob></acceptfont>
    <acceptfont><glob>*/NotoSerifDevanagari-Bold.ttf</glob></acceptfont>
    <acceptfont><glob>*/NotoSerifCJK-Bold.ttc</glob></acceptfont>
    <rejectfont><glob>*Italic*</glob></rejectfont>
    <rejectfont><glob>*InterDisplay*</glob></rejectfont>
    <rejectfont><glob>*Serif*</glob></rejectfont>
    <rejectfont><glob>*Mono*</glob></rejectfont>
    <rejectfont><glob>*UI-*</glob></rejectfont>
  </selectfont>
  <match target="pattern">
    <test name="family"><string>emoji</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Noto Color Emoji</string></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append"><string>Noto Sans</string></edit>
  </match>
  <match target="font">
    <test name="slant"><const>roman</const></test>
    <test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
    <edit name="matrix" mode="assign">
      <times>
        <name>matrix</name>
        <matrix><double>1</double><double>0.2</double><double>0</double><double>1</double></matrix>
      </times>
    </edit>
  </match>
  <match target="font">
    <test name="outline" compare="eq"><bool>false</bool></test>
    <edit name="pixelsizefixupfactor" mode="assign">
      <divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide>
    </edit>
    <edit name="matrix" mode="assign">
      <times>
        <name>matrix</name>
        <matrix>
          <name>pixelsizefixupfactor</name><double>0</double>
          <double>0</double><name>pixelsizefixupfactor</name>
        </matrix>
      </times>
    </edit>
    <edit name="size" mode="assign">
      <divide><name>size</name><name>pixelsizefixupfactor</name></divide>
    </edit>
  </match>
</fontconfig>
)";

const FcChar8* fc_string(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

}  // namespace

Fonts::Fonts() : Fonts(kConfiguration) {}

Fonts::Fonts(const std::string& configuration) : config_(FcConfigCreate()) {
    FcConfigParseAndLoadFromMemory(config_.get(), fc_string(configuration.c_str()), FcTrue);
    if (const char* directory = std::getenv("CLIFFHANGER_FONT_DIR")) {
        FcConfigAppFontAddDir(config_.get(), fc_string(directory));
    }
    FcConfigBuildFonts(config_.get());
    // Pango reads the system's whole configuration on a thread of its own unless there is a current one: 20 ms of a
    // core.
    FcConfigSetCurrent(config_.get());
    map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!map_) {
        spdlog::error("text: Pango has no FreeType backend, so no text can be drawn");
        return;
    }
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), 72.0);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config_.get());
    const FcFontSet* fonts = FcConfigGetFonts(config_.get(), FcSetSystem);
    if (fonts == nullptr || fonts->nfont == 0) {
        spdlog::error(
            "text: no fonts found; install fonts-inter, fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji");
    }
}

FontsFuture load_fonts() {
    return std::async(std::launch::async, [] {
        auto fonts = std::make_unique<Fonts>();
        const PangoContextPtr context = fonts->make_context();
        if (!context) return fonts;
        for (const int weight : {400, 500, 600, 700}) {
            PangoFontDescription* font = pango_font_description_new();
            pango_font_description_set_family(font, family_list("en", {}).c_str());
            pango_font_description_set_weight(font, static_cast<PangoWeight>(weight));
            const PangoLayoutPtr layout(pango_layout_new(context.get()));
            pango_layout_set_font_description(layout.get(), font);
            pango_layout_set_text(layout.get(), "Episode 1", -1);
            pango_layout_get_pixel_size(layout.get(), nullptr, nullptr);
            pango_font_description_free(font);
        }
        return fonts;
    });
}

FontsFuture load_fonts(const std::string& configuration) {
    return std::async(std::launch::deferred, [configuration] { return std::make_unique<Fonts>(configuration); });
}

PangoContextPtr Fonts::make_context() const {
    if (!map_) return nullptr;
    PangoContextPtr context(pango_font_map_create_context(map_.get()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    return context;
}

bool Fonts::covers(char32_t character) const {
    for (const FcSetName set_name : {FcSetSystem, FcSetApplication}) {
        const FcFontSet* fonts = FcConfigGetFonts(config_.get(), set_name);
        for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
            FcCharSet* characters = nullptr;
            if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &characters) == FcResultMatch &&
                FcCharSetHasChar(characters, character) != 0)
                return true;
        }
    }
    return false;
}

ScriptTraits script_traits(std::string_view utf8) {
    ScriptTraits traits;
    const char* at = utf8.data();
    const char* end = at + utf8.size();
    while (at < end) {
        const gunichar c = g_utf8_get_char(at);
        at = g_utf8_next_char(at);
        traits.tall |= (c >= 0x0600 && c <= 0x08ff) || (c >= 0x0900 && c <= 0x097f) || (c >= 0x0e00 && c <= 0x0e7f) ||
                       (c >= 0xfb50 && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc);
        traits.kana |= c >= 0x3040 && c <= 0x30ff;
        traits.hangul |= (c >= 0x1100 && c <= 0x11ff) || (c >= 0xac00 && c <= 0xd7af);
    }
    return traits;
}

std::string pango_language(std::string_view bcp47) {
    if (bcp47.substr(0, 2) != "zh") return std::string(bcp47.empty() ? "en" : bcp47);
    for (const std::string_view traditional : {"Hant", "hant", "TW", "tw", "HK", "hk", "MO"}) {
        if (bcp47.find(traditional) != std::string_view::npos) return "zh-tw";
    }
    return "zh-cn";
}

std::string family_list(std::string_view language, const ScriptTraits& traits, bool serif) {
    const std::string tag = pango_language(language);
    std::array<const char*, 4> cjk{"SC", "TC", "JP", "KR"};
    const char* first = "SC";
    if (tag == "zh-tw")
        first = "TC";
    else if (tag.compare(0, 2, "ja") == 0)
        first = "JP";
    else if (tag.compare(0, 2, "ko") == 0)
        first = "KR";
    else if (tag != "zh-cn" && traits.kana)
        first = "JP";
    else if (tag != "zh-cn" && traits.hangul)
        first = "KR";
    std::string list;
    if (serif)
        list = std::string("Noto Serif,Noto Naskh Arabic,Noto Serif Thai,Noto Serif Devanagari,Noto Serif CJK ") +
               first + ",";
    list += "Inter,Noto Sans,Noto Sans Arabic,Noto Sans Thai,Noto Sans Devanagari,Noto Sans CJK ";
    list += first;
    for (const char* other : cjk) {
        if (std::string_view(other) != first) list.append(",Noto Sans CJK ").append(other);
    }
    return list + ",Noto Color Emoji";
}

std::string icon_font_path() {
    for (const char* path : {"/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf",
                             "/usr/share/fonts/material-icons/MaterialIcons-Regular.ttf",
                             "/usr/share/fonts/TTF/MaterialIcons-Regular.ttf"}) {
        std::error_code ignored;
        if (std::filesystem::exists(path, ignored)) return path;
    }
    return {};
}

}  // namespace cliffhanger
