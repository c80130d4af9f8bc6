#include "app/render/sdl_drops.h"

#include <SDL_stdinc.h>

#include "tests/support/catch.h"

using namespace cliffhanger;

namespace {

SDL_Event piece(SDL_EventType type, const char* text = nullptr) {
    SDL_Event event{};
    event.type = type;
    event.drop.file = text == nullptr ? nullptr : SDL_strdup(text);
    return event;
}

}  // namespace

TEST_CASE("SdlDrops: what is dropped together comes together", "[app][desktop]") {
    SdlDrops drops;
    CHECK_FALSE(drops.feed(piece(SDL_DROPBEGIN)));
    CHECK_FALSE(drops.feed(piece(SDL_DROPFILE, "/videos/EP10.mp4")));
    CHECK_FALSE(drops.feed(piece(SDL_DROPFILE, "/videos/EP2.mp4")));
    const auto drop = drops.feed(piece(SDL_DROPCOMPLETE));
    REQUIRE(drop);
    CHECK(drop->sources == std::vector<std::string>{"/videos/EP2.mp4", "/videos/EP10.mp4"});
}

TEST_CASE("SdlDrops: what lies in several folders keeps its order", "[app][desktop]") {
    SdlDrops drops;
    drops.feed(piece(SDL_DROPBEGIN));
    drops.feed(piece(SDL_DROPFILE, "/b/1.mp4"));
    drops.feed(piece(SDL_DROPFILE, "/a/2.mp4"));
    const auto drop = drops.feed(piece(SDL_DROPCOMPLETE));
    REQUIRE(drop);
    CHECK(drop->sources == std::vector<std::string>{"/b/1.mp4", "/a/2.mp4"});
}

TEST_CASE("SdlDrops: text is read for addresses, and other text is nothing", "[app][desktop]") {
    SdlDrops drops;
    drops.feed(piece(SDL_DROPBEGIN));
    drops.feed(piece(SDL_DROPTEXT, "look:\r\nhttps://example.com/feed.json \r\n"));
    const auto drop = drops.feed(piece(SDL_DROPCOMPLETE));
    REQUIRE(drop);
    CHECK(drop->sources == std::vector<std::string>{"https://example.com/feed.json"});
    drops.feed(piece(SDL_DROPBEGIN));
    drops.feed(piece(SDL_DROPTEXT, "only words"));
    CHECK_FALSE(drops.feed(piece(SDL_DROPCOMPLETE)));
}

TEST_CASE("SdlDrops: a drop without a beginning is one by itself", "[app][desktop]") {
    SdlDrops drops;
    const auto drop = drops.feed(piece(SDL_DROPFILE, "/a.mp4"));
    REQUIRE(drop);
    CHECK(drop->sources.size() == 1);
}
