#include "app/commands/check_command.h"

#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/prettywriter.h>

#include <algorithm>
#include <ostream>

#include "net/catalog/catalog_client.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

constexpr int kClean = 0, kFindings = 1, kNotUsable = 2;

struct Report {
    std::string format;  ///< empty when the source could not be read at all
    std::size_t series = 0, episodes = 0, playable = 0;
    std::vector<Finding> findings;
};

/// "NotFound" -> "not-found": codes of findings are kebab-case.
std::string code_of(ErrorKind kind) {
    std::string code;
    for (const char letter : to_string(kind)) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        if (upper && !code.empty()) code += '-';
        code += upper ? static_cast<char>(letter | 0x20) : letter;
    }
    return code;
}

/// What its maker can do about a source that cannot be read at all.
std::string hint_for(const Error& error) {
    if (error.line > 0) return "Mend the text there or just before it: the rest cannot be read until then.";
    switch (error.kind) {
        case ErrorKind::NotFound:
            return "Check how the path or address is spelled.";
        case ErrorKind::Forbidden:
            return "Check who may read it.";
        case ErrorKind::Timeout:
        case ErrorKind::Unreachable:
            return "Check the address and the connection, then try again.";
        default:
            return {};
    }
}

Report report_of(const Result<LoadedCatalog>& loaded, const std::string& source) {
    Report report;
    if (!loaded) {
        const Error& error = loaded.error();
        if (error.line > 0) report.format = "json";  // meant as a feed, of which kind nobody can tell
        report.findings.push_back({Severity::Error, code_of(error.kind), error.line, error.column,
                                   error.context.empty() ? source : error.context, error.message, hint_for(error)});
        return report;
    }
    report.format = to_string(loaded->catalog.format);
    report.findings = loaded->findings;
    for (const Series& series : loaded->catalog.series) {
        ++report.series;
        report.episodes += series.episodes.size();
        report.playable +=
            static_cast<std::size_t>(std::count_if(series.episodes.begin(), series.episodes.end(),
                                                   [](const Episode& episode) { return !episode.videos.empty(); }));
    }
    if (report.playable == 0) {
        report.findings.push_back(
            {Severity::Error, "nothing-playable", 0, 0, source, "There is nothing to play in it.", ""});
    }
    return report;
}

int exit_code_of(const Report& report) {
    if (report.playable == 0) return kNotUsable;
    const bool clean = std::all_of(report.findings.begin(), report.findings.end(),
                                   [](const Finding& finding) { return finding.severity == Severity::Info; });
    return clean ? kClean : kFindings;
}

void write_json(const Report& report, std::ostream& out) {
    rapidjson::OStreamWrapper stream(out);
    rapidjson::PrettyWriter<rapidjson::OStreamWrapper> writer(stream);
    writer.SetIndent(' ', 2);
    const auto text = [&](const char* key, std::string_view value) {
        const std::string valid = valid_utf8(value);
        writer.Key(key);
        writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
    };
    const auto number = [&](const char* key, std::size_t value) {
        writer.Key(key);
        writer.Uint64(value);
    };
    writer.StartObject();
    text("format", report.format);
    number("series", report.series);
    number("episodes", report.episodes);
    number("playable", report.playable);
    writer.Key("findings");
    writer.StartArray();
    for (const Finding& finding : report.findings) {
        writer.StartObject();
        text("severity", to_string(finding.severity));
        text("code", finding.code);
        number("line", static_cast<std::size_t>(std::max(finding.line, 0)));
        number("column", static_cast<std::size_t>(std::max(finding.column, 0)));
        text("path", finding.path);
        text("message", finding.message);
        text("hint", finding.hint);
        writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
    out << '\n';
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 || noun == "series" ? "" : "s");
}

/// Findings of a feed carry line and column, those of a folder only a path. Control characters would reach a terminal.
void write_finding(const Finding& finding, const std::string& source, std::ostream& out) {
    const auto printable = [](std::string text) {
        std::replace_if(
            text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; },
            ' ');
        return valid_utf8(text);
    };
    if (finding.line > 0) {
        out << printable(source) << ':' << finding.line << ':' << finding.column << ": ";
    } else if (!finding.path.empty()) {
        out << printable(finding.path) << ": ";
    }
    out << to_string(finding.severity) << ' ' << finding.code << ": " << printable(finding.message);
    if (finding.line > 0) out << " [" << printable(finding.path) << ']';
    out << '\n';
    if (!finding.hint.empty()) out << "    " << printable(finding.hint) << '\n';
}

void write_text(const Report& report, const std::string& source, std::ostream& out) {
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        for (const Finding& finding : report.findings) {
            if (finding.severity == severity) write_finding(finding, source, out);
        }
    }
    const auto of = [&](Severity severity) {
        return static_cast<std::size_t>(
            std::count_if(report.findings.begin(), report.findings.end(),
                          [&](const Finding& finding) { return finding.severity == severity; }));
    };
    if (!report.format.empty()) {
        out << report.format << ": " << counted(report.series, "series") << ", " << counted(report.episodes, "episode")
            << ", " << report.playable << " playable\n";
    }
    out << counted(of(Severity::Error), "error") << ", " << counted(of(Severity::Warning), "warning") << ", "
        << counted(of(Severity::Info), "note") << '\n';
}

}  // namespace

int run_check(const CheckOptions& options, HttpClient& http, const Clock& clock, std::ostream& out, std::ostream& err) {
    const auto loaded = load_catalog(options.source, http, clock, {});
    const Report report = report_of(loaded, options.source);
    if (options.json) {
        write_json(report, out);
    } else {
        write_text(report, options.source, loaded ? out : err);
    }
    return exit_code_of(report);
}

}  // namespace cliffhanger
