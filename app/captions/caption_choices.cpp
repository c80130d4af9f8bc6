#include "app/captions/caption_choices.h"

#include <algorithm>
#include <cstdlib>

#include "net/catalog/language_tag.h"

namespace cliffhanger {

int caption_in(const std::vector<CaptionOption>& offered, std::string_view language, bool closed_caption) {
    const auto find = [&](auto matches) {
        const auto found = std::ranges::find_if(offered, matches);
        return found != offered.end() ? static_cast<int>(found - offered.begin()) : -1;
    };
    const std::string_view primary = primary_language(language);
    int index = find([&](const CaptionOption& option) {
        return option.language == language && option.closed_caption == closed_caption;
    });
    if (index < 0) index = find([&](const CaptionOption& option) { return option.language == language; });
    if (index < 0)
        index = find([&](const CaptionOption& option) { return primary_language(option.language) == primary; });
    return index;
}

const CaptionChoice* CaptionChoices::chosen(const std::string& series) const {
    const auto found = chosen_.find(series);
    return found != chosen_.end() ? &found->second : nullptr;
}

const CaptionChoice* CaptionChoices::choice_for(const std::string& series) const {
    if (const CaptionChoice* own = chosen(series)) return own;
    return last_ ? &*last_ : nullptr;
}

int CaptionChoices::by_order(const std::vector<CaptionOption>& offered) const {
    if (offered.empty() || unasked_ == Unasked::Hidden) return -1;
    for (const std::string& language : order_) {
        if (const int index = caption_in(offered, language, closed_captions_); index >= 0) return index;
    }
    return std::max(caption_in(offered, "en", closed_captions_), 0);
}

int CaptionChoices::track(const std::string& series, const std::vector<CaptionOption>& offered) const {
    const CaptionChoice* choice = choice_for(series);
    if (choice == nullptr) return by_order(offered);
    if (choice->kind == CaptionChoice::Kind::Off) return -1;
    const int index = caption_in(offered, choice->language, choice->closed_caption);
    return index >= 0 || chosen_.contains(series) ? index : by_order(offered);
}

int CaptionChoices::second_track(const std::string& series, const std::vector<CaptionOption>& offered) const {
    const CaptionChoice* choice = choice_for(series);
    if (choice == nullptr || choice->second.empty()) return -1;
    const int index = caption_in(offered, choice->second, false);
    return index == track(series, offered) ? -1 : index;
}

int CaptionChoices::forced_track(const std::vector<CaptionOption>& forced, std::string_view sound) const {
    if (!sound.empty()) {
        if (const int index = caption_in(forced, sound, false); index >= 0) return index;
    }
    for (const std::string& language : order_) {
        if (const int index = caption_in(forced, language, false); index >= 0) return index;
    }
    return -1;
}

void CaptionChoices::choose(const std::string& series, const CaptionOption* option) {
    CaptionChoice choice;
    if (const CaptionChoice* before = choice_for(series)) choice.second = before->second;
    if (option != nullptr) {
        choice.kind = CaptionChoice::Kind::Language;
        choice.language = option->language;
        choice.closed_caption = option->closed_caption;
    }
    chosen_[series] = choice;
    last_ = choice;
}

void CaptionChoices::choose_second(const std::string& series, const CaptionOption* option) {
    CaptionChoice choice;
    if (const CaptionChoice* before = choice_for(series)) {
        choice = *before;
    } else if (!order_.empty()) {
        choice.kind = CaptionChoice::Kind::Language;
        choice.language = order_.front();
    }
    choice.second = option != nullptr ? option->language : std::string();
    chosen_[series] = choice;
    last_ = choice;
}

std::vector<std::string> languages_read(const std::string& interface_language) {
    std::vector<std::string> order{interface_language};
    const char* list = std::getenv("LANGUAGE");  // NOLINT(concurrency-mt-unsafe): before any thread that sets it
    std::string_view rest = list != nullptr ? list : "";
    while (!rest.empty()) {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        std::string tag(rest.substr(0, std::min(colon, rest.find_first_of(".@"))));
        rest.remove_prefix(std::min(colon + 1, rest.size()));
        std::ranges::replace(tag, '_', '-');
        if (const auto known = normalize_language(tag); known && std::ranges::find(order, *known) == order.end())
            order.push_back(*known);
    }
    return order;
}

}  // namespace cliffhanger
