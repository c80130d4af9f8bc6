// What subtitle files say about looks and places.
#include "player/subtitles/cue_markup.h"
#include "player/subtitles/subtitle_document.h"
#include "player/subtitles/webvtt_settings.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

SubtitleDocument parsed(const std::string& text, const std::string& name) {
    auto document = parse_subtitles(text, name);
    REQUIRE(document);
    return std::move(*document);
}

std::string spanned(const SubtitleCue& cue, std::size_t index) {
    REQUIRE(index < cue.spans.size());
    return cue.text.substr(cue.spans[index].begin, cue.spans[index].end - cue.spans[index].begin);
}

}  // namespace

TEST_CASE("text_from_srt: looks and places are kept, strays are text", "[subtitles]") {
    const MarkedText marked =
        text_from_srt("{\\an8}  a <i>b <b>c</i> d</b> <font color=\"#ff0\">e</font> 1 < 2 &amp; 3 ");
    CHECK(marked.styled.text == "a b c d e 1 < 2 & 3");
    REQUIRE(marked.place);
    CHECK(marked.place->line == 0.0f);
    CHECK(marked.place->align == CueAnchor::Middle);
    REQUIRE(marked.styled.spans.size() == 3);
    CHECK(marked.styled.spans[0].look.italic);
    CHECK(marked.styled.spans[1].look.bold);
    CHECK(marked.styled.spans[2].look.rgb == 0xffff00u);
    const MarkedText underlined = text_from_srt("a <u>b</u>");
    REQUIRE(underlined.styled.spans.size() == 1);
    CHECK(underlined.styled.spans[0].look.underline);
    CHECK_FALSE(text_from_srt("{\\an2}a").place);
    CHECK_FALSE(text_from_srt("a</b></i><b").place);
    CHECK(text_from_srt("a</b></i> <3").styled.text == "a <3");
}

TEST_CASE("text_from_ass: overrides become looks, drawings nothing", "[subtitles]") {
    const MarkedText marked =
        text_from_ass("{\\an7\\c&H0000FF&}red{\\c} {\\i1}it{\\i0}\\N{\\p1}m 0 0 l 1 1{\\p0}{\\b1}fat{\\r}");
    CHECK(marked.styled.text == "red it\nfat");
    REQUIRE(marked.place);
    CHECK(marked.place->align == CueAnchor::Start);
    REQUIRE(marked.styled.spans.size() == 3);
    CHECK(marked.styled.spans[0].look.rgb == 0xff0000u);
    CHECK(marked.styled.spans[1].look.italic);
    CHECK(marked.styled.spans[2].look.bold);
    CHECK(text_from_ass("{\\pos(1,2)\\clip(3,4)\\fad(1,2)\\bord2\\iclip(1)}x").styled.spans.empty());
    CHECK(text_from_ass("{open").styled.text == "{open");
    const MarkedText underlined = text_from_ass("{\\u1}a{\\u0}b");
    REQUIRE(underlined.styled.spans.size() == 1);
    CHECK(underlined.styled.spans[0].look.underline);
    CHECK(underlined.styled.spans[0].end == 1);
}

TEST_CASE("WebVTT: cue settings say where a cue stands", "[subtitles]") {
    const WebVttRegions none;
    CHECK_FALSE(parse_webvtt_settings("", none));
    CHECK_FALSE(parse_webvtt_settings(" align:center position:50% size:100%", none));
    CHECK_FALSE(parse_webvtt_settings("line:nonsense align:sideways position:200%", none));
    const auto top = parse_webvtt_settings("line:10% align:start size:40%", none);
    REQUIRE(top);
    CHECK(top->line == 0.1f);
    CHECK(top->position == 0);
    CHECK(top->align == CueAnchor::Start);
    CHECK(top->size == 0.4f);
    CHECK(parse_webvtt_settings("line:0", none)->line == 0.0f);
    CHECK(*parse_webvtt_settings("line:-2", none)->line > 0.85f);
    CHECK(parse_webvtt_settings("line:90%,end", none)->line_anchor == CueAnchor::End);
    const auto right = parse_webvtt_settings("position:80%,line-right align:left", none);
    REQUIRE(right);
    CHECK(right->position == 0.8f);
    CHECK(right->position_anchor == CueAnchor::End);
    CHECK(right->align == CueAnchor::Start);
}

TEST_CASE("WebVTT: columns stand at the side that is asked for", "[subtitles]") {
    const WebVttRegions none;
    const auto usual = parse_webvtt_settings("vertical:rl", none);
    REQUIRE(usual);
    CHECK(usual->writing == CueWriting::ColumnsFromRight);
    CHECK(usual->position == 1);
    CHECK(usual->position_anchor == CueAnchor::End);
    CHECK(usual->line == 0.5f);
    CHECK(usual->line_anchor == CueAnchor::Middle);
    const auto left = parse_webvtt_settings("vertical:lr align:start size:60%", none);
    REQUIRE(left);
    CHECK(left->writing == CueWriting::ColumnsFromLeft);
    CHECK(left->position == 0);
    CHECK(left->position_anchor == CueAnchor::Start);
    CHECK(left->line == 0);
    CHECK(left->line_anchor == CueAnchor::Start);
    CHECK(left->size == 0.6f);
    const auto last = parse_webvtt_settings("line:-1 vertical:rl", none);
    CHECK(last->position == 0);
    CHECK(last->position_anchor == CueAnchor::Start);
    CHECK(parse_webvtt_settings("vertical:rl line:1", none)->position < 0.95f);
    const auto shares = parse_webvtt_settings("vertical:lr line:70%,end position:20%,line-left", none);
    CHECK(shares->position == 0.7f);
    CHECK(shares->position_anchor == CueAnchor::End);
    CHECK(shares->line == 0.2f);
    CHECK(shares->line_anchor == CueAnchor::Start);
    CHECK(parse_webvtt_settings("vertical:sideways", none) == std::nullopt);
}

