#include "net/catalog/feed_object.h"

#include <algorithm>
#include <cmath>

#include "net/catalog/feed_values.h"
#include "net/catalog/language_tag.h"

namespace cliffhanger {

namespace {

std::string in_quotes(std::string_view text) {
    constexpr std::size_t kMost = 80;
    const bool cut = text.size() > kMost;
    while (text.size() > kMost || (cut && !text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)) {
        text.remove_suffix(1);
    }
    if (cut && !text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
    return "\"" + std::string(text) + (cut ? "…\"" : "\"");
}

std::string_view type_name(JsonType type) {
    switch (type) {
        case JsonType::Null:
            return "null";
        case JsonType::Boolean:
            return "true or false";
        case JsonType::Number:
            return "a number";
        case JsonType::String:
            return "a string";
        case JsonType::Array:
            return "an array";
        case JsonType::Object:
            return "an object";
    }
    return "";
}

}  // namespace

JsonView FeedObject::find(FieldNames names) const {
    if (!value_.is(JsonType::Object)) return {};
    JsonView exact, similar;
    bool twice = false;
    for (JsonView member = value_.first_child(); member; member = member.next()) {
        if (std::find(names.begin(), names.end(), member.key()) != names.end()) {
            twice = twice || (exact && exact.key() == member.key());
            exact = member;
        } else if (std::any_of(names.begin(), names.end(),
                               [&](std::string_view name) { return equal_ignoring_case(name, member.key()); })) {
            similar = member;
        }
    }
    if (twice) {
        log().warn("duplicate-key", exact.place(),
                   "The member " + in_quotes(exact.key()) + " stands here more than once.",
                   "The last one counts; remove the others.");
    }
    if (!exact && similar) {
        log().warn("wrong-case-key", similar.place(), "The member " + in_quotes(similar.key()) + " has the wrong case.",
                   "Names are case-sensitive; write " + in_quotes(*names.begin()) + ".");
    }
    const JsonView found = exact ? exact : similar;
    return found.is(JsonType::Null) ? JsonView() : found;
}

Place FeedObject::place_of(FieldNames names) const {
    for (JsonView member = value_.is(JsonType::Object) ? value_.first_child() : JsonView(); member;
         member = member.next()) {
        if (std::find(names.begin(), names.end(), member.key()) != names.end()) return member.place();
    }
    return place();
}

void FeedObject::wrong_type(JsonView value, std::string_view wanted) const {
    log().warn("wrong-type", value.place(),
               "Here stands " + std::string(type_name(value.type())) + " where " + std::string(wanted) + " belongs.");
}

std::string FeedObject::text_of(JsonView value) const {
    switch (value.type()) {
        case JsonType::String:
            return std::string(trimmed(value.text()));
        case JsonType::Number:
        case JsonType::Boolean:
            log().inform("number-instead-of-string", value.place(),
                         "Here stands " + std::string(type_name(value.type())) + " where a string belongs.",
                         "Put it in quotes.");
            return std::string(value.text());
        case JsonType::Array:
            if (value.first_child() && !value.first_child().next() && value.first_child().is(JsonType::String)) {
                log().warn("array-instead-of-string", value.place(), "Here stands an array where a string belongs.");
                return std::string(trimmed(value.first_child().text()));
            }
            [[fallthrough]];
        default:
            wrong_type(value, "a string");
            return {};
    }
}

std::string FeedObject::text(FieldNames names) const {
    const JsonView value = find(names);
    return value ? text_of(value) : std::string();
}

std::optional<double> FeedObject::number_of(JsonView value) const {
    if (!value.is(JsonType::Number) && !value.is(JsonType::String)) {
        wrong_type(value, "a number");
        return std::nullopt;
    }
    const auto number = parse_number(value.text());
    if (!number) {
        log().warn("bad-number", value.place(), in_quotes(value.text()) + " is not a usable number.");
    } else if (value.is(JsonType::String)) {
        log().warn("string-instead-of-number", value.place(),
                   "The number " + in_quotes(value.text()) + " is in quotes.", "Write it without quotes.");
    }
    return number;
}

std::optional<double> FeedObject::number(FieldNames names) const {
    const JsonView value = find(names);
    return value ? number_of(value) : std::nullopt;
}

std::optional<int> FeedObject::integer(FieldNames names) const {
    const JsonView value = find(names);
    const auto number = value ? number_of(value) : std::nullopt;
    if (!number) return std::nullopt;
    constexpr double kMost = 1'000'000'000;
    if (std::abs(*number) > kMost || *number != std::floor(*number)) {
        log().warn("bad-number", value.place(), in_quotes(value.text()) + " is not a usable whole number.");
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

std::int64_t FeedObject::count(FieldNames names) const {
    constexpr double kMost = 1e15;
    return static_cast<std::int64_t>(std::clamp(number(names).value_or(0), 0.0, kMost));
}

std::optional<double> FeedObject::seconds(FieldNames names) const {
    const JsonView value = find(names);
    if (!value) return std::nullopt;
    const bool scalar = value.is(JsonType::Number) || value.is(JsonType::String);
    const auto seconds = scalar ? parse_seconds(value.text()) : std::nullopt;
    constexpr double kMost = 1e7;
    if (!seconds || *seconds < 0 || *seconds > kMost) {
        log().warn("bad-duration", value.place(), in_quotes(value.text()) + " is not a time in seconds.",
                   "Write the seconds as a number.");
        return std::nullopt;
    }
    if (value.is(JsonType::String)) {
        log().warn("string-instead-of-number", value.place(), "The time " + in_quotes(value.text()) + " is in quotes.",
                   "Write the seconds as a number.");
    }
    return seconds;
}

std::vector<std::string> FeedObject::texts(FieldNames names) const {
    const JsonView value = find(names);
    if (!value) return {};
    if (value.is(JsonType::String)) {
        log().warn("string-instead-of-array", value.place(), "Here stands a string where an array of strings belongs.");
        return split(value.text(), ',');
    }
    if (!value.is(JsonType::Array)) {
        wrong_type(value, "an array of strings");
        return {};
    }
    std::vector<std::string> texts;
    for (JsonView item = value.first_child(); item; item = item.next()) {
        std::string text = text_of(item);
        if (!text.empty()) texts.push_back(std::move(text));
    }
    return texts;
}

std::vector<FeedObject> FeedObject::objects(FieldNames names) const {
    const JsonView value = find(names);
    if (!value) return {};
    if (value.is(JsonType::Object)) {
        log().warn("object-instead-of-array", value.place(), "Here stands one object where an array of them belongs.");
        return {FeedObject(value, *context_)};
    }
    if (!value.is(JsonType::Array)) {
        wrong_type(value, "an array of objects");
        return {};
    }
    std::vector<FeedObject> objects;
    for (JsonView item = value.first_child(); item; item = item.next()) {
        if (item.is(JsonType::Object)) {
            objects.emplace_back(item, *context_);
        } else {
            wrong_type(item, "an object");
        }
    }
    return objects;
}

std::optional<FeedObject> FeedObject::object(FieldNames names) const {
    const JsonView value = find(names);
    if (!value) return std::nullopt;
    if (value.is(JsonType::Object)) return FeedObject(value, *context_);
    const JsonView first = value.is(JsonType::Array) ? value.first_child() : JsonView();
    if (first.is(JsonType::Object)) {
        log().warn("array-instead-of-object", value.place(), "Here stands an array where one object belongs.");
        return FeedObject(first, *context_);
    }
    wrong_type(value, "an object");
    return std::nullopt;
}

std::string FeedObject::language(FieldNames names) const {
    const std::string tag = text(names);
    if (tag.empty()) return {};
    const auto normal = normalize_language(tag);
    if (!normal || !is_proper_language_tag(tag)) {
        log().warn("bad-language-tag", place_of(names), in_quotes(tag) + " is not a language tag.",
                   normal ? "Write " + in_quotes(*normal) + "." : "Write a BCP 47 tag, such as \"en\" or \"zh-Hans\".");
    }
    return normal.value_or("");
}

std::string FeedObject::address(FieldNames names) const {
    const std::string reference = text(names);
    if (reference.empty()) return {};
    auto resolved = context_->addresses.resolve(reference);
    if (resolved) return *std::move(resolved);
    const bool broken = resolved.error().kind == ErrorKind::Corrupted;
    log().error(broken ? "bad-address" : "forbidden-address", place_of(names),
                in_quotes(reference) + (broken ? " is not an address." : " is an address this source may not name."),
                context_->addresses.origin().kind == SourceOrigin::Kind::Network
                    ? "A feed from the network names only http and https."
                    : "A local feed names files below its own folder, and http and https.");
    return {};
}

LocalizedText FeedObject::localized(FieldNames plain, FieldNames list) const {
    LocalizedText result;
    const JsonView value = find(plain);
    if (value.is(JsonType::Object)) {  // {"en": "...", "zh": "..."}: not in any specification, but its meaning is plain
        for (JsonView item = value.first_child(); item; item = item.next()) {
            if (item.is(JsonType::String)) {
                result.values.emplace_back(normalize_language(item.key()).value_or(""), item.text());
            }
        }
    } else if (value) {
        std::string text = text_of(value);
        if (!text.empty()) result.values.emplace_back("", std::move(text));
    }
    if (list.size() == 0) return result;
    const JsonView values = find(list);
    if (values.is(JsonType::String)) {
        result.values.emplace_back("", text_of(values));
        return result;
    }
    for (const FeedObject& item : objects(list)) {
        std::string text = item.text({"value"});
        if (text.empty()) continue;
        std::vector<std::string> languages;
        if (item.find({"languages"}).is(JsonType::Array)) languages = item.texts({"languages"});
        if (languages.empty()) languages.push_back(item.text({"language", "languages"}));
        for (const std::string& language : languages) {
            result.values.emplace_back(normalize_language(language).value_or(""), text);
        }
    }
    return result;
}

std::optional<std::chrono::sys_days> FeedObject::date(FieldNames names) const {
    const std::string date = text(names);
    if (date.empty()) return std::nullopt;
    if (const auto day = parse_iso_date(date)) return day;
    log().warn("bad-date", place_of(names), in_quotes(date) + " is not an ISO 8601 date.",
               "Write 2024-02-29 or 2024-02-29T12:00:00Z.");
    return std::nullopt;
}

}  // namespace cliffhanger
