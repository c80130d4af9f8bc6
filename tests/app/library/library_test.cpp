#include "app/library/library.h"

#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "app/library/library_file.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

const EpisodeKey kFirst{"feed", "heir", "1"}, kSecond{"feed", "heir", "2"}, kOther{"other feed", "heir", "1"};

struct Shelf {
    test::TemporaryFolder folder;
    std::filesystem::path path = std::filesystem::path(folder.path()) / "made on the way" / "library.db";
    WallSeconds now{1'700'000'000s};

    std::unique_ptr<Library> open() {
        auto library = std::make_unique<Library>(path, [this] { return now; });
        library->wait_loaded(20s);
        return library;
    }
};

}  // namespace

TEST_CASE("Library: what was remembered in one run is there in the next", "[app][library]") {
    Shelf shelf;
    {
        const auto library = shelf.open();
        CHECK(library->episode(kFirst) == EpisodeRecord{});
        library->watched(kFirst, 12s, 0.4);
        library->set_listed(kFirst.series_key(), true);
        library->set_place(kFirst);
        SeriesRecord series = library->series(kFirst.series_key());
        series.choices = {1.5, "off", true, "ja", "ko", true};
        library->set_series(kFirst.series_key(), series);
        library->set_setting("volume", "0.3");
        library->set_loudness("heir/1", {-23.5, -1.2, "etag"});
    }
    const auto library = shelf.open();
    CHECK(library->trouble() == LibraryTrouble::None);
    CHECK(library->episode(kFirst) == EpisodeRecord{12s, 0.4, false, false, shelf.now});
    CHECK(library->series(kFirst.series_key()) == SeriesRecord{shelf.now, {1.5, "off", true, "ja", "ko", true}});
    CHECK(library->place("feed") == kFirst);
    CHECK(library->setting("volume") == "0.3");
    CHECK(library->loudness("heir/1") == LoudnessRecord{-23.5, -1.2, "etag"});
    CHECK(library->episode(kOther) == EpisodeRecord{});
    CHECK_FALSE(library->place("other feed"));
}

TEST_CASE("Library: in private mode nothing about the viewer is kept, and what was there comes back",
          "[app][library]") {
    Shelf shelf;
    {
        const auto library = shelf.open();
        library->watched(kFirst, 12s, 0.4);
        library->set_place(kFirst);
        library->set_private_mode(true);
        library->watched(kFirst, 30s, 0.9);
        library->watched(kSecond, 5s, 0.1);
        library->set_place(kSecond);
        library->set_listed(kFirst.series_key(), true);
        library->set_loudness("heir/2", {-20, -1, "etag"});
        library->set_setting("volume", "0.3");
        CHECK(library->episode(kFirst).position == 30s);
        CHECK(library->place("feed") == kSecond);
    }
    auto library = shelf.open();
    CHECK(library->private_mode());
    CHECK(library->episode(kFirst).position == 12s);
    CHECK(library->episode(kSecond) == EpisodeRecord{});
    CHECK(library->place("feed") == kFirst);
    CHECK_FALSE(library->series(kFirst.series_key()).listed_at);
    CHECK_FALSE(library->loudness("heir/2"));
    CHECK(library->setting("volume") == "0.3");
    library->watched(kSecond, 7s, 0.2);
    const std::uint64_t forgotten = library->forgotten();
    library->set_private_mode(false);
    CHECK(library->forgotten() > forgotten);
    CHECK(library->episode(kSecond) == EpisodeRecord{});
    library->watched(kSecond, 8s, 0.3);
    library.reset();
    CHECK(shelf.open()->episode(kSecond).position == 8s);
}

TEST_CASE("Library: what is deleted from the history in private mode stays deleted", "[app][library]") {
    Shelf shelf;
    {
        const auto library = shelf.open();
        library->watched(kFirst, 12s, 0.4);
        library->watched(kSecond, 12s, 0.4);
        library->set_place(kFirst);
        library->set_private_mode(true);
        library->watched(kFirst, 20s, 0.6);
        library->forget_watching(kFirst);
        CHECK(library->episode(kFirst).position == 0s);
        library->set_private_mode(false);
        CHECK(library->episode(kFirst).position == 0s);
    }
    const auto library = shelf.open();
    CHECK_FALSE(library->episode(kFirst).watched_at);
    CHECK_FALSE(library->place("feed"));
    CHECK(library->episode(kSecond).position == 12s);
}

