#include "app/locale/plural_rule.h"

#include <charconv>
#include <initializer_list>
#include <string>
#include <utility>

namespace cliffhanger {
namespace {

constexpr std::size_t kMaxForms = 8;
constexpr int kMaxDepth = 64;  ///< of parentheses

}  // namespace

/// Recursive descent, one function a level of precedence. A broken expression leaves `failed_`.
class PluralRuleParser {
 public:
    using Operator = PluralRule::Operator;
    using Node = PluralRule::Node;

    PluralRuleParser(std::string_view text, std::vector<Node>& nodes) : text_(text), nodes_(nodes) {}

    bool parse() {
        choice();
        skip_space();
        return !failed_ && (text_.empty() || text_.front() == ';');
    }

 private:
    struct Symbol {
        std::string_view text;
        Operator op;
    };

    std::size_t add(Operator op, std::size_t a = 0, std::size_t b = 0, std::size_t c = 0) {
        nodes_.push_back({op, 0, {a, b, c}});
        return nodes_.size() - 1;
    }

    void skip_space() {
        while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t')) text_.remove_prefix(1);
    }

    bool take(std::string_view symbol) {
        skip_space();
        if (text_.substr(0, symbol.size()) != symbol) return false;
        text_.remove_prefix(symbol.size());
        return true;
    }

    std::size_t choice() {
        if (++depth_ > kMaxDepth) failed_ = true;
        if (failed_) return 0;
        const std::size_t condition = binary(0);
        std::size_t result = condition;
        if (take("?")) {
            const std::size_t yes = choice();
            if (!take(":")) failed_ = true;
            result = add(Operator::Choose, condition, yes, choice());
        }
        --depth_;
        return result;
    }

    std::size_t binary(std::size_t level) {
        static const std::initializer_list<Symbol> kLevels[] = {
            {{"||", Operator::Or}},
            {{"&&", Operator::And}},
            {{"==", Operator::Equal}, {"!=", Operator::NotEqual}},
            // The longer ones first.
            {{"<=", Operator::LessEqual},
             {">=", Operator::GreaterEqual},
             {"<", Operator::Less},
             {">", Operator::Greater}},
            {{"+", Operator::Add}, {"-", Operator::Subtract}},
            {{"*", Operator::Multiply}, {"/", Operator::Divide}, {"%", Operator::Remainder}},
        };
        if (level == std::size(kLevels)) return operand();
        std::size_t left = binary(level + 1);
        for (bool found = true; found && !failed_;) {
            found = false;
            for (const Symbol& symbol : kLevels[level]) {
                if (!take(symbol.text)) continue;
                const std::size_t right = binary(level + 1);
                left = add(symbol.op, left, right);
                found = true;
                break;
            }
        }
        return left;
    }

    std::size_t operand() {
        if (take("(")) {
            const std::size_t inner = choice();
            if (!take(")")) failed_ = true;
            return inner;
        }
        if (take("!")) {
            if (++depth_ > kMaxDepth) failed_ = true;
            const std::size_t inner = failed_ ? 0 : operand();
            --depth_;
            return add(Operator::Not, inner);
        }
        if (take("n")) return add(Operator::N);
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
        if (error != std::errc()) {
            failed_ = true;
            return 0;
        }
        text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
        const std::size_t node = add(Operator::Number);
        nodes_[node].number = number;
        return node;
    }

    std::string_view text_;
    std::vector<Node>& nodes_;
    int depth_ = 0;
    bool failed_ = false;
};

PluralRule::PluralRule() { PluralRuleParser("n != 1", nodes_).parse(); }

Result<PluralRule> PluralRule::parse(std::string_view plural_forms) {
    const auto broken = [&] {
        return fail(ErrorKind::Corrupted, "the plural rule of a catalog cannot be read", std::string(plural_forms));
    };
    constexpr std::string_view kCount = "nplurals=", kExpression = "plural=";
    const std::size_t count = plural_forms.find(kCount);
    if (count == std::string_view::npos) return broken();
    const std::string_view after = plural_forms.substr(count + kCount.size());
    PluralRule rule;
    rule.nodes_.clear();
    rule.forms_ = 0;
    std::from_chars(after.data(), after.data() + after.size(), rule.forms_);
    const std::size_t expression = after.find(kExpression);
    if (rule.forms_ < 1 || rule.forms_ > kMaxForms || expression == std::string_view::npos) return broken();
    if (!PluralRuleParser(after.substr(expression + kExpression.size()), rule.nodes_).parse()) return broken();
    return rule;
}

std::size_t PluralRule::form(std::uint64_t n) const {
    const std::uint64_t index = value(nodes_.back(), n);
    return index < forms_ ? static_cast<std::size_t>(index) : 0;
}

std::uint64_t PluralRule::value(const Node& node, std::uint64_t n) const {
    const auto operand = [&](int i) { return value(nodes_[node.operands[i]], n); };
    switch (node.op) {
        case Operator::Number:
            return node.number;
        case Operator::N:
            return n;
        case Operator::Not:
            return operand(0) == 0 ? 1 : 0;
        case Operator::And:
            return operand(0) != 0 && operand(1) != 0 ? 1 : 0;
        case Operator::Or:
            return operand(0) != 0 || operand(1) != 0 ? 1 : 0;
        case Operator::Choose:
            return operand(0) != 0 ? operand(1) : operand(2);
        default:
            break;
    }
    const std::uint64_t a = operand(0), b = operand(1);
    switch (node.op) {
        case Operator::Multiply:
            return a * b;
        case Operator::Divide:
            return b == 0 ? 0 : a / b;
        case Operator::Remainder:
            return b == 0 ? 0 : a % b;
        case Operator::Add:
            return a + b;
        case Operator::Subtract:
            return a - b;
        case Operator::Less:
            return a < b ? 1 : 0;
        case Operator::LessEqual:
            return a <= b ? 1 : 0;
        case Operator::Greater:
            return a > b ? 1 : 0;
        case Operator::GreaterEqual:
            return a >= b ? 1 : 0;
        case Operator::Equal:
            return a == b ? 1 : 0;
        default:
            return a != b ? 1 : 0;
    }
}

}  // namespace cliffhanger
