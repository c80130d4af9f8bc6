#include "player/source/hls/segment_format.h"

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::string_literals;

std::string head_of(const std::string& fixture) {
    std::ifstream file(CLIFFHANGER_TEST_SOURCE_DIR "/tests/fixtures/" + fixture, std::ios::binary);
    std::string bytes(kSegmentHeadBytes, '\0');
    file.read(bytes.data(), std::ssize(bytes));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    REQUIRE_FALSE(bytes.empty());
    return bytes;
}

SegmentHead sniffed(const std::string& bytes) {
    const auto head = sniff_segment(std::as_bytes(std::span(bytes)));
    if (!head) FAIL(head.error().message);
    return *head;
}

Error refused(const std::string& bytes) {
    const auto head = sniff_segment(std::as_bytes(std::span(bytes)));
    REQUIRE_FALSE(head);
    return head.error();
}

std::string packets(std::size_t distance, std::size_t lead, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += std::string(lead, '\1') + '\x47' + std::string(distance - lead - 1, '\2');
    return bytes;
}

/// An ID3 tag of one PRIV frame with the time stamp that packed audio carries.
std::string id3_with(const std::string& owner, const std::string& payload) {
    const std::string body = owner + '\0' + payload;
    const std::string frame = "PRIV"s + "\0\0\0"s + static_cast<char>(body.size()) + "\0\0"s + body;
    return "ID3\4\0\0\0\0\0"s + static_cast<char>(frame.size()) + frame;
}

TEST_CASE("sniff_segment: containers are known by their bytes", "[hls]") {
    CHECK(sniffed(head_of("numbered.ts")).format == SegmentFormat::MpegTs);
    CHECK(sniffed(head_of("numbered_fragmented.mp4")).format == SegmentFormat::Mp4);
    CHECK(sniffed("\0\0\0\x18styp"s).format == SegmentFormat::Mp4);
    CHECK(sniffed(packets(192, 4, 4)).format == SegmentFormat::MpegTs);
    CHECK(sniffed(packets(204, 0, 4)).format == SegmentFormat::MpegTs);
    CHECK(sniffed(packets(188, 0, 1)).format == SegmentFormat::MpegTs);
    CHECK(sniffed("\x89PNG and whatever hides a stream" + packets(188, 0, 4)).format == SegmentFormat::MpegTs);
    CHECK(sniffed("WEBVTT\n\n").format == SegmentFormat::WebVtt);
    CHECK(sniffed("\xEF\xBB\xBFWEBVTT").format == SegmentFormat::WebVtt);
    CHECK(sniffed("").format == SegmentFormat::Unknown);
    CHECK(sniffed("WEBVTTX").format == SegmentFormat::Unknown);
    CHECK(sniffed("Grand opening").format == SegmentFormat::MpegTs);  // one sync byte is all that can be asked of it
}

TEST_CASE("sniff_segment: packed audio is known behind its ID3 tag, which tells the time", "[hls]") {
    const std::string adts = "\xFF\xF1\x50\x80";
    CHECK(sniffed(adts).format == SegmentFormat::Aac);
    CHECK_FALSE(sniffed(adts).timestamp);
    CHECK(sniffed("\xFF\xFB\x90\x64").format == SegmentFormat::Mp3);
    CHECK(sniffed("\x0B\x77\1\2\3\x40").format == SegmentFormat::Ac3);
    CHECK(sniffed("\x0B\x77\1\2\3\x80").format == SegmentFormat::Eac3);

    const std::string owner = "com.apple.streaming.transportStreamTimestamp";
    const std::string tag = id3_with(owner, "\0\0\0\1\0\1\x5F\x90"s);
    const SegmentHead head = sniffed(tag + adts);
    CHECK(head.format == SegmentFormat::Aac);
    CHECK(head.timestamp == (std::int64_t{1} << 32) + 90'000);
    CHECK(head.id3_bytes == tag.size());
    CHECK(sniffed(id3_with("somebody.else", "12345678") + tag + adts).timestamp == head.timestamp);
    CHECK_FALSE(sniffed(id3_with("somebody.else", "12345678") + adts).timestamp);
    // A cover picture may push the audio out of the head; the time stamp is still there.
    const std::string long_tag = "ID3\4\0\0\0\1\0\0"s + tag.substr(10);
    CHECK(sniffed(long_tag).format == SegmentFormat::Unknown);
    CHECK(sniffed(long_tag).timestamp == head.timestamp);
    for (std::size_t size = 0; size < tag.size(); ++size) CHECK_NOTHROW(sniffed(tag.substr(0, size)));
}

TEST_CASE("sniff_segment: a page, a message and a playlist are refused by name", "[hls]") {
    CHECK(refused(head_of("page.html")).kind == ErrorKind::Unsupported);
    CHECK(refused("\r\n<!DOCTYPE html>").message.find("a page") != std::string::npos);
    CHECK(refused("<?xml version=\"1.0\"?><Error/>").message.find("a page") != std::string::npos);
    CHECK(refused("{\"error\":404}").message.find("a message") != std::string::npos);
    CHECK(refused("[ ]").message.find("a message") != std::string::npos);
    CHECK(refused("#EXTM3U\n").message.find("a playlist") != std::string::npos);
}

TEST_CASE("demuxer_name: libav's names", "[hls]") {
    CHECK(demuxer_name(SegmentFormat::MpegTs) == "mpegts");
    CHECK(demuxer_name(SegmentFormat::Mp4) == "mov");
    CHECK(demuxer_name(SegmentFormat::Aac) == "aac");
    CHECK(demuxer_name(SegmentFormat::Unknown).empty());
}

}  // namespace
}  // namespace cliffhanger
