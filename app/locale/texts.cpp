#include "app/locale/texts.h"

namespace cliffhanger {

const std::array<TextSource, kTextCount> kTextSources = {{
#define TEXT(name, english) {#name, english},
#define PLURAL(name, one, other)
#include "app/locale/text_list.inc"
#undef TEXT
#undef PLURAL
}};

const std::array<PluralSource, kPluralCount> kPluralSources = {{
#define TEXT(name, english)
#define PLURAL(name, one, other) {#name, one, other},
#include "app/locale/text_list.inc"
#undef TEXT
#undef PLURAL
}};

}  // namespace cliffhanger
