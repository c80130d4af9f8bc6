#include "app/recommend/series_features.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "net/catalog/feed_values.h"

namespace cliffhanger {
namespace {

/// Longer lists of credits are crew and extras.
constexpr std::size_t kLeads = 6;

/// What happens in it says most; a genre is too wide, and an actor plays many parts.
double importance(TermKind kind) {
    switch (kind) {
        case TermKind::Tag:
            return 1;
        case TermKind::Genre:
            return 0.5;
        case TermKind::Actor:
            return 0.7;
    }
    return 0;
}

template <class Take>
void each_term(const Series& series, Take take) {
    for (const std::string& tag : series.tags) take(TermKind::Tag, tag);
    for (const std::string& genre : series.genres) take(TermKind::Genre, genre);
    std::size_t leads = 0;
    for (const Credit& credit : series.credits) {
        const bool acts = credit.role.empty() || credit.role == "actor" || credit.role == "voice";
        if (acts && leads++ < kLeads) take(TermKind::Actor, credit.name);
    }
}

/// Calls `take` with the weights of every term in both.
template <class Take>
void each_shared(std::span<const SeriesFeatures::Weight> left, std::span<const SeriesFeatures::Weight> right,
                 Take take) {
    auto l = left.begin();
    auto r = right.begin();
    while (l != left.end() && r != right.end()) {
        if (l->term == r->term) {
            take(l->term, static_cast<double>(l->weight) * static_cast<double>(r->weight));
            ++l, ++r;
        } else if (l->term < r->term) {
            ++l;
        } else {
            ++r;
        }
    }
}

void bring_to_unit_length(std::span<SeriesFeatures::Weight> weights) {
    double squares = 0;
    for (const auto& weight : weights)
        squares += static_cast<double>(weight.weight) * static_cast<double>(weight.weight);
    if (squares <= 0) return;
    const auto scale = static_cast<float>(1 / std::sqrt(squares));
    for (auto& weight : weights) weight.weight *= scale;
}

}  // namespace

SeriesFeatures::SeriesFeatures(const Catalog& catalog) {
    std::unordered_map<std::string, std::uint32_t> ids;
    std::vector<std::uint32_t> uses;
    begins_.reserve(catalog.series.size() + 1);
    std::string key;
    for (const Series& series : catalog.series) {
        const std::size_t begin = weights_.size();
        begins_.push_back(begin);
        each_term(series, [&](TermKind kind, const std::string& name) {
            key.assign(1, static_cast<char>('0' + static_cast<int>(kind)));
            key += ascii_lower(name);
            const auto [entry, is_new] = ids.emplace(key, static_cast<std::uint32_t>(terms_.size()));
            if (is_new) {
                terms_.push_back({kind, name});
                uses.push_back(0);
            }
            const bool again = std::any_of(weights_.begin() + static_cast<std::ptrdiff_t>(begin), weights_.end(),
                                           [&](const Weight& weight) { return weight.term == entry->second; });
            if (again) return;
            ++uses[entry->second];
            weights_.push_back({entry->second, 0});
        });
    }
    begins_.push_back(weights_.size());
    const auto count = static_cast<double>(catalog.series.size());
    for (Weight& weight : weights_) {
        // What one series alone has says nothing about its likeness to others.
        const double rarity = uses[weight.term] > 1 ? std::log(1 + count / uses[weight.term]) : 0;
        weight.weight = static_cast<float>(importance(terms_[weight.term].kind) * rarity);
    }
    for (std::size_t s = 0; s < catalog.series.size(); ++s) {
        const std::span of_series(weights_.data() + begins_[s], begins_[s + 1] - begins_[s]);
        std::ranges::sort(of_series, {}, &Weight::term);
        bring_to_unit_length(of_series);
    }
}

double SeriesFeatures::similarity(std::size_t left, std::size_t right) const {
    double sum = 0;
    each_shared(of(left), of(right), [&](std::uint32_t, double product) { sum += product; });
    return sum;
}

std::optional<std::uint32_t> SeriesFeatures::strongest_shared(std::size_t left, std::size_t right) const {
    std::optional<std::uint32_t> strongest;
    double most = 0;
    each_shared(of(left), of(right), [&](std::uint32_t term, double product) {
        if (product <= most) return;
        most = product;
        strongest = term;
    });
    return strongest;
}

}  // namespace cliffhanger
