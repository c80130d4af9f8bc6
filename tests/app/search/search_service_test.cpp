#include "app/search/search_service.h"

#include <algorithm>
#include <fstream>
#include <random>

#include "tests/app/search/search_rig.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;

TEST_CASE("Search: titles of every language are found by their words and by what they begin with", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("driver") == "heir");
    CHECK(rig.first("DRIV") == "heir");
    CHECK(rig.first("city my") == "heir");
    CHECK(rig.first("corazon") == "spanish");
    CHECK(rig.first("llamas") == "spanish");
    CHECK(rig.first("tong tai") == "viet");
    CHECK(rig.first("dang") == "viet");
    CHECK(rig.first("Đặng") == "viet");
    CHECK(rig.first("रिश्ता") == "hindi");
    CHECK(rig.first("दिल") == "hindi");
    CHECK(rig.first("سائق") == "arabic");
    CHECK(rig.first("السائق") == "arabic");
    CHECK(rig.first("مدينه") == "arabic");
    CHECK(rig.ids("nothing like it").empty());
}

TEST_CASE("Search: Chinese is found by one character, by two, by pinyin and by initials", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("签") == "signin");
    CHECK(rig.first("体") == "signin");
    CHECK(rig.first("签到") == "signin");
    CHECK(rig.first("签到荒古") == "signin");
    CHECK(rig.first("开局 圣体") == "signin");
    CHECK(rig.first("kaiju") == "signin");
    CHECK(rig.first("kai ju") == "signin");
    CHECK(rig.first("qiand") == "signin");
    CHECK(rig.first("kjqd") == "signin");
    CHECK(rig.first("hgst") == "signin");
    CHECK(rig.first("豪门") == "heir");
    CHECK(rig.first("haomen") == "heir");
    CHECK(rig.ids("局到").empty());
}

TEST_CASE("Search: traditional and simplified Chinese find each other", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("总裁") == "trad");
    CHECK(rig.first("總裁") == "trad");
    CHECK(rig.first("回来") == "trad");
    CHECK(rig.first("豪門繼承人") == "heir");
    CHECK(rig.first("zongcai") == "trad");
}

TEST_CASE("Search: Japanese is found by two characters, whichever kana, and kana by Latin letters", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("名は") == "yourname");
    CHECK(rig.first("君の") == "yourname");
    CHECK(rig.first("ラーメン") == "ramen");
    CHECK(rig.first("らーめん") == "ramen");
    CHECK(rig.first("らめ") == "ramen");
    CHECK(rig.first("ramen") == "ramen");
    CHECK(rig.first("食堂") == "ramen");
}

TEST_CASE("Search: Korean is found as it is typed, inside of words, by initials and by Latin letters",
          "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("김비서") == "secretary");
    CHECK(rig.first("비서") == "secretary");
    CHECK(rig.first("사") == "korlove");
    CHECK(rig.first("살") == "korlove");  // on the way to 사랑
    CHECK(rig.first("사라") == "korlove");
    CHECK(rig.first("사랑") == "korlove");
    CHECK(rig.first("ㅅㄹ") == "korlove");
    CHECK(rig.first("ㅂㅅㅊ") == "korlove");
    CHECK(rig.first("gimbiseo") == "secretary");
}

TEST_CASE("Search: Thai is found by two characters, with or without tones", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("รัก") == "thai");
    CHECK(rig.first("มาเฟีย") == "thai");
    CHECK(rig.first("ราย") == "thai");
    CHECK(rig.first("เฟ") == "thai");
}

TEST_CASE("Search: one mistake is forgiven, two in long words", "[app][search]") {
    SearchRig rig(nine_languages());
    for (const char* query : {"revnge", "revemge", "reevnge", "revengee"}) {
        INFO(query);
        CHECK(rig.first(query) == "revenge");
        CHECK(rig.ask(query).similar);
    }
    CHECK(rig.first("hieress") == "revenge");
    CHECK(rig.first("haeirees") == "revenge");
    CHECK(rig.first("drver city") == "heir");
    CHECK(rig.first("corason") == "spanish");
    CHECK(rig.first("sarang") == "korlove");  // ICU reads it "salang"
    CHECK(rig.first("签到荒谷圣体") == "signin");
    CHECK(rig.ids("xyz").empty());
    CHECK_FALSE(rig.ask("revenge").similar);
}

