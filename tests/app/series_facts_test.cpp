#include "app/screens/series/series_facts.h"

#include "app/screens/series/genre_name.h"
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

TEST_CASE("Genre name: known genres are translated however the feed writes them, others get a capital",
          "[app][series]") {
    const Strings chinese("zh-Hans"), vietnamese("vi");
    CHECK(genre_name(chinese, "drama") == "剧情");
    for (const char* written : {"Historical-Drama", "HISTORICAL DRAMA", "historical_drama", " historical drama "})
        CHECK(genre_name(chinese, written) == "古装");
    for (const char* written : {"sci-fi", "SciFi", "science fiction"}) CHECK(genre_name(chinese, written) == "科幻");
    CHECK(genre_name(chinese, "clowns") == "Clowns");
    CHECK(genre_name(chinese, "重生") == "重生");
    CHECK(genre_name(kEnglish, "historical drama") == "Historical drama");
    CHECK(genre_name(kEnglish, "épopée") == "Épopée");
    CHECK(genre_name(kEnglish, "\xFFx") == "\xFFx");
    CHECK(genre_name(vietnamese, "urban") == "Đô thị");
    CHECK(genre_name(kEnglish, "").empty());
    CHECK(genre_in_sentence(kEnglish, "Time-Travel") == "time travel");
    CHECK(genre_in_sentence(kEnglish, "Clowns") == "Clowns");
}

TEST_CASE("Series facts: genres in the words of the interface, each once", "[app][series]") {
    const auto isolates = [](const std::string& text) { return "\u2068" + text + "\u2069"; };
    Series series = scripted_series("s", 1, 0);
    series.genres = {"drama", "sci-fi", "", "Science Fiction", "clowns"};
    CHECK(genre_text(kEnglish, series) ==
          isolates("Drama") + " · " + isolates("Science fiction") + " · " + isolates("Clowns"));
    CHECK(genre_text(Strings("zh-Hans"), series) ==
          isolates("剧情") + " · " + isolates("科幻") + " · " + isolates("Clowns"));
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
