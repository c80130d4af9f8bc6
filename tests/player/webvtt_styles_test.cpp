// WebVTT's STYLE blocks and the tags that they are about.
#include <array>

#include "player/subtitles/cue_markup.h"
#include "player/subtitles/cue_selector.h"
#include "player/subtitles/subtitle_document.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

/// The only cue of a file with this STYLE block.
SubtitleCue styled(const std::string& css, const std::string& text, const std::string& id = "one") {
    auto document =
        parse_subtitles("WEBVTT\n\nSTYLE\n" + css + "\n\n" + id + "\n00:00.000 --> 00:01.000\n" + text + "\n", "a.vtt");
    REQUIRE(document);
    REQUIRE(document->cues.size() == 1);
    return document->cues.front();
}

/// How the letters of `part` look.
CueLook look_of(const SubtitleCue& cue, const std::string& part) {
    const std::size_t at = cue.text.find(part);
    REQUIRE(at != std::string::npos);
    for (const CueSpan& span : cue.spans) {
        if (span.begin <= at && at < span.end) return span.look;
    }
    return {};
}

constexpr std::uint32_t kRed = 0xff0000, kLime = 0x00ff00, kBlue = 0x0000ff;

}  // namespace

TEST_CASE("WebVTT STYLE: voices, types, classes, ids and languages are told apart", "[subtitles]") {
    const char* text =
        "<v Ann Lee>ann</v> <v.loud Bob>bob</v> <b>bold</b> <c.a.b>both</c> <c.a>one</c> <lang en-GB>uk</lang>";
    const auto colored = [&](const std::string& selector, const std::string& part) {
        return look_of(styled("::cue(" + selector + ") { color: lime }", text), part).rgb == kLime;
    };
    struct Row {
        const char *selector, *about, *not_about;
    };
    for (const Row& row :
         {Row{"v[voice=\"Ann Lee\"]", "ann", "bob"}, Row{"[voice='Bob']", "bob", "ann"}, Row{"v", "bob", "bold"},
          Row{"v[voice^=Ann]", "ann", "bob"}, Row{"[voice$=\"Lee\"]", "ann", "bob"}, Row{"[voice~=Lee]", "ann", "bob"},
          Row{"[voice*='o']", "bob", "ann"}, Row{"[voice]", "ann", "uk"}, Row{"v.loud", "bob", "ann"},
          Row{"b", "bold", "ann"}, Row{"c.a.b", "both", "one"}, Row{".a", "one", "bold"}, Row{":lang(en)", "uk", "ann"},
          Row{"lang[lang|=en]", "uk", "ann"}, Row{"b, .b", "both", "one"}, Row{".\\62 ", "both", "one"}}) {
        CAPTURE(row.selector);
        CHECK(colored(row.selector, row.about));
        CHECK_FALSE(colored(row.selector, row.not_about));
    }
    CHECK(colored("#one", "one"));
    CHECK_FALSE(colored("#two", "one"));
    CHECK(look_of(styled("::cue(#\\31 \\32) { color: red }", "a", "12"), "a").rgb == kRed);
}

TEST_CASE("WebVTT STYLE: descendants and children are followed to where they lead", "[subtitles]") {
    const char* text = "<v Ann><i><b>deep</b></i><b>near</b></v> <b>alone</b>";
    const auto colored = [&](const std::string& selector, const std::string& part) {
        return look_of(styled("::cue(" + selector + ") { color: lime }", text), part).rgb == kLime;
    };
    CHECK(colored("v b", "deep"));
    CHECK(colored("v b", "near"));
    CHECK_FALSE(colored("v b", "alone"));
    CHECK(colored("v > b", "near"));
    CHECK_FALSE(colored("v > b", "deep"));
    CHECK(colored("v > i b", "deep"));
    CHECK(colored("#one b", "alone"));
    CHECK(colored(":root > b", "alone"));
    CHECK_FALSE(colored(":root > b", "near"));
    // What captions cannot know is about nothing.
    CHECK_FALSE(colored("b:past", "alone"));
    CHECK_FALSE(colored("i + b", "near"));
    CHECK(colored("b:past, b", "alone"));
}

TEST_CASE("WebVTT STYLE: the stronger selector wins, then the later rule, and important ones before all",
          "[subtitles]") {
    const char* text = "<c.loud>x</c>";
    const auto color = [&](const std::string& css) { return look_of(styled(css, text), "x").rgb; };
    CHECK(color("::cue(.loud) { color: lime }\n::cue(c) { color: red }") == kLime);
    CHECK(color("::cue(c) { color: lime }\n::cue(c) { color: red }") == kRed);
    CHECK(color("::cue(c) { color: lime !important }\n::cue(.loud) { color: red }") == kLime);
    CHECK(color("::cue(#one .loud) { color: lime }\n::cue(.loud) { color: red }") == kLime);
    CHECK(color("::cue(*) { color: lime }\n::cue { color: red }") == kLime);
    // Inherited, unless something is about the letters themselves.
    CHECK(color("::cue(#one) { color: lime }") == kLime);
    CHECK(color("::cue(#one) { color: lime }\n::cue(c) { color: red }") == kRed);
}

