#include <array>
#include <string>

#include "tests/app/golden.h"
#include "tests/app/render_support.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::render_test;

namespace {

struct Sample {
    const char* language;
    const char* title;
    const char* synopsis;
};

constexpr std::array<Sample, 9> kSamples{{
    {"en", "The Billionaire's Hidden Heir",
     "Episode 12 · She signed the divorce papers, then found out she was pregnant. Swipe up for the next episode — 80 "
     "episodes"},
    {"zh-Hans", "离婚后,前夫跪求复合", "第12集 · 她签下离婚协议书的那一刻,才发现自己怀孕了。上滑观看下一集,全80集。"},
    {"ja", "離婚した夜、社長に溺愛されました",
     "第12話・離婚届に判を押した瞬間、妊娠に気づいた。上にスワイプして次のエピソードへ。骨・直・海・化"},
    {"ko", "이혼 후, 전남편이 무릎을 꿇었다",
     "12화 • 이혼 서류에 서명한 순간, 임신 사실을 알게 되었다. 위로 밀어 다음 화 보기"},
    {"ar", "وريثة الملياردير السرية",
     "الحلقة 12 · وقّعت أوراق الطلاق ثم اكتشفت أنها حامل (Season 1). اسحب للأعلى للحلقة التالية"},
    {"th", "ทายาทลับของท่านประธาน", "ตอนที่ 12 · เธอเซ็นใบหย่าแล้วจึงรู้ว่าตัวเองท้อง ปัดขึ้นเพื่อดูตอนต่อไป น้ำผึ้ง ที่นี่"},
    {"hi", "अरबपति का छुपा हुआ वारिस",
     "एपिसोड 12 · तलाक के कागज़ पर हस्ताक्षर करते ही उसे पता चला कि वह गर्भवती है। क्षत्रिय विश्व"},
    {"pt", "O Herdeiro Secreto do Bilionário",
     "Episódio 12 · Ela assinou o divórcio e descobriu que estava grávida. Deslize para cima para o próximo episódio"},
    {"id", "Pewaris Rahasia Sang Miliarder",
     "Episode 12 · Ia menandatangani surat cerai lalu tahu dirinya hamil "
     "\U0001F525❤\U0001F468\u200d\U0001F469\u200d\U0001F467 Geser ke atas"},
}};

}  // namespace

TEST_CASE("Text: nine languages are shaped, ordered, wrapped and ellipsised as in the golden picture",
          "[app][text][golden]") {
    const auto window = headless({700, 800}, 1);
    Canvas& canvas = window->begin_frame();
    TextEngine& text = canvas.text_engine();
    TextStyle title, cut, whole;
    title.token = TypeToken::TitleL;
    cut.max_lines = 2;
    whole.max_lines = 0;
    float y = 12;
    for (const Sample& sample : kSamples) {
        const auto draw = [&](const TextStyle& style, float x, float top, float width, Color color, const char* utf8) {
            const Label label = text.label(utf8, sample.language, style, width);
            CHECK(label.unknown_glyphs == 0);
            CHECK(label.rtl == (std::string(sample.language) == "ar"));
            canvas.text(label, {label.rtl ? x + width - label.width : x, top}, color);
        };
        draw(title, 16, y, 310, {255, 255, 255, 255}, sample.title);
        draw(cut, 16, y + 30, 310, {255, 255, 255, 184}, sample.synopsis);
        draw(whole, 366, y, 310, {255, 255, 255, 184}, sample.synopsis);
        y += 87;
    }
    window->present({});
    const GoldenDifference difference = compare_with_golden(window->read_back(), "text_nine_languages");
    CHECK(difference.share <= 0.001);
    CHECK(difference.worst_tile <= 0.05);
}

TEST_CASE("Canvas: shapes, shadows, icons and pictures look as in the golden picture", "[app][render][golden]") {
    const auto window = headless({390, 420}, 1);
    Canvas& canvas = window->begin_frame();
    canvas.fill({0, 0, 390, 420}, {70, 80, 140, 255});
    int column = 0;
    for (const Elevation elevation : {Elevation::E1, Elevation::E2, Elevation::E3}) {
        const Rect card{20.0f + 124 * static_cast<float>(column++), 20, 100, 60};
        canvas.shadow(card, 12, elevation);
        canvas.fill_rounded(card, 12, {21, 21, 28, 255});
        canvas.stroke_rounded(card, 12, 2, {255, 255, 255, 102});
    }
    canvas.fill_rounded({20, 110, 180, 45}, 999, {225, 29, 72, 255});
    canvas.circle({230, 132}, 10, {255, 255, 255, 255});
    canvas.soft_disc({290, 132}, 28, {0, 0, 0, 107});
    canvas.icon(Icon::Favorite, {290, 132}, 32, {255, 59, 92, 255});
    canvas.icon(Icon::ArrowBack, {340, 132}, 24, {255, 255, 255, 255}, true);
    for (int i = 0; i < 4; ++i) {
        canvas.arc({40 + 50 * static_cast<float>(i), 190}, 16, 3, 30 * static_cast<float>(i),
                   60 + 80 * static_cast<float>(i), {255, 255, 255, 255});
    }
    auto image = std::make_shared<Image>();
    image->width = image->height = 32;
    for (std::uint32_t i = 0; i < 32 * 32; ++i) image->argb.push_back(0xff000050u | i % 32 * 8 << 16 | i / 32 * 8 << 8);
    canvas.image(image, {20, 230, 90, 160}, 12);
    canvas.fill({130, 230, 90, 160}, {255, 255, 255, 255});
    canvas.set_stage_corner_radius(16);
    canvas.top_scrim({130, 230, 90, 160}, 0.3f, 1);
    canvas.bottom_scrim({130, 230, 90, 160}, 0.3f, 1);
    const Label label = canvas.text_engine().label("128.4K", "en", {}, 0);
    canvas.text_with_shadow(label, {240, 300}, {255, 255, 255, 255});
    window->present({});
    const GoldenDifference difference = compare_with_golden(window->read_back(), "canvas_shapes");
    CHECK(difference.share <= 0.001);
    CHECK(difference.worst_tile <= 0.05);
}
