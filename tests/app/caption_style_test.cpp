#include "app/captions/caption_style.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("CaptionStyle: what was written down is read back", "[app][captions]") {
    const CaptionStyle style{CaptionSize::ExtraLarge, CaptionPosition::High, CaptionPlate::Solid, true,
                             CaptionColor::Cyan,      CaptionFont::Spaced};
    CHECK(parse_caption_style(to_text(style)) == style);
    CHECK(parse_caption_style(to_text({})) == CaptionStyle{});
}

TEST_CASE("CaptionStyle: what no style says is none", "[app][captions]") {
    for (const char* text : {"", "1", "999999", "0000000", "00020", "00-000", "000300"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_caption_style(text));
    }
}