TEST_CASE("Search: cast, tags, episodes and synopses are found, in this order behind titles", "[app][search]") {
    SearchRig rig(nine_languages());
    const auto field = [&](const std::string& query) { return rig.ask(query).results.at(0).field; };
    CHECK(rig.first("renee") == "revenge");
    CHECK(field("renee") == SearchField::Cast);
    CHECK(rig.ask("renee").results[0].found == "Renée Zhang");
    CHECK(rig.first("wangxiaoming") == "revenge");
    CHECK(rig.first("contract") == "revenge");
    CHECK(field("contract") == SearchField::Tags);
    CHECK(rig.first("chongsheng") == "revenge");
    CHECK(rig.first("renee marriage") == "revenge");
    CHECK(field("renee marriage") == SearchField::Mixed);
    CHECK(rig.first("umbrella") == "heir");
    CHECK(field("umbrella") == SearchField::Synopsis);
    CHECK(rig.first("midnight") == "heir");
    CHECK(field("midnight") == SearchField::EpisodeTitle);
    CHECK(rig.ask("midnight").results[0].episode == 1u);
    CHECK(rig.ask("拍卖").results[0].episode == 1u);
    CHECK(rig.ids("episode").empty());  // says nothing
}

TEST_CASE("Search: a number behind a title is an episode", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("driver 2") == "heir");
    CHECK(rig.ask("driver 2").results[0].episode == 1u);
    CHECK(rig.ids("driver 7").empty());
    CHECK(rig.ask("司机竟 2").results.at(0).episode == 1u);
    CHECK_FALSE(rig.ask("driver").results.at(0).episode);
}

TEST_CASE("Search: two words may be typed as one", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.first("tongtai") == "viet");
    CHECK(rig.first("mydriv") == "heir");
    CHECK(rig.first("reneezhang") == "revenge");
    const SearchResult& result = rig.ask("mydriv").results.at(0);
    CHECK(marked(result.title, result.title_ranges) == std::vector<std::string>{"My", "Driv"});
}

TEST_CASE("Search: a whole title comes before popular ones that begin with it", "[app][search]") {
    SearchRig rig(nine_languages());
    CHECK(rig.ids("love") == std::vector<std::string>{"love", "lovestory"});
    CHECK(rig.ids("lov") == std::vector<std::string>{"lovestory", "love"});
    CHECK(rig.ids("paris") == std::vector<std::string>{"lovestory"});
}

TEST_CASE("Search: what was found is marked", "[app][search]") {
    SearchRig rig(nine_languages());
    const auto in_title = [&](const std::string& query, const std::string& language) {
        const SearchResult& result = rig.ask(query, language).results.at(0);
        return marked(result.title, result.title_ranges);
    };
    const auto elsewhere = [&](const std::string& query, const std::string& language) {
        const SearchResult& result = rig.ask(query, language).results.at(0);
        return marked(result.found, result.found_ranges);
    };
    CHECK(in_title("driv cit", "en") == std::vector<std::string>{"Driv", "Cit"});
    CHECK(in_title("CORAZON", "es") == std::vector<std::string>{"Corazón"});
    CHECK(in_title("签到", "zh-Hans") == std::vector<std::string>{"签到"});
    CHECK(in_title("qiand", "zh-Hans") == std::vector<std::string>{"签到"});
    CHECK(in_title("总裁", "zh-Hant") == std::vector<std::string>{"總裁"});
    CHECK(in_title("사라", "ko") == std::vector<std::string>{"사랑"});
    CHECK(in_title("revnge", "en") == std::vector<std::string>{"Revenge"});
    CHECK(rig.ask("driver").results[0].found.empty());
    CHECK(rig.ask("豪门", "en").results[0].title == "My Driver Owns the City");
    CHECK(rig.ask("豪门", "en").results[0].title_ranges.empty());
    CHECK(rig.ask("豪门", "en").results[0].found == "司机竟是豪门继承人");
    CHECK(elsewhere("haomen", "en") == std::vector<std::string>{"豪门"});
    CHECK(elsewhere("umbrella", "en") == std::vector<std::string>{"umbrella"});
}

