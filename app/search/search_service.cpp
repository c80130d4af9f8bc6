#include "app/search/search_service.h"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/search/index_builder.h"
#include "app/search/searcher.h"
#include "net/user_folder.h"

namespace cliffhanger {
namespace {

constexpr int kNiceness = 10;

double ms_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

struct SearchService::State {
    const std::filesystem::path folder;
    const std::function<void()> wake;
    CharacterFolder characters;
    const Catalog* catalog = nullptr;  ///< main thread

    mutable std::mutex mutex;
    // Guarded by mutex.
    std::condition_variable_any changed;
    std::optional<SearchCatalog> searched;  ///< written before the others begin
    SearchIndex::Place place;
    SearchIndex::Stage stage = SearchIndex::Stage::Empty;
    bool failed = false;
    std::shared_ptr<const SearchVocabulary> vocabulary;
    std::string query, language;
    std::uint64_t asked = 0, answered = 0;                       ///< counts of set_query()
    SearchIndex::Stage answered_at = SearchIndex::Stage::Empty;  ///< how much was indexed then
    SearchIndex* running = nullptr;                              ///< answers a query now
    std::optional<SearchResults> results;

    std::optional<SearchIndex> keeper;  ///< keeps an index in memory; the builder's, then nobody's
    std::jthread builder, answerer;     // last: they use the above

    void build(const std::stop_token& stop);
    void answer(const std::stop_token& stop);
    struct Reader;
    bool answer_one(const std::stop_token& stop, std::unique_ptr<Reader>& reader);
    bool to_answer() const {  ///< while locked
        return !query.empty() && stage != SearchIndex::Stage::Empty && (answered != asked || answered_at != stage);
    }
    bool give_up(const Error& why) {
        if (why.kind != ErrorKind::Aborted) spdlog::error("search: {}", why.message);
        {
            const std::lock_guard lock(mutex);
            failed = true;
        }
        changed.notify_all();
        return false;
    }
    /// With the mutex held.
    bool searching() const {
        if (failed || query.empty()) return false;
        return answered != asked || answered_at != SearchIndex::Stage::Whole;
    }
    void built(SearchIndex::Stage now, std::shared_ptr<const SearchVocabulary> words) {
        {
            const std::lock_guard lock(mutex);
            stage = now;
            vocabulary = std::move(words);
        }
        changed.notify_all();
    }
};

void SearchService::State::build(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), "search index");
    (void)setpriority(PRIO_PROCESS, 0, kNiceness);  // of this thread alone, on Linux
    const auto begin = std::chrono::steady_clock::now();
    {
        SearchCatalog rows(*catalog);
        const std::lock_guard lock(mutex);
        searched.emplace(std::move(rows));
    }
    const std::string fingerprint = searched->fingerprint();
    IndexBuilder builder_of_index(*searched, characters, [&](const IndexBuilder::Progress& progress) {
        {
            const std::lock_guard lock(mutex);
            place = progress.place;
        }
        built(progress.stage, progress.vocabulary);
    });
    auto done = builder_of_index.run(folder, fingerprint, stop);
    if (!done) {
        (void)give_up(done.error());
    } else {
        spdlog::info("search: {} series and {} episodes indexed in {:.0f} ms", catalog->series.size(),
                     searched->episode_rows(), ms_since(begin));
        keeper.emplace(*std::move(done));
    }
}

/// The answerer's own.
struct SearchService::State::Reader {
    Reader(SearchIndex opened, SearchIndex::Place where, State& state)
        : place(std::move(where)), index(std::move(opened)), searcher(*state.searched, state.characters, index) {}

    SearchIndex::Place place;
    SearchIndex index;
    Searcher searcher;
};

