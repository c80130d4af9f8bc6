// What of authors' looks is shown.
#include "app/captions/caption_text.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

SubtitleCue cue(std::string text, std::vector<CueSpan> spans) {
    SubtitleCue made;
    made.text = std::move(text);
    made.spans = std::move(spans);
    return made;
}

CueLook colored(std::optional<std::uint32_t> letters, std::optional<std::uint32_t> background) {
    CueLook look;
    look.rgb = letters;
    look.background = background;
    return look;
}

constexpr std::uint32_t kBlack = 0, kYellow = 0xffff00, kNavy = 0x000080, kWhite = 0xffffff;

}  // namespace

TEST_CASE("append_cue: letters keep colours that are readable on what is behind them", "[app][captions]") {
    struct Row {
        std::optional<std::uint32_t> letters, background, shown, behind;
    };
    for (const Row& row :
         {Row{kYellow, std::nullopt, kYellow, std::nullopt}, Row{kNavy, std::nullopt, std::nullopt, std::nullopt},
          Row{kBlack, kYellow, kBlack, kYellow}, Row{std::nullopt, kNavy, kWhite, kNavy},
          // Black on navy is white, as the words around it.
          Row{kBlack, kNavy, kWhite, kNavy},
          // White on yellow, yellow on white: the plate is better.
          Row{std::nullopt, kYellow, std::nullopt, std::nullopt}, Row{kYellow, kWhite, kYellow, std::nullopt},
          // A black background is what the plate is.
          Row{kYellow, kBlack, kYellow, std::nullopt}}) {
        CaptionText text;
        append_cue(text, cue("word", {{0, 4, colored(row.letters, row.background)}}), {});
        REQUIRE(text.spans.size() == 1);
        CHECK(text.spans[0].rgb == row.shown);
        CHECK(text.spans[0].background == row.behind);
    }
    CaptionText bare;
    append_cue(bare, cue("word", {{0, 4, colored(kBlack, kYellow)}}), {kWhite, false});
    CHECK_FALSE(bare.spans[0].background);
    CHECK_FALSE(bare.spans[0].rgb);
}

TEST_CASE("give_plate: one background behind everything is the plate's", "[app][captions]") {
    const auto plate_of = [](const SubtitleCue& one, const SubtitleCue& other) {
        CaptionText text;
        append_cue(text, one, {});
        append_cue(text, other, {});
        give_plate(text);
        return text.plate;
    };
    const CueLook navy = colored(std::nullopt, kNavy);
    const SubtitleCue whole = cue("all of it", {{0, 9, navy}}), part = cue("all of it", {{0, 3, navy}});
    CHECK(plate_of(whole, whole) == kNavy);
    CHECK_FALSE(plate_of(whole, part));
    CHECK_FALSE(plate_of(part, whole));
    CHECK_FALSE(plate_of(whole, cue("plain", {})));
}

TEST_CASE("append_cue: readings stand over their whole base, and behind it where there is no over", "[app][captions]") {
    CueLook base, bold;
    base.reading = bold.reading = std::make_shared<const std::string>("よむ");
    bold.bold = true;
    CueLook again = base;
    again.reading = std::make_shared<const std::string>("よむ");
    CaptionText text;
    append_cue(text, cue("a", {}), {});
    append_cue(text, cue("読む読む!", {{0, 3, bold}, {3, 6, base}, {6, 12, again}}), {});
    CHECK(text.rubies == std::vector<TextRuby>{{2, 8, "よむ"}, {8, 14, "よむ"}});
    CHECK(text_with_readings(text) == "a\n読む（よむ）読む（よむ）!");
}
