#include "app/screens/settings/credits.h"

#include <fstream>
#include <sstream>

#include "app/assets.h"

namespace cliffhanger {
namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// "| a | b | c |"
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    line.remove_prefix(1);
    while (!line.empty()) {
        const auto end = line.find('|');
        if (end == std::string_view::npos) break;
        cells.push_back(trimmed(line.substr(0, end)));
        line.remove_prefix(end + 1);
    }
    return cells;
}

void append_paragraph(std::vector<CreditLine>& credits, std::string& paragraph) {
    if (!paragraph.empty()) credits.push_back({std::move(paragraph), {}});
    paragraph.clear();
}

}  // namespace

std::vector<CreditLine> parse_credits(std::string_view markdown) {
    std::vector<CreditLine> credits;
    std::string paragraph;
    bool head = true;  // of a table
    while (!markdown.empty()) {
        const auto end = std::min(markdown.find('\n'), markdown.size());
        const std::string_view line = markdown.substr(0, end);
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
        if (line.starts_with("|")) {
            append_paragraph(credits, paragraph);
            const auto cells = cells_of(line);
            const bool rule = line.find("---") != std::string_view::npos;
            if (!rule && !head && cells.size() >= 3) credits.push_back({cells.front(), cells.back()});
            if (rule) head = false;
            continue;
        }
        if (line.empty() || line.starts_with("#")) {
            append_paragraph(credits, paragraph);
            continue;
        }
        paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
    }
    append_paragraph(credits, paragraph);
    return credits;
}

const std::vector<CreditLine>& credits() {
    static const std::vector<CreditLine> kCredits = [] {
        std::ifstream file(find_asset("THIRD_PARTY.md"));
        std::ostringstream text;
        text << file.rdbuf();
        return parse_credits(text.str());
    }();
    return kCredits;
}

}  // namespace cliffhanger
