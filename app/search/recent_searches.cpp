#include "app/search/recent_searches.h"

#include <algorithm>

#include "app/library/library.h"
#include "net/catalog/feed_values.h"

namespace cliffhanger {
namespace {

constexpr const char* kSetting = "recent-searches";  // a line each
constexpr std::size_t kMost = 10, kLongest = 200;

/// On one line, without white space at its ends and in a row.
std::string tidy(const std::string& query) {
    std::string text;
    for (const char c : query) {
        const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!blank) text.push_back(c);
        if (blank && !text.empty() && text.back() != ' ') text.push_back(' ');
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

}  // namespace

std::vector<std::string> RecentSearches::list() const { return split(library_.setting(kSetting).value_or(""), '\n'); }

void RecentSearches::add(const std::string& query) {
    const std::string added = tidy(query);
    if (added.empty() || added.size() > kLongest || library_.history_paused() || library_.private_mode()) return;
    std::vector<std::string> queries = list();
    std::erase_if(queries, [&](const std::string& old) { return equal_ignoring_case(old, added); });
    queries.insert(queries.begin(), added);
    if (queries.size() > kMost) queries.resize(kMost);
    keep(queries);
}

void RecentSearches::remove(const std::string& query) {
    std::vector<std::string> queries = list();
    std::erase(queries, tidy(query));
    keep(queries);
}

void RecentSearches::clear() { keep({}); }

void RecentSearches::keep(const std::vector<std::string>& queries) {
    std::string lines;
    for (const std::string& query : queries) lines += query + "\n";
    if (lines != library_.setting(kSetting).value_or("")) library_.set_setting(kSetting, lines);
}

}  // namespace cliffhanger
