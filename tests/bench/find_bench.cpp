// `./dev bench search|recommend`: what a keystroke of a search and the shelves of the Home screen take, on catalogs
// made for it.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "app/recommend/recommender.h"
#include "app/search/search_service.h"
#include "app/search/searcher.h"
#include "app/search/utf8.h"
#include "tests/bench/synthetic_catalog.h"

namespace {

using namespace cliffhanger;
using namespace cliffhanger::bench;
using SteadyClock = std::chrono::steady_clock;

double ms_since(SteadyClock::time_point begin) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - begin).count();
}

/// Of this thread: what others on the machine do matters less.
double cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double resident_mib() {
    std::ifstream file("/proc/self/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

class Times {
 public:
    void add(double ms) { values_.push_back(ms); }
    void print(const char* name) {
        if (values_.empty()) return;
        std::ranges::sort(values_);
        const auto at = [&](double share) {
            return values_[static_cast<std::size_t>(share * static_cast<double>(values_.size() - 1))];
        };
        const auto over = std::ranges::count_if(values_, [](double ms) { return ms > 20; });
        std::printf("%-22s %6zu times   p50 %7.2f ms   p95 %7.2f ms   max %7.2f ms   over 20 ms: %td\n", name,
                    values_.size(), at(0.5), at(0.95), values_.back(), over);
    }

 private:
    std::vector<double> values_;
};

class Typist {
 public:
    explicit Typist(const std::filesystem::path& folder)
        : service_(folder, [this] {
              const std::lock_guard lock(mutex_);
              woken_ = true;
              changed_.notify_all();
          }) {}
    SearchService& service() { return service_; }

    Searcher* direct = nullptr;  ///< asked too, for what it costs without waiting for anybody
    std::shared_ptr<const SearchVocabulary> words;

    struct Both {
        Times waited, cpu;
    };
    /// Types a text, a character at a time.
    void type(const std::string& text, Both& both) {
        Times& times = both.waited;
        const std::u32string characters = to_characters(text);
        for (std::size_t length = 1; length <= characters.size(); ++length) {
            const std::string query = to_utf8(characters.substr(0, length));
            const auto begin = SteadyClock::now();
            service_.set_query(query, "en");
            while (!service_.take() || service_.results().query != query) {
                std::unique_lock lock(mutex_);
                changed_.wait_for(lock, std::chrono::milliseconds(100), [&] { return woken_; });
                woken_ = false;
            }
            const double took = ms_since(begin);
            if (took > 20 && std::getenv("FIND_BENCH_SLOW") != nullptr)
                std::printf("    %.1f ms  \"%s\" %zu results\n", took, query.c_str(),
                            service_.results().results.size());
            times.add(took);
            if (!direct) continue;
            const double cpu_begin = cpu_ms();
            (void)direct->search({query, "en", words});
            both.cpu.add(cpu_ms() - cpu_begin);
        }
    }

 private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    SearchService service_;
};

std::string without_a_letter(const std::string& text) {
    std::u32string characters = to_characters(text);
    if (characters.size() > 3) characters.erase(characters.size() / 2, 1);
    return to_utf8(characters);
}

int bench_search(std::size_t series, std::size_t episodes) {
    const auto folder = std::filesystem::temp_directory_path() / ("find_bench" + std::to_string(getpid()));
    const Catalog catalog = synthetic_catalog(series, episodes);
    malloc_trim(0);
    const double before = resident_mib();
    std::printf("%zu series, %zu episodes in nine languages\n", series, series * episodes);
    std::mt19937 random(5);
    std::array<std::pair<const char*, Typist::Both>, 12> times = {{{"English", {}},
                                                                   {"Chinese", {}},
                                                                   {"Japanese", {}},
                                                                   {"Korean", {}},
                                                                   {"Arabic", {}},
                                                                   {"Thai", {}},
                                                                   {"Hindi", {}},
                                                                   {"Spanish", {}},
                                                                   {"Vietnamese", {}},
                                                                   {"with a letter missing", {}},
                                                                   {"pinyin", {}},
                                                                   {"actors", {}}}};
    for (int run = 0; run < 2; ++run) {
        Typist typist(folder);
        typist.service().open(catalog);
        const auto begin = SteadyClock::now();
        typist.service().prepare();
        Typist::Both first;
        typist.type("l", first);
        std::printf("%s: first answer after %.0f ms", run == 0 ? "making the index" : "finding it again",
                    ms_since(begin));
        typist.service().wait_ready();
        std::printf(", whole after %.0f ms", ms_since(begin));
        malloc_trim(0);
        std::printf(", %.1f MiB of memory\n", resident_mib() - before);
        if (run == 0) continue;
        CharacterFolder folder_of_characters;
        const SearchCatalog rows(catalog);
        auto index = SearchIndex::open({folder / (rows.fingerprint() + ".index"), {}});
        if (!index) return 2;
        Searcher searcher(rows, folder_of_characters, *index);
        typist.direct = &searcher;
        typist.words = std::make_shared<const SearchVocabulary>(*index->words());
        for (int round = 0; round < 30; ++round) {
            for (std::size_t language = 0; language < 9; ++language) {
                const Series& of = catalog.series[(random() % (series / 9)) * 9 + language];
                typist.type(of.title.values.back().second.substr(0, 60), times[language].second);
                if (language == 0) typist.type(without_a_letter(of.title.values[0].second), times[9].second);
                if (language == 2) typist.type(of.credits[0].name, times[11].second);
                if (language != 1) continue;
                std::string pinyin;
                const std::u32string characters = to_characters(of.title.values.back().second);
                for (std::size_t i = 0; i < std::min<std::size_t>(4, characters.size()); ++i)
                    pinyin += folder_of_characters.reading(characters.substr(i, 1));
                typist.type(pinyin, times[10].second);
            }
        }
    }
    std::printf("from the key to its answer\n");
    for (auto& [name, of] : times) of.waited.print(name);
    std::printf("of it on the processor\n");
    for (auto& [name, of] : times) of.cpu.print(name);
    std::uintmax_t size = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) size += entry.file_size();
    std::printf("index on disk: %.1f MiB\n", static_cast<double>(size) / (1024 * 1024));
    std::filesystem::remove_all(folder);
    return 0;
}

int bench_recommend(std::size_t series) {
    const Catalog catalog = synthetic_catalog(series, 3);
    const WallSeconds now{std::chrono::sys_days(std::chrono::year(2026) / 6 / 1)};
    std::mt19937 random(9);
    std::printf("%zu series\n", series);
    Times made, shelves, similar;
    std::optional<Recommender> recommender;
    for (int round = 0; round < 5; ++round) {
        const double begin = cpu_ms();
        recommender.emplace(catalog);
        made.add(cpu_ms() - begin);
    }
    for (int round = 0; round < 50; ++round) {
        ViewerMarks marks;
        for (int i = 0; i < 60; ++i) {
            const std::size_t s = random() % series;
            const WallSeconds at = now - std::chrono::hours(random() % 2000);
            const std::size_t episodes = 1 + random() % 3;
            marks[s].episodes.clear();
            for (std::size_t e = 0; e < episodes; ++e) marks[s].episodes.push_back({e, 1, false, at});
        }
        double begin = cpu_ms();
        const auto result = recommender->shelves(marks, now);
        shelves.add(cpu_ms() - begin);
        begin = cpu_ms();
        (void)recommender->similar_to(random() % series, marks, now);
        similar.add(cpu_ms() - begin);
    }
    made.print("features (once)");
    shelves.print("all shelves");
    similar.print("more like this");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string name = argc > 1 ? argv[1] : "";
    const auto number = [&](int index, std::size_t otherwise) {
        return argc > index ? std::strtoul(argv[index], nullptr, 10) : otherwise;
    };
    if (name == "search") return bench_search(number(2, 2000), number(3, 50));
    if (name == "recommend") return bench_recommend(number(2, 10'000));
    std::fprintf(stderr, "usage: find_bench search [SERIES EPISODES_EACH] | recommend [SERIES]\n");
    return 1;
}
