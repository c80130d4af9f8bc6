#include <random>
#include <string>
#include <vector>

#include "player/subtitles/subtitle_document.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

SubtitleDocument parsed(std::string_view bytes, std::string_view file_name = "") {
    auto document = parse_subtitles(bytes, file_name);
    REQUIRE(document);
    return std::move(*document);
}

ErrorKind refused(std::string_view bytes, std::string_view file_name = "") {
    const auto document = parse_subtitles(bytes, file_name);
    REQUIRE_FALSE(document);
    CHECK_FALSE(document.error().message.empty());
    return document.error().kind;
}

TEST_CASE("subtitles: SubRip cues lose their tags and keep their lines", "[subtitles]") {
    const auto document = parsed(
        "1\r\n00:00:01,500 --> 00:00:02,000\r\n<i>One</i> &amp; &#x77ED;&#0; {\\an8}two\r\nlines\r\n\r\n"
        "2\r\n00:01:00,000 --> 01:00:00,000\r\n3 < 4\r\n");
    CHECK(document.format == "subrip");
    REQUIRE(document.cues.size() == 2);
    CHECK(document.cues[0].start == 1500ms);
    CHECK(document.cues[0].end == 2s);
    CHECK(document.cues[0].text == "One & 短\uFFFD two\nlines");
    CHECK(document.cues[1].end == 1h);
    CHECK(document.cues[1].text == "3 < 4");
}

TEST_CASE("subtitles: SubRip without numbers, with dots and with empty lines inside a cue is read all the same",
          "[subtitles]") {
    const auto document = parsed("00:00:01.5-->00:00:02.25\nfirst\n\nstill first\n\n7\n00:03 --> 00:04\n1984\n");
    REQUIRE(document.cues.size() == 2);
    CHECK(document.cues[0].end == 2250ms);
    CHECK(document.cues[0].text == "first\n\nstill first");
    CHECK(document.cues[1].start == 3s);
    CHECK(document.cues[1].text == "1984");
}

TEST_CASE("subtitles: WebVTT's styles, notes, regions, identifiers and settings are no text", "[subtitles]") {
    const auto document = parsed(
        "WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE 00:00.000\n\n"
        "id-1\n00:01.000 --> 00:02.000 align:start line:0\n<v Ann>Hello <b>you</b>&nbsp;there\n\n"
        "1:00:00.000 --> 1:00:01.000\n<ruby>base<rt>reading</rt></ruby> <00:59.000>text\n");
    CHECK(document.format == "webvtt");
    REQUIRE(document.cues.size() == 2);
    CHECK(document.cues[0].text == "Hello you\u00A0there");
    CHECK(document.cues[1].start == 1h);
    CHECK(document.cues[1].text == "base text");
}

TEST_CASE("subtitles: WebVTT without cues is valid, without its signature it is refused", "[subtitles]") {
    CHECK(parsed("\xEF\xBB\xBFWEBVTT\n").cues.empty());
    CHECK(refused("\xEF\xBB\xBF\xEF\xBB\xBFWEBVTT\n", "a.vtt") == ErrorKind::Unsupported);
    CHECK(refused("AWEBVTT\n\n1\n00:00:00.000 --> 00:00:30.500\ntext\n", "a.vtt") == ErrorKind::Unsupported);
}

TEST_CASE("subtitles: WebVTT cues with a malformed time are left out, the rest stays", "[subtitles]") {
    const auto document = parsed(
        "WEBVTT\n\n0:01.000 --> 00:02.000\none digit\n\n00:61.000 --> 01:02.000\n61 seconds\n\n00:01.000 --> "
        "00:02.000\n"
        "good\n00:03.000 --> 00:04.000\ndirectly below\n");
    REQUIRE(document.cues.size() == 2);
    CHECK(document.cues[0].text == "good");
    CHECK(document.cues[1].text == "directly below");
}

