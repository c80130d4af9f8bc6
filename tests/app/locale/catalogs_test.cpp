// The catalogs against the list of texts: what is missing, unknown or does not fit its English fails here.
#include <filesystem>
#include <set>

#include "app/assets.h"
#include "app/locale/languages.h"
#include "app/locale/message_file.h"
#include "app/locale/texts.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> found;
    for (auto begin = text.find('{'); begin != std::string_view::npos; begin = text.find('{', begin + 1)) {
        found.emplace(text.substr(begin, text.find('}', begin) - begin + 1));
    }
    return found;
}

/// Whether only one number leads to this form: "two episodes" need not say 2.
bool names_its_number(const PluralRule& rule, std::size_t form) {
    int numbers = 0;
    for (std::uint64_t n = 0; n < 1000; ++n) numbers += rule.form(n) == form ? 1 : 0;
    return numbers <= 1;
}

std::vector<std::string_view> translations() {
    std::vector<std::string_view> tags;
    for (const InterfaceLanguage& language : kInterfaceLanguages) {
        if (language.tag != "en") tags.push_back(language.tag);
    }
    return tags;
}

MessageFile catalog(std::string_view language) {
    auto file = MessageFile::read(find_asset("locale/" + std::string(language) + ".mo"));
    REQUIRE(file);
    return std::move(*file);
}

}  // namespace

TEST_CASE("catalogs: every text is translated into every language, with the placeholders of its English",
          "[app][locale]") {
    for (const std::string_view language : translations()) {
        const MessageFile file = catalog(language);
        for (const TextSource& source : kTextSources) {
            INFO(language << " " << source.name);
            const auto* message = file.find(source.name, source.english);
            CHECK(message != nullptr);
            if (message == nullptr) continue;
            CHECK(message->plural_id.empty());
            CHECK(message->forms.size() == 1);
            CHECK_FALSE(message->forms.front().empty());
            CHECK(placeholders(message->forms.front()) == placeholders(source.english));
        }
    }
}

TEST_CASE("catalogs: every plural has the forms of its language, each with the number unless it says it",
          "[app][locale]") {
    for (const std::string_view language : translations()) {
        const MessageFile file = catalog(language);
        for (const PluralSource& source : kPluralSources) {
            INFO(language << " " << source.name);
            const auto* message = file.find(source.name, source.one);
            CHECK(message != nullptr);
            if (message == nullptr) continue;
            CHECK(message->plural_id == source.other);
            CHECK(message->forms.size() == file.plural_rule().forms());
            for (std::size_t form = 0; form < message->forms.size(); ++form) {
                INFO("form " << form << ": " << message->forms[form]);
                CHECK_FALSE(message->forms[form].empty());
                std::set<std::string> expected = placeholders(source.other);
                if (names_its_number(file.plural_rule(), form) && message->forms[form].find("{n}") == std::string::npos)
                    expected.erase("{n}");
                CHECK(placeholders(message->forms[form]) == expected);
            }
        }
    }
}

TEST_CASE("catalogs: nothing is translated that the interface does not say", "[app][locale]") {
    std::set<std::pair<std::string_view, std::string_view>> known;
    for (const TextSource& source : kTextSources) known.emplace(source.name, source.english);
    for (const PluralSource& source : kPluralSources) known.emplace(source.name, source.one);
    for (const std::string_view language : translations()) {
        const MessageFile file = catalog(language);
        for (const MessageFile::Message& message : file.messages()) {
            INFO(language << " " << message.context << ": " << message.id);
            CHECK(known.count({message.context, message.id}) == 1);
        }
    }
}

TEST_CASE("catalogs: there is one for every language of the interface but English, and no other", "[app][locale]") {
    std::set<std::string> files, tags;
    const std::filesystem::path folder = std::filesystem::path(find_asset("locale/ar.mo")).parent_path();
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path().stem().string());
    for (const std::string_view tag : translations()) tags.emplace(tag);
    CHECK(files == tags);
}

TEST_CASE("catalogs: names of texts are unique among texts and plurals", "[app][locale]") {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const TextSource& source : kTextSources) CHECK(seen.emplace(source.name, source.english).second);
    for (const PluralSource& source : kPluralSources) CHECK(seen.emplace(source.name, source.one).second);
}
