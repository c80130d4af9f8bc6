// Which form of a word a language wants beside a number, as the Plural-Forms line of a gettext catalog says it: the
// expression is C's, over n. A plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "net/result.h"

namespace cliffhanger {

class PluralRule {
 public:
    /// English: one, and everything else.
    PluralRule();
    /// From "nplurals=2; plural=n != 1;".
    static Result<PluralRule> parse(std::string_view plural_forms);

    std::size_t forms() const { return forms_; }
    /// Always below forms().
    std::size_t form(std::uint64_t n) const;

 private:
    friend class PluralRuleParser;
    enum class Operator : std::uint8_t {
        Number,
        N,
        Not,
        Multiply,
        Divide,
        Remainder,
        Add,
        Subtract,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        Equal,
        NotEqual,
        And,
        Or,
        Choose,
    };
    struct Node {
        Operator op = Operator::Number;
        std::uint64_t number = 0;
        std::size_t operands[3] = {};  ///< indices of nodes before this one
    };
    std::uint64_t value(const Node& node, std::uint64_t n) const;

    std::vector<Node> nodes_;  ///< the last one is the whole expression
    std::size_t forms_ = 2;
};

}  // namespace cliffhanger
