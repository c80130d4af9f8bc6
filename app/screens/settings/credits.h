// Whose work the program is made of: THIRD_PARTY.md, as lines for the screen. Main thread only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cliffhanger {

/// A row of the file's table, or, without a licence, a paragraph beside it.
struct CreditLine {
    std::string name, licence;
};

std::vector<CreditLine> parse_credits(std::string_view markdown);
/// Of the file beside the program, read once.
const std::vector<CreditLine>& credits();

}  // namespace cliffhanger
