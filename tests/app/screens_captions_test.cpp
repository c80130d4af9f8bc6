// Captions on the player screen: clear of the chrome in every shape of window and every script, and as their style
// says.
#include <array>

#include "app/captions/caption_layout.h"
#include "app/screens/options_sheet.h"
#include "app/screens/page_chrome.h"
#include "tests/app/support/screen_rig.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

struct Line {
    const char* language;
    const char* text;
};

constexpr std::array<Line, 11> kLines = {{
    {"en", "I waited for three years, and you never once asked me how I was."},
    {"zh-Hans", "三年了，我一直在等你，你却从来没有问过我过得好不好。"},
    {"ja", "三年間ずっと待っていたのに、あなたは一度も聞いてくれなかった。"},
    {"ko", "삼 년을 기다렸는데 당신은 한 번도 나에게 안부를 묻지 않았어요."},
    {"ar", "انتظرتك ثلاث سنوات ولم تسألني مرة واحدة كيف حالي."},
    {"th", "ฉันรอคุณมาสามปี แต่คุณไม่เคยถามเลยว่าฉันเป็นอย่างไรบ้าง"},
    {"hi", "मैंने तीन साल इंतज़ार किया और तुमने एक बार भी नहीं पूछा कि मैं कैसी हूँ।"},
    {"pt-BR", "Esperei três anos e você nunca perguntou como eu estava."},
    {"id", "Aku menunggu tiga tahun dan kamu tak pernah bertanya kabarku."},
    {"ta", "நான் மூன்று ஆண்டுகள் காத்திருந்தேன், நீ ஒருமுறை கூட கேட்கவில்லை."},
    {"ru", "Я ждала три года, а ты ни разу не спросил, как у меня дела."},
}};

constexpr std::array<Size, 7> kWindows = {
    {{390, 844}, {360, 640}, {600, 640}, {1100, 620}, {1600, 900}, {270, 480}, {800, 420}}};

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool within(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 && inner.right() <= outer.right() + 1 &&
           inner.bottom() <= outer.bottom() + 1;
}

/// What of the chrome lies under one of the captions; empty = nothing.
std::string overlapped(const ScreenRig& rig) {
    const Rect captions = rig.rect("player.captions");
    const Rect second = rig.shows("player.captions.second") ? rig.rect("player.captions.second") : captions;
    for (const char* id :
         {"player.back", "player.episode", "player.captions_toggle", "player.fullscreen", "player.more",
          "player.rail.like", "player.rail.list", "player.rail.episodes", "player.rail.share", "player.title",
          "player.synopsis", "player.progress", "player.episodes_pill", "player.previous", "player.next"}) {
        if (!rig.shows(id)) continue;
        if (overlap(rig.rect(id), captions) || overlap(rig.rect(id), second)) return id;
    }
    return {};
}

}  // namespace

TEST_CASE("screens: captions never lie under the chrome, in any window, script, size and position",
          "[app][screens][captions]") {
    for (const Size& window : kWindows) {
        for (const Line& line : kLines) {
            INFO(window.width << "x" << window.height << " " << line.language);
            ScreenRig rig(window, line.language);
            rig.host.caption = 0;
            rig.host.playing = false;
            rig.host.cue_text = line.text;
            rig.host.script_captions.second_text = "Where were you?";
            for (const auto position : {CaptionPosition::Low, CaptionPosition::Middle, CaptionPosition::High}) {
                rig.host.script_captions.look.position = position;
                for (const auto size : {CaptionSize::Small, CaptionSize::ExtraLarge}) {
                    rig.host.script_captions.look.size = size;
                    rig.frame();
                    REQUIRE(rig.shows("player.captions"));
                    CHECK(overlapped(rig) == "");
                    CHECK(within(rig.rect("player.captions"), rig.rect("player.stage")));
                    if (!rig.shows("player.captions.second")) continue;
                    CHECK_FALSE(overlap(rig.rect("player.captions"), rig.rect("player.captions.second")));
                }
            }
        }
    }
}

