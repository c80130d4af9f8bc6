// JsonDocument::parse: RapidJSON's iterative SAX reader feeding the flat tree.
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <optional>

#include "net/catalog/json_document.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

/// A feed of the largest accepted size holds about half of this; beyond it the text is an attack on memory.
constexpr std::size_t kMostValues = 6'000'000;
constexpr std::size_t kMostNotesPerKind = 50;

/// RapidJSON reads its own StringStream through a copy and tells the handler a stale position; not so another type's.
struct TextStream : rapidjson::StringStream {
    using rapidjson::StringStream::GenericStringStream;
};

std::optional<unsigned> hex4(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char digit = text[i];
        const char lower = static_cast<char>(digit | 0x20);
        if (digit >= '0' && digit <= '9') {
            value = value * 16 + static_cast<unsigned>(digit - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            value = value * 16 + static_cast<unsigned>(lower - 'a' + 10);
        } else {
            return std::nullopt;
        }
    }
    return value;
}

/// Half an emoji in a cut-off description would make the whole feed unreadable: lone surrogates become \ufffd, and an
/// escaped NUL, which no text holds, becomes an escaped space. Same length, so offsets stay.
void mend_escapes(std::string& text) {
    for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at)) {
        const auto unit = at + 1 < text.size() && text[at + 1] == 'u' ? hex4(text, at + 2) : std::nullopt;
        if (!unit) {
            at += 2;
            continue;
        }
        const bool high = *unit >= 0xD800 && *unit <= 0xDBFF;
        const auto following = high && text.compare(at + 6, 2, "\\u") == 0 ? hex4(text, at + 8) : std::nullopt;
        const bool pair = following && *following >= 0xDC00 && *following <= 0xDFFF;
        if (!pair && *unit >= 0xD800 && *unit <= 0xDFFF) text.replace(at + 2, 4, "fffd");
        if (*unit == 0) text.replace(at + 2, 4, "0020");
        at += pair ? 12 : 6;
    }
}

}  // namespace

/// RapidJSON's handler. Events come while the stream stands behind a scalar, or on a bracket.
class JsonTreeBuilder {
 public:
    JsonTreeBuilder(JsonDocument& document, const TextStream& stream) : document_(document), stream_(stream) {}

