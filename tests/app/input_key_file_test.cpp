#include <cstdlib>

#include "app/input/key_map_file.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("keys.conf: its lines come over the built-in ones, and bad lines are skipped", "[app][input]") {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("keys.conf", "Q next-episode\nno such line\nH ignore\n");
    const KeyMap keys = load_key_map(path);
    CHECK(keys.find({.key = "Q"}, {}) == Intent::NextEpisode);
    CHECK(keys.find({.key = "H"}, {}) == Intent::None);
    CHECK(keys.find({.key = "Down"}, {}) == Intent::NextEpisode);
}

TEST_CASE("keys.conf: what cannot be used is reported, whatever is wrong with it", "[app][input]") {
    const test::TemporaryFolder folder;
    const auto findings = [&](const std::string& text) {
        return load_key_map(folder.write("keys.conf", text)).findings();
    };
    CHECK(findings("Q like\nKeypad_+ volume-up\n\xc3\xa9 volume-down\nShift+# next-episode\n").empty());
    CHECK(findings("Shift+ like\n").size() == 1);
    CHECK(findings("Sapce like\n").size() == 1);
    // A Russian layout's key goes by the letter of a US keyboard.
    CHECK(findings("\xd0\xbb like\n").size() == 1);
    for (const char* broken : {"\x80 like\n", "\xff\xfe\x80 like\n", "\xff\xfe\x80\x80 like\n"})
        CHECK(findings(broken).size() == 1);
    const auto about_folder = load_key_map(folder.path().string()).findings();
    REQUIRE(about_folder.size() == 1);
    CHECK(about_folder[0].line == 0);
}

TEST_CASE("keys.conf: without a file the built-in keys are there", "[app][input]") {
    CHECK(load_key_map("/nonexistent/keys.conf").find({.key = "H"}, {}) == Intent::Like);
    CHECK(load_key_map("").find({.key = "H"}, {}) == Intent::Like);
}

TEST_CASE("keys.conf: lies in the configuration folder", "[app][input]") {
    setenv("XDG_CONFIG_HOME", "/somewhere/config", 1);
    CHECK(key_map_path() == "/somewhere/config/cliffhanger/keys.conf");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    const std::string home = getenv("HOME") != nullptr ? getenv("HOME") : "";
    setenv("HOME", "/home/viewer", 1);
    CHECK(key_map_path() == "/home/viewer/.config/cliffhanger/keys.conf");
    home.empty() ? unsetenv("HOME") : setenv("HOME", home.c_str(), 1);
    unsetenv("XDG_CONFIG_HOME");
}
