// Lines of comma-separated values without quoting, as the benchmark's files have them; errors name file and line. Owned
// by one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "net/result.h"

namespace cliffhanger {

/// Blank lines are skipped; a carriage return before the line's end is not part of the last field.
class CsvLines {
 public:
    explicit CsvLines(const std::filesystem::path& file) : file_(file), in_(file) {}
    bool opened() const noexcept { return in_.is_open(); }
    /// False at the end of the file.
    bool next();
    const std::vector<std::string_view>& fields() const noexcept { return fields_; }

    Result<double> number(std::size_t field) const;
    Result<std::int64_t> integer(std::size_t field) const;
    /// Against "what is wrong" in the current line.
    tl::unexpected<Error> wrong(const std::string& what) const;

 private:
    std::filesystem::path file_;
    std::ifstream in_;
    std::string line_;
    std::vector<std::string_view> fields_;
    int line_number_ = 0;
};

std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace cliffhanger
