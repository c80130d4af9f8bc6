// What is searched: an SQLite database with FTS5 tables of series and episodes. Rows stand in the order of popularity,
// so that the first that are found are the ones wanted most, and a query can stop when it has enough. One connection;
// used by one thread at a time, but for interrupt(). Every call may block on the disk.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "app/library/sqlite_database.h"
#include "app/search/search_text.h"
#include "app/search/search_vocabulary.h"

namespace cliffhanger {

/// Which text of a series was found, the best first.
enum class SearchField { Title, Cast, Tags, Mixed, EpisodeTitle, Synopsis };

/// The tokens of one row, see search_tokens.h.
struct SeriesTokens {
    std::string title, cast, tags, synopsis;
};
struct EpisodeTokens {
    std::string title, synopsis;
};

/// Rows count from 0, in the order in which they were added.
struct IndexHit {
    std::size_t row = 0;
    SearchField field = SearchField::Title;
    int tier = 0;  ///< the lower the better; the fields' order, and within titles how it was found
    std::optional<int> number = std::nullopt;  ///< of the episode that is meant
    bool of_episode = false;                   ///< `row` counts episodes
};

class SearchIndex {
 public:
    /// Where it lies: a file, made when missing and replaced when it is not one of this version; or only in memory,
    /// under a name that connections share.
    struct Place {
        std::filesystem::path file = {};
        std::string name = {};  ///< used when `file` is empty
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] static Result<SearchIndex> open(const Place& place);

    /// How much of the catalog is in it.
    enum class Stage { Empty, Series, Whole };
    Result<Stage> stage();
    Result<void> set_stage(Stage stage);

    // Building. Rows of both tables are added in the order of popularity.
    Result<void> begin();
    Result<void> commit();
    Result<void> clear();
    /// Brings the tables into the shape that queries read fastest. Takes a while.
    Result<void> settle();
    Result<void> add_series(const SeriesTokens& tokens);
    Result<void> add_episode(const EpisodeTokens& tokens);
    Result<void> add_words(const std::vector<std::pair<std::string, std::uint32_t>>& words);
    Result<std::vector<std::pair<std::string, std::uint32_t>>> words();

    /// Calls `take` with what is found, the best tier first and the most popular first in each; ends when `take` says
    /// No or there is no more. Aborted when interrupted.
    enum class More { No, Yes };
    using Take = std::function<More(const IndexHit&)>;
    Result<void> find(const std::vector<QueryTerm>& terms, const Take& take);
    /// The words of the index that are near to a word with so many letters.
    using NearWords = std::function<std::vector<SearchVocabulary::Near>(const std::string& word, std::size_t letters)>;
    /// The same with mistakes in the terms; fills `meant` with the words that were looked for instead.
    Result<void> find_similar(const std::vector<QueryTerm>& terms, const NearWords& near_words,
                              std::vector<std::string>& meant, const Take& take);
    /// Whether anything begins with the term.
    Result<bool> knows(const QueryTerm& term);

    /// Ends what runs. From any thread.
    void interrupt() { database_.interrupt(); }

 private:
    explicit SearchIndex(SqliteDatabase database) : database_(std::move(database)) {}
    static Result<SearchIndex> open_and_check(const Place& place);
    Result<SqliteStatement*> statement(std::string_view sql);
    struct Tier;
    Result<More> run(const Tier& tier, const Take& take);
    Result<void> run_all(const std::vector<Tier>& tiers, const Take& take);

    SqliteDatabase database_;
    std::deque<std::pair<std::string_view, SqliteStatement>> statements_;  ///< by their constant text
    std::uint32_t series_count_ = 0, episode_count_ = 0;
};

}  // namespace cliffhanger
