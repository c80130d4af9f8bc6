// The tokens that texts are indexed by and asked for with, as search_tokenizer.h reads them: a blank begins the next
// place, kBeside another token at the same place. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/search/search_text.h"

namespace cliffhanger {

constexpr char kBeside = '\x1f';   ///< the next token stands at the same place
constexpr char kAtStart = '\x02';  ///< before a token: it begins a title
constexpr char kWhole = '\x03';    ///< before a token: it is a whole title, without blanks

enum class TokensOf { Title, Name, Prose };

/// Adds the tokens of a text behind those that are there. A title's beginning is marked; prose has no readings.
void append_tokens(std::string& tokens, const std::vector<SearchUnit>& units, TokensOf what);

enum class TermPlace { Anywhere, AtStart };

/// A part of an FTS5 query that finds a term: a word by its beginning, a run without spaces wherever it stands.
std::string term_expression(const QueryTerm& term, TermPlace place);
/// The same for a whole title; empty where the query is not one.
std::string whole_expression(const std::vector<QueryTerm>& terms);
/// Any of these words, or what begins with them.
std::string any_word_expression(const std::vector<std::string>& words);
/// Any pair of neighbours of a run without spaces.
std::string any_pair_expression(const QueryTerm& term);

}  // namespace cliffhanger
