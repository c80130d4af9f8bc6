#include "net/catalog/json_document.h"

#include "net/catalog/text_encoding.h"
#include "tests/net/catalog/finding_matchers.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

using test::codes_of;

std::unique_ptr<JsonDocument> parsed(std::string text) {
    auto document = JsonDocument::parse(std::move(text));
    REQUIRE(document);
    return *std::move(document);
}

std::vector<Finding> notes_of(const JsonDocument& document) {
    FindingLog log;
    document.report_notes(log);
    return log.take();
}

}  // namespace

TEST_CASE("JsonDocument: every value knows its line, column and path", "[net][catalog]") {
    const auto document = parsed("{\n  \"a\": [1, \"x\\\"y\",\n    {\"b\": \"ß\", \"c\": null}]\n}");
    const JsonView array = document->root().first_child();
    CHECK(array.key() == "a");
    const JsonView one = array.first_child();
    CHECK(one.text() == "1");
    CHECK(one.place().line == 2);
    CHECK(one.place().column == 9);
    const JsonView quoted = one.next();
    CHECK(quoted.text() == "x\"y");
    CHECK(quoted.place().column == 12);
    const JsonView null = quoted.next().first_child().next();
    CHECK(null.is(JsonType::Null));
    CHECK(null.place().line == 3);
    CHECK(null.place().column == 21);
    CHECK(null.place().path == "/a/2/c");
}

TEST_CASE("JsonDocument: trailing commas and comments are accepted, and the commas are noted where they stand",
          "[net][catalog]") {
    const auto document = parsed("{\"a\": [1, 2,], // two, really\n \"b\": {\"c\": 1 , },\n}");
    const auto notes = notes_of(*document);
    REQUIRE(codes_of(notes) == "trailing-comma trailing-comma trailing-comma");
    CHECK(notes[0].line == 1);
    CHECK(notes[0].column == 12);
    CHECK(notes[1].line == 2);
    CHECK(notes_of(*parsed("{\"a\": 1 // one,\n}")).empty());
}

TEST_CASE("JsonDocument: a byte order mark and UTF-16 are read without a word", "[net][catalog]") {
    CHECK(parsed("\xEF\xBB\xBF{\"a\":\"é\"}")->root().first_child().text() == "é");
    const std::string utf16("\xFF\xFE{\0\"\0a\0\"\0:\0\"\0\x3D\xD8\x00\xDE\"\0}\0", 22);
    CHECK(parsed(utf16)->root().first_child().text() == "\xF0\x9F\x98\x80");
    CHECK(notes_of(*parsed(utf16)).empty());
}

TEST_CASE("JsonDocument: invalid UTF-8 and NUL bytes are replaced and noted", "[net][catalog]") {
    const auto document = parsed(std::string("{\"a\":\"x\xFFy\0z\"}", 14));
    CHECK(document->root().first_child().text() == "x\xEF\xBF\xBDy z");
    CHECK(codes_of(notes_of(*document)) == "invalid-utf8 control-character");
}

TEST_CASE("JsonDocument: half an emoji or an escaped NUL spoils only itself", "[net][catalog]") {
    CHECK(parsed(R"(["a\ud83d"])")->root().first_child().text() == "a\xEF\xBF\xBD");
    CHECK(parsed(R"(["\\ud83d"])")->root().first_child().text() == "\\ud83d");
    CHECK(parsed(R"(["\ud83d\ude00"])")->root().first_child().text() == "\xF0\x9F\x98\x80");
    CHECK(parsed(R"(["a\u0000b"])")->root().first_child().text() == "a b");
}

TEST_CASE("JsonDocument: what is no JSON fails with line and column", "[net][catalog]") {
    for (const char* text : {"", "{", "[1,2", "{\"a\" 1}", "{'a': 1}", "[1 2]", "\"open", "{}x", "nul", "[,]", "{,}"}) {
        CAPTURE(text);
        const auto document = JsonDocument::parse(text);
        REQUIRE_FALSE(document);
        CHECK(document.error().kind == ErrorKind::Corrupted);
    }
    const auto broken = JsonDocument::parse("{\n\"a\": 1,\n\"b\" 2}");
    REQUIRE_FALSE(broken);
    CHECK(broken.error().message.find("line 3, column 5") != std::string::npos);
}

TEST_CASE("JsonDocument: 100 000 levels of nesting are only data", "[net][catalog]") {
    constexpr std::size_t kDepth = 100'000;
    const auto closed = parsed(std::string(kDepth, '[') + std::string(kDepth, ']'));
    JsonView value = closed->root();
    while (value.first_child()) value = value.first_child();
    CHECK(value.place().column == static_cast<int>(kDepth));
    CHECK_FALSE(JsonDocument::parse(std::string(kDepth, '[')));
    std::string objects;
    for (std::size_t i = 0; i < kDepth; ++i) objects += "{\"a\":";
    CHECK_FALSE(JsonDocument::parse(objects));
}

TEST_CASE("JsonDocument: numbers of any size keep their digits or fail, but do no harm", "[net][catalog]") {
    CHECK(parsed("[123456789012345678901234567890]")->root().first_child().text() == "123456789012345678901234567890");
    CHECK_FALSE(JsonDocument::parse("[1e999999999999]"));
    CHECK_FALSE(JsonDocument::parse("[" + std::string(100'000, '9') + "]"));
}

TEST_CASE("decode_text: every byte sequence comes out as valid UTF-8", "[net][catalog]") {
    for (const char* bytes : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBD", "\x80", "\xFE"}) {
        CAPTURE(bytes);
        const DecodedText decoded = decode_text(std::string("ab") + bytes);
        CHECK(decoded.first_invalid == std::optional<std::size_t>(2));
        CHECK(valid_utf8(decoded.text) == decoded.text);
    }
    CHECK_FALSE(decode_text("日本語").first_invalid);
}

}  // namespace cliffhanger
