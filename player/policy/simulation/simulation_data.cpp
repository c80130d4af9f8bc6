#include "player/policy/simulation/simulation_data.h"

#include <algorithm>
#include <charconv>

#include "player/policy/simulation/csv_lines.h"

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unreadable(const fs::path& file) {
    return fail(ErrorKind::NotFound, "cannot be read", file.string());
}

Result<SimulatedTrace> read_trace(const fs::path& file) {
    CsvLines lines(file);
    if (!lines.opened()) return unreadable(file);
    SimulatedTrace trace{file.stem().string(), {}};
    while (lines.next()) {
        const Result<double> mbps = lines.number(0);
        if (!mbps) return tl::unexpected(mbps.error());
        if (*mbps <= 0) return lines.wrong("a bandwidth must be above 0");
        trace.mbps.push_back(*mbps);
    }
    if (trace.mbps.size() < 2) return fail(ErrorKind::Corrupted, "a trace needs two values", file.string());
    return trace;
}

Result<double> read_retention(const CsvLines& lines) {
    const Result<double> share = lines.number(4);
    if (share && (*share < 0 || *share > 1)) return lines.wrong("retention must lie in 0..1");
    return share;
}

Result<SimulatedVideo> read_video(const fs::path& file) {
    CsvLines lines(file);
    if (!lines.opened()) return unreadable(file);
    SimulatedVideo video{file.stem().string(), {}, {}};
    lines.next();  // the header
    while (lines.next()) {
        const Result<double> retention = read_retention(lines);
        if (!retention) return tl::unexpected(retention.error());
        if (video.retention.size() > video.bytes.size()) return lines.wrong("follows the last row, which has no sizes");
        video.retention.push_back(*retention);
        if (lines.fields()[1].empty()) continue;
        std::array<std::int64_t, kSimulatedLevels> sizes{};
        for (int level = 0; level < kSimulatedLevels; ++level) {
            const Result<std::int64_t> size = lines.integer(static_cast<std::size_t>(level) + 1);
            if (!size) return tl::unexpected(size.error());
            if (*size <= 0) return lines.wrong("a chunk's size must be above 0");
            sizes[static_cast<std::size_t>(level)] = *size;
        }
        video.bytes.push_back(sizes);
    }
    if (video.bytes.empty() || video.retention.size() != video.bytes.size() + 1) {
        return fail(ErrorKind::Corrupted, "needs a row for each chunk and a last one with the retention alone",
                    file.string());
    }
    return video;
}

Result<SimulatedSession> read_session(const CsvLines& lines, const SimulationData& data) {
    if (lines.fields().size() != 4) return lines.wrong("needs session,trace_start_s,videos,watch_ms");
    SimulatedSession session{std::string(lines.fields()[0]), 0, {}, {}};
    const Result<double> start = lines.number(1);
    if (!start) return tl::unexpected(start.error());
    if (*start < 0) return lines.wrong("trace_start_s must not be below 0");
    session.trace_start_s = *start;
    const auto names = split(lines.fields()[2], ' '), times = split(lines.fields()[3], ' ');
    if (names.size() != times.size()) return lines.wrong("has not as many watch times as videos");
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto video = data.videos.find(std::string(names[i]));
        if (video == data.videos.end()) return lines.wrong("no video is named \"" + std::string(names[i]) + "\"");
        std::int64_t time = -1;
        std::from_chars(times[i].data(), times[i].data() + times[i].size(), time);
        if (time < 0 || time > 1000 * video->second.chunks()) {
            return lines.wrong("\"" + std::string(times[i]) + "\" is no watch time within " + std::string(names[i]));
        }
        session.videos.push_back(&video->second);
        session.watch_ms.push_back(time);
    }
    return session;
}

Result<void> read_expected_row(const CsvLines& lines, SimulationData& data) {
    if (lines.fields().size() < 4) return lines.wrong("needs session,trace,policy,S");
    const ExpectedKey key{std::string(lines.fields()[0]), std::string(lines.fields()[1]),
                          std::string(lines.fields()[2])};
    ExpectedResult row;
    const Result<double> score = lines.number(3);
    if (!score) return tl::unexpected(score.error());
    row.score = *score;
    row.has_details = lines.fields().size() >= 10 && !lines.fields()[4].empty();
    if (row.has_details) {
        const Result<double> experience = lines.number(4), smooth = lines.number(7);
        if (!experience) return tl::unexpected(experience.error());
        if (!smooth) return tl::unexpected(smooth.error());
        row.experience = *experience, row.smooth = *smooth;
        std::int64_t* const fields[] = {&row.bytes, &row.rebuffer_ms, &row.waste_bytes, &row.chunks};
        const std::size_t columns[] = {5, 6, 8, 9};
        for (std::size_t i = 0; i < 4; ++i) {
            const Result<std::int64_t> value = lines.integer(columns[i]);
            if (!value) return tl::unexpected(value.error());
            *fields[i] = *value;
        }
    }
    data.expected[key] = row;
    return {};
}

/// Files of a directory by prefix and extension, in alphabetical order.
std::vector<fs::path> files_of(const fs::path& directory, std::string_view prefix, std::string_view extension) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory, error)) {
        const fs::path& path = entry.path();
        if (path.extension() == extension && path.filename().string().starts_with(prefix)) files.push_back(path);
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<void> read_tables(const fs::path& directory, SimulationData& data) {
    for (const fs::path& file : files_of(directory, "sessions", ".csv")) {
        CsvLines lines(file);
        if (!lines.opened()) return unreadable(file);
        lines.next();
        while (lines.next()) {
            Result<SimulatedSession> session = read_session(lines, data);
            if (!session) return tl::unexpected(session.error());
            data.sessions.push_back(std::move(*session));
        }
    }
    for (const fs::path& file : files_of(directory, "expected", ".csv")) {
        CsvLines lines(file);
        if (!lines.opened()) return unreadable(file);
        lines.next();
        while (lines.next()) {
            if (const Result<void> row = read_expected_row(lines, data); !row) return row;
        }
    }
    return {};
}

}  // namespace

Result<SimulationData> read_simulation_data(const fs::path& directory) {
    SimulationData data;
    for (const fs::path& file : files_of(directory / "traces", "", ".txt")) {
        Result<SimulatedTrace> trace = read_trace(file);
        if (!trace) return tl::unexpected(trace.error());
        data.traces.push_back(std::move(*trace));
    }
    for (const fs::path& file : files_of(directory / "videos", "", ".csv")) {
        Result<SimulatedVideo> video = read_video(file);
        if (!video) return tl::unexpected(video.error());
        data.videos[video->name] = std::move(*video);
    }
    if (const Result<void> tables = read_tables(directory, data); !tables) return tl::unexpected(tables.error());
    if (data.traces.empty() || data.sessions.empty()) {
        return fail(ErrorKind::NotFound, "needs traces/*.txt, videos/*.csv and sessions*.csv", directory.string());
    }
    return data;
}

}  // namespace cliffhanger