TEST_CASE("screens: of captions with many lines none is lost", "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    const auto height_of = [&](const char* text) {
        rig.host.cue_text = text;
        rig.run(100ms);
        REQUIRE(rig.shows("player.captions"));
        CHECK(within(rig.rect("player.captions"), rig.rect("player.stage")));
        return rig.rect("player.captions").h;
    };
    const float three = height_of("one\ntwo\nthree");
    const float four = height_of("one\ntwo\nthree\nfour");
    CHECK(four > three);
    CHECK(height_of("one\ntwo\nthree\nfour\nfive\nsix") > four);
}

TEST_CASE("screens: captions stand where their position says when the chrome has gone", "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    rig.host.cue_text = "Where were you?";
    const auto top_with = [&](CaptionPosition position) {
        rig.host.script_captions.look.position = position;
        rig.run(6s);
        return rig.rect("player.captions");
    };
    const Rect low = top_with(CaptionPosition::Low);
    CHECK(low.bottom() == Approx(844 * 0.88f).margin(2));
    CHECK(top_with(CaptionPosition::Middle).center().y == Approx(844 * 0.58f).margin(2));
    CHECK(top_with(CaptionPosition::High).y == Approx(844 * 0.08f).margin(2));
}

TEST_CASE("screens: captions come down once the chrome has faded", "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    rig.host.cue_text = "Where were you?";
    rig.run(1s);
    REQUIRE(rig.shows("player.title"));
    const float raised = rig.rect("player.captions").y;
    for (int i = 0; i < 400 && rig.shows("player.title"); ++i) rig.run(16ms);
    REQUIRE_FALSE(rig.shows("player.title"));
    rig.run(100ms);
    CHECK(rig.rect("player.captions").y == raised);
    rig.run(1s);
    CHECK(rig.rect("player.captions").y > raised + 40);
}

TEST_CASE("screens: captions stand above the picture of a scrub, and go back when it is over",
          "[app][screens][captions]") {
    const Size window = GENERATE(Size{390, 844}, Size{360, 640}, Size{1100, 620}, Size{1600, 900});
    CAPTURE(window.width);
    ScreenRig rig(window);
    rig.host.caption = 0;
    rig.host.preview_image = painted_image(180, 320, 2);
    std::string id = "player.captions";
    SECTION("plain cues") {
        rig.host.cue_text = "Where were you?";
        const auto position = GENERATE(CaptionPosition::Low, CaptionPosition::Middle);
        rig.host.script_captions.look.position = position;
    }
    SECTION("two languages") {
        rig.host.cue_text = "Where were you? I waited for three years, and you never once asked me how I was.";
        rig.host.script_captions.second = 1;
        rig.host.script_captions.second_text = "三年了，我一直在等你。";
    }
    SECTION("a cue that has its place") {
        SubtitleCue cue;
        cue.end = 60s;
        cue.text = "Where were you?";
        cue.place = CuePlace{};
        cue.place->line = 0.8f;
        rig.host.script_captions.scripted = {cue};
        id = "player.captions.placed.0";
    }
    SECTION("pictures") {
        SubtitleCue cue;
        cue.end = 60s;
        cue.pictures = {{720, 1280, 200, 1000, painted_image(300, 60, 0)}};
        rig.host.script_captions.scripted = {cue};
        id = "player.captions.picture";
    }
    rig.run(500ms);
    const Rect before = rig.rect(id), bar = rig.rect("player.progress");
    rig.mouse(PressType::Move, {bar.x + bar.w * 0.4f, bar.center().y});
    rig.run(500ms);
    REQUIRE(rig.shows("hud.preview"));
    REQUIRE(rig.shows(id));
    CHECK_FALSE(overlap(rig.rect(id), rig.rect("hud.preview")));
    CHECK(within(rig.rect(id), rig.rect("player.stage")));
    if (id == "player.captions") CHECK(overlapped(rig).empty());
    // Until the pointer goes they stay, also where a picture is still on its way.
    const Rect above = rig.rect(id);
    rig.host.preview_image = nullptr;
    rig.run(500ms);
    CHECK(rig.rect(id).y == above.y);
    rig.mouse(PressType::Move, {bar.x + bar.w * 0.4f, bar.y - 150});
    rig.run(500ms);
    CHECK(rig.rect(id).y == Approx(before.y).margin(1));
}

