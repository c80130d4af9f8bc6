// A JSON text as a flat tree that remembers where every value stood, so that findings can name line, column and path.
// Read leniently: trailing commas, comments, a byte order mark, invalid UTF-8 and stray control characters are accepted
// and noted. Costs are linear in the text and nothing recurses, so hostile depth is harmless.
// Thread-safety: immutable after parse().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/catalog/finding_log.h"
#include "net/result.h"

namespace cliffhanger {

enum class JsonType : std::uint8_t { Null, Boolean, Number, String, Array, Object };

class JsonDocument;

/// One value of a document, or nothing (false). Cheap to copy; the document must outlive it.
class JsonView {
 public:
    JsonView() = default;

    explicit operator bool() const { return document_ != nullptr; }
    JsonType type() const;
    bool is(JsonType type) const { return document_ != nullptr && this->type() == type; }
    /// A string's characters, a number's digits as written, "true", "false"; empty for the others.
    std::string_view text() const;
    /// The name under which the value stands in its object; empty in an array.
    std::string_view key() const;
    /// Nothing for a scalar, and for nothing itself.
    JsonView first_child() const;
    JsonView next() const;
    Place place() const;

    bool operator==(const JsonView&) const = default;

 private:
    friend class JsonDocument;
    JsonView(const JsonDocument* document, std::uint32_t node) : document_(document), node_(node) {}

    const JsonDocument* document_ = nullptr;
    std::uint32_t node_ = 0;
};

class JsonDocument {
 public:
    /// Corrupted with line and column when the text is no JSON, TooLarge when it holds too many values to be a feed.
    /// `page` is put before the paths in findings: empty for the first page of a feed.
    [[nodiscard]] static Result<std::unique_ptr<JsonDocument>> parse(std::string bytes, std::string page = {});

    JsonView root() const { return {this, 0}; }
    /// Reports what parse() had to put up with.
    void report_notes(FindingLog& log) const;

 private:
    friend class JsonView;
    friend class JsonTreeBuilder;

    static constexpr std::uint32_t kNone = UINT32_MAX;

    struct Node {
        std::uint32_t offset = 0;
        std::uint32_t parent = kNone, next = kNone, first_child = kNone;
        std::uint32_t index = 0;  ///< among its siblings
        std::uint32_t key_at = 0, key_length = 0;
        std::uint32_t text_at = 0, text_length = 0;
        JsonType type = JsonType::Null;
    };

    struct Note {
        std::string code, message, hint;
        std::size_t offset = 0;
    };

    std::pair<int, int> line_and_column(std::size_t offset) const;
    std::string path_of(std::uint32_t node) const;

    std::string source_;
    std::string page_;
    std::vector<std::uint32_t> line_starts_;
    std::string strings_;  ///< all keys and texts, decoded, one behind the other
    std::vector<Node> nodes_;
    std::vector<Note> notes_;
};

}  // namespace cliffhanger