TEST_CASE("Library: the farthest that was watched stays, the position goes back", "[app][library]") {
    Library library{std::filesystem::path()};
    library.watched(kFirst, 50s, 0.9);
    library.watched(kFirst, 5s, 0.1);
    CHECK(library.episode(kFirst).position == 5s);
    CHECK(library.episode(kFirst).watched == 0.9);
}

TEST_CASE("Library: the history is latest first, loses single entries, and likes outlive it", "[app][library]") {
    Shelf shelf;
    {
        const auto library = shelf.open();
        library->watched(kFirst, 1s, 0.1);
        shelf.now += 1s;
        library->watched(kSecond, 2s, 0.2);
        shelf.now += 1s;
        library->watched(kOther, 3s, 0.3);
        EpisodeRecord liked = library->episode(kSecond);
        liked.liked = true;
        library->set_episode(kSecond, liked);
        library->set_place(kSecond);
        REQUIRE(library->history().size() == 3);
        CHECK(library->history().front().first == kOther);
        library->forget_watching(kSecond);
    }
    {
        const auto library = shelf.open();
        REQUIRE(library->history().size() == 2);
        CHECK(library->history().back().first == kFirst);
        CHECK(library->episode(kSecond).liked);
        CHECK_FALSE(library->place("feed"));
        library->forget_all_watching();
    }
    const auto library = shelf.open();
    CHECK(library->history().empty());
    CHECK(library->episode(kSecond).liked);
}

TEST_CASE("Library: a paused history takes nothing down", "[app][library]") {
    Library library{std::filesystem::path()};
    library.watched(kFirst, 1s, 0.5);
    library.pause_history(true);
    library.watched(kFirst, 9s, 0.9);
    library.set_place(kSecond);
    CHECK(library.episode(kFirst).position == 1s);
    CHECK_FALSE(library.place("feed"));
    library.pause_history(false);
    library.watched(kFirst, 9s, 0.9);
    CHECK(library.episode(kFirst).position == 9s);
}

TEST_CASE("Library: a private run finds nothing and leaves nothing", "[app][library]") {
    Shelf shelf;
    {
        Library library{std::filesystem::path()};
        library.watched(kFirst, 1s, 0.5);
        CHECK(library.wait_loaded(0s));
    }
    CHECK(std::filesystem::is_empty(shelf.folder.path()));
}

TEST_CASE("Library: a damaged file is set aside, said, and replaced", "[app][library]") {
    Shelf shelf;
    {
        const auto library = shelf.open();
        for (int i = 0; i < 2000; ++i) library->watched({"feed", "heir", std::to_string(i)}, 1s, 0.5);
    }
    const auto size = std::filesystem::file_size(shelf.path);
    SECTION("garbage from the beginning") { std::ofstream(shelf.path, std::ios::binary) << std::string(9000, 'x'); }
    SECTION("a page in the middle") {
        std::fstream file(shelf.path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(static_cast<std::streamoff>(size / 2));
        file << std::string(8192, '\xA5');
    }
    {
        const auto library = shelf.open();
        CHECK(library->trouble() == LibraryTrouble::Replaced);
        CHECK(library->history().empty());
        library->watched(kFirst, 7s, 0.5);
    }
    const auto library = shelf.open();
    CHECK(library->trouble() == LibraryTrouble::None);
    CHECK(library->episode(kFirst).position == 7s);
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(shelf.path.parent_path()))
        aside += entry.path().filename() == "library.db.damaged-20231114-221320" ? 1 : 0;
    CHECK(aside == 1);
}

TEST_CASE("Library: what an older version wrote is brought up to date", "[app][library]") {
    Shelf shelf;
    {
        const auto library = shelf.open();
        SeriesRecord series;
        series.choices.captions = "ja";
        library->set_series(kFirst.series_key(), series);
    }
    {
        auto database = SqliteDatabase::open(shelf.path);
        REQUIRE(database);
        REQUIRE(database->execute("ALTER TABLE series DROP COLUMN caption_delay_us; PRAGMA user_version=1"));
    }
    {
        const auto library = shelf.open();
        CHECK(library->trouble() == LibraryTrouble::None);
        SeriesRecord series = library->series(kFirst.series_key());
        CHECK(series.choices.captions == "ja");
        CHECK(series.choices.caption_delay == 0s);
        series.choices.caption_delay = -150ms;
        library->set_series(kFirst.series_key(), series);
    }
    CHECK(shelf.open()->series(kFirst.series_key()).choices.caption_delay == -150ms);
}

