// The FTS5 tokenizer "cliffhanger": texts come as tokens already (search_tokens.h), so it only takes them apart. Tokens
// beside each other are FTS5's synonyms at one place.
#pragma once

#include "net/result.h"

struct sqlite3;

namespace cliffhanger {

/// For this connection. Unsupported where SQLite has no FTS5.
[[nodiscard]] Result<void> register_search_tokenizer(sqlite3* database);

}  // namespace cliffhanger
