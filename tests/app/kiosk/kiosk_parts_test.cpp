// The operator's PIN and gesture, the order of teasers, and what visitors may do.
#include <map>
#include <set>

#include "app/kiosk/corner_hold.h"
#include "app/kiosk/kiosk_lock.h"
#include "app/kiosk/pin_gate.h"
#include "app/kiosk/teaser_order.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

PinGate::Answer type(PinGate& gate, Microseconds now, const std::string& digits) {
    PinGate::Answer answer = PinGate::Answer::None;
    for (const char digit : digits) answer = gate.type(now, digit);
    return answer;
}

constexpr Rect kCorner{0, 0, 96, 96};

InputEvent finger(Microseconds now, PressType what, Point at, std::int64_t id = 1) {
    return {now, TouchEvent{id, what, at}};
}

}  // namespace

TEST_CASE("kiosk: a PIN is four to eight digits", "[app][kiosk]") {
    CHECK(PinGate::is_pin("0000"));
    CHECK(PinGate::is_pin("12345678"));
    for (const char* wrong : {"", "123", "123456789", "12a4", "١٢٣٤", " 1234"}) {
        INFO(wrong);
        CHECK_FALSE(PinGate::is_pin(wrong));
    }
}

TEST_CASE("kiosk: the PIN answers when it is complete, and a digit can be taken back", "[app][kiosk]") {
    PinGate gate("2468");
    CHECK(type(gate, 0s, "246") == PinGate::Answer::None);
    CHECK(gate.digits() == 3);
    gate.erase();
    CHECK(type(gate, 0s, "68") == PinGate::Answer::Right);
    CHECK(type(gate, 0s, "2469") == PinGate::Answer::Wrong);
    CHECK(gate.was_wrong());
    CHECK(gate.digits() == 0);
    CHECK(gate.type(0s, '2') == PinGate::Answer::None);
    CHECK_FALSE(gate.was_wrong());
}

TEST_CASE("kiosk: wrong PINs are answered ever more slowly, also when the pad opens anew", "[app][kiosk]") {
    PinGate gate("2468");
    type(gate, 0s, "0000");
    type(gate, 0s, "1111");
    CHECK(gate.wait_seconds(0s) == 0);
    type(gate, 0s, "2222");
    CHECK(gate.wait_seconds(0s) == 30);
    gate.begin();
    CHECK(type(gate, 29s, "2468") == PinGate::Answer::None);
    CHECK(gate.digits() == 0);
    CHECK(type(gate, 30s, "3333") == PinGate::Answer::Wrong);
    CHECK(gate.wait_seconds(30s) == 60);
    CHECK(type(gate, 90s, "2468") == PinGate::Answer::Right);
    CHECK(type(gate, 90s, "3333") == PinGate::Answer::Wrong);
    CHECK(gate.wait_seconds(90s) == 0);
}

TEST_CASE("kiosk: no PIN is guessed in a week", "[app][kiosk]") {
    PinGate gate("9999");
    Microseconds now{0};
    int tries = 0;
    for (; now < 24h * 7; ++tries) {
        type(gate, now, "0000");
        now += std::max(Microseconds(1s), Microseconds(std::chrono::seconds(gate.wait_seconds(now))));
    }
    CHECK(tries < 200);
}

