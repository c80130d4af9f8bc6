// Catalogs of any size in nine languages, the same in every run: words are used as often as in real texts (Zipf), so
// that some are in every tenth title and most in one.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "net/catalog/catalog.h"

namespace cliffhanger::bench {

class SyntheticLanguage {
 public:
    SyntheticLanguage(std::string tag, std::u32string letters, std::size_t word_letters, std::size_t words, bool spaces,
                      unsigned seed);
    const std::string& tag() const { return tag_; }
    std::string text(std::size_t words, std::mt19937& random) const;

 private:
    std::string tag_;
    bool spaces_;
    std::vector<std::string> words_;
};

std::vector<SyntheticLanguage> synthetic_languages();
Catalog synthetic_catalog(std::size_t series, std::size_t episodes_each);

}  // namespace cliffhanger::bench