bool SearchService::State::answer_one(const std::stop_token& stop, std::unique_ptr<Reader>& reader) {
    SearchIndex::Place where;
    {
        std::unique_lock lock(mutex);
        if (!changed.wait(lock, stop, [&] { return to_answer(); })) return false;
        where = place;
    }
    if (!reader || where != reader->place) {
        auto opened = SearchIndex::open(where);
        if (!opened) return give_up(opened.error());
        reader = std::make_unique<Reader>(*std::move(opened), where, *this);
    }
    Searcher::Request request;
    SearchIndex::Stage at{};
    std::uint64_t serial = 0;
    {
        const std::lock_guard lock(mutex);
        request = {query, language, vocabulary};
        at = stage;
        serial = asked;
        running = &reader->index;
    }
    const auto begin = std::chrono::steady_clock::now();
    auto found = reader->searcher.search(request);
    {
        const std::lock_guard lock(mutex);
        running = nullptr;
        if (serial != asked) return true;  // a newer one waits
        answered = serial;
        answered_at = at;
        if (!found) {
            spdlog::warn("search: {}", found.error().message);
            found = SearchResults{.query = request.query};
        }
        found->complete = at == SearchIndex::Stage::Whole;
        found->took_ms = ms_since(begin);
        results = *std::move(found);
    }
    changed.notify_all();
    wake();
    return true;
}

void SearchService::State::answer(const std::stop_token& stop) {
    pthread_setname_np(pthread_self(), "search");
    std::unique_ptr<Reader> reader;
    while (!stop.stop_requested() && answer_one(stop, reader)) continue;
}

SearchService::SearchService(std::filesystem::path folder, std::function<void()> wake)
    : state_(new State{.folder = std::move(folder), .wake = std::move(wake)}) {}

SearchService::~SearchService() { close(); }

void SearchService::open(const Catalog& catalog) {
    close();
    state_->catalog = &catalog;
}

void SearchService::close() {
    State& state = *state_;
    state.builder.request_stop();
    state.answerer.request_stop();
    {
        const std::lock_guard lock(state.mutex);
        if (state.running != nullptr) state.running->interrupt();
    }
    state.builder = {};
    state.answerer = {};
    state.keeper.reset();
    state.catalog = nullptr;
    const std::lock_guard lock(state.mutex);
    state.searched.reset();
    state.stage = SearchIndex::Stage::Empty;
    state.failed = false;
    state.vocabulary.reset();
    state.query.clear();
    state.answered = state.asked;
    state.results.reset();
    results_ = {};
}

void SearchService::prepare() {
    State& state = *state_;
    if (state.catalog == nullptr || state.builder.joinable()) return;
    state.builder = std::jthread([&state](const std::stop_token& stop) { state.build(stop); });
    state.answerer = std::jthread([&state](const std::stop_token& stop) { state.answer(stop); });
}

void SearchService::set_query(const std::string& query, const std::string& language) {
    prepare();
    State& state = *state_;
    {
        const std::lock_guard lock(state.mutex);
        if (state.query == query && state.language == language) return;
        state.query = query;
        state.language = language;
        ++state.asked;
        state.results.reset();
        if (state.running != nullptr) state.running->interrupt();
        if (query.empty()) {
            state.answered = state.asked;
            state.results.emplace();
        }
    }
    state.changed.notify_all();
    if (query.empty()) state.wake();
}

bool SearchService::searching() const {
    const std::lock_guard lock(state_->mutex);
    return state_->searching();
}

bool SearchService::take() {
    const std::lock_guard lock(state_->mutex);
    if (!state_->results) return false;
    results_ = *std::exchange(state_->results, std::nullopt);
    return true;
}

bool SearchService::ready() const {
    const std::lock_guard lock(state_->mutex);
    return state_->stage == SearchIndex::Stage::Whole;
}

void SearchService::wait_ready() {
    prepare();
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(lock, [&] { return state_->failed || state_->stage == SearchIndex::Stage::Whole; });
}

void SearchService::wait_answered() {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(lock, [&] { return !state_->searching(); });
}

std::filesystem::path search_folder() {
    const auto folder = user_folder(UserFolder::Cache);
    return folder.empty() ? folder : folder / "search";
}

}  // namespace cliffhanger
