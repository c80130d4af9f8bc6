#include "app/screens/series/series_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <ranges>
#include <utility>

#include "app/screens/series/genre_name.h"
#include "net/catalog/advisory_ratings.h"
#include "net/catalog/feed_values.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kDot = " · ";

std::string number_text(double value) {
    char buffer[32];
    const bool whole = std::abs(value - std::round(value)) < 0.005;
    std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.2f", value);
    return buffer;
}

std::string money_text(const Lock& lock) {
    return number_text(lock.price) + (lock.currency.empty() ? "" : " " + lock.currency);
}

/// What one episode behind the lock asks for.
std::string rule_text(const Strings& strings, const Lock& lock) {
    const bool paid = lock.kind != "subscription" && lock.kind != "ad" && lock.kind != "vip" && lock.price > 0;
    if (!paid) return price_text(strings, lock);
    if (lock.kind == "coin") return strings.with(Text::CoinsPerEpisode, {{"price", number_text(lock.price)}});
    return strings.with(Text::MoneyPerEpisode, {{"price", money_text(lock)}});
}

bool same_terms(const Lock& a, const Lock& b) {
    return a.kind == b.kind && a.price == b.price && a.currency == b.currency;
}

struct KnownWarning {
    std::string_view word;  ///< as feeds write it, lower case
    Text text;
};
constexpr std::array kWarnings = {
    KnownWarning{"violence", Text::WarnViolence},
    KnownWarning{"blood", Text::WarnBlood},
    KnownWarning{"gore", Text::WarnBlood},
    KnownWarning{"language", Text::WarnLanguage},
    KnownWarning{"strong language", Text::WarnLanguage},
    KnownWarning{"sexual content", Text::WarnSexual},
    KnownWarning{"sex", Text::WarnSexual},
    KnownWarning{"nudity", Text::WarnNudity},
    KnownWarning{"drugs", Text::WarnDrugs},
    KnownWarning{"drug use", Text::WarnDrugs},
    KnownWarning{"alcohol", Text::WarnAlcohol},
    KnownWarning{"smoking", Text::WarnSmoking},
    KnownWarning{"suicide", Text::WarnSelfHarm},
    KnownWarning{"self-harm", Text::WarnSelfHarm},
    KnownWarning{"flashing lights", Text::WarnFlashing},
    KnownWarning{"abuse", Text::WarnAbuse},
    KnownWarning{"domestic violence", Text::WarnAbuse},
};

std::string warning_word(const Strings& strings, const std::string& warning) {
    const std::string word = ascii_lower(warning);
    const auto* known = std::find_if(kWarnings.begin(), kWarnings.end(), [&](const auto& k) { return k.word == word; });
    if (known != kWarnings.end()) return std::string(strings(known->text));
    return isolated(warning, strings.language());
}

bool plays_in_it(const Credit& credit) {
    constexpr std::array<std::string_view, 6> kRoles = {"", "actor", "voice", "narrator", "host", "anchor"};
    return std::find(kRoles.begin(), kRoles.end(), credit.role) != kRoles.end();
}

std::string part_of(const Strings& strings, const Credit& credit) {
    if (!credit.character.empty()) return credit.character;
    if (credit.role == "director") return std::string(strings(Text::Director));
    if (credit.role == "screenwriter") return std::string(strings(Text::Screenwriter));
    if (credit.role == "producer") return std::string(strings(Text::Producer));
    return plays_in_it(credit) ? std::string() : credit.role;
}

/// The first character of a text in UTF-8.
std::string first_character(std::string_view text) {
    std::size_t length = text.empty() ? 0 : 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
    return std::string(text.substr(0, length));
}

}  // namespace

int total_episodes(const Series& series) {
    return std::max(static_cast<int>(series.episodes.size()), series.announced_episodes);
}

std::string genre_text(const Strings& strings, const Series& series, std::size_t most) {
    std::vector<std::string> names;
    for (const std::string& genre : series.genres | std::views::take(most)) {
        std::string name = genre_name(strings, genre);
        // Two of the feed's words may have one translation.
        if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += kDot;
        text += "\u2068" + name + "\u2069";
    }
    return text.empty() ? text : std::string(strings.mark()) + text;
}

std::string place_text(const Strings& strings, int episode, double share) {
    std::string text = strings.with(Text::EpisodeNumber, {{"n", episode}});
    if (share > 0) text += std::string(kDot) + strings.percent(share);
    return std::string(strings.mark()) + text;
}