TEST_CASE("WebVTT STYLE: comments, other rules and several selectors are CSS too", "[subtitles]") {
    const auto color = [](const std::string& css) { return look_of(styled(css, "<b>x</b>"), "x").rgb; };
    CHECK(color("/* ::cue(b) { color: red } */ ::cue(b) { color: /* not red */ lime }") == kLime);
    CHECK(color("@charset \"utf-8\";\n::cue(b) { color: lime }") == kLime);
    CHECK(color("::cue(i), ::cue(b) { color: lime }") == kLime);
    CHECK(color("::cue(b) { color: lime; color: nonsense }") == kLime);
    CHECK(color("p { color: red }\nvideo::cue(b) { color: red }") == std::nullopt);
    CHECK(color("::cue(b { color: red") == std::nullopt);
    CHECK(color("::cue(b) { color: PapayaWhip }") == 0xffefd5u);
}

TEST_CASE("WebVTT STYLE: backgrounds, lines through and under letters, fonts", "[subtitles]") {
    const auto look = [](const std::string& declarations, const std::string& text = "<c>x</c>") {
        return look_of(styled("::cue(c) {" + declarations + "}", text), "x");
    };
    CHECK(look("background-color: #0000ff").background == kBlue);
    CHECK(look("background: rgba(0, 0, 255, 0.5)").background == 0x000080u);
    CHECK(look("background: url(x.png) red").background == kRed);
    CHECK_FALSE(look("background: transparent").background);
    CHECK_FALSE(look("background: none", "<c.bg_red>x</c>").background);
    CHECK(look("", "<c.bg_red.yellow>x</c>").background == kRed);
    CHECK(look("text-decoration: underline line-through").underline);
    CHECK(look("text-decoration: underline line-through").strike);
    CHECK_FALSE(look("text-decoration: none", "<u><c>x</c></u>").underline);
    CHECK(look("font: italic bold 1em serif").bold);
    CHECK(look("font: italic bold 1em serif").italic);
    CHECK_FALSE(look("font: 1em serif", "<b><c>x</c></b>").bold);
}

TEST_CASE("WebVTT: ruby's readings belong to what they stand over", "[subtitles]") {
    const SubtitleCue cue =
        styled("", "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を<ruby><b>読</b>む<rt>よ<i>む</i></rt></ruby>");
    CHECK(cue.text == "漢字を読む");
    const auto reading = [&](const std::string& part) {
        const auto look = look_of(cue, part);
        return look.reading ? *look.reading : std::string();
    };
    CHECK(reading("漢") == "かん");
    CHECK(reading("字") == "じ");
    CHECK(reading("を").empty());
    CHECK(reading("読") == "よむ");
    CHECK(look_of(cue, "読").reading == look_of(cue, "む").reading);
    CHECK(look_of(cue, "読").bold);
    // Left open, without a base, with parentheses for other players: nothing of it is lost.
    CHECK(styled("", "<ruby>漢<rt>かん").text == "漢");
    CHECK(styled("", "<ruby><rt>かん</rt></ruby>!").text == "かん!");
    CHECK(styled("", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>").text == "漢");
}

TEST_CASE("TTML: ruby's readings and backgrounds", "[subtitles]") {
    const auto document = parse_subtitles(
        "<tt xmlns:tts=\"http://www.w3.org/ns/ttml#styling\"><body><div><p begin=\"0s\" end=\"1s\">"
        "<span tts:ruby=\"container\"><span tts:ruby=\"base\">漢字</span><span tts:ruby=\"text\">かんじ</span></span>"
        "<span tts:backgroundColor=\"#ff0000\" tts:textDecoration=\"lineThrough\">x</span></p></div></body></tt>",
        "a.ttml");
    REQUIRE(document);
    const SubtitleCue& cue = document->cues.at(0);
    CHECK(cue.text == "漢字x");
    REQUIRE(look_of(cue, "漢").reading);
    CHECK(*look_of(cue, "漢").reading == "かんじ");
    CHECK(look_of(cue, "x").background == kRed);
    CHECK(look_of(cue, "x").strike);
}

TEST_CASE("CueSelector: nesting that is as deep as it gets takes no time", "[subtitles]") {
    const std::vector<CueNode> chain(64, CueNode{"b", "", "", ""});
    const auto selectors = CueSelector::parse_list("b b b b b b b i");
    REQUIRE(selectors.size() == 1);
    CHECK_FALSE(selectors[0].matches(chain));
    CHECK(CueSelector::parse_list("b b b b b b b b")[0].matches(chain));
    CHECK(CueSelector::parse_list("b b b b b b b b b").empty());
}

TEST_CASE("text_from_srt: letters that are struck through", "[subtitles]") {
    const MarkedText struck = text_from_srt("a <s>b</s> c");
    REQUIRE(struck.styled.spans.size() == 1);
    CHECK(struck.styled.spans[0].look.strike);
}
