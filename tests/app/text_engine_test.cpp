#include "app/render/textures.h"
#include "app/text/null_text_engine.h"
#include "app/text/pango_text_engine.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

TextStyle style(int lines = 1, bool ellipsis = true) {
    TextStyle result;
    result.max_lines = lines;
    result.ellipsis = ellipsis;
    return result;
}

}  // namespace

TEST_CASE("PangoTextEngine: a text that does not fit ends in an ellipsis inside the width", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const char* long_text = "She signed the divorce papers, then found out she was pregnant";
    const Label cut = text.label(long_text, "en", style(), 150);
    CHECK(cut.ellipsized);
    CHECK(cut.width <= 150);
    CHECK(cut.lines == 1);
    const Label whole = text.label(long_text, "en", style(), 0);
    CHECK_FALSE(whole.ellipsized);
    CHECK(whole.width > 300);
    const Label two = text.label(long_text, "en", style(2), 250);
    CHECK(two.lines == 2);
    CHECK(two.height == 2 * whole.height);
}

TEST_CASE("PangoTextEngine: without ellipsis surplus lines are left out", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const Label label = text.label("one two three four five six seven eight nine ten", "en", style(2, false), 80);
    CHECK(label.lines == 2);
    CHECK_FALSE(label.ellipsized);
    const LabelSprites* sprites = text.sprites(label);
    REQUIRE(sprites != nullptr);
    CHECK(sprites->letters.dy + sprites->letters.region.rect.h <= label.height + 6);
}

TEST_CASE("PangoTextEngine: paragraphs find their own direction", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    CHECK(text.label("وريثة الملياردير", "ar", style(), 0).rtl);
    CHECK(text.label("وريثة Season 1", "en", style(), 0).rtl);
    CHECK_FALSE(text.label("Season 1 وريثة", "ar", style(), 0).rtl);
}

TEST_CASE("PangoTextEngine: a right-to-left label's box holds its text, whatever the width allowed", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const Label label = text.label("الحلقة", "ar", style(), 600);
    CHECK(label.width < 100);
    const LabelSprites* sprites = text.sprites(label);
    REQUIRE(sprites != nullptr);
    CHECK(sprites->letters.dx >= -3);
    CHECK(sprites->letters.dx + sprites->letters.region.rect.w <= static_cast<int>(label.width) + 3);
}

TEST_CASE("PangoTextEngine: scripts without spaces wrap, tall scripts have taller lines", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const Label chinese =
        text.label("她签下离婚协议书的那一刻才发现自己怀孕了上滑观看下一集", "zh-Hans", style(0), 120);
    CHECK(chinese.lines >= 3);
    CHECK(chinese.width <= 120);
    const Label thai = text.label("เธอเซ็นใบหย่าแล้วจึงรู้ว่าตัวเองท้องปัดขึ้นเพื่อดูตอนต่อไป", "th", style(0), 120);
    CHECK(thai.lines >= 3);
    CHECK(thai.width <= 120);
    CHECK(thai.height / static_cast<float>(thai.lines) == 23);
    CHECK(chinese.height / static_cast<float>(chinese.lines) == 20);
}

TEST_CASE("PangoTextEngine: characters without a font are counted", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    CHECK(text.label("离婚 한국어 हिन्दी ไทย العربية 🔥", "en", style(), 0).unknown_glyphs == 0);
    CHECK(text.label("a\U000F1234b\U000F1235", "en", style(), 0).unknown_glyphs == 2);
}

TEST_CASE("PangoTextEngine: invalid UTF-8 is shown, not refused", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const Label broken = text.label("ab\xff\xfe\xc3", "en", style(), 0);
    CHECK(broken.id != 0);
    CHECK(broken.width > text.label("ab", "en", style(), 0).width);
    CHECK(text.label("", "en", style(), 0).id == 0);
}

TEST_CASE("PangoTextEngine: the same text is the same label, and a new scale flushes", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const Label first = text.label("Episodes", "en", style(), 100);
    CHECK(text.label("Episodes", "en", style(), 100).id == first.id);
    CHECK(text.label("Episodes", "en", style(), 101).id != first.id);
    const std::uint64_t epoch = textures.epoch();
    text.set_scale(2, 1);
    CHECK(textures.epoch() != epoch);
    CHECK(text.sprites(first) == nullptr);
    CHECK(text.label("Episodes", "en", style(), 0).height == 2 * first.height);
}

TEST_CASE("PangoTextEngine: coloured glyphs are kept apart from letters", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const LabelSprites* plain = text.sprites(text.label("hot", "en", style(), 0));
    REQUIRE(plain != nullptr);
    CHECK(plain->letters.region.texture != 0);
    CHECK(plain->colored.region.texture == 0);
    const LabelSprites* both = text.sprites(text.label("hot \U0001F525", "en", style(), 0));
    REQUIRE(both != nullptr);
    CHECK(both->letters.region.texture != 0);
    CHECK(both->colored.region.texture != 0);
}