TEST_CASE("subtitles: ASS events lose overrides and drawings, and follow their own Format line", "[subtitles]") {
    const auto document = parsed(
        "[Script Info]\nTitle: x\n\n[Events]\nFormat: Start, End, Text\n"
        "Comment: 0:00:00.00,0:00:09.00,not shown\n"
        "Dialogue: 0:00:02.50,0:00:03.00,{\\pos(1,2)}second,\\N{\\i1}line\\hend\n"
        "Dialogue: 0:00:01.00,0:00:02.00,{\\p1}m 0 0 l 1 1{\\p0}first\n");
    CHECK(document.format == "ass");
    REQUIRE(document.cues.size() == 2);
    CHECK(document.cues[0].text == "first");
    CHECK(document.cues[1].start == 2500ms);
    CHECK(document.cues[1].text == "second,\nline end");
}

TEST_CASE("subtitles: TTML times nest, count frames and ticks, and may be durations", "[subtitles]") {
    const auto document = parsed(
        "<?xml version=\"1.0\"?>\n<tt:tt xmlns:tt=\"http://www.w3.org/ns/ttml\" xmlns:ttp=\"urn:p\" "
        "ttp:frameRate=\"25\" "
        "ttp:tickRate=\"1000\"><tt:body begin=\"10s\"><tt:div>"
        "<tt:p begin=\"00:00:01:05\" end=\"3s\">One<tt:br/>two &lt;three&gt;</tt:p>\n"
        "<tt:p begin=\"4000t\" dur=\"500ms\">  much \n space </tt:p>"
        "<tt:p begin=\"5s\"><tt:span begin=\"0s\" end=\"1s\">a</tt:span><tt:span begin=\"1s\" "
        "end=\"2s\">b</tt:span></tt:p>"
        "</tt:div></tt:body></tt:tt>");
    CHECK(document.format == "ttml");
    REQUIRE(document.cues.size() == 4);
    CHECK(document.cues[0].start == 11200ms);
    CHECK(document.cues[0].end == 13s);
    CHECK(document.cues[0].text == "One\ntwo <three>");
    CHECK(document.cues[1].start == 14s);
    CHECK(document.cues[1].end == 14500ms);
    CHECK(document.cues[1].text == "much space");
    CHECK(document.cues[3].start == 16s);
    CHECK(document.cues[3].text == "b");
}

TEST_CASE("subtitles: MicroDVD, SAMI and LRC come in through libav", "[subtitles]") {
    const auto microdvd = parsed("{0}{25}First|line\n{50}{75}Second\n{80}{90}Third\n", "a.sub");
    CHECK(microdvd.format == "microdvd");
    REQUIRE(microdvd.cues.size() == 3);
    CHECK(microdvd.cues[0].text == "First\nline");
    const auto sami = parsed(
        "<SAMI><BODY><SYNC Start=1000><P Class=ENCC>Hello &amp; you</P></SYNC><SYNC Start=2000><P "
        "Class=ENCC>Bye</P></SYNC>"
        "</BODY></SAMI>",
        "a.smi");
    CHECK(sami.format == "sami");
    REQUIRE(sami.cues.size() == 2);
    CHECK(sami.cues[0].start == 1s);
    CHECK(sami.cues[0].end == 2s);
    CHECK(sami.cues[0].text == "Hello & you");
    const auto lyrics = parsed("[00:01.00]One\n[00:03.00]Two\n", "a.lrc");
    REQUIRE(lyrics.cues.size() == 2);
    CHECK(lyrics.cues[0].end == 3s);
    CHECK(lyrics.cues[1].end > lyrics.cues[1].start);
}

TEST_CASE("subtitles: pictures are Unsupported, a known format without a cue Corrupted, too many bytes TooLarge",
          "[subtitles]") {
    CHECK(refused("# VobSub index file, v7\n", "a.idx") == ErrorKind::Unsupported);
    CHECK(refused("PG\0\0\0\0\0\0\0\0\x16\0\x13"s, "a.sup") == ErrorKind::Unsupported);
    CHECK(refused("", "a.srt") == ErrorKind::Corrupted);
    CHECK(refused("[Script Info]\n[Events]\n") == ErrorKind::Corrupted);
    CHECK(refused("<tt><body><p begin='1s'") == ErrorKind::Corrupted);
    CHECK(refused("just some prose") == ErrorKind::Unsupported);
    CHECK(refused(std::string(kMaxSubtitleBytes + 1, 'x')) == ErrorKind::TooLarge);
}

