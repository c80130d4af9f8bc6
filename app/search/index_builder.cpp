#include "app/search/index_builder.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>

namespace cliffhanger {
namespace {

/// Rows a transaction: some tens of milliseconds of work.
constexpr std::size_t kBatch = 500;
/// Indexes of other catalogs that are kept.
constexpr std::size_t kKept = 3;

tl::unexpected<Error> stopped() { return fail(ErrorKind::Aborted, "The search index is not needed any more."); }

bool is_index(const std::filesystem::path& file) { return file.extension() == ".index"; }

void remove_oldest(const std::filesystem::path& folder, const std::filesystem::path& current) {
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> others;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (is_index(entry.path()) && entry.path() != current)
            others.emplace_back(entry.last_write_time(error), entry.path());
    }
    std::ranges::sort(others, std::greater{});
    for (std::size_t i = kKept; i < others.size(); ++i) {
        for (const char* companion : {"", "-wal", "-shm"})
            std::filesystem::remove(others[i].second.string() + companion, error);
    }
}

SearchIndex::Place in_memory() {
    static std::atomic<unsigned> count = 0;
    return {{}, "search" + std::to_string(++count)};
}

}  // namespace

Result<SearchIndex> IndexBuilder::run(const std::filesystem::path& folder, const std::string& fingerprint,
                                      const std::stop_token& stop) {
    std::error_code error;
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    if (!folder.empty() && !error) {
        const SearchIndex::Place place{folder / (fingerprint + ".index"), {}};
        auto built = build_at(place, stop);
        if (stop.stop_requested()) return stopped();
        if (built) {
            remove_oldest(folder, place.file);
            return built;
        }
        spdlog::warn("search: {}: {}; the index is kept in memory", place.file.string(), built.error().message);
    }
    return build_at(in_memory(), stop);
}

Result<SearchIndex> IndexBuilder::build_at(SearchIndex::Place place, const std::stop_token& stop) {
    auto index = SearchIndex::open(place);
    if (!index) return tl::unexpected(index.error());
    const auto stage = index->stage();
    if (!stage) return tl::unexpected(stage.error());
    const auto done = fill(*index, *stage, place, stop);
    if (stop.stop_requested()) return stopped();
    if (!done) return tl::unexpected(done.error());
    return index;
}

Result<void> IndexBuilder::fill(SearchIndex& index, SearchIndex::Stage stage, const SearchIndex::Place& place,
                                const std::stop_token& stop) {
    const std::stop_callback end_what_runs(stop, [&] { index.interrupt(); });
    if (stage == SearchIndex::Stage::Whole) {
        auto reported = report_stage(index, place, SearchIndex::Stage::Whole);
        if (reported) warm_up(stop);
        return reported;
    }
    words_.clear();
    auto done = index.clear();
    if (done) done = add_all_series(index, stop);
    if (done) done = report_stage(index, place, SearchIndex::Stage::Series);
    if (done) done = add_all_episodes(index, stop);
    if (done) done = report_stage(index, place, SearchIndex::Stage::Whole);
    if (done) done = index.settle();
    return done;
}

Result<void> IndexBuilder::report_stage(SearchIndex& index, const SearchIndex::Place& place, SearchIndex::Stage stage) {
    std::vector<std::pair<std::string, std::uint32_t>> words(words_.begin(), words_.end());
    if (words.empty()) {
        auto known = index.words();
        if (!known) return tl::unexpected(known.error());
        words = *std::move(known);
    } else {
        std::ranges::sort(words);
        auto kept = index.begin();
        if (kept) kept = index.add_words(words);
        if (kept) kept = index.set_stage(stage);
        if (kept) kept = index.commit();
        if (!kept) return kept;
    }
    report_({stage, place, std::make_shared<const SearchVocabulary>(std::move(words))});
    return {};
}

Result<void> IndexBuilder::add_all_series(SearchIndex& index, const std::stop_token& stop) {
    const auto& series = catalog_.catalog().series;
    for (std::size_t row = 0; row < series.size(); row += kBatch) {
        if (auto begun = index.begin(); !begun) return begun;
        for (std::size_t i = row; i < std::min(row + kBatch, series.size()); ++i) {
            if (stop.stop_requested()) return stopped();
            const auto tokens = tokens_of(series[catalog_.series_at(i)], folder_, words_);
            if (auto added = index.add_series(tokens); !added) return added;
        }
        if (auto committed = index.commit(); !committed) return committed;
    }
    return {};
}

Result<void> IndexBuilder::add_all_episodes(SearchIndex& index, const std::stop_token& stop) {
    const auto& series = catalog_.catalog().series;
    const EpisodeTokenMaker maker(catalog_.catalog(), folder_);
    std::size_t waiting = 0;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (waiting == 0) {
            if (auto begun = index.begin(); !begun) return begun;
        }
        const Series& of = series[catalog_.series_at(row)];
        for (const Episode& episode : of.episodes) {
            if (stop.stop_requested()) return stopped();
            if (auto added = index.add_episode(maker.tokens_of(episode, words_)); !added) return added;
        }
        waiting += of.episodes.size() + 1;
        if (waiting < kBatch && row + 1 < series.size()) continue;
        if (auto committed = index.commit(); !committed) return committed;
        waiting = 0;
    }
    return {};
}

void IndexBuilder::warm_up(const std::stop_token& stop) {
    WordCounts ignored;
    for (std::size_t row = 0; row < catalog_.catalog().series.size() && !stop.stop_requested(); ++row)
        (void)tokens_of(catalog_.catalog().series[catalog_.series_at(row)], folder_, ignored);
}

}  // namespace cliffhanger
