#include "net/catalog/json_document.h"

#include <algorithm>

namespace cliffhanger {

JsonType JsonView::type() const { return document_->nodes_[node_].type; }

std::string_view JsonView::text() const {
    const auto& node = document_->nodes_[node_];
    return std::string_view(document_->strings_).substr(node.text_at, node.text_length);
}

std::string_view JsonView::key() const {
    const auto& node = document_->nodes_[node_];
    return std::string_view(document_->strings_).substr(node.key_at, node.key_length);
}

JsonView JsonView::first_child() const {
    if (document_ == nullptr) return {};
    const std::uint32_t child = document_->nodes_[node_].first_child;
    return child == JsonDocument::kNone ? JsonView() : JsonView(document_, child);
}

JsonView JsonView::next() const {
    const std::uint32_t next = document_->nodes_[node_].next;
    return next == JsonDocument::kNone ? JsonView() : JsonView(document_, next);
}

Place JsonView::place() const {
    const auto [line, column] = document_->line_and_column(document_->nodes_[node_].offset);
    return Place{line, column, document_->path_of(node_)};
}

void JsonDocument::report_notes(FindingLog& log) const {
    for (const Note& note : notes_) {
        const auto [line, column] = line_and_column(note.offset);
        log.warn(note.code, Place{line, column, page_}, note.message, note.hint);
    }
}

std::pair<int, int> JsonDocument::line_and_column(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const std::size_t line = static_cast<std::size_t>(after - line_starts_.begin());
    const std::size_t start = line_starts_[line - 1];
    // A column counts characters, as editors do. On a very long line (a feed without line breaks) it counts bytes:
    // many findings would otherwise make the cost quadratic.
    constexpr std::size_t kLongLine = 4096;
    const std::string_view before = std::string_view(source_).substr(start, offset - start);
    const auto is_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
    const auto characters = before.size() > kLongLine ? static_cast<std::ptrdiff_t>(before.size())
                                                      : std::count_if(before.begin(), before.end(), is_character);
    return {static_cast<int>(line), static_cast<int>(characters) + 1};
}

std::string JsonDocument::path_of(std::uint32_t node) const {
    constexpr std::size_t kMostSteps = 32;
    std::vector<std::string> steps;
    for (; nodes_[node].parent != kNone && steps.size() < kMostSteps; node = nodes_[node].parent) {
        const bool in_object = nodes_[nodes_[node].parent].type == JsonType::Object;
        steps.push_back(in_object ? std::string(JsonView(this, node).key()) : std::to_string(nodes_[node].index));
    }
    std::string path = page_;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) path += "/" + *step;
    return path.empty() ? "/" : path;
}

}  // namespace cliffhanger
