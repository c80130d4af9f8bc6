// Subtitles inside a medium: listed, decoded as the session reads, and there at their time, after seeks too.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "player/subtitles/subtitle_document.h"
#include "tests/player/playback_harness.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace cliffhanger::test;
using namespace std::chrono_literals;

namespace {

std::string text_at(PlaybackSession& session, int track) {
    const auto document = session.subtitles(track);
    std::string text;
    if (!document) return text;
    for (const SubtitleCue* cue : document->at(session.snapshot().position)) text += cue->text + "|";
    return text;
}

/// Until everything that fits into the queues has been read.
void settle(PlaybackHarness& harness, PlaybackSession& session) {
    REQUIRE(harness.wait_ready(session));
    REQUIRE(harness.wait_until([&] { return session.settled(); }));
}

std::string text_after_seek(PlaybackHarness& harness, PlaybackSession& session, MediaTime target, int track) {
    session.seek(target, SeekMode::Exact);
    settle(harness, session);
    return text_at(session, track);
}

}  // namespace

TEST_CASE("PlaybackSession: the text tracks of a Matroska file are listed with what they are", "[player][subtitles]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("subtitles/text.mkv"));
    settle(harness, session);
    const auto tracks = session.snapshot().subtitle_tracks;
    REQUIRE(tracks.size() == 4);
    CHECK(tracks[0].language == "en");
    CHECK(tracks[0].is_default);
    CHECK(tracks[1].language == "es");
    CHECK(tracks[2].forced);
    CHECK(tracks[3].language == "ja");
    CHECK(session.subtitles(4) == nullptr);
    CHECK(session.subtitles(-1) == nullptr);
}

TEST_CASE("PlaybackSession: embedded text appears at its time in all tracks, after seeks both ways too",
          "[player][subtitles]") {
    for (const char* file : {"subtitles/text.mkv", "subtitles/text.mp4", "subtitles/ttml.mp4"}) {
        INFO(file);
        PlaybackHarness harness;
        PlaybackSession session(harness.context, harness.item(file));
        settle(harness, session);
        CHECK(text_at(session, 0).empty());
        CHECK(text_after_seek(harness, session, 600ms, 0) == "Where were you?|");
        CHECK(text_after_seek(harness, session, 1200ms, 1) == "¿Dónde estabas?|");
        CHECK(text_after_seek(harness, session, 1600ms, 0).empty());
        CHECK(text_after_seek(harness, session, 2600ms, 0) == "I waited for three years.|");
        CHECK(text_after_seek(harness, session, 700ms, 0) == "Where were you?|");
    }
}

TEST_CASE("PlaybackSession: a cue that began before the keyframe that a session starts from is there",
          "[player][subtitles]") {
    for (const char* file : {"subtitles/text.mkv", "subtitles/text.mp4", "subtitles/ttml.mp4"}) {
        INFO(file);
        PlaybackHarness harness;
        MediaItem item = harness.item(file);
        item.start = 4500ms;
        PlaybackSession session(harness.context, item);
        settle(harness, session);
        CHECK(text_at(session, 0) == "I waited for three years.|");
    }
}

TEST_CASE("PlaybackSession: events of a styled track come as their text", "[player][subtitles]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("subtitles/text.mkv"));
    settle(harness, session);
    CHECK(text_after_seek(harness, session, 2s, 3) == "Don't ever come back.|HOTEL|");
}

TEST_CASE("PlaybackSession: closed captions beside the pictures are a track once they have said something",
          "[player][subtitles]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("subtitles/captions.ts"));
    REQUIRE(harness.wait_ready(session));
    CHECK(session.snapshot().subtitle_tracks.empty());
    session.play();
    const auto at = [&](MediaTime time) {
        harness.wait_until([&] {
            harness.step(session);
            return session.snapshot().position >= time;
        });
        return text_at(session, 0);
    };
    CHECK(at(900ms).empty());
    CHECK(at(1050ms) == "HELLO THERE|");
    const auto tracks = session.snapshot().subtitle_tracks;
    REQUIRE(tracks.size() == 1);
    CHECK(tracks[0].closed_caption);
    CHECK(at(2950ms) == "HELLO THERE|");
    CHECK(at(3050ms) == "GOOD BYE|");
    CHECK(at(5050ms).empty());
    session.pause();
    CHECK(text_after_seek(harness, session, 3500ms, 0) == "GOOD BYE|");
    CHECK(text_after_seek(harness, session, 1500ms, 0) == "HELLO THERE|");
}

