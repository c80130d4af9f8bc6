#include "app/search/search_index.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "app/search/search_tokenizer.h"
#include "app/search/search_tokens.h"

namespace cliffhanger {
namespace {

/// Of the schema and of what tokens are made of texts: another one means building anew.
constexpr std::int64_t kVersion = 2;
constexpr std::int64_t kStages = 10;  // user_version is version times this, plus stage

constexpr const char* kSchema =
    "CREATE VIRTUAL TABLE series USING fts5(title, cast, tags, synopsis, content='', columnsize=0,"
    " tokenize='cliffhanger', prefix='1 2 3');"
    "CREATE VIRTUAL TABLE episodes USING fts5(title, synopsis, content='', columnsize=0,"
    " tokenize='cliffhanger', prefix='1 2 3');"
    "CREATE TABLE words(word TEXT PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID;";
constexpr const char* kDrop = "DROP TABLE IF EXISTS series; DROP TABLE IF EXISTS episodes; DROP TABLE IF EXISTS words;";
/// It can be made again: nothing waits for the disk.
constexpr const char* kSettings = "PRAGMA synchronous=OFF; PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;";

constexpr std::string_view kFindSeries = "SELECT rowid FROM series WHERE series MATCH ?";
constexpr std::string_view kFindEpisodes = "SELECT rowid FROM episodes WHERE episodes MATCH ?";

Result<std::int64_t> user_version(SqliteDatabase& database) {
    auto statement = database.prepare("PRAGMA user_version");
    if (!statement) return tl::unexpected(statement.error());
    if (auto row = statement->step(); !row) return tl::unexpected(row.error());
    return statement->integer(0);
}

void remove_files(const std::filesystem::path& file) {
    for (const char* companion : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(file.string() + companion, ignored);
    }
}

/// All terms, in these columns.
std::string all_terms(std::string_view columns, const std::vector<std::string>& expressions) {
    std::string text(columns);
    for (std::size_t i = 0; i < expressions.size(); ++i) text += (i == 0 ? "(" : " AND ") + expressions[i];
    return text + ")";
}

}  // namespace

struct SearchIndex::Tier {
    std::string_view sql;
    std::string expression;
    SearchField field;
    int number;
};

Result<SearchIndex> SearchIndex::open_and_check(const Place& place) {
    auto database = place.file.empty() ? SqliteDatabase::open_in_memory(place.name) : SqliteDatabase::open(place.file);
    if (!database) return tl::unexpected(database.error());
    if (auto registered = register_search_tokenizer(database->handle()); !registered)
        return tl::unexpected(registered.error());
    if (auto set = database->execute(kSettings); !set) return tl::unexpected(set.error());
    SearchIndex index(*std::move(database));
    const auto version = user_version(index.database_);
    if (!version) return tl::unexpected(version.error());
    if (*version / kStages != kVersion) {
        if (auto cleared = index.clear(); !cleared) return tl::unexpected(cleared.error());
    }
    return index;
}

Result<SearchIndex> SearchIndex::open(const Place& place) {
    auto index = open_and_check(place);
    if (index || place.file.empty() || index.error().kind == ErrorKind::Unsupported) return index;
    remove_files(place.file);
    return open_and_check(place);
}

Result<SearchIndex::Stage> SearchIndex::stage() {
    const auto version = user_version(database_);
    if (!version) return tl::unexpected(version.error());
    return static_cast<Stage>(std::clamp<std::int64_t>(*version % kStages, 0, 2));
}

Result<void> SearchIndex::set_stage(Stage stage) {
    return database_.execute("PRAGMA user_version=" + std::to_string(kVersion * kStages + static_cast<int>(stage)));
}

Result<void> SearchIndex::begin() { return database_.execute("BEGIN IMMEDIATE"); }
Result<void> SearchIndex::commit() { return database_.execute("COMMIT"); }

Result<void> SearchIndex::clear() {
    series_count_ = episode_count_ = 0;
    statements_.clear();
    return database_.execute(std::string("BEGIN IMMEDIATE;") + kDrop + kSchema +
                             "PRAGMA user_version=" + std::to_string(kVersion * kStages) + ";COMMIT;");
}

Result<void> SearchIndex::settle() {
    return database_.execute(
        "INSERT INTO series(series) VALUES('optimize'); INSERT INTO episodes(episodes) VALUES('optimize');"
        "PRAGMA wal_checkpoint(TRUNCATE);");
}

Result<SqliteStatement*> SearchIndex::statement(std::string_view sql) {
    for (auto& [text, prepared] : statements_) {
        if (text == sql) return &prepared;
    }
    auto prepared = database_.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    statements_.emplace_back(sql, *std::move(prepared));
    return &statements_.back().second;
}

Result<void> SearchIndex::add_series(const SeriesTokens& tokens) {
    const auto insert = statement("INSERT INTO series(rowid, title, cast, tags, synopsis) VALUES(?,?,?,?,?)");
    if (!insert) return tl::unexpected(insert.error());
    (*insert)->bind(0, std::int64_t{++series_count_}).bind(1, tokens.title).bind(2, tokens.cast);
    return (*insert)->bind(3, tokens.tags).bind(4, tokens.synopsis).run();
}

Result<void> SearchIndex::add_episode(const EpisodeTokens& tokens) {
    ++episode_count_;
    if (tokens.title.empty() && tokens.synopsis.empty()) return {};
    const auto insert = statement("INSERT INTO episodes(rowid, title, synopsis) VALUES(?,?,?)");
    if (!insert) return tl::unexpected(insert.error());
    return (*insert)->bind(0, std::int64_t{episode_count_}).bind(1, tokens.title).bind(2, tokens.synopsis).run();
}

Result<void> SearchIndex::add_words(const std::vector<std::pair<std::string, std::uint32_t>>& words) {
    const auto insert = statement("INSERT OR REPLACE INTO words VALUES(?,?)");
    if (!insert) return tl::unexpected(insert.error());
    for (const auto& [word, uses] : words) {
        if (auto done = (*insert)->bind(0, word).bind(1, std::int64_t{uses}).run(); !done) return done;
    }
    return {};
}

Result<std::vector<std::pair<std::string, std::uint32_t>>> SearchIndex::words() {
    auto select = database_.prepare("SELECT word, uses FROM words");
    if (!select) return tl::unexpected(select.error());
    std::vector<std::pair<std::string, std::uint32_t>> words;
    for (;;) {
        const auto row = select->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return words;
        words.emplace_back(select->text(0), static_cast<std::uint32_t>(select->integer(1)));
    }
}

Result<SearchIndex::More> SearchIndex::run(const Tier& tier, const Take& take) {
    const auto select = statement(tier.sql);
    if (!select) return tl::unexpected(select.error());
    (*select)->bind(0, tier.expression);
    More more = More::Yes;
    Result<bool> row = false;
    while (more == More::Yes && (row = (*select)->step()) && *row) {
        const auto id = static_cast<std::size_t>((*select)->integer(0));
        more = take({.row = id - 1, .field = tier.field, .tier = tier.number, .of_episode = tier.sql == kFindEpisodes});
    }
    const bool interrupted = sqlite3_errcode(database_.handle()) == SQLITE_INTERRUPT;
    (*select)->reset();
    if (!row) return interrupted ? fail(ErrorKind::Aborted, "Interrupted.") : tl::unexpected(row.error());
    return more;
}

Result<void> SearchIndex::run_all(const std::vector<Tier>& tiers, const Take& take) {
    for (const Tier& tier : tiers) {
        if (tier.expression.empty()) continue;
        const auto more = run(tier, take);
        if (!more) return tl::unexpected(more.error());
        if (*more == More::No) return {};
    }
    return {};
}

Result<void> SearchIndex::find(const std::vector<QueryTerm>& terms, const Take& take) {
    if (terms.empty()) return {};
    std::vector<std::string> anywhere, at_start;
    for (const QueryTerm& term : terms) anywhere.push_back(term_expression(term, TermPlace::Anywhere));
    at_start = anywhere;
    at_start[0] = term_expression(terms[0], TermPlace::AtStart);
    const std::string whole = whole_expression(terms);
    return run_all(
        {
            {kFindSeries, whole.empty() ? whole : "title : " + whole, SearchField::Title, 0},
            {kFindSeries, all_terms("title : ", at_start), SearchField::Title, 1},
            {kFindSeries, all_terms("title : ", anywhere), SearchField::Title, 2},
            {kFindSeries, all_terms("cast : ", anywhere), SearchField::Cast, 3},
            {kFindSeries, all_terms("tags : ", anywhere), SearchField::Tags, 4},
            {kFindSeries, terms.size() > 1 ? all_terms("{title cast tags} : ", anywhere) : "", SearchField::Mixed, 5},
            {kFindEpisodes, all_terms("title : ", anywhere), SearchField::EpisodeTitle, 6},
            {kFindSeries, all_terms("", anywhere), SearchField::Synopsis, 7},
            {kFindEpisodes, all_terms("", anywhere), SearchField::Synopsis, 8},
        },
        take);
}

Result<bool> SearchIndex::knows(const QueryTerm& term) {
    bool known = false;
    const auto done = run_all({{kFindSeries, term_expression(term, TermPlace::Anywhere), SearchField::Mixed, 0},
                               {kFindEpisodes, term_expression(term, TermPlace::Anywhere), SearchField::Mixed, 0}},
                              [&](const IndexHit&) {
                                  known = true;
                                  return More::No;
                              });
    if (!done) return tl::unexpected(done.error());
    return known;
}

Result<void> SearchIndex::find_similar(const std::vector<QueryTerm>& terms, const NearWords& near_words,
                                       std::vector<std::string>& meant, const Take& take) {
    constexpr std::size_t kLongRun = 3;
    std::vector<std::string> expressions;
    bool changed = false;
    for (const QueryTerm& term : terms) {
        if (term.kind == CharacterKind::Dense) {
            const bool loose = term.units.size() >= kLongRun;
            changed = changed || loose;
            expressions.push_back(loose ? any_pair_expression(term) : term_expression(term, TermPlace::Anywhere));
            continue;
        }
        std::size_t letters = 0;
        for (const std::string& unit : term.units)
            letters += static_cast<std::size_t>(
                std::ranges::count_if(unit, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
        std::vector<std::string> words;
        for (const auto& near : near_words(term.text(), letters)) {
            words.push_back(near.word);
            if (near.distance > 0) changed = true;
        }
        if (words.empty()) {
            const auto known = knows(term);
            if (!known) return tl::unexpected(known.error());
            if (!*known) return {};
            expressions.push_back(term_expression(term, TermPlace::Anywhere));
            continue;
        }
        expressions.push_back(any_word_expression(words));
        meant.insert(meant.end(), words.begin(), words.end());
    }
    if (!changed) return {};
    return run_all(
        {
            {kFindSeries, all_terms("title : ", expressions), SearchField::Title, 12},
            {kFindSeries, all_terms("cast : ", expressions), SearchField::Cast, 13},
            {kFindSeries, all_terms("tags : ", expressions), SearchField::Tags, 14},
            {kFindSeries, terms.size() > 1 ? all_terms("{title cast tags} : ", expressions) : "", SearchField::Mixed,
             15},
            {kFindEpisodes, all_terms("title : ", expressions), SearchField::EpisodeTitle, 16},
        },
        take);
}

}  // namespace cliffhanger
