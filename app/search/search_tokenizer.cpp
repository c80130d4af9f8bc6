#include "app/search/search_tokenizer.h"

#include <sqlite3.h>

#include <string_view>

#include "app/search/search_tokens.h"

namespace cliffhanger {
namespace {

int create(void*, const char**, int, Fts5Tokenizer** tokenizer) {
    static int without_state = 0;
    *tokenizer = reinterpret_cast<Fts5Tokenizer*>(&without_state);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer*, void* context, int /*flags*/, const char* text, int size,
             int (*take)(void*, int, const char*, int, int, int)) {
    const std::string_view tokens(text, static_cast<std::size_t>(size));
    bool beside = false;
    for (std::size_t begin = 0; begin < tokens.size();) {
        std::size_t end = tokens.find_first_of(" \x1f", begin);
        if (end == std::string_view::npos) end = tokens.size();
        if (end > begin) {
            const int code = take(context, beside ? FTS5_TOKEN_COLOCATED : 0, tokens.data() + begin,
                                  static_cast<int>(end - begin), static_cast<int>(begin), static_cast<int>(end));
            if (code != SQLITE_OK) return code;
        }
        beside = end < tokens.size() && tokens[end] == kBeside;
        begin = end + 1;
    }
    return SQLITE_OK;
}

fts5_api* api_of(sqlite3* database) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK) return nullptr;
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

}  // namespace

Result<void> register_search_tokenizer(sqlite3* database) {
    fts5_api* api = api_of(database);
    if (api == nullptr) return fail(ErrorKind::Unsupported, "SQLite has no full-text search.");
    fts5_tokenizer functions{create, destroy, tokenize};
    if (api->xCreateTokenizer(api, "cliffhanger", nullptr, &functions, nullptr) != SQLITE_OK)
        return fail(ErrorKind::Internal, "The tokenizer was refused.");
    return {};
}

}  // namespace cliffhanger