TEST_CASE("kiosk: the corner is held for five seconds by one finger that stays", "[app][kiosk]") {
    CornerHold hold;
    hold.handle(finger(0s, PressType::Down, {40, 40}), kCorner);
    hold.handle(finger(2s, PressType::Move, {60, 44}), kCorner);
    CHECK_FALSE(hold.take(4'999ms));
    CHECK(hold.progress(2'500ms) == Approx(0.5));
    CHECK(hold.next_change() == 5s);
    CHECK(hold.take(5s));
    CHECK_FALSE(hold.take(6s));

    SECTION("not elsewhere") {
        hold.handle(finger(0s, PressType::Down, {140, 40}), kCorner);
        CHECK_FALSE(hold.take(60s));
    }
    SECTION("not when it leaves") {
        hold.handle(finger(0s, PressType::Down, {40, 40}), kCorner);
        hold.handle(finger(1s, PressType::Move, {140, 40}), kCorner);
        CHECK_FALSE(hold.take(60s));
    }
    SECTION("not when it goes up") {
        hold.handle(finger(0s, PressType::Down, {40, 40}), kCorner);
        hold.handle(finger(1s, PressType::Up, {40, 40}), kCorner);
        CHECK_FALSE(hold.take(60s));
    }
    SECTION("not with the whole hand") {
        hold.handle(finger(0s, PressType::Down, {40, 40}), kCorner);
        hold.handle(finger(1s, PressType::Down, {300, 400}, 2), kCorner);
        CHECK_FALSE(hold.take(60s));
    }
    SECTION("also where the system tells of the finger as of a mouse, too") {
        hold.handle(finger(0s, PressType::Down, {40, 40}), kCorner);
        hold.handle({0s, MouseEvent{PressType::Down, MouseButton::Left, {40, 40}, 1}}, kCorner);
        CHECK(hold.take(5s));
    }
    SECTION("by the mouse, too") {
        hold.handle({0s, MouseEvent{PressType::Down, MouseButton::Left, {40, 40}, 1}}, kCorner);
        CHECK(hold.take(5s));
    }
}

TEST_CASE("kiosk: teasers come in rounds that have each of them once", "[app][kiosk]") {
    const auto order = teaser_order(7, 50, 3);
    REQUIRE(order.size() == 56);
    for (std::size_t round = 0; round < 8; ++round) {
        const std::set<std::size_t> there(order.begin() + static_cast<long>(round * 7),
                                          order.begin() + static_cast<long>(round * 7 + 7));
        CHECK(there.size() == 7);
    }
    for (std::size_t i = 1; i < order.size(); ++i) CHECK(order[i] != order[i - 1]);
    CHECK(order == teaser_order(7, 50, 3));
    CHECK(order != teaser_order(7, 50, 4));
    CHECK(teaser_order(0, 50, 1).empty());
    CHECK(teaser_order(1, 50, 1) == std::vector<std::size_t>{0});
    CHECK(teaser_order(2, 6, 1).size() == 6);
}

TEST_CASE("kiosk: over many orders every teaser is as often the first", "[app][kiosk]") {
    std::map<std::size_t, int> first;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) ++first[teaser_order(6, 6, seed).front()];
    for (const auto& [index, count] : first) {
        INFO(index);
        CHECK(count > 400);
        CHECK(count < 600);
    }
}

TEST_CASE("kiosk: what leads out of the player is refused", "[app][kiosk]") {
    for (const Intent intent : {Intent::Quit, Intent::Fullscreen, Intent::MiniPlayer, Intent::Screenshot, Intent::Stats,
                                Intent::SaveReport, Intent::Options, Intent::Help, Intent::GoSettings, Intent::Search,
                                Intent::GoHistory, Intent::GoMyList, Intent::GoForYou, Intent::SetSpeed})
        CHECK_FALSE(kiosk_allows(intent));
    for (const ActionKind kind : {ActionKind::Quit, ActionKind::Fullscreen, ActionKind::MiniPlayer, ActionKind::Share,
                                  ActionKind::OpenOptions, ActionKind::CopyErrorCode, ActionKind::CopyReport,
                                  ActionKind::SaveReport, ActionKind::Help, ActionKind::AcceptOffer})
        CHECK_FALSE(kiosk_allows(kind));
    for (const ScreenKind kind : {ScreenKind::Settings, ScreenKind::Search, ScreenKind::History, ScreenKind::Me,
                                  ScreenKind::MyList, ScreenKind::Downloads})
        CHECK_FALSE(kiosk_allows(kind));
    CHECK(kiosk_allows(Intent::NextEpisode));
    CHECK(kiosk_allows(Intent::SeekPercent50));
    CHECK(kiosk_allows(ActionKind::Like));
    CHECK(kiosk_allows(ScreenKind::Home));
}
