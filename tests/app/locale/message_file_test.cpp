#include "app/locale/message_file.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

void put(std::string& bytes, std::uint32_t number, bool swapped) {
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> 8 * (swapped ? 3 - i : i) & 0xFF);
}

/// A .mo file as msgfmt lays it out.
std::string compiled(const std::vector<std::pair<std::string, std::string>>& messages, bool swapped = false) {
    const auto count = static_cast<std::uint32_t>(messages.size());
    std::string bytes, texts;
    const std::uint32_t originals = 28, translations = originals + 8 * count, begin = translations + 8 * count;
    for (const std::uint32_t number : {0x950412deu, 0u, count, originals, translations, 0u, begin})
        put(bytes, number, swapped);
    for (const bool translated : {false, true}) {
        for (const auto& [original, translation] : messages) {
            const std::string& text = translated ? translation : original;
            put(bytes, static_cast<std::uint32_t>(text.size()), swapped);
            put(bytes, begin + static_cast<std::uint32_t>(texts.size()), swapped);
            texts += text + '\0';
        }
    }
    return bytes + texts;
}

std::string sample(bool swapped = false) {
    using namespace std::string_literals;
    return compiled({{"", "Language: ar\nPlural-Forms: nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;\n"},
                     {"Back\4Back", "Zurück"},
                     {"Episodes\4{n} episode\0{n} episodes"s, "one\0two\0many"s},
                     {"plain", "ohne"}},
                    swapped);
}

}  // namespace

TEST_CASE("MessageFile: texts are found by context and id, plurals have their forms, in either byte order",
          "[app][locale]") {
    for (const bool swapped : {false, true}) {
        const auto file = MessageFile::parse(sample(swapped));
        REQUIRE(file);
        CHECK(file->messages().size() == 3);
        REQUIRE(file->find("Back", "Back") != nullptr);
        CHECK(file->find("Back", "Back")->forms.front() == "Zurück");
        CHECK(file->find("", "plain")->forms.front() == "ohne");
        const auto* plural = file->find("Episodes", "{n} episode");
        REQUIRE(plural != nullptr);
        CHECK(plural->plural_id == "{n} episodes");
        REQUIRE(plural->forms.size() == 3);
        CHECK(plural->forms[file->plural_rule().form(2)] == "two");
        CHECK(plural->forms[file->plural_rule().form(11)] == "many");
        CHECK(file->find("Back", "Else") == nullptr);
        CHECK(file->find("", "Back") == nullptr);
    }
}

TEST_CASE("MessageFile: whatever the bytes say, nothing outside of them is read", "[app][locale]") {
    const std::string whole = sample();
    for (std::size_t length = 0; length < whole.size() - 1; ++length)
        CHECK_FALSE(MessageFile::parse(whole.substr(0, length)));
    for (std::size_t i = 0; i < whole.size(); ++i) {
        for (const int change : {0xFF, 0x80, 1}) {
            std::string broken = whole;
            broken[i] = static_cast<char>(broken[i] ^ change);
            if (const auto file = MessageFile::parse(broken)) file->find("Back", "Back");
        }
    }
    CHECK(MessageFile::read("/nowhere.mo").error().kind == ErrorKind::NotFound);
}

TEST_CASE("PluralRule: expressions are C's", "[app][locale]") {
    const auto form = [](const char* expression, std::uint64_t n) {
        const auto rule = PluralRule::parse("nplurals=6; plural=" + std::string(expression) + ";");
        REQUIRE(rule);
        return rule->form(n);
    };
    CHECK(form("0", 5) == 0);
    CHECK(form("n != 1", 1) == 0);
    CHECK(form("n>1", 2) == 1);
    CHECK(form("1 + 2 * n", 2) == 5);
    CHECK(form("(1 + 2) * n - 1", 2) == 5);
    CHECK(form("n % 10 == 1 && n % 100 != 11 || n == 5", 21) == 1);
    CHECK(form("n % 10 == 1 && n % 100 != 11 || n == 5", 11) == 0);
    CHECK(form("!(n < 3)", 3) == 1);
    CHECK(form("n <= 3 ? 1 : n >= 9 ? 2 : 3", 5) == 3);
    CHECK(form("n / 0", 5) == 0);
    CHECK(form("n % 0", 5) == 0);
    CHECK(form("n", 77) == 0);
    CHECK(PluralRule().form(1) == 0);
    CHECK(PluralRule().form(0) == 1);
    CHECK(PluralRule().forms() == 2);
}

TEST_CASE("PluralRule: what is no rule is refused", "[app][locale]") {
    for (const char* text : {"", "nplurals=2;", "nplurals=0; plural=0;", "nplurals=99; plural=0;",
                             "nplurals=2; plural=;", "nplurals=2; plural=n ==;", "nplurals=2; plural=(n;",
                             "nplurals=2; plural=n ? 1;", "nplurals=2; plural=m;", "nplurals=2; plural=n n;"})
        CHECK_FALSE(PluralRule::parse(text));
    CHECK_FALSE(PluralRule::parse("nplurals=2; plural=" + std::string(100'000, '(')));
    CHECK_FALSE(PluralRule::parse("nplurals=2; plural=" + std::string(100'000, '!')));
}