TEST_CASE("PangoTextEngine: underlined letters have a line under them, as wide as they are", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    TextStyle underlined = style();
    underlined.spans = {{0, 4, false, false, std::nullopt, true}};
    const Label label = text.label("nose", "en", underlined, 0);
    const LabelSprites* lined = text.sprites(label);
    const LabelSprites* plain = text.sprites(text.label("nose", "en", style(), 0));
    REQUIRE(lined != nullptr);
    REQUIRE(plain != nullptr);
    CHECK(lined->letters.dy + lined->letters.region.rect.h > plain->letters.dy + plain->letters.region.rect.h);
    CHECK(lined->letters.region.rect.w >= static_cast<int>(label.width));
}

TEST_CASE("PangoTextEngine: readings stand over their letters, inside the label, and make room for themselves",
          "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    TextStyle read = style();
    read.size_px = 40;
    const Label plain = text.label("漢字", "ja", read, 0);
    read.rubies = {{0, 3, "かん"}, {3, 6, "じ"}};
    const Label label = text.label("漢字", "ja", read, 0);
    const LabelSprites* with = text.sprites(label);
    REQUIRE(with != nullptr);
    CHECK(with->letters.dy >= 0);
    CHECK(with->letters.dy + with->letters.region.rect.h <= label.height);
    const LabelSprites* without = text.sprites(plain);
    REQUIRE(without != nullptr);
    CHECK(with->letters.region.rect.h >= without->letters.region.rect.h + 15);
    CHECK(label.height > plain.height);
    // A long reading keeps its neighbours away.
    read.rubies = {{0, 3, "ながいよみかた"}};
    const Label wide = text.label("漢字", "ja", read, 0);
    CHECK(wide.width >= plain.width + 40);
    const LabelSprites* spread = text.sprites(wide);
    REQUIRE(spread != nullptr);
    CHECK(spread->letters.dx >= -2);
    CHECK(static_cast<float>(spread->letters.dx + spread->letters.region.rect.w) <=
          wide.width + 16);  // within a plate's padding
    // A base is not broken.
    read.rubies = {{0, 12, "よ"}};
    read.max_lines = 0;
    CHECK(text.label("漢字漢字", "ja", read, 100).lines == 1);
}

TEST_CASE("PangoTextEngine: letters that are struck through, and backgrounds behind theirs", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    TextStyle struck = style();
    struck.spans = {{.begin = 0, .end = 4, .strike = true}};
    const LabelSprites* through = text.sprites(text.label("....", "en", struck, 0));
    const LabelSprites* plain = text.sprites(text.label("....", "en", style(), 0));
    REQUIRE(through != nullptr);
    REQUIRE(plain != nullptr);
    CHECK(through->letters.dy < plain->letters.dy);
    TextStyle behind = style();
    behind.spans = {{.begin = 0, .end = 2, .rgb = 0u, .background = 0xffff00u}};
    const Label label = text.label("no go", "en", behind, 0);
    const LabelSprites* both = text.sprites(label);
    REQUIRE(both != nullptr);
    CHECK(both->letters.region.texture != 0);
    CHECK(static_cast<float>(both->colored.region.rect.h) > label.height * 0.8f);
    CHECK(static_cast<float>(both->colored.region.rect.w) < label.width * 0.7f);
}

TEST_CASE("PangoTextEngine: pixels of labels not seen for 240 frames are given up and come back when drawn",
          "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    const Label label = text.label("Episodes", "en", style(), 0);
    text.begin_frame();
    REQUIRE(text.sprites(label) != nullptr);
    const std::size_t used = text.raster_bytes();
    CHECK(used > 0);
    for (int i = 0; i < 300; ++i) text.begin_frame();
    CHECK(text.raster_bytes() == 0);
    REQUIRE(text.sprites(label) != nullptr);
    CHECK(text.raster_bytes() == used);
}

TEST_CASE("PangoTextEngine: labels stay within their budget of pixels", "[app][text]") {
    Textures textures;
    PangoTextEngine text(textures);
    text.set_scale(4, 1);
    for (int i = 0; i < 200; ++i) {
        text.begin_frame();
        text.sprites(text.label("A rather long title number " + std::to_string(i), "en", style(), 0));
    }
    text.begin_frame();
    CHECK(text.raster_bytes() <= (std::size_t{13} << 20));
}

TEST_CASE("NullTextEngine: widths follow the number of letters", "[app][text]") {
    NullTextEngine text;
    const Label label = text.label("abcd", "en", style(), 0);
    CHECK(label.width == 28);
    CHECK(label.height == 20);
    CHECK(text.label("abcdefgh", "en", style(), 30).ellipsized);
    CHECK(text.label("日本", "ja", style(), 0).width == 14);
}