TEST_CASE("Library: what a newer version wrote is left alone", "[app][library]") {
    Shelf shelf;
    { const auto library = shelf.open(); }
    {
        auto database = SqliteDatabase::open(shelf.path);
        REQUIRE(database);
        REQUIRE(database->execute("PRAGMA user_version=1000"));
    }
    {
        const auto library = shelf.open();
        CHECK(library->trouble() == LibraryTrouble::FromNewer);
        library->set_setting("volume", "0.5");
        CHECK(library->setting("volume") == "0.5");
    }
    auto database = SqliteDatabase::open(shelf.path);
    REQUIRE(database);
    auto rows = database->prepare("SELECT COUNT(*) FROM settings");
    REQUIRE(rows);
    REQUIRE(rows->step());
    CHECK(rows->integer(0) == 0);
}

TEST_CASE("Library: where nothing can be written the run goes on and says so", "[app][library]") {
    const test::TemporaryFolder folder;
    const std::string file = folder.write("in the way", "a file");
    Library library{std::filesystem::path(file) / "library.db"};
    CHECK(library.wait_loaded(20s));
    CHECK(library.known());
    CHECK(library.trouble() == LibraryTrouble::NotWritable);
    library.watched(kFirst, 1s, 0.5);
    CHECK(library.episode(kFirst).position == 1s);
}

TEST_CASE("Library: what could not be written is written when the disk takes it again", "[app][library]") {
    Shelf shelf;
    { const auto library = shelf.open(); }
    Library library{shelf.path, [&] { return shelf.now; }, {.try_again = std::chrono::milliseconds(1)}};
    REQUIRE(library.wait_loaded(20s));
    auto disk = SqliteDatabase::open(shelf.path);
    REQUIRE(disk);
    REQUIRE(disk->execute("CREATE TRIGGER full BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'full'); END"));
    library.set_setting("volume", "0.5");
    library.flush();
    CHECK(library.trouble() == LibraryTrouble::NotWritable);
    library.set_setting("volume", "0.7");
    REQUIRE(disk->execute("DROP TRIGGER full"));
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (library.trouble() != LibraryTrouble::None && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    CHECK(library.trouble() == LibraryTrouble::None);
    library.flush();
    CHECK(shelf.open()->setting("volume") == "0.7");
}

TEST_CASE("Library: what cannot be read is known to be nothing", "[app][library]") {
    Shelf shelf;
    shelf.open();
    {
        auto database = SqliteDatabase::open(shelf.path);
        REQUIRE(database);
        REQUIRE(database->execute("DROP TABLE settings"));
    }
    Library library{shelf.path};
    CHECK(library.wait_loaded(20s));
    CHECK(library.known());
    CHECK(library.trouble() == LibraryTrouble::NotWritable);
}

TEST_CASE("Library: changes made before the file was read win over it", "[app][library]") {
    Shelf shelf;
    { shelf.open()->watched(kFirst, 1s, 0.5); }
    Library library{shelf.path, [&] { return shelf.now; }};
    library.watched(kFirst, 9s, 0.6);
    CHECK(library.wait_loaded(20s));
    CHECK(library.episode(kFirst).position == 9s);
}

TEST_CASE("Library: a killed program has lost nothing that was written, and the file is whole", "[app][library]") {
    Shelf shelf;
    for (int round = 1; round <= 5; ++round) {
        int ready[2];
        REQUIRE(pipe(ready) == 0);
        const pid_t child = fork();
        if (child == 0) {
            // The file alone: a child of a program with threads may not start any.
            auto file = LibraryFile::open(shelf.path);
            const EpisodeRecord seen{std::chrono::seconds(round), 0.5, false, false, shelf.now};
            const bool written = file && file->write({EpisodeRow{kFirst, seen}});
            const char byte = 'x';
            if (!written || write(ready[1], &byte, 1) != 1) _exit(1);
            // Killed in the middle of more of them.
            for (int i = 0;; ++i) (void)file->write({EpisodeRow{{"feed", "noise", std::to_string(i)}, seen}});
        }
        close(ready[1]);
        char byte = 0;
        REQUIRE(read(ready[0], &byte, 1) == 1);
        close(ready[0]);
        REQUIRE(kill(child, SIGKILL) == 0);
        REQUIRE(waitpid(child, nullptr, 0) == child);
        const auto library = shelf.open();
        CHECK(library->trouble() == LibraryTrouble::None);
        CHECK(library->episode(kFirst).position == std::chrono::seconds(round));
    }
}