TEST_CASE("WebVTT: regions place their cues", "[subtitles]") {
    WebVttRegions regions;
    CHECK_FALSE(read_webvtt_region("width:40%\n", regions));
    REQUIRE(read_webvtt_region("id:fred\nwidth:40%\nlines:3\nregionanchor:0%,100%\nviewportanchor:10%,90%\nscroll:up\n",
                               regions));
    const auto place = parse_webvtt_settings("region:fred align:left", regions);
    REQUIRE(place);
    CHECK(place->line == Approx(0.9f));
    CHECK(place->line_anchor == CueAnchor::End);
    CHECK(place->position == Approx(0.1f));
    CHECK(place->size == Approx(0.4f));
    CHECK_FALSE(parse_webvtt_settings("region:unknown", regions));
}

TEST_CASE("WebVTT: STYLE blocks colour cues, classes, voices and ids", "[subtitles]") {
    const auto document = parsed(
        "WEBVTT\n\nSTYLE\n::cue { color: papayawhip; font-style: italic }\n::cue(.loud) { font-weight: bold; color: "
        "#ff8000; text-decoration: underline }\n"
        "::cue(b) { color: rgb(0, 255, 0) }\n::cue(#one) { color: yellow; font-style: normal }\nvideo::cue { color: "
        "red }\n\n"
        "one\n00:00.000 --> 00:01.000\nHe <c.loud>shouts</c> and <b>waits</b>\n\n"
        "00:01.000 --> 00:02.000\n<c.cyan>blue</c> <v Ann>voice</v>\n\n"
        "STYLE\n00:02.000 --> 00:03.000\nlate\n",
        "a.vtt");
    REQUIRE(document.cues.size() == 3);
    const SubtitleCue& first = document.cues[0];
    CHECK(first.text == "He shouts and waits");
    CHECK(spanned(first, 1) == "shouts");
    CHECK(first.spans[0].look.rgb == 0xffff00u);
    CHECK_FALSE(first.spans[0].look.italic);
    CHECK(first.spans[1].look.rgb == 0xff8000u);
    CHECK(first.spans[1].look.bold);
    CHECK(first.spans[1].look.underline);
    CHECK_FALSE(first.spans[0].look.underline);
    CHECK(first.spans.back().look.rgb == 0x00ff00u);
    const SubtitleCue& second = document.cues[1];
    CHECK(second.text == "blue voice");
    CHECK(second.spans[0].look.rgb == 0x00ffffu);
    CHECK(second.spans[0].look.italic);
}

TEST_CASE("TTML: styles are inherited and regions place paragraphs", "[subtitles]") {
    const auto document = parsed(
        "<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\"><head><styling>"
        "<style xml:id=\"i\" tts:fontStyle=\"italic\"/></styling><layout><region xml:id=\"up\" tts:origin=\"10% 5%\" "
        "tts:extent=\"80% 20%\" tts:displayAlign=\"before\" tts:textAlign=\"center\"/></layout></head><body><div>"
        "<p region=\"up\" style=\"i\" begin=\"0s\" end=\"1s\">a <span tts:color=\"#00ffff\" "
        "tts:textDecoration=\"underline\">b</span></p>"
        "<p begin=\"1s\" end=\"2s\">  c<br/>d </p></div></body></tt>",
        "a.ttml");
    REQUIRE(document.cues.size() == 2);
    CHECK(document.cues[0].text == "a b");
    REQUIRE(document.cues[0].place);
    CHECK(document.cues[0].place->line == Approx(0.05f));
    CHECK(document.cues[0].place->size == Approx(0.8f));
    REQUIRE(document.cues[0].spans.size() == 2);
    CHECK(document.cues[0].spans[0].look.italic);
    CHECK(document.cues[0].spans[1].look.rgb == 0x00ffffu);
    CHECK(document.cues[0].spans[1].look.underline);
    CHECK(document.cues[1].text == "c\nd");
    CHECK(document.cues[1].spans.empty());
    CHECK_FALSE(document.cues[1].place);
}

TEST_CASE("parse_css_color: what subtitles write", "[subtitles]") {
    CHECK(parse_css_color("#FFF") == 0xffffffu);
    CHECK(parse_css_color(" Yellow ") == 0xffff00u);
    CHECK(parse_css_color("rgba(1, 2, 3, 0.5)") == 0x010203u);
    CHECK(parse_css_color("#11223344") == 0x112233u);
    CHECK_FALSE(parse_css_color("#12345"));
    CHECK_FALSE(parse_css_color("rgb(1,2"));
    CHECK_FALSE(parse_css_color(""));
}
