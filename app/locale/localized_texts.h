// All texts of the interface in one language: from its catalog, what that lacks from the language that it falls back
// to, at last in English, which is compiled in. Immutable; loaded when it is first asked for, and kept, so that its
// texts live as long as the program. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/locale/message_file.h"
#include "app/locale/texts.h"

namespace cliffhanger {

class LocalizedTexts {
 public:
    /// `language` is one of the interface's.
    static const LocalizedTexts& of(std::string_view language);

    explicit LocalizedTexts(std::string_view language);
    LocalizedTexts(const LocalizedTexts&) = delete;
    LocalizedTexts& operator=(const LocalizedTexts&) = delete;

    std::string_view language() const { return language_; }
    std::string_view operator[](Text text) const { return texts_[static_cast<std::size_t>(text)]; }
    std::string_view form(Plural plural, std::uint64_t n) const;

 private:
    struct Forms {
        std::vector<std::string_view> words;
        const PluralRule* rule = nullptr;
    };

    void take_english();
    void take_catalog(std::string_view language);
    void disguise();
    std::string_view keep(std::string text) { return made_.emplace_back(std::move(text)); }

    std::string language_;
    PluralRule english_rule_;
    std::vector<std::unique_ptr<const MessageFile>> files_;  ///< what the texts below point into
    std::deque<std::string> made_;                           ///< or this
    std::array<std::string_view, kTextCount> texts_;
    std::array<Forms, kPluralCount> plurals_;
};

}  // namespace cliffhanger
