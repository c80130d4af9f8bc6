// The part of a long title that shows what was looked for.
#include "app/ui/matched_part.h"

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

/// As wide as `letters` Latin ones.
std::function<bool(std::string_view)> room_for(std::size_t letters) {
    return [letters](std::string_view text) {
        std::size_t count = 0;
        for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0u) != 0x80 ? 1 : 0;
        return count <= letters;
    };
}

std::vector<TextSpan> span(std::size_t begin, std::size_t end) { return {TextSpan{.begin = begin, .end = end}}; }

std::string marked(const MatchedPart& part) {
    return part.text.substr(part.spans.at(0).begin, part.spans.at(0).end - part.spans.at(0).begin);
}

}  // namespace

TEST_CASE("matched part: what fits, and what shows its match, is shown from its beginning", "[app][search]") {
    const std::string title = "The Billionaire's Hidden Heir";
    CHECK(part_with_match(title, span(25, 29), room_for(40)).text == title);
    CHECK(part_with_match(title, span(4, 17), room_for(20)).text == title);
    CHECK(part_with_match(title, {}, room_for(5)).text == title);
}

TEST_CASE("matched part: a match behind the end is shown with as many words before it as there is room for",
          "[app][search]") {
    const std::string title = "The Billionaire's Hidden Heir";
    const MatchedPart part = part_with_match(title, span(25, 29), room_for(14));
    CHECK(part.text == "…Hidden Heir");
    CHECK(marked(part) == "Heir");
    const MatchedPart narrow = part_with_match(title, span(25, 29), room_for(6));
    CHECK(narrow.text == "…Heir");
    CHECK(marked(narrow) == "Heir");
}

TEST_CASE("matched part: the ellipsis at its end takes room, too", "[app][search]") {
    const std::string title = "A Marriage of Convenience and Revenge";
    const MatchedPart part = part_with_match(title, span(14, 25), room_for(13));
    CHECK(part.text == "…Convenience and Revenge");
    CHECK(marked(part) == "Convenience");
}

TEST_CASE("matched part: without blanks it begins at any character, and never within one", "[app][search]") {
    const std::string title = "总裁的隐藏继承人归来";
    const std::size_t begin = std::string("总裁的隐藏继承人").size();
    const MatchedPart part = part_with_match(title, span(begin, title.size()), room_for(6));
    CHECK(part.text == "…继承人归来");
    CHECK(marked(part) == "归来");
}

TEST_CASE("matched part: of several matches those that are left out are not marked", "[app][search]") {
    const std::string title = "Heir of the Hidden Heir of Heirs";
    std::vector<TextSpan> spans = {TextSpan{.begin = 19, .end = 23}, TextSpan{.begin = 27, .end = 32}};
    const MatchedPart part = part_with_match(title, spans, room_for(10));
    REQUIRE(part.spans.size() == 2);
    CHECK(marked(part) == "Heir");
    CHECK(part.text.substr(part.spans[1].begin) == "Heirs");
}
