#include "player/source/hls/hls_playlist.h"

#include <initializer_list>
#include <string>

#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

const std::string kPlace = "https://example.com/show/index.m3u8?token=a%20b";

/// Lines appended one by one to a header that makes a media playlist.
class PlaylistBuilder {
 public:
    PlaylistBuilder& line(std::string_view text) {
        text_.append(text).append("\n");
        return *this;
    }
    PlaylistBuilder& lines(std::initializer_list<std::string_view> texts) {
        for (const auto text : texts) line(text);
        return *this;
    }
    const std::string& text() const { return text_; }
    Result<HlsPlaylist> result(HlsPlaylistPlace place = {kPlace}) const { return parse_hls_playlist(text_, place); }

    HlsMediaPlaylist media(HlsPlaylistPlace place = {kPlace}) const {
        auto playlist = parse_hls_media_playlist(text_, place);
        if (!playlist) FAIL(playlist.error().message);
        return std::move(*playlist);
    }
    HlsMultivariantPlaylist multivariant() const {
        auto playlist = result();
        if (!playlist) FAIL(playlist.error().message);
        REQUIRE(std::holds_alternative<HlsMultivariantPlaylist>(*playlist));
        return std::get<HlsMultivariantPlaylist>(std::move(*playlist));
    }
    Error error(HlsPlaylistPlace place = {kPlace}) const {
        auto playlist = result(std::move(place));
        REQUIRE_FALSE(playlist);
        CHECK_FALSE(playlist.error().message.empty());
        return playlist.error();
    }

 private:
    std::string text_ = "#EXTM3U\n";
};

PlaylistBuilder playlist() { return {}; }
PlaylistBuilder media() { return playlist().line("#EXT-X-TARGETDURATION:4"); }

TEST_CASE("hls: segments carry duration, address and their place in the two sequences", "[hls]") {
    const auto parsed = media()
                            .lines({"#EXT-X-VERSION:3", "#EXT-X-MEDIA-SEQUENCE:41", "#EXT-X-DISCONTINUITY-SEQUENCE:7",
                                    "#EXT-X-PLAYLIST-TYPE:EVENT", "#EXTINF:3.96,Title, with a comma", "one.ts",
                                    "#EXT-X-DISCONTINUITY", "#EXTINF:4", "../two.ts?x=1", "#EXT-X-ENDLIST"})
                            .media();
    CHECK(parsed.type == HlsMediaPlaylist::Type::Event);
    CHECK(parsed.ended);
    CHECK(parsed.target_duration == 4s);
    REQUIRE(parsed.segments.size() == 2);
    CHECK(parsed.segments[0].url == "https://example.com/show/one.ts");
    CHECK(parsed.segments[0].duration == 3960ms);
    CHECK(parsed.segments[0].media_sequence == 41);
    CHECK(parsed.segments[0].discontinuity_sequence == 7);
    CHECK(parsed.segments[1].url == "https://example.com/two.ts?x=1");
    CHECK(parsed.segments[1].media_sequence == 42);
    CHECK(parsed.segments[1].discontinuity_sequence == 8);
    CHECK_FALSE(parsed.segments[1].key);
    CHECK_FALSE(parsed.segments[1].map);
}

}  // namespace
}  // namespace cliffhanger