std::string overview_text(const Strings& strings, const Series& series, std::size_t most_genres) {
    const std::string genres = genre_text(strings, series, most_genres);
    const std::string episodes = strings.episodes(total_episodes(series));
    return genres.empty() ? episodes : genres + std::string(kDot) + episodes;
}

std::string length_text(const Strings& strings, const Series& series) {
    const int there = static_cast<int>(series.episodes.size());
    std::string text = std::string(strings.mark());
    text += series.announced_episodes > there
                ? strings.with(Text::EpisodesSoFar, {{"n", there}, {"total", series.announced_episodes}})
                : strings.episodes(there);
    const bool all_known =
        std::all_of(series.episodes.begin(), series.episodes.end(), [](const Episode& e) { return e.duration_s; });
    const double seconds = std::accumulate(series.episodes.begin(), series.episodes.end(), 0.0,
                                           [](double sum, const Episode& e) { return sum + e.duration_s.value_or(0); });
    if (all_known && seconds > 0) text += std::string(kDot) + strings.duration(seconds);
    return text;
}

std::string price_text(const Strings& strings, const Lock& lock) {
    if (lock.kind == "subscription") return std::string(strings(Text::PriceSubscription));
    if (lock.kind == "ad") return std::string(strings(Text::PriceAd));
    if (lock.kind == "vip") return std::string(strings(Text::PriceVip));
    if (lock.price <= 0) return {};
    if (lock.kind == "coin") return strings.with(Text::PriceCoins, {{"price", number_text(lock.price)}});
    return strings.with(Text::PriceMoney, {{"price", money_text(lock)}});
}

bool has_locks(const Series& series) {
    return std::any_of(series.episodes.begin(), series.episodes.end(),
                       [](const Episode& episode) { return episode.lock.has_value(); });
}

std::string price_rule(const Strings& strings, const Series& series) {
    const auto& episodes = series.episodes;
    const auto first =
        std::find_if(episodes.begin(), episodes.end(), [](const Episode& episode) { return episode.lock.has_value(); });
    if (first == episodes.end()) return std::string(strings(Text::AllFree));
    const bool all_after = std::all_of(first, episodes.end(), [](const Episode& e) { return e.lock.has_value(); });
    if (!all_after) return std::string(strings(Text::SomeLocked));
    const bool one_price =
        std::all_of(first, episodes.end(), [&](const Episode& e) { return same_terms(*e.lock, *first->lock); });
    const std::string rule = one_price ? rule_text(strings, *first->lock) : std::string();
    const auto free = first - episodes.begin();
    if (free == 0) return rule.empty() ? std::string(strings(Text::SomeLocked)) : rule;
    std::string text = std::string(strings.mark()) + strings.plural(Plural::FreeEpisodes, free);
    text += kDot;
    text += rule.empty() ? std::string(strings(Text::LaterLocked)) : strings.with(Text::AfterThat, {{"rule", rule}});
    return text;
}

std::string warning_text(const Strings& strings, const Series& series) {
    std::vector<std::string> words;
    for (const std::string& warning : series.warnings) {
        std::string word = warning_word(strings, warning);
        if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
    if (words.empty()) return {};
    std::string list;
    for (const std::string& word : words)
        list += (list.empty() ? std::string() : std::string(strings(Text::ListComma))) + word;
    return strings.with(Text::ContentWarnings, {{"warnings", list}});
}

std::string rating_text(const Series& series) {
    return series.ratings.empty() ? deciding_rating(series) : series.ratings.front().value;
}

std::vector<std::string> registration_texts(const Strings& strings, const Series& series) {
    std::vector<std::string> texts;
    for (const auto& [text, number] : {std::pair(Text::LicenceNumber, &series.licence_number),
                                       std::pair(Text::RecordNumber, &series.record_number)}) {
        if (!number->empty()) texts.push_back(strings.with(text, {{"number", *number}}));
    }
    return texts;
}

std::vector<CastMember> cast_of(const Strings& strings, const Series& series) {
    std::vector<CastMember> cast;
    for (const bool players : {true, false}) {
        for (const Credit& credit : series.credits) {
            if (plays_in_it(credit) == players) cast.push_back({credit.name, part_of(strings, credit)});
        }
    }
    return cast;
}

std::string initials(const std::string& name) {
    const std::string_view all = trimmed(name);
    std::string text = first_character(all);
    const std::size_t space = all.rfind(' ');
    if (space != std::string_view::npos) text += first_character(all.substr(space + 1));
    return text;
}

}  // namespace cliffhanger
