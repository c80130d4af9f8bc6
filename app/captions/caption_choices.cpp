#include "app/captions/caption_choices.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "net/catalog/feed_values.h"
#include "net/catalog/language_tag.h"

namespace cliffhanger {

namespace {

/// Sidecars that translate only what is foreign in a scene say so in their label.
bool is_forced(const CaptionOption& option) {
    const std::string label = ascii_lower(option.label);
    return label == "forced" || label.ends_with("(forced)");
}

/// Readers of one kind of Chinese characters do not easily read the other.
int closeness(std::string_view language, std::string_view wanted) {
    if (language == wanted) return 2;
    return is_traditional_chinese(language) == is_traditional_chinese(wanted) ? 1 : 0;
}

int place_of(const std::vector<CaptionOption>& offered, std::size_t index) {
    const CaptionOption& option = offered[index];
    return static_cast<int>(
        std::count_if(offered.begin(), offered.begin() + static_cast<std::ptrdiff_t>(index), [&](const auto& earlier) {
            return earlier.language == option.language && earlier.closed_caption == option.closed_caption &&
                   earlier.label == option.label;
        }));
}

bool offers(const std::vector<CaptionOption>& offered, int index) {
    return index >= 0 && static_cast<std::size_t>(index) < offered.size();
}

std::optional<CaptionTraits> traits_of(const std::vector<CaptionOption>& offered, int index) {
    if (!offers(offered, index)) return std::nullopt;
    const auto n = static_cast<std::size_t>(index);
    return CaptionTraits{offered[n].language, offered[n].closed_caption, offered[n].label, place_of(offered, n)};
}

}  // namespace

int closest_caption(const std::vector<CaptionOption>& offered, const CaptionTraits& wanted) {
    // One pass, because it is asked in every frame and a feed may offer thousands.
    int best = -1, alike = 0;
    std::tuple<bool, int, bool, bool> best_score;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const CaptionOption& option = offered[i];
        if (primary_language(option.language) != primary_language(wanted.language)) continue;
        const bool labelled = wanted.label == option.label;
        const std::tuple score(labelled || !is_forced(option), closeness(option.language, wanted.language),
                               option.closed_caption == wanted.closed_caption, labelled);
        if (best < 0 || score > best_score) {
            best = static_cast<int>(i);
            best_score = score;
            alike = 0;
        } else if (labelled && score == best_score && ++alike == wanted.place) {
            best = static_cast<int>(i);
        }
    }
    return best;
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
    if (offered.empty()) return -1;
    const auto full = [&](const std::string& language) {
        const int index = closest_caption(offered, {language, closed_captions_, {}});
        return offers(offered, index) && !is_forced(offered[static_cast<std::size_t>(index)]) ? index : -1;
    };
    for (const std::string& language : order_) {
        if (const int index = full(language); index >= 0) return index;
    }
    if (const int english = full("en"); english >= 0) return english;
    const auto first_full = std::ranges::find_if_not(offered, is_forced);
    if (first_full != offered.end()) return static_cast<int>(first_full - offered.begin());
    return std::max(forced_track(offered, {}), 0);
}

int CaptionChoices::unasked_track(const std::vector<CaptionOption>& offered) const {
    return unasked_ == Unasked::Hidden ? -1 : by_order(offered);
}

int CaptionChoices::track(const std::string& series, const std::vector<CaptionOption>& offered) const {
    const CaptionChoice* choice = choice_for(series);
    if (choice == nullptr) return unasked_track(offered);
    if (choice->kind == CaptionChoice::Kind::Off) return -1;
    const int index = choice->first ? closest_caption(offered, *choice->first) : -1;
    return index >= 0 || chosen_.contains(series) ? index : unasked_track(offered);
}

int CaptionChoices::track_when_on(const std::string& series, const std::vector<CaptionOption>& offered) const {
    const CaptionChoice* choice = choice_for(series);
    const int before = choice != nullptr && choice->first ? closest_caption(offered, *choice->first) : -1;
    return before >= 0 ? before : by_order(offered);
}

int CaptionChoices::second_track(const std::string& series, const std::vector<CaptionOption>& offered) const {
    const CaptionChoice* choice = choice_for(series);
    if (choice == nullptr || choice->kind == CaptionChoice::Kind::Off || !choice->second) return -1;
    const int index = closest_caption(offered, *choice->second);
    return index == track(series, offered) ? -1 : index;
}

int CaptionChoices::forced_track(const std::vector<CaptionOption>& forced, std::string_view sound) const {
    if (!sound.empty()) {
        if (const int index = closest_caption(forced, {std::string(sound), false, {}}); index >= 0) return index;
    }
    for (const std::string& language : order_) {
        if (const int index = closest_caption(forced, {language, false, {}}); index >= 0) return index;
    }
    return -1;
}

void CaptionChoices::choose(const std::string& series, const std::vector<CaptionOption>& offered, int index) {
    CaptionChoice choice;
    if (const CaptionChoice* before = choice_for(series)) choice = *before;
    const auto traits = traits_of(offered, index);
    choice.kind = traits ? CaptionChoice::Kind::Language : CaptionChoice::Kind::Off;
    if (traits) choice.first = traits;
    chosen_[series] = choice;
    last_ = choice;
}

void CaptionChoices::choose_second(const std::string& series, const std::vector<CaptionOption>& offered, int index) {
    CaptionChoice choice;
    if (const CaptionChoice* before = choice_for(series)) choice = *before;
    // A first one of the series' own stays, also where this episode lacks it.
    const bool own = chosen_.contains(series) && choice.kind == CaptionChoice::Kind::Language;
    const int shown = track(series, offered);
    const int first = shown < 0 && offers(offered, index) ? track_when_on(series, offered) : shown;
    if (!own) choice.kind = first >= 0 ? CaptionChoice::Kind::Language : CaptionChoice::Kind::Off;
    if (!own && first >= 0) choice.first = traits_of(offered, first);
    choice.second = traits_of(offered, index);
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