TEST_CASE("SubtitleDocument::at: overlapping cues are all shown, from their start until before their end",
          "[subtitles]") {
    const SubtitleDocument document{"", "", {{1s, 4s, "long"}, {2s, 3s, "short"}, {2s, 9s, ""}, {5s, 6s, "later"}}};
    CHECK(document.at(999ms).empty());
    REQUIRE(document.at(1s).size() == 1);
    const auto both = document.at(2500ms);
    REQUIRE(both.size() == 2);
    CHECK(both[0]->text == "long");
    CHECK(both[1]->text == "short");
    CHECK(document.at(3s).size() == 1);
    CHECK(document.at(4s).empty());
}

TEST_CASE("subtitles: damaged files end in a document or an error, whatever bytes are wrong", "[subtitles]") {
    const std::vector<std::string> seeds{
        "1\n00:00:01,500 --> 00:00:02,000\n<i>One</i> &#x41; {\\an8}two\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Hello&amp;<b>\n\n00:03.000 --> 00:04.000\n<rt>x\n",
        "[Script Info]\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,{\\p1}m{\\p0}a\\N\n",
        "<tt><head/><body begin='1s'><div><p begin='1s' end='00:00:02:10'>a<br/><span>b</span></p></div></body></tt>",
        "{0}{25}a|b\n{30}{40}c\n{50}{60}{y:i}d\n",
        "<SAMI><BODY><SYNC Start=1000><P>a<br>b</SYNC><SYNC Start=9000><P>c</SYNC></BODY></SAMI>",
        "[00:01.00]One\n[00:03.00]Two\n",
        "\xFF\xFE"s + "1\0\n\0" + "0\0"s,
    };
    const std::vector<std::string> names{"a.srt", "a.vtt", "a.ass", "a.ttml", "a.sub", "a.smi", "a.lrc", "a.stl", ""};
    std::mt19937 random(7);  // NOLINT: the same mutations every time
    for (int round = 0; round < 4000; ++round) {
        std::string bytes = seeds[static_cast<std::size_t>(round) % seeds.size()];
        for (std::uint32_t changes = random() % 6 + 1; changes > 0; --changes) {
            const std::size_t at = random() % bytes.size();
            switch (random() % 4) {
                case 0:
                    bytes[at] = static_cast<char>(random());
                    break;
                case 1:
                    bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 20));
                    break;
                case 2:
                    bytes.erase(at, random() % 4 == 0 ? 20 : 1);
                    break;
                default:
                    bytes.insert(at, std::string(random() % 24, "9:0<{-\xC3"[random() % 7]));
                    break;
            }
            if (bytes.empty()) bytes = "x";
        }
        const auto document = parse_subtitles(bytes, names[random() % names.size()]);
        if (!document) {
            CHECK(document.error().kind != ErrorKind::Internal);
            continue;
        }
        for (std::size_t i = 1; i < document->cues.size(); ++i) {
            CHECK(document->cues[i - 1].start <= document->cues[i].start);
        }
        (void)document->at(1500ms);
    }
}

TEST_CASE("subtitles: nesting and brackets without end take no time and no stack", "[subtitles]") {
    std::string deep = "<tt><body>";
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    CHECK(refused(deep) == ErrorKind::Corrupted);
    for (int i = 0; i < 100'000; ++i) deep += "</div>";
    CHECK(refused(deep + "</body></tt>") == ErrorKind::Corrupted);
    const std::string brackets(1 << 20, '<');
    CHECK(parsed("WEBVTT\n\n00:01.000 --> 00:02.000\n" + brackets).cues.size() == 1);
    CHECK(parsed("1\n00:00:01,000 --> 00:00:02,000\n" + std::string(1 << 18, '{')).cues.size() == 1);
}

}  // namespace
}  // namespace cliffhanger
