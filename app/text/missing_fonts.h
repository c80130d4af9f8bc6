// What nobody can read here: which packages of fonts are missing, learnt from the texts that were laid out. Costs
// nothing until a text has letters that no font has. Main thread only.
#pragma once

#include <string_view>
#include <vector>

#include "app/text/text_engine.h"

namespace cliffhanger {

class Fonts;

class MissingFonts {
 public:
    /// `text` was laid out, and some of it is in no font.
    void look(std::string_view text, const Fonts& fonts);
    /// In the order in which they were missed; grows only.
    const std::vector<FontPackage>& packages() const { return packages_; }

 private:
    std::vector<FontPackage> packages_;
};

/// Debian's name: "fonts-noto-cjk".
std::string_view package_name(FontPackage package);

}  // namespace cliffhanger