TEST_CASE("Search: no query breaks it, whatever its bytes", "[app][search]") {
    SearchRig rig(nine_languages());
    for (const char* query : {"\"",
                              "\"\"\"",
                              "title:",
                              "love AND",
                              "NEAR(a b)",
                              "a*",
                              "*",
                              "^love",
                              "{title}:x",
                              "-",
                              "OR OR",
                              "(",
                              "')); DROP TABLE series; --",
                              "\xff\xfe",
                              "\xe5\xbc",
                              "\x02love",
                              "\x1f",
                              "a\x1f\x62",
                              " ",
                              "\t\n",
                              "\u200b",
                              "👩‍👩‍👧",
                              "½",
                              "ﬁ",
                              "Ⅷ",
                              "①②"}) {
        INFO(query);
        (void)rig.ask(query);
        CHECK_FALSE(rig.service().searching());
    }
    CHECK(rig.first("^love*") == "love");
    CHECK(rig.first("\"my driver\"") == "heir");
    CHECK(rig.ids(std::string(100'000, 'a')).empty());
    CHECK(rig.ids("love" + std::string(1, '\0')).size() == 2);
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        std::string bytes(random() % 24, ' ');
        for (char& byte : bytes) byte = static_cast<char>(round % 2 == 0 ? random() % 256 : 32 + random() % 95);
        for (const SearchResult& result : rig.ask(bytes).results) {
            REQUIRE(result.series < rig.catalog().series.size());
            for (const TextRange& range : result.title_ranges) {
                CHECK(range.begin < range.end);
                CHECK(range.end <= result.title.size());
            }
        }
    }
}

TEST_CASE("Search: titles with broken bytes are indexed, and found by the rest", "[app][search]") {
    Catalog catalog;
    catalog.series = {titled("broken", {{"", "Bro\xffken \xe5 heart"}}), titled("empty", {{"", ""}}),
                      titled("marks", {{"", "e\u0301\u0301\u0301 \u0338"}}),
                      titled("controls", {{"", "a\x1f\x02\x03\x04 b"}})};
    SearchRig rig(catalog);
    CHECK(rig.first("heart") == "broken");
    CHECK(rig.first("ken") == "broken");
    CHECK(rig.first("e") == "marks");
}

TEST_CASE("Search: the answer is that of the last query", "[app][search]") {
    SearchRig rig(nine_languages());
    rig.service().wait_ready();
    for (const char* query : {"d", "dr", "dri", "driv", "drive"}) rig.service().set_query(query);
    CHECK(rig.first("revenge") == "revenge");
    CHECK(rig.service().results().query == "revenge");
    CHECK(rig.service().results().complete);
    rig.service().set_query("");
    CHECK(rig.service().take());
    CHECK(rig.service().results().results.empty());
    CHECK_FALSE(rig.service().searching());
}

TEST_CASE("Search: the index is found again by the next run, and replaced when it is damaged", "[app][search]") {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path();
    const auto indexes = [&] {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            if (entry.path().extension() == ".index") files.push_back(entry.path());
        }
        return files;
    };
    {
        SearchRig rig(nine_languages(), path);
        CHECK(rig.first("qiandao") == "signin");
    }
    REQUIRE(indexes().size() == 1);
    const auto written = std::filesystem::last_write_time(indexes()[0]);
    {
        SearchRig rig(nine_languages(), path);
        CHECK(rig.first("qiandao") == "signin");
        CHECK(rig.first("revnge") == "revenge");
    }
    CHECK(std::filesystem::last_write_time(indexes()[0]) == written);
    std::ofstream(indexes()[0], std::ios::trunc) << "this is no database, and it is not even short. ................";
    {
        SearchRig rig(nine_languages(), path);
        CHECK(rig.first("qiandao") == "signin");
    }
    {
        Catalog other = nine_languages();
        other.series.pop_back();
        SearchRig rig(other, path);
        CHECK(rig.first("qiandao") == "signin");
        CHECK(rig.first("dang") != "viet");
    }
    CHECK(indexes().size() == 2);
}

TEST_CASE("Search: a folder that cannot be written leaves it in memory", "[app][search]") {
    SearchRig rig(nine_languages(), "/proc/no/such/folder");
    CHECK(rig.first("driver") == "heir");
}

TEST_CASE("Search: it can be closed at any moment", "[app][search]") {
    Catalog catalog = nine_languages();
    for (int i = 0; i < 300; ++i)
        catalog.series.push_back(titled("s" + std::to_string(i), {{"zh", "开局签到" + std::to_string(i)}}));
    for (int round = 0; round < 20; ++round) {
        SearchRig rig(catalog);
        rig.service().set_query("kai");
        for (int spin = 0; spin < round * 3000; ++spin) (void)rig.service().searching();
        rig.service().close();
        CHECK_FALSE(rig.service().searching());
        rig.service().open(catalog);
        if (round == 19) CHECK(rig.first("driver") == "heir");
    }
}
