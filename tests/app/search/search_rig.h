// A catalog in nine languages and a service that searches it in memory.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "app/search/search_service.h"

namespace cliffhanger::test {

inline Series titled(const std::string& id, std::vector<std::pair<std::string, std::string>> titles) {
    Series series;
    series.id = id;
    series.title.values = std::move(titles);
    Episode episode;
    episode.id = id + "-1";
    episode.number = 1;
    episode.title.values = {{"", "Episode 1"}};
    series.episodes = {episode};
    return series;
}

class SearchRig {
 public:
    explicit SearchRig(Catalog catalog, std::filesystem::path folder = {})
        : catalog_(std::move(catalog)), service_(std::move(folder), [this] { wake(); }) {
        service_.open(catalog_);
    }

    /// What a query finds once everything is indexed.
    const SearchResults& ask(const std::string& query, const std::string& language = "en") {
        service_.wait_ready();
        service_.set_query("");
        (void)service_.take();
        service_.set_query(query, language);
        while (service_.searching()) {
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, std::chrono::seconds(10), [&] { return wakes_ > 0 || !service_.searching(); });
            wakes_ = 0;
        }
        (void)service_.take();
        return service_.results();
    }
    std::vector<std::string> ids(const std::string& query) {
        std::vector<std::string> ids;
        for (const SearchResult& result : ask(query).results) ids.push_back(catalog_.series[result.series].id);
        return ids;
    }
    std::string first(const std::string& query) {
        const auto found = ids(query);
        return found.empty() ? std::string() : found.front();
    }

    SearchService& service() { return service_; }
    const Catalog& catalog() const { return catalog_; }

 private:
    void wake() {
        const std::lock_guard lock(mutex_);
        ++wakes_;
        woken_.notify_all();
    }

    Catalog catalog_;
    std::mutex mutex_;
    std::condition_variable woken_;
    int wakes_ = 0;
    SearchService service_;
};

/// The marked parts of a text.
inline std::vector<std::string> marked(const std::string& text, const std::vector<TextRange>& ranges) {
    std::vector<std::string> parts;
    for (const TextRange& range : ranges) parts.push_back(text.substr(range.begin, range.end - range.begin));
    return parts;
}

inline Catalog nine_languages() {
    Catalog catalog;
    catalog.series = {
        titled("heir", {{"en", "My Driver Owns the City"}, {"zh-Hans", "司机竟是豪门继承人"}}),
        titled("revenge", {{"en", "Revenge of the Heiress"}}),
        titled("love", {{"en", "Love"}}),
        titled("lovestory", {{"en", "Love Story in Paris"}}),
        titled("signin", {{"zh-Hans", "开局签到荒古圣体"}}),
        titled("trad", {{"zh-Hant", "總裁夫人回來了"}}),
        titled("yourname", {{"ja", "君の名は"}}),
        titled("ramen", {{"ja", "ラーメン食堂"}}),
        titled("secretary", {{"ko", "김비서가 왜 그럴까"}}),
        titled("korlove", {{"ko", "사랑의 불시착"}}),
        titled("arabic", {{"ar", "السائق يملك المدينة"}}),
        titled("thai", {{"th", "รักร้ายของนายมาเฟีย"}}),
        titled("hindi", {{"hi", "दिल का रिश्ता"}}),
        titled("spanish", {{"es", "Corazón en llamas"}}),
        titled("viet", {{"vi", "Cô dâu của tổng tài Đặng"}}),
    };
    catalog.series[1].credits = {{"Renée Zhang", "actor"}, {"王小明", "actor"}};
    catalog.series[1].tags = {"contract marriage", "重生"};
    catalog.series[1].genres = {"drama"};
    catalog.series[0].synopsis.values = {{"en", "Left at the altar, Mia marries the man with the umbrella."}};
    catalog.series[3].likes = 90;
    catalog.series[2].likes = 1;
    catalog.series[3].episodes.push_back(catalog.series[3].episodes[0]);
    Episode named;
    named.id = "heir-2";
    named.number = 2;
    named.title.values = {{"en", "The Midnight Auction"}, {"zh-Hans", "午夜拍卖会"}};
    catalog.series[0].episodes.push_back(named);
    return catalog;
}

}  // namespace cliffhanger::test
