#include "app/screens/series/series_facts.h"

#include "tests/app/support/scripted_host.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

const Strings kEnglish("en");

Series with_locks(int episodes, int free, const Lock& lock) {
    Series series = scripted_series("s", episodes, 0);
    for (int i = free; i < episodes; ++i) series.episodes[static_cast<std::size_t>(i)].lock = lock;
    return series;
}

}  // namespace

TEST_CASE("Series facts: what watching costs is said in plain words", "[app][series]") {
    const auto rule = [](const Series& series) { return price_rule(kEnglish, series); };
    CHECK(rule(with_locks(10, 10, {})) == "All episodes are free");
    CHECK(rule(with_locks(80, 20, {"coin", 12, ""})) == "First 20 episodes free · After that: 12 coins an episode");
    CHECK(rule(with_locks(80, 20, {"purchase", 1.99, "USD"})) ==
          "First 20 episodes free · After that: 1.99 USD an episode");
    CHECK(rule(with_locks(80, 1, {"subscription", 0, ""})) ==
          "First episode free · After that: Included with a subscription");
    CHECK(rule(with_locks(80, 20, {"coin", 0, ""})) == "First 20 episodes free · Later episodes are locked");
    CHECK(rule(with_locks(5, 0, {"vip", 0, ""})) == "For VIP members");
    Series mixed = with_locks(10, 5, {"coin", 12, ""});
    mixed.episodes[7].lock.reset();
    CHECK(rule(mixed) == "Some episodes are locked");
    Series dearer = with_locks(10, 5, {"coin", 12, ""});
    dearer.episodes[9].lock->price = 20;
    CHECK(rule(dearer) == "First 5 episodes free · Later episodes are locked");
}

TEST_CASE("Series facts: how much there is to watch", "[app][series]") {
    Series series = scripted_series("s", 80, 0);
    CHECK(length_text(kEnglish, series) == "80 episodes · 2 h 3 min");
    series.announced_episodes = 100;
    CHECK(length_text(kEnglish, series) == "80 of 100 episodes · 2 h 3 min");
    series.announced_episodes = 0;
    series.episodes[4].duration_s.reset();
    CHECK(length_text(kEnglish, series) == "80 episodes");
}

TEST_CASE("Series facts: warnings are translated where they are common ones, each once", "[app][series]") {
    Series series = scripted_series("s", 1, 0);
    CHECK(warning_text(kEnglish, series).empty());
    series.warnings = {"Violence", "gore", "blood", "clowns"};
    CHECK(warning_text(kEnglish, series) == "Contains: violence, blood, clowns");
    CHECK(warning_text(Strings("zh-Hans"), series).find("暴力、血腥、") != std::string::npos);
}

TEST_CASE("Series facts: who plays comes before who made it", "[app][series]") {
    Series series = scripted_series("s", 1, 0);
    series.credits = {{"June Okafor", "director", ""}, {"Elena Voss", "actor", "Mia Hart"}, {"Bo", "voice", ""}};
    const auto cast = cast_of(kEnglish, series);
    REQUIRE(cast.size() == 3);
    CHECK(cast[0].name == "Elena Voss");
    CHECK(cast[0].part == "Mia Hart");
    CHECK(cast[1].part.empty());
    CHECK(cast[2].part == "Director");
    CHECK(initials("Elena Maria Voss") == "EV");
    CHECK(initials("宋美") == "宋");
    CHECK(initials("").empty());
}

}  // namespace cliffhanger