    bool Null() { return scalar(JsonType::Null, {}, 4); }
    bool Bool(bool value) { return scalar(JsonType::Boolean, value ? "true" : "false", value ? 4 : 5); }
    bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
        return scalar(JsonType::Number, {text, length}, length);
    }
    bool String(const char* text, rapidjson::SizeType length, bool) {
        last_end_ = stream_.Tell();
        return add(JsonType::String, {text, length}, opening_quote());
    }
    bool Key(const char* text, rapidjson::SizeType length, bool) {
        last_end_ = stream_.Tell();
        key_at_ = static_cast<std::uint32_t>(document_.strings_.size());
        key_length_ = length;
        document_.strings_.append(text, length);
        return true;
    }
    bool StartObject() { return open(JsonType::Object); }
    bool StartArray() { return open(JsonType::Array); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    // Numbers come as RawNumber; the reader's template wants these all the same.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    bool too_many() const { return document_.nodes_.size() >= kMostValues; }

 private:
    using Node = JsonDocument::Node;

    bool scalar(JsonType type, std::string_view text, std::size_t source_length) {
        last_end_ = stream_.Tell();
        return add(type, text, last_end_ - source_length);
    }

    bool add(JsonType type, std::string_view text, std::size_t offset) {
        if (too_many()) return false;
        Node node;
        node.type = type;
        node.offset = static_cast<std::uint32_t>(offset);
        node.text_at = static_cast<std::uint32_t>(document_.strings_.size());
        node.text_length = static_cast<std::uint32_t>(text.size());
        document_.strings_.append(text);
        const auto id = static_cast<std::uint32_t>(document_.nodes_.size());
        if (!open_.empty()) {
            Open& parent = open_.back();
            node.parent = parent.node;
            node.index = parent.children++;
            if (document_.nodes_[parent.node].type == JsonType::Object) {
                node.key_at = key_at_;
                node.key_length = key_length_;
            }
            std::uint32_t& link = parent.last_child == JsonDocument::kNone ? document_.nodes_[parent.node].first_child
                                                                           : document_.nodes_[parent.last_child].next;
            link = id;
            parent.last_child = id;
        }
        document_.nodes_.push_back(node);
        return true;
    }

    bool open(JsonType type) {
        const std::size_t offset = stream_.Tell();
        last_end_ = offset + 1;
        if (!add(type, {}, offset)) return false;
        open_.push_back({static_cast<std::uint32_t>(document_.nodes_.size() - 1), JsonDocument::kNone, 0});
        return true;
    }

    bool close() {
        const std::size_t comma = document_.source_.find_first_not_of(" \t\r\n", last_end_);
        if (comma < stream_.Tell() && document_.source_[comma] == ',' && trailing_commas_++ < kMostNotesPerKind) {
            document_.notes_.push_back({"trailing-comma", "A comma stands before a closing bracket.",
                                        "Remove it: strict readers refuse the whole feed.", comma});
        }
        last_end_ = stream_.Tell() + 1;
        open_.pop_back();
        return true;
    }

    /// The start of the string that ends before the stream: the nearest quote that no backslash escapes.
    std::size_t opening_quote() const {
        const std::string& source = document_.source_;
        std::size_t at = stream_.Tell() - 2;
        for (;; --at) {
            if (source[at] != '"') continue;
            std::size_t backslashes = 0;
            while (backslashes < at && source[at - 1 - backslashes] == '\\') ++backslashes;
            if (backslashes % 2 == 0 || at == 0) return at;
        }
    }

    struct Open {
        std::uint32_t node, last_child, children;
    };

    JsonDocument& document_;
    const TextStream& stream_;
    std::vector<Open> open_;
    std::size_t last_end_ = 0, trailing_commas_ = 0;
    std::uint32_t key_at_ = 0, key_length_ = 0;
};

Result<std::unique_ptr<JsonDocument>> JsonDocument::parse(std::string bytes, std::string page) {
    auto document = std::make_unique<JsonDocument>();
    document->page_ = std::move(page);
    DecodedText decoded = decode_text(std::move(bytes));
    document->source_ = std::move(decoded.text);
    mend_escapes(document->source_);
    if (decoded.first_invalid) {
        document->notes_.push_back({"invalid-utf8",
                                    "The text is not valid UTF-8; unreadable bytes are shown as U+FFFD.",
                                    "Save the feed as UTF-8.", *decoded.first_invalid});
    }
    if (decoded.first_control) {
        document->notes_.push_back({"control-character", "The text holds control characters; they are read as spaces.",
                                    "Escape or remove them.", *decoded.first_control});
    }
    document->line_starts_.push_back(0);
    for (std::size_t at = document->source_.find('\n'); at != std::string::npos;
         at = document->source_.find('\n', at + 1)) {
        document->line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }

    constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseCommentsFlag |
                                rapidjson::kParseTrailingCommasFlag | rapidjson::kParseNumbersAsStringsFlag;
    TextStream stream(document->source_.c_str());
    JsonTreeBuilder builder(*document, stream);
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
    if (!result.IsError()) return document;
    if (builder.too_many()) return fail(ErrorKind::TooLarge, "The feed holds too many values.");
    const auto [line, column] = document->line_and_column(std::min(result.Offset(), document->source_.size()));
    Error error{ErrorKind::Corrupted, "This is not valid JSON: line " + std::to_string(line) + ", column " +
                                          std::to_string(column) + ": " + rapidjson::GetParseError_En(result.Code())};
    error.line = line;
    error.column = column;
    return tl::unexpected(std::move(error));
}

}  // namespace cliffhanger
