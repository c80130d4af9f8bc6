#include "app/commands/bench_preload_command.h"

#include <filesystem>
#include <sstream>

#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
namespace fs = std::filesystem;

TEST_CASE("bench preload: scores that are not the expected ones are an error", "[app][policy]") {
    const test::TemporaryFolder folder;
    fs::copy(fs::path(CLIFFHANGER_TEST_SOURCE_DIR) / "tests/fixtures/svs", folder.path(), fs::copy_options::recursive);
    BenchOptions options;
    options.name = "preload";
    options.data = folder.path();
    options.policy = "no_save";
    std::ostringstream out, errors;
    const auto run = [&](const std::string& expected) {
        if (!expected.empty())
            folder.write("expected.csv",
                         "session,trace,policy,S,QoE,bytes,rebuf_ms,smooth,waste_bytes,chunks\n" + expected);
        return run_bench_preload(options, out, errors);
    };
    CHECK(run("") == 0);
    CHECK(errors.str().empty());
    CHECK(run("s0,low_00,no_save,99,1,1,1,1,1,1\n") == 3);
    CHECK(errors.str().find("not scored as expected") != std::string::npos);
    CHECK(run("s7,low_00,no_save,99,1,1,1,1,1,1\n") == 3);
    CHECK(errors.str().find("1 expected rows name no session") != std::string::npos);
}
