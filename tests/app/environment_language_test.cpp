#include <cstdlib>
#include <map>

#include "app/playback/environment_language.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

/// Variables of the environment, put back afterwards.
class Environment {
 public:
    explicit Environment(const std::map<std::string, std::string>& values) {
        for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            const char* before = std::getenv(name);
            if (before != nullptr) before_[name] = before;
            const auto value = values.find(name);
            value != values.end() ? setenv(name, value->second.c_str(), 1) : unsetenv(name);
        }
    }
    ~Environment() {
        for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            const auto value = before_.find(name);
            value != before_.end() ? setenv(name, value->second.c_str(), 1) : unsetenv(name);
        }
    }

 private:
    std::map<std::string, std::string> before_;
};

std::string language_for(const std::string& lang) { return Environment({{"LANG", lang}}), environment_language(); }

}  // namespace

TEST_CASE("environment_language: the first variable that says something counts", "[app][playback]") {
    CHECK((Environment({}), environment_language()) == "en");
    CHECK((Environment({{"LANG", "de_DE.UTF-8"}, {"LC_MESSAGES", "fr_FR"}}), environment_language()) == "fr");
    CHECK((Environment({{"LANG", "de_DE.UTF-8"}, {"LC_ALL", "ja_JP"}, {"LC_MESSAGES", "fr"}}),
           environment_language()) == "ja");
    CHECK((Environment({{"LANG", "de_DE"}, {"LC_ALL", ""}}), environment_language()) == "de");
}

TEST_CASE("environment_language: locales become language tags of the interface", "[app][playback]") {
    CHECK(language_for("C") == "en");
    CHECK(language_for("C.UTF-8") == "en");
    CHECK(language_for("POSIX") == "en");
    CHECK(language_for("en_GB.UTF-8") == "en");
    CHECK(language_for("de_DE@euro") == "de");
    CHECK(language_for("es") == "es");
    CHECK(language_for("zh_CN.UTF-8") == "zh-Hans");
    CHECK(language_for("zh_SG") == "zh-Hans");
    CHECK(language_for("zh_TW.Big5") == "zh-Hant");
    CHECK(language_for("zh_HK.UTF-8") == "zh-Hant");
    CHECK(language_for("pt_BR.UTF-8") == "pt-BR");
    CHECK(language_for("pt_PT.UTF-8") == "pt");
}
