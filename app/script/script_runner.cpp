#include "app/script/script_runner.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

namespace cliffhanger {

std::span<const ScriptStep> ScriptRunner::due(Microseconds elapsed) {
    const std::size_t first = next_;
    while (next_ < script_.size() && script_[next_].time <= elapsed) ++next_;
    return std::span(script_).subspan(first, next_ - first);
}

std::optional<Microseconds> ScriptRunner::next_time() const {
    return finished() ? std::nullopt : std::optional(script_[next_].time);
}

void ScriptRunner::check(const ScriptExpect& expect, const SemanticNode& root, int line) {
    const SemanticNode* node = find_node(root, expect.node);
    std::string problem;
    if (node == nullptr) {
        problem = "is not there";
    } else if (expect.text && node->name != *expect.text && node->value != *expect.text) {
        problem = "is \"" + node->name + "\", value \"" + node->value + "\", expected \"" + *expect.text + "\"";
    } else if (expect.state && std::ranges::find(node->states, *expect.state) == node->states.end()) {
        problem = "lacks the state \"" + *expect.state + "\"";
    }
    if (problem.empty()) return;
    ++failures_;
    std::fprintf(stderr, "cliffhanger: script line %d: %s %s\n", line, expect.node.c_str(), problem.c_str());
}

Result<Script> load_script(const std::string& path) {
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::NotFound, "The script cannot be read.", path);
    std::string text;
    for (std::array<char, 4096> piece{}; file.read(piece.data(), piece.size()) || file.gcount() > 0;) {
        text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad()) return fail(ErrorKind::Io, "The script cannot be read.", path);
    return parse_script(text);
}

}  // namespace cliffhanger
