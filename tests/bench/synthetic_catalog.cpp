#include "tests/bench/synthetic_catalog.h"

#include <chrono>
#include <cmath>

#include "app/search/utf8.h"

namespace cliffhanger::bench {
namespace {

std::u32string range(char32_t first, char32_t count) {
    std::u32string letters;
    for (char32_t c = first; c < first + count; ++c) letters.push_back(c);
    return letters;
}

std::string join(const std::vector<std::string>& words, bool spaces) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() || !spaces ? "" : " ") + word;
    return text;
}

/// About 1/rank.
std::size_t zipf(std::size_t count, std::mt19937& random) {
    const double uniform = std::uniform_real_distribution<double>(0, 1)(random);
    return static_cast<std::size_t>(std::exp(uniform * std::log(static_cast<double>(count) + 1)) - 1);
}

}  // namespace

SyntheticLanguage::SyntheticLanguage(std::string tag, std::u32string letters, std::size_t word_letters,
                                     std::size_t words, bool spaces, unsigned seed)
    : tag_(std::move(tag)), spaces_(spaces) {
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < words; ++i) {
        std::string word;
        const std::size_t length = 1 + word_letters / 2 + random() % word_letters;
        for (std::size_t k = 0; k < length; ++k) append_utf8(word, letters[random() % letters.size()]);
        words_.push_back(std::move(word));
    }
}

std::string SyntheticLanguage::text(std::size_t count, std::mt19937& random) const {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < count; ++i) words.push_back(words_[zipf(words_.size(), random)]);
    return join(words, spaces_);
}

std::vector<SyntheticLanguage> synthetic_languages() {
    const std::u32string latin = U"aaaabcdeeeeefghiiijklmmnnnooopprrrssstttuuvwxyz";
    std::vector<SyntheticLanguage> languages;
    languages.emplace_back("en", latin, 6, 20'000, true, 1);
    languages.emplace_back("zh-Hans", range(0x4E00, 6000), 2, 8'000, false, 2);
    languages.emplace_back("ja", range(0x3042, 70) + range(0x5000, 900), 3, 8'000, false, 3);
    languages.emplace_back("ko", range(0xAC00, 4000), 2, 8'000, true, 4);
    languages.emplace_back("ar", range(0x0627, 20), 4, 10'000, true, 5);
    languages.emplace_back("th", range(0x0E01, 46), 5, 8'000, false, 6);
    languages.emplace_back("hi", range(0x0905, 53), 4, 10'000, true, 7);
    languages.emplace_back("es", latin + U"áéíóúñ", 6, 15'000, true, 8);
    languages.emplace_back("vi", latin + U"ắằảãạếềểđơư", 3, 5'000, true, 9);
    return languages;
}

Catalog synthetic_catalog(std::size_t series_count, std::size_t episodes_each) {
    std::mt19937 random(1);
    const auto languages = synthetic_languages();
    const SyntheticLanguage& english = languages[0];
    const SyntheticLanguage names("", U"aaabcdeeefghiiijklmnnooprrsstuvz", 5, 4'000, true, 10);
    const auto today = std::chrono::sys_days(std::chrono::year(2026) / 6 / 1);
    Catalog catalog;
    catalog.language = "en";
    for (std::size_t s = 0; s < series_count; ++s) {
        const SyntheticLanguage& native = languages[s % languages.size()];
        Series series;
        series.id = "s" + std::to_string(s);
        series.title.values = {{"en", english.text(2 + random() % 4, random)}};
        series.synopsis.values = {{"en", english.text(30, random)}};
        if (&native != &english) {
            series.title.values.emplace_back(native.tag(), native.text(2 + random() % 4, random));
            series.synopsis.values.emplace_back(native.tag(), native.text(30, random));
        }
        for (std::size_t i = 0; i < 5; ++i) series.tags.push_back("tag " + std::to_string(zipf(150, random)));
        for (std::size_t i = 0; i < 2; ++i) series.genres.push_back("genre " + std::to_string(zipf(20, random)));
        for (std::size_t i = 0; i < 4; ++i) series.credits.push_back({names.text(2, random), "actor"});
        series.views = static_cast<std::int64_t>(std::exp(std::uniform_real_distribution<double>(3, 17)(random)));
        series.released = today - std::chrono::days(zipf(1500, random));
        for (std::size_t e = 0; e < episodes_each; ++e) {
            Episode episode;
            episode.id = series.id + "-" + std::to_string(e + 1);
            episode.number = static_cast<int>(e + 1);
            episode.title.values = {{native.tag(), native.text(3, random)}};
            episode.synopsis.values = {{native.tag(), native.text(12, random)}};
            series.episodes.push_back(std::move(episode));
        }
        catalog.series.push_back(std::move(series));
    }
    return catalog;
}

}  // namespace cliffhanger::bench
