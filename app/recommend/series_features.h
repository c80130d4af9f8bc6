// What series are about, as vectors that can be compared: terms are tags, genres and actors, weighted by TF-IDF (Spärck
// Jones 1972; Salton and McGill 1983): a term that few series share says more than one that all have. Vectors have
// length 1, so their dot product is the cosine of the angle between them. Immutable; thread-safe. Making them takes
// some 25 ms for 10,000 series.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "net/catalog/catalog.h"

namespace cliffhanger {

enum class TermKind : std::uint8_t { Tag, Genre, Actor };

class SeriesFeatures {
 public:
    struct Weight {
        std::uint32_t term = 0;
        float weight = 0;
    };

    explicit SeriesFeatures(const Catalog& catalog);

    std::size_t term_count() const { return terms_.size(); }
    TermKind kind(std::uint32_t term) const { return terms_[term].kind; }
    const std::string& name(std::uint32_t term) const { return terms_[term].name; }  ///< as first written
    /// In the order of terms.
    std::span<const Weight> of(std::size_t series) const {
        return {weights_.data() + begins_[series], begins_[series + 1] - begins_[series]};
    }
    /// 0 (nothing in common) to 1.
    double similarity(std::size_t left, std::size_t right) const;
    /// The term that two series share which says most about both; nullopt: none.
    std::optional<std::uint32_t> strongest_shared(std::size_t left, std::size_t right) const;

 private:
    struct Term {
        TermKind kind;
        std::string name;
    };
    std::vector<Term> terms_;
    std::vector<Weight> weights_;
    std::vector<std::size_t> begins_;  ///< of each series' weights, and their end
};

}  // namespace cliffhanger
