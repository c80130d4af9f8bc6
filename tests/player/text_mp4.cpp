#include "tests/player/text_mp4.h"

namespace cliffhanger::test {
namespace {

constexpr const char* kStyles = "WEBVTT\n\nSTYLE\n::cue(b) { color: lime }";

std::string number(std::uint64_t value, int bytes) {
    std::string out;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255);
    return out;
}

std::string box(const std::string& type, const std::string& body) { return number(body.size() + 8, 4) + type + body; }

std::string full_box(const std::string& type, std::uint32_t flags, const std::string& body, int version = 0) {
    return box(type, number(static_cast<std::uint64_t>(version), 1) + number(flags, 3) + body);
}

std::string zeros(std::size_t count) { return std::string(count, '\0'); }

std::string unity_matrix() {
    return number(0x10000, 4) + zeros(12) + number(0x10000, 4) + zeros(12) + number(0x40000000, 4);
}

std::string sample_description(const std::string& format) {
    std::string entry = zeros(6) + number(1, 2);
    if (format == "stpp") entry += std::string("http://www.w3.org/ns/ttml") + zeros(3);
    if (format == "wvtt") entry += box("vttC", kStyles);
    return full_box("stsd", 0, number(1, 4) + box(format, entry));
}

}  // namespace

std::string text_mp4_head(const std::string& format) {
    const std::string tables = sample_description(format) + full_box("stts", 0, zeros(4)) +
                               full_box("stsc", 0, zeros(4)) + full_box("stsz", 0, zeros(8)) +
                               full_box("stco", 0, zeros(4));
    const std::string data = box("dinf", full_box("dref", 0, number(1, 4) + full_box("url ", 1, "")));
    const std::string media =
        full_box("mdhd", 0, zeros(8) + number(1000, 4) + zeros(4) + number(0x15c7, 2) + zeros(2)) +
        full_box("hdlr", 0, zeros(4) + (format == "stpp" ? "subt" : "text") + zeros(13)) +
        box("minf", full_box("sthd", 0, "") + data + box("stbl", tables));
    const std::string track =
        full_box("tkhd", 3, zeros(8) + number(1, 4) + zeros(8) + zeros(16) + unity_matrix() + zeros(8)) +
        box("mdia", media);
    const std::string movie = full_box("mvhd", 0,
                                       zeros(8) + number(1000, 4) + zeros(4) + number(0x10000, 4) + number(0x100, 2) +
                                           zeros(10) + unity_matrix() + zeros(24) + number(2, 4)) +
                              box("trak", track) +
                              box("mvex", full_box("trex", 0, number(1, 4) + number(1, 4) + zeros(12)));
    return box("ftyp", "iso6" + zeros(4) + "iso6") + box("moov", movie);
}

std::string webvtt_cue_sample(const std::string& settings, const std::string& text) {
    return box("vttc", box("sttg", settings) + box("payl", text));
}

std::string text_mp4_fragment(std::uint64_t begin_ms, const std::vector<TextSample>& samples) {
    std::string table, bytes;
    for (const TextSample& sample : samples) {
        table += number(sample.duration_ms, 4) + number(sample.bytes.size(), 4);
        bytes += sample.bytes;
    }
    const auto fragment = [&](std::size_t data_at) {
        constexpr std::uint32_t kDataOffset = 1, kDurations = 0x100, kSizes = 0x200, kFromFragment = 0x20000;
        const std::string run =
            full_box("trun", kDataOffset | kDurations | kSizes, number(samples.size(), 4) + number(data_at, 4) + table);
        return box("moof", full_box("mfhd", 0, number(1, 4)) +
                               box("traf", full_box("tfhd", kFromFragment, number(1, 4)) +
                                               full_box("tfdt", 0, number(begin_ms, 8), 1) + run));
    };
    return fragment(fragment(0).size() + 8) + box("mdat", bytes);
}

}  // namespace cliffhanger::test