TEST_CASE("screens: where there is no room above the picture of a scrub captions make way for it",
          "[app][screens][captions]") {
    ScreenRig rig({800, 420});
    rig.host.caption = 0;
    for (int i = 0; i < 12; ++i) rig.host.cue_text += "I waited for three years, and you never asked. ";
    rig.host.preview_image = painted_image(180, 320, 2);
    rig.run(500ms);
    REQUIRE(rig.shows("player.captions"));
    const Rect bar = rig.rect("player.progress");
    rig.mouse(PressType::Move, {bar.x + bar.w * 0.4f, bar.center().y});
    rig.run(500ms);
    REQUIRE(rig.shows("hud.preview"));
    CHECK_FALSE(rig.shows("player.captions"));
}

TEST_CASE("screens: a styled line makes room for the rail, and goes back when the chrome has gone",
          "[app][screens][captions]") {
    for (const std::string language : {"en", "ar"}) {
        INFO(language);
        ScreenRig rig({390, 844}, language);
        rig.host.caption = 0;
        rig.host.cue_text = "Where were you?";
        rig.frame();
        const Rect button = rig.rect("player.rail.list");
        const bool right = button.center().x > 195;
        const int x = right ? 390 - 250 : 0;
        rig.host.script_captions.overlays = {{x, static_cast<int>(button.y), painted_image(250, 30, 0)}};
        rig.run(1s);
        REQUIRE(rig.shows("player.captions.overlay"));
        CHECK_FALSE(overlap(rig.rect("player.captions.overlay"), rig.rect("player.rail.list")));
        CHECK(within(rig.rect("player.captions.overlay"), rig.rect("player.stage")));
        rig.run(6s);
        CHECK(rig.rect("player.captions.overlay").x == Approx(static_cast<float>(x)));
    }
}

TEST_CASE("screens: what stands at the top lies below the top bar and its shade while these are there",
          "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    const auto bar = [&] { return rig.rect("player.back"); };
    SECTION("plain cues") {
        rig.host.script_captions.look.position = CaptionPosition::High;
        rig.host.cue_text = "Where were you?";
        rig.run(1s);
        // There the shade takes less than an eighth of their light.
        CHECK(rig.rect("player.captions").y >= 112);
        rig.run(6s);
        CHECK(rig.rect("player.captions").y == Approx(844 * 0.08f).margin(2));
    }
    SECTION("styled ones") {
        rig.host.cue_text = "Where were you?";
        rig.host.script_captions.overlays = {{20, 10, painted_image(200, 30, 0)}, {20, 50, painted_image(200, 30, 0)}};
        rig.run(1s);
        CHECK_FALSE(overlap(rig.rect("player.captions.overlay"), bar()));
        CHECK(rig.rect("player.captions.overlay").y >= 112);
        rig.run(6s);
        CHECK(rig.rect("player.captions.overlay").y == Approx(10));
    }
    SECTION("pictures, which leave the lower chrome too") {
        SubtitleCue cue;
        cue.end = 10s;
        cue.pictures = {{720, 1280, 100, 10, painted_image(300, 60, 0)},
                        {720, 1280, 100, 1200, painted_image(300, 60, 0)}};
        rig.host.script_captions.scripted = {cue};
        rig.run(1s);
        CHECK_FALSE(overlap(rig.rect("player.captions.picture"), rig.rect("player.title")));
        CHECK(rig.rect("player.captions.picture").bottom() <= rig.rect("player.title").y);
        cue.pictures.pop_back();
        rig.host.script_captions.scripted = {cue};
        rig.run(100ms);
        CHECK(rig.rect("player.captions.picture").y >= 112);
    }
}

TEST_CASE("screens: subtitle pictures made for another shape keep their own and are shown whole",
          "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    SubtitleCue cue;
    cue.end = 60s;
    const int width = GENERATE(1920, 200), height = 1080;
    CAPTURE(width);
    cue.pictures = {{width, height, 0, 500, painted_image(width, 100, 0)}};
    rig.host.script_captions.scripted = {cue};
    rig.run(8s);
    const Rect shown = rig.rect("player.captions.picture"), stage = rig.screen().stage();
    CHECK(shown.w / shown.h == Approx(width / 100.0).epsilon(0.05));
    CHECK(shown.x >= stage.x);
    CHECK(shown.right() <= stage.right());
}

