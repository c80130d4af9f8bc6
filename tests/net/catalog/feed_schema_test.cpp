// assets/schema/feed.schema.json against feeds: a validator for the part of JSON Schema that the schema uses.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "net/catalog/feed_reader.h"
#include "net/catalog/feed_values.h"
#include "tests/net/catalog/finding_matchers.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

const std::filesystem::path kAssets = std::filesystem::path(CLIFFHANGER_TEST_SOURCE_DIR) / "assets";

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

JsonView member(JsonView object, std::string_view name) {
    for (JsonView item = object.first_child(); item; item = item.next()) {
        if (item.key() == name) return item;
    }
    return {};
}

bool has_type(JsonView value, std::string_view type) {
    switch (value.type()) {
        case JsonType::String:
            return type == "string";
        case JsonType::Array:
            return type == "array";
        case JsonType::Object:
            return type == "object";
        case JsonType::Boolean:
            return type == "boolean";
        case JsonType::Null:
            return type == "null";
        case JsonType::Number: {
            const double number = parse_number(value.text()).value_or(0.5);
            return type == "number" || (type == "integer" && number == std::floor(number));
        }
    }
    return false;
}

/// Collects where a value breaks the schema. Members that the schema does not describe count as broken, too.
class SchemaCheck {
 public:
    explicit SchemaCheck(JsonView schema) : root_(schema) {}

    std::vector<std::string> run(JsonView value) {
        check(value, root_);
        return problems_;
    }

 private:
    void problem(JsonView value, const std::string& what) { problems_.push_back(value.place().path + ": " + what); }

    JsonView resolved(JsonView schema) const {
        const JsonView reference = member(schema, "$ref");
        if (!reference) return schema;
        const std::string name(reference.text().substr(std::string_view("#/$defs/").size()));
        const JsonView definition = member(member(root_, "$defs"), name);
        REQUIRE(definition);
        return definition;
    }

    bool describes(JsonView schema, std::string_view name) const {
        schema = resolved(schema);
        if (member(member(schema, "properties"), name)) return true;
        for (JsonView part = member(schema, "allOf").first_child(); part; part = part.next()) {
            if (describes(part, name)) return true;
        }
        return false;
    }

    void check_object(JsonView value, JsonView schema, bool strict) {
        if (const JsonView required = member(schema, "required")) {
            for (JsonView name = required.first_child(); name; name = name.next()) {
                if (!member(value, name.text())) problem(value, "lacks " + std::string(name.text()));
            }
        }
        const JsonView properties = member(schema, "properties");
        for (JsonView item = value.first_child(); item; item = item.next()) {
            const JsonView property = member(properties, item.key());
            if (property) check(item, property);
            const bool open = !properties && !member(schema, "allOf");
            if (strict && !open && !describes(schema, item.key())) problem(item, "is not in the schema");
        }
    }

    void check(JsonView value, JsonView schema, bool strict = true) {
        schema = resolved(schema);
        if (const JsonView type = member(schema, "type"); type && !has_type(value, type.text())) {
            return problem(value, "is not of type " + std::string(type.text()));
        }
        if (const JsonView choices = member(schema, "enum")) {
            bool found = false;
            for (JsonView choice = choices.first_child(); choice; choice = choice.next()) {
                found = found || choice.text() == value.text();
            }
            if (!found) problem(value, "is none of the choices");
        }
        if (const JsonView minimum = member(schema, "minimum")) {
            if (parse_number(value.text()) < parse_number(minimum.text())) problem(value, "is too small");
        }
        if (value.is(JsonType::Object)) check_object(value, schema, strict);
        if (const JsonView parts = member(schema, "allOf")) {
            for (JsonView part = parts.first_child(); part; part = part.next()) check(value, part, false);
        }
        if (const JsonView items = member(schema, "items"); items && value.is(JsonType::Array)) {
            for (JsonView item = value.first_child(); item; item = item.next()) check(item, items);
        }
    }

    JsonView root_;
    std::vector<std::string> problems_;
};

std::vector<std::string> problems_of(const std::string& feed) {
    const auto schema = JsonDocument::parse(read_file(kAssets / "schema/feed.schema.json"));
    REQUIRE(schema);
    const auto document = JsonDocument::parse(feed);
    REQUIRE(document);
    return SchemaCheck((*schema)->root()).run((*document)->root());
}

}  // namespace

TEST_CASE("feed.schema.json: accepts the bundled catalog, and so does the reader without a complaint",
          "[net][catalog]") {
    const std::string feed = read_file(kAssets / "demo/feed.json");
    if (feed.empty()) {
        WARN("There is no bundled catalog to check.");
        return;
    }
    CHECK(problems_of(feed) == std::vector<std::string>{});
    const auto loaded = parse_feed(feed, SourceOrigin::folder((kAssets / "demo").string()));
    REQUIRE(loaded);
    for (const Finding& finding : loaded->findings) {
        CAPTURE(finding.code, finding.path, finding.message);
        CHECK(finding.severity == Severity::Info);
    }
}

TEST_CASE("feed.schema.json: names what is wrong with a feed", "[net][catalog]") {
    const auto problems = problems_of(R"({"providerName": "P", "lastUpdated": "2024-01-01", "language": "en",
        "series": [{"id": 5, "title": "S", "episodes": [{"id": "e", "title": "E", "episodeNumber": 1.5,
          "content": {"videos": [{"url": "a.mp4", "quality": "4K"}], "duration": -1}, "_drama": {"hokAt": 5}}]}],
        "movies": [{"id": "m", "title": "M", "content": {"videos": []}, "_drama": {"likes": 1, "hookAt": 2, "freeUntil": 0}}]})");
    CHECK(problems == std::vector<std::string>{
                          "/series/0/id: is not of type string",
                          "/series/0/episodes/0/episodeNumber: is not of type integer",
                          "/series/0/episodes/0/content/videos/0/quality: is none of the choices",
                          "/series/0/episodes/0/content/duration: is too small",
                          "/series/0/episodes/0/_drama/hokAt: is not in the schema",
                      });
}

}  // namespace cliffhanger
