#include "player/policy/simulation/csv_lines.h"

#include <charconv>
#include <cmath>

namespace cliffhanger {
namespace {

template <class T>
bool parse(std::string_view text, T& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

bool CsvLines::next() {
    while (std::getline(in_, line_)) {
        ++line_number_;
        if (!line_.empty() && line_.back() == '\r') line_.pop_back();
        if (line_.empty()) continue;
        fields_ = split(line_, ',');
        return true;
    }
    return false;
}

Result<double> CsvLines::number(std::size_t field) const {
    double value = 0;
    if (field >= fields_.size()) return wrong("has no column " + std::to_string(field + 1));
    if (!parse(fields_[field], value) || !std::isfinite(value)) {
        return wrong("\"" + std::string(fields_[field]) + "\" is not a number");
    }
    return value;
}

Result<std::int64_t> CsvLines::integer(std::size_t field) const {
    std::int64_t value = 0;
    if (field >= fields_.size()) return wrong("has no column " + std::to_string(field + 1));
    if (!parse(fields_[field], value)) return wrong("\"" + std::string(fields_[field]) + "\" is not a whole number");
    return value;
}

tl::unexpected<Error> CsvLines::wrong(const std::string& what) const {
    return fail(ErrorKind::Corrupted, what, file_.string() + ":" + std::to_string(line_number_));
}

}  // namespace cliffhanger
