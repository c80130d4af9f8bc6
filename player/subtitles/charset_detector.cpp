#include "player/subtitles/charset_detector.h"

#include <spdlog/spdlog.h>
#include <uchardet/uchardet.h>
#include <unicode/ucsdet.h>

#include <cstdint>
#include <memory>

#include "player/late_library.h"

namespace cliffhanger {
namespace {

struct DetectorDeleter {
    void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};
using DetectorPtr = std::unique_ptr<uchardet, DetectorDeleter>;

/// What is used of ICU's libicui18n, which takes 18 ms to load; stays loaded.
struct IcuDetection {
    decltype(&::ucsdet_open) open = nullptr;
    decltype(&::ucsdet_close) close = nullptr;
    decltype(&::ucsdet_setText) set_text = nullptr;
    decltype(&::ucsdet_detect) detect = nullptr;
    decltype(&::ucsdet_getName) name = nullptr;
    decltype(&::ucsdet_getConfidence) confidence = nullptr;
    bool complete = false;

    static const IcuDetection& instance() {
        static const IcuDetection loaded;
        return loaded;
    }

 private:
    IcuDetection() {
        const std::string file = "libicui18n.so." + std::to_string(U_ICU_VERSION_MAJOR_NUM);
        const LateLibrary library(file);
        complete = library.find(open, CLIFFHANGER_SYMBOL_OF(ucsdet_open)) &&
                   library.find(close, CLIFFHANGER_SYMBOL_OF(ucsdet_close)) &&
                   library.find(set_text, CLIFFHANGER_SYMBOL_OF(ucsdet_setText)) &&
                   library.find(detect, CLIFFHANGER_SYMBOL_OF(ucsdet_detect)) &&
                   library.find(name, CLIFFHANGER_SYMBOL_OF(ucsdet_getName)) &&
                   library.find(confidence, CLIFFHANGER_SYMBOL_OF(ucsdet_getConfidence));
        if (!complete) spdlog::warn("{} is not installed: the encoding of rare subtitles may be mistaken", file);
    }
};

}  // namespace

std::string detect_charset(std::string_view text) {
    const DetectorPtr detector(uchardet_new());
    uchardet_handle_data(detector.get(), text.data(), text.size());
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

CharsetOpinion second_charset_opinion(std::string_view text) {
    const IcuDetection& icu = IcuDetection::instance();
    if (!icu.complete) return {};
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(icu.close)> detector(icu.open(&error), icu.close);
    if (U_FAILURE(error)) return {};
    icu.set_text(detector.get(), text.data(), static_cast<std::int32_t>(text.size()), &error);
    const UCharsetMatch* match = icu.detect(detector.get(), &error);
    if (U_FAILURE(error) || match == nullptr) return {};
    CharsetOpinion opinion{icu.name(match, &error), icu.confidence(match, &error)};
    for (char& c : opinion.name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return U_FAILURE(error) ? CharsetOpinion{} : opinion;
}

}  // namespace cliffhanger
