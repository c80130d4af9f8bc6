#include "net/catalog/episode_name.h"

#include <algorithm>
#include <vector>

#include "net/catalog/sidecar_name.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

struct Row {
    const char* stem;
    int number;
    int season;
    const char* title;
};

}  // namespace

TEST_CASE("parse_episode_name: finds number and title in what testers call their files", "[net][catalog]") {
    const Row rows[] = {
        {"1", 1, 0, ""},
        {"080", 80, 0, ""},
        {"第01集", 1, 0, ""},
        {"第十二集", 12, 0, ""},
        {"第 3 話", 3, 0, ""},
        {"第一百零五集 大结局", 105, 0, "大结局"},
        {"第二十回", 20, 0, ""},
        {"第1集", 1, 0, ""},
        {"第1集 重逢", 1, 0, "重逢"},
        {"第２集", 2, 0, ""},
        {"１２", 12, 0, ""},
        {"十二", 12, 0, ""},
        {"12集", 12, 0, ""},
        {"第二季 第3集", 3, 2, ""},
        {"EP01", 1, 0, ""},
        {"ep.7 - The Wedding", 7, 0, "The Wedding"},
        {"E5", 5, 0, ""},
        {"Episode 10", 10, 0, ""},
        {"Hidden Heir E03 1080p", 3, 0, "Hidden Heir"},
        {"Show.Name.S01E02.1080p.WEB-DL.x264", 2, 1, "Show Name"},
        {"show s2 e11", 11, 2, "show"},
        {"S01E01-E02", 1, 1, ""},
        {"1x02 Pilot", 2, 1, "Pilot"},
        {"剧名01", 1, 0, "剧名"},
        {"01 标题", 1, 0, "标题"},
        {"01_标题_1080P", 1, 0, "标题"},
        {"[Group] Show - 05 [720p][A1B2C3D4]", 5, 0, "Show"},
        {"[05]", 5, 0, ""},
        {"【第6集】真相", 6, 0, "真相"},
        {"Show (2023) 04", 4, 0, "Show"},
        {"Show 2023 07 H.264 AAC 60fps", 7, 0, "Show"},
        {"Film 1920x1080 08", 8, 0, "Film"},
        {"3 Body Problem 05", 5, 0, "3 Body Problem"},
        {"Part 2", 2, 0, ""},
        {"#12 hello", 12, 0, "hello"},
        {"《总裁的秘密》第8集", 8, 0, "总裁的秘密"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.stem);
        const EpisodeName name = parse_episode_name(row.stem);
        CHECK(name.number == std::optional<int>(row.number));
        CHECK(name.season == row.season);
        CHECK(name.title == row.title);
    }
}

TEST_CASE("parse_episode_name: a collection or a title without a number has no number", "[net][catalog]") {
    for (const char* stem : {"1-40合集", "Trailer", "全80集", "sample x264 1080p", "", "...", "[1080p]", "12345678"}) {
        CAPTURE(stem);
        CHECK_FALSE(parse_episode_name(stem).number);
    }
}

TEST_CASE("natural_less: sorts 2 before 10 and leaves nothing equal that is not", "[net][catalog]") {
    std::vector<std::string> names = {"10.mp4", "2.mp4", "１.mp4", "a10", "A2", "01.mp4", "1.mp4", "a", ""};
    std::sort(names.begin(), names.end(), natural_less);
    CHECK(names == std::vector<std::string>{"", "01.mp4", "1.mp4", "１.mp4", "2.mp4", "10.mp4", "a", "A2", "a10"});
    CHECK_FALSE(natural_less("1.mp4", "1.mp4"));
}

TEST_CASE("season_of_folder: knows season folders from titles", "[net][catalog]") {
    CHECK(season_of_folder("Season 02") == std::optional<int>(2));
    CHECK(season_of_folder("S1") == std::optional<int>(1));
    CHECK(season_of_folder("第二季") == std::optional<int>(2));
    CHECK_FALSE(season_of_folder("Season of Love"));
    CHECK_FALSE(season_of_folder("S1mple"));
    CHECK_FALSE(season_of_folder("第2集"));
}

TEST_CASE("parse_sidecar_suffix: reads language, flags and title", "[net][catalog]") {
    const SidecarName chinese = parse_sidecar_suffix(".chs.default");
    CHECK(chinese.language == "zh-Hans");
    CHECK(chinese.is_default);
    const SidecarName words = parse_sidecar_suffix(".Director's words.en.sdh");
    CHECK(words.language == "en");
    CHECK(words.closed_caption);
    CHECK(words.label == "Director's words");
    CHECK(parse_sidecar_suffix(".hi").language == "hi");
    const SidecarName impaired = parse_sidecar_suffix(".en.hi");
    CHECK(impaired.language == "en");
    CHECK(impaired.closed_caption);
    CHECK(parse_sidecar_suffix(".pt-BR.forced").label == "forced");
    CHECK(parse_sidecar_suffix("").language.empty());
}

}  // namespace cliffhanger
