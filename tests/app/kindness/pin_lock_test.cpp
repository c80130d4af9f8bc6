#include "app/kindness/pin_lock.h"

#include <set>

#include "app/kindness/age_gate.h"
#include "app/library/library.h"
#include "app/settings/settings.h"
#include "net/catalog/catalog.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

TEST_CASE("PinLock: the PIN opens, others do not, and its digits are nowhere", "[app][kindness]") {
    Library library{{}};
    PinLock lock(library);
    CHECK_FALSE(lock.is_set());
    CHECK_FALSE(lock.matches("2580"));
    REQUIRE(lock.set("2580"));
    CHECK(lock.is_set());
    CHECK(library.setting("pin.hash")->starts_with("pbkdf2-sha256 "));
    CHECK(library.setting("pin.hash")->find("2580") == std::string::npos);
    CHECK(lock.matches("2580"));
    CHECK_FALSE(lock.matches("2581"));
    CHECK_FALSE(lock.matches("25800"));
    lock.remove();
    CHECK_FALSE(lock.is_set());
    CHECK_FALSE(lock.matches("2580"));
}

TEST_CASE("PinLock: the same PIN is kept as something else each time", "[app][kindness]") {
    Library library{{}};
    PinLock lock(library);
    std::set<std::string> kept;
    for (int i = 0; i < 3; ++i) {
        REQUIRE(lock.set("1234"));
        kept.insert(*library.setting("pin.hash"));
    }
    CHECK(kept.size() == 3);
}

TEST_CASE("PinLock: what is no PIN is not taken, and damage opens nothing", "[app][kindness]") {
    Library library{{}};
    PinLock lock(library);
    for (const char* text : {"", "123", "12345", "12a4", "١٢٣٤"}) CHECK_FALSE(lock.set(text));
    CHECK_FALSE(lock.is_set());
    for (const char* kept : {"x", "pbkdf2-sha256", "pbkdf2-sha256 50000 00 ", "pbkdf2-sha256 -1 00 00",
                             "pbkdf2-sha256 2000000000 00 00", "plain 1 00 1234", "   "}) {
        library.set_setting("pin.hash", kept);
        INFO(kept);
        CHECK(lock.is_set());
        CHECK_FALSE(lock.matches("1234"));
        CHECK_FALSE(lock.matches(""));
    }
}

TEST_CASE("PinLock: the PIN, wrong tries and the limit are there in the next run", "[app][kindness][library]") {
    const test::TemporaryFolder folder;
    const auto path = std::filesystem::path(folder.path()) / "library.db";
    {
        Library library(path);
        REQUIRE(library.wait_loaded(20s));
        PinLock lock(library);
        REQUIRE(lock.set("2580"));
        lock.set_failures(5);
        Settings(library).set(Setting::AgeLimit, "12");
    }
    Library library(path);
    REQUIRE(library.wait_loaded(20s));
    const PinLock lock(library);
    CHECK(lock.matches("2580"));
    CHECK(lock.failures() == 5);
    CHECK(Settings(library).values().age_limit == 12);
}

TEST_CASE("AgeGate: what is above the limit is locked, until the PIN or its absence says otherwise",
          "[app][kindness]") {
    Library library{{}};
    Settings settings(library);
    AgeGate gate(settings, library);
    const auto locks = [&](std::optional<int> age) {
        Episode episode;
        episode.age = age;
        return gate.locks(episode);
    };
    CHECK_FALSE(locks(18));
    settings.set(Setting::AgeLimit, "12");
    CHECK(locks(13));
    CHECK_FALSE(locks(12));
    CHECK_FALSE(locks(0));
    CHECK_FALSE(locks(std::nullopt));
    const int limited = gate.state();
    gate.grant();
    CHECK_FALSE(locks(18));
    CHECK(gate.state() != limited);
    gate.lock_again();
    CHECK(locks(18));
    CHECK(gate.state() == limited);
    settings.set(Setting::AgeLimit, "0");
    CHECK(locks(6));
    CHECK(gate.state() != limited);
}

TEST_CASE("Settings: the command line's age limit is not lost when others change", "[app][kindness]") {
    Library library{{}};
    Settings settings(library);
    settings.ask_for(Setting::AgeLimit, "11");
    CHECK(settings.values().age_limit == 11);
    CHECK(settings.asked_for(Setting::AgeLimit));
    library.begin_anew();
    settings.refresh();
    CHECK(settings.values().age_limit == 11);
}