TEST_CASE("clear_of_bars: lines of a half move alike, what is as large as half of the stage stays", "[app][captions]") {
    const Rect stage{0, 0, 400, 800};
    const auto moved = clear_of_bars(
        {{0, 10, 100, 30}, {0, 50, 100, 30}, {0, 760, 100, 30}, {0, 0, 400, 500}, {0, 300, 50, 20}}, stage, 60, 700);
    CHECK(moved[0].y == 60);
    CHECK(moved[1].y == 100);
    CHECK(moved[2].bottom() == 700);
    CHECK(moved[3].y == 0);
    CHECK(moved[4].y == 350);
}

TEST_CASE("screens: the style of captions is two steps away and shows on the picture at once",
          "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    rig.frame();
    CHECK_FALSE(rig.shows("player.captions"));
    rig.press_key("O");
    rig.run(1s);
    rig.click("sheet.options.caption_style");
    rig.run(1s);
    // Something to look at, although nobody speaks.
    REQUIRE(rig.shows("player.captions"));
    const Rect medium = rig.rect("player.captions");
    CHECK(medium.bottom() < rig.rect("sheet").y);
    rig.click("sheet.captions.size.3");
    rig.run(100ms);
    CHECK(rig.host.script_captions.look.size == CaptionSize::ExtraLarge);
    CHECK(rig.has_state("sheet.captions.size.3", "checked"));
    CHECK(rig.rect("player.captions").h > medium.h);
    rig.click("sheet.captions.color.1");
    CHECK(rig.host.script_captions.look.color == CaptionColor::Yellow);
    rig.click("sheet.captions.plate.0");
    CHECK(rig.host.script_captions.look.plate == CaptionPlate::None);
    rig.click("sheet.captions.delay.3");
    rig.click("sheet.captions.delay.4");
    CHECK(rig.host.script_captions.late == 150ms);
    rig.click("sheet.captions.delay.2");
    CHECK(rig.host.script_captions.late == 0ms);
}

TEST_CASE("screens: keys move captions in time by 50 ms and say so", "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.frame();
    const auto press = [&](bool shift) {
        KeyEvent event;
        event.key = "G";
        event.shift = shift;
        rig.screen().handle({rig.clock.now(), event});
        event.down = false;
        rig.screen().handle({rig.clock.now(), event});
        rig.frame();
    };
    press(true);
    press(true);
    CHECK(rig.host.script_captions.late == 100ms);
    press(false);
    press(false);
    press(false);
    CHECK(rig.host.script_captions.late == -50ms);
}

TEST_CASE("screens: a second language is chosen in the options", "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 0;
    rig.press_key("O");
    rig.run(1s);
    rig.click("sheet.options.second_subtitles");
    rig.run(100ms);
    rig.click("sheet.options.second_subtitles.2");
    CHECK(rig.host.script_captions.second == 1);
}

TEST_CASE("screens: the key that switches captions on again leaves to the host which ones",
          "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.caption = 1;
    rig.press_key("C");
    CHECK(rig.host.caption == -1);
    rig.press_key("C");
    CHECK(rig.host.caption == 1);
}

TEST_CASE("screens: captions without language and label have a name, and numbers from the second on",
          "[app][screens][captions]") {
    ScreenRig rig({390, 844});
    rig.host.current = 0;
    rig.host.scripted.series[0].episodes[0].captions = {
        {"c:1", "", false, ""}, {"c:2", "en", false, ""}, {"c:3", "und", false, ""}, {"c:4", "", true, ""}};
    rig.host.caption = 1;
    const std::vector<OptionChoice> choices =
        OptionsSheet::choices(Strings("en"), rig.host, {}, {}, OptionRow::Subtitles);
    REQUIRE(choices.size() == 5);
    CHECK(choices[1].text == "Subtitles");
    CHECK(choices[2].text == "English");
    CHECK(choices[2].selected);
    CHECK(choices[3].text == "Subtitles 2");
    CHECK(choices[4].text == "Subtitles 3 (CC)");
}