TEST_CASE("PlaybackSession: subtitles that are pictures are read once they are wanted, and placed on their canvas",
          "[player][subtitles]") {
    PlaybackHarness harness;
    PlaybackSession session(harness.context, harness.item("subtitles/pictures.mkv"));
    settle(harness, session);
    REQUIRE(session.snapshot().subtitle_tracks.size() == 1);
    session.seek(1500ms, SeekMode::Exact);
    settle(harness, session);
    REQUIRE(session.subtitles(0));
    CHECK(session.subtitles(0)->cues.empty());
    session.want_subtitles({0});
    settle(harness, session);
    CHECK(session.snapshot().position == 1500ms);
    const auto document = session.subtitles(0);
    const auto cues = document->at(1500ms);
    REQUIRE(cues.size() == 1);
    REQUIRE(cues[0]->pictures.size() == 1);
    const CuePicture& picture = cues[0]->pictures[0];
    CHECK(picture.canvas_width == 960);
    CHECK(picture.canvas_height == 1600);
    CHECK(picture.x == 240);
    CHECK(picture.y == 1300);
    CHECK(picture.image->width == 480);
    CHECK(picture.image->height == 80);
    CHECK((picture.image->argb[480 * 40 + 240] & 0xff000000u) == 0xff000000u);
    CHECK(document->at(2500ms).empty());
    session.seek(3500ms, SeekMode::Exact);
    settle(harness, session);
    CHECK(session.subtitles(0)->at(3500ms).size() == 1);
}

TEST_CASE(
    "PlaybackSession: subtitles of a DVD are placed on their canvas, which is a DVD's where nothing says how large",
    "[player][subtitles][vobsub]") {
    const auto shown = [](const MediaItem& item) {
        PlaybackHarness harness;
        PlaybackSession session(harness.context, item);
        settle(harness, session);
        REQUIRE(session.snapshot().subtitle_tracks.size() == 1);
        CHECK(session.snapshot().subtitle_tracks[0].language == "en");
        session.want_subtitles({0});
        session.seek(1500ms, SeekMode::Exact);
        settle(harness, session);
        const auto document = session.subtitles(0);
        REQUIRE(document);
        CHECK(document->at(900ms).empty());
        CHECK(document->at(2500ms).empty());
        const auto cues = document->at(1500ms);
        REQUIRE(cues.size() == 1);
        REQUIRE(cues[0]->pictures.size() == 1);
        return cues[0]->pictures[0];
    };
    PlaybackHarness harness;
    MediaItem item = harness.item("subtitles/vobsub.mkv");
    const CuePicture picture = shown(item);
    CHECK(picture.canvas_width == 960);
    CHECK(picture.canvas_height == 1600);
    CHECK(picture.x == 240);
    CHECK(picture.y == 1300);
    REQUIRE(picture.image->width == 480);
    REQUIRE(picture.image->height == 80);
    const auto pixel = [&](std::size_t x, std::size_t y) { return picture.image->argb[480 * y + x]; };
    CHECK((pixel(240, 40) & 0xff000000u) == 0xff000000u);
    CHECK((pixel(240, 40) & 255) > 200);  // a white bar in a black frame
    CHECK((pixel(1, 40) & 255) < 50);

    std::ifstream in(fixture("subtitles/vobsub.mkv"), std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    // The same with a bar low on a picture of a DVD, and without its line about the size.
    const std::size_t line = bytes.find("size: 960x1600");
    REQUIRE(line != std::string::npos);
    bytes.replace(line, 4, "none");
    const auto at = [](int x1, int x2, int y1, int y2) {
        const int all[] = {5, x1 >> 4, (x1 & 15) << 4 | x2 >> 8, x2 & 255, y1 >> 4, (y1 & 15) << 4 | y2 >> 8, y2 & 255};
        std::string command;
        for (const int byte : all) command += static_cast<char>(byte);
        return command;
    };
    const std::size_t area = bytes.find(at(240, 719, 1300, 1379));
    REQUIRE(area != std::string::npos);
    bytes.replace(area, 7, at(120, 599, 380, 459));
    const auto path = std::filesystem::temp_directory_path() / "cliffhanger_vobsub.mkv";
    std::ofstream(path, std::ios::binary) << bytes;
    item.address.url = path.string();
    const CuePicture low = shown(item);
    CHECK(low.canvas_width == 720);
    CHECK(low.canvas_height == 480);
    CHECK(low.x == 120);
    CHECK(low.y == 380);
    std::filesystem::remove(path);
}
