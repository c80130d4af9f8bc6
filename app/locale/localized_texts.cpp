#include "app/locale/localized_texts.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "app/assets.h"
#include "app/locale/languages.h"
#include "app/locale/pseudo_locale.h"

namespace cliffhanger {

const LocalizedTexts& LocalizedTexts::of(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, LocalizedTexts, std::less<>> loaded;  // guarded by mutex
    const std::lock_guard lock(mutex);
    const auto found = loaded.find(language);
    if (found != loaded.end()) return found->second;
    return loaded.try_emplace(std::string(language), language).first->second;
}

LocalizedTexts::LocalizedTexts(std::string_view language) : language_(language) {
    take_english();
    if (language == kPseudoLong || language == kPseudoMirrored) {
        disguise();
    } else if (language != "en") {
        if (const std::string_view fallback = fallback_language(language); !fallback.empty()) take_catalog(fallback);
        take_catalog(language);
    }
}

std::string_view LocalizedTexts::form(Plural plural, std::uint64_t n) const {
    const Forms& forms = plurals_[static_cast<std::size_t>(plural)];
    return forms.words[std::min(forms.rule->form(n), forms.words.size() - 1)];
}

void LocalizedTexts::take_english() {
    for (std::size_t i = 0; i < kTextCount; ++i) texts_[i] = kTextSources[i].english;
    for (std::size_t i = 0; i < kPluralCount; ++i)
        plurals_[i] = {{kPluralSources[i].one, kPluralSources[i].other}, &english_rule_};
}

void LocalizedTexts::take_catalog(std::string_view language) {
    auto read = MessageFile::read(find_asset("locale/" + std::string(language) + ".mo"));
    if (!read) {
        spdlog::error("language {}: {} ({})", language, read.error().message, read.error().context);
        return;
    }
    const MessageFile& file = *files_.emplace_back(std::make_unique<const MessageFile>(std::move(*read)));
    std::size_t missing = 0;
    for (std::size_t i = 0; i < kTextCount; ++i) {
        const auto* message = file.find(kTextSources[i].name, kTextSources[i].english);
        message != nullptr ? void(texts_[i] = message->forms.front()) : void(++missing);
    }
    for (std::size_t i = 0; i < kPluralCount; ++i) {
        const auto* message = file.find(kPluralSources[i].name, kPluralSources[i].one);
        message != nullptr ? void(plurals_[i] = {message->forms, &file.plural_rule()}) : void(++missing);
    }
    if (missing > 0) spdlog::warn("language {}: {} texts are not translated", language, missing);
}

void LocalizedTexts::disguise() {
    const auto disguised = [&](std::string_view text) {
        return keep(language_ == kPseudoLong ? lengthened(text) : mirrored(text));
    };
    for (std::string_view& text : texts_) text = disguised(text);
    for (Forms& forms : plurals_) {
        for (std::string_view& text : forms.words) text = disguised(text);
    }
}

}  // namespace cliffhanger
