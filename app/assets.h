// Where the program's own data lies: beside the sources (and what is made from them beside the build) while developing,
// under the install prefix otherwise.
// Thread-safe.
#pragma once

#include <string>

namespace cliffhanger {

/// The path of a file or folder below assets/; empty when it is nowhere to be found. Order: CLIFFHANGER_ASSETS,
/// relative to the binary
/// (../share/cliffhanger), the install prefix, the build, the source tree.
std::string find_asset(const std::string& name);

}  // namespace cliffhanger
