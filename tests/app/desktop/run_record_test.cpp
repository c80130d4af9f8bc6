#include "app/platform/run_record.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "app/platform/crash_report.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

const RunNote kNote{"/videos/feed.json", "My Driver Owns the City", "driver/3"};

/// A run that begins, notes something and ends without saying so.
int died_in(const std::filesystem::path& state) {
    const pid_t child = fork();
    if (child == 0) {
        RunRecord record(state);
        record.note(kNote);
        _exit(0);  // as kill -9: no destructor
    }
    int status = 0;
    waitpid(child, &status, 0);
    return child;
}

}  // namespace

TEST_CASE("RunRecord: a run that ends well leaves nothing", "[app][desktop]") {
    const test::TemporaryFolder state;
    {
        RunRecord record(state.path());
        record.note(kNote);
    }
    CHECK_FALSE(RunRecord(state.path()).unclean());
}

TEST_CASE("RunRecord: what was on the stage of a run that died is found, once", "[app][desktop]") {
    const test::TemporaryFolder state;
    const int pid = died_in(state.path());
    {
        const RunRecord next(state.path());
        REQUIRE(next.unclean());
        CHECK(next.unclean()->note == kNote);
        CHECK(next.unclean()->pid == pid);
    }
    CHECK_FALSE(RunRecord(state.path()).unclean());
}

TEST_CASE("RunRecord: a run that still goes on has not died", "[app][desktop]") {
    const test::TemporaryFolder state;
    RunRecord running(state.path());
    running.note(kNote);
    CHECK_FALSE(RunRecord(state.path()).unclean());
}

TEST_CASE("RunRecord: texts of any length are kept as far as there is room", "[app][desktop]") {
    const test::TemporaryFolder state;
    RunRecord record(state.path());
    record.note({std::string(100'000, 'a'), std::string(100'000, 'b'), std::string(100'000, 'c')});
    REQUIRE(record.text() != nullptr);
    CHECK(record.text()[RunRecord::kTextSize - 1] == '\0');
}

TEST_CASE("RunRecord: without a folder there is no record", "[app][desktop]") {
    RunRecord record({});
    record.note(kNote);
    CHECK(record.text() == nullptr);
    CHECK_FALSE(record.unclean());
}

TEST_CASE("CrashReports: only the newest reports are kept", "[app][desktop]") {
    const test::TemporaryFolder state;
    for (int i = 0; i < 9; ++i) state.write("crashes/crash-170000000" + std::to_string(i) + "-77.txt");
    state.write("crashes/notes.txt");
    { const CrashReports reports(state.path() / "crashes", nullptr); }
    std::size_t left = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(state.path() / "crashes")) ++left;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    CHECK(left == 10);  // sanitizers report crashes themselves
#else
    CHECK(left == 6);
    CHECK(find_crash_report(state.path() / "crashes", 77).filename() == "crash-1700000004-77.txt");
    CHECK(find_crash_report(state.path() / "crashes", 78).empty());
#endif
}
