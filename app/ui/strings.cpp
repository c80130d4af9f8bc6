#include "app/ui/strings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "app/ui/strings_table.h"

namespace cliffhanger {
namespace {

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

std::size_t column_of(std::string_view language) {
    for (std::size_t i = 0; i < kLanguageCount; ++i) {
        if (primary(kLanguages[i]) == primary(language)) return i;
    }
    return 0;
}

std::string replaced(std::string text, std::string_view key, std::string_view value) {
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + value.size())) {
        text.replace(at, key.size(), value);
    }
    return text;
}

/// One decimal below a hundred units and where it is not zero, with the language's decimal sign.
std::string one_decimal(double value, bool comma) {
    char buffer[32];
    const double tenths = std::floor(value * 10 + 1e-9) / 10;
    const bool whole = std::abs(tenths - std::floor(tenths)) < 0.05;
    std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.1f", tenths);
    std::string text = buffer;
    if (comma) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

struct CountUnit {
    double size;
    std::string_view suffix;
};

struct CountFormat {
    std::array<CountUnit, 3> units;  ///< largest first
    bool comma = false;
};

CountFormat count_format(std::string_view language) {
    if (language == "zh-Hans") return {{{{1e8, "亿"}, {1e4, "万"}, {0, ""}}}};
    if (language == "ja") return {{{{1e8, "億"}, {1e4, "万"}, {0, ""}}}};
    if (language == "ko") return {{{{1e8, "억"}, {1e4, "만"}, {0, ""}}}};
    if (language == "ar") return {{{{1e9, " مليار"}, {1e6, " مليون"}, {1e3, " ألف"}}}};
    if (language == "hi") return {{{{1e7, " क॰"}, {1e5, " लाख"}, {1e3, " हज़ार"}}}};
    if (language == "pt-BR") return {{{{1e9, " bi"}, {1e6, " mi"}, {1e3, " mil"}}}, true};
    if (language == "id") return {{{{1e9, " M"}, {1e6, " jt"}, {1e3, " rb"}}}, true};
    return {{{{1e9, "B"}, {1e6, "M"}, {1e3, "K"}}}};
}

std::string arabic_episodes(int n) {
    if (n == 0) return "لا حلقات";
    if (n == 1) return "حلقة واحدة";
    if (n == 2) return "حلقتان";
    const int rest = n % 100;
    const std::string number = std::to_string(n);
    return number + (rest >= 3 && rest <= 10 ? " حلقات" : " حلقة");
}

struct DurationUnits {
    std::string_view hour, minute, gap;
};

DurationUnits duration_units(std::string_view language) {
    if (language == "zh-Hans") return {"小时", "分钟", ""};
    if (language == "ja") return {"時間", "分", ""};
    if (language == "ko") return {"시간", "분", " "};
    if (language == "ar") return {" س", " د", " "};
    if (language == "th") return {" ชม.", " นาที", " "};
    if (language == "hi") return {" घं॰", " मि॰", " "};
    if (language == "id") return {" j", " mnt", " "};
    return {" h", " min", " "};
}

}  // namespace

Strings::Strings(std::string_view language) : column_(column_of(language)) {}

std::string_view Strings::operator()(Text text) const {
    return kStringRows[static_cast<std::size_t>(text)].values[column_];
}

std::string Strings::with_number(Text text, long long n, long long total) const {
    std::string result = replaced(std::string((*this)(text)), "{n}", std::to_string(n));
    return replaced(std::move(result), "{total}", std::to_string(total));
}

std::string Strings::with_price(Text text, const std::string& price) const {
    return replaced(std::string((*this)(text)), "{price}", price);
}

std::string Strings::episodes(int count) const {
    const std::string number = std::to_string(count);
    const std::string_view lang = language();
    if (lang == "zh-Hans") return "共 " + number + " 集";
    if (lang == "ja") return "全" + number + "話";
    if (lang == "ko") return number + "화";
    if (lang == "ar") return arabic_episodes(count);
    if (lang == "th") return number + " ตอน";
    if (lang == "hi") return number + " एपिसोड";
    // CLDR: Portuguese counts zero and one as one.
    if (lang == "pt-BR") return number + (count <= 1 ? " episódio" : " episódios");
    if (lang == "id") return number + " episode";
    return number + (count == 1 ? " episode" : " episodes");
}

std::string Strings::count(std::int64_t value) const {
    const CountFormat format = count_format(language());
    for (const auto& [size, suffix] : format.units) {
        if (size > 0 && static_cast<double>(value) >= size) {
            return one_decimal(static_cast<double>(value) / size, format.comma) + std::string(suffix);
        }
    }
    return std::to_string(value);
}

std::string Strings::duration(double seconds) const {
    const long minutes = std::max(1L, std::lround(seconds / 60));
    const DurationUnits units = duration_units(language());
    const std::string minute_text = std::to_string(minutes % 60) + std::string(units.minute);
    if (minutes < 60) return minute_text;
    const std::string hour_text = std::to_string(minutes / 60) + std::string(units.hour);
    return minutes % 60 == 0 ? hour_text : hour_text + std::string(units.gap) + minute_text;
}

Text Strings::cause_of(ErrorKind kind) const {
    switch (kind) {
        case ErrorKind::Timeout:
            return Text::CauseTimeout;
        case ErrorKind::Unreachable:
            return Text::CauseUnreachable;
        case ErrorKind::HttpStatus:
            return Text::CauseHttp;
        case ErrorKind::NotFound:
            return Text::CauseNotFound;
        case ErrorKind::Forbidden:
            return Text::CauseForbidden;
        case ErrorKind::TooLarge:
            return Text::CauseTooLarge;
        case ErrorKind::Corrupted:
        case ErrorKind::EndOfStream:
            return Text::CauseCorrupted;
        case ErrorKind::Unsupported:
            return Text::CauseUnsupported;
        case ErrorKind::Io:
            return Text::CauseIo;
        case ErrorKind::Aborted:
        case ErrorKind::Internal:
            break;
    }
    return Text::CauseInternal;
}

bool Strings::rtl() const { return language() == "ar"; }

std::string_view Strings::language() const { return kLanguages[column_]; }

std::string format_time(MediaTime time) {
    const long long total = std::max<long long>(0, time.count() / 1'000'000);
    char buffer[40];
    if (total >= 3600) {
        std::snprintf(buffer, sizeof buffer, "%lld:%02lld:%02lld", total / 3600, total / 60 % 60, total % 60);
    } else {
        std::snprintf(buffer, sizeof buffer, "%lld:%02lld", total / 60, total % 60);
    }
    return buffer;
}

std::string endonym(std::string_view language) {
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"en", "English"},   {"zh-Hant", "繁體中文"}, {"zh-TW", "繁體中文"},   {"zh", "简体中文"},
        {"ja", "日本語"},    {"ko", "한국어"},        {"ar", "العربية"},       {"th", "ไทย"},
        {"hi", "हिन्दी"},     {"pt", "Português"},     {"id", "Indonesia"},     {"es", "Español"},
        {"fr", "Français"},  {"de", "Deutsch"},       {"it", "Italiano"},      {"vi", "Tiếng Việt"},
        {"ru", "Русский"},   {"tr", "Türkçe"},        {"ms", "Bahasa Melayu"}, {"tl", "Filipino"},
        {"fil", "Filipino"}, {"pl", "Polski"},        {"nl", "Nederlands"},    {"uk", "Українська"},
        {"he", "עברית"},     {"fa", "فارسی"},         {"bn", "বাংলা"},         {"ta", "தமிழ்"},
        {"te", "తెలుగు"},
    };
    for (const auto& [tag, name] : kNames) {
        if (tag == language) return std::string(name);
    }
    for (const auto& [tag, name] : kNames) {
        if (tag == primary(language)) return std::string(name);
    }
    return std::string(language);
}

}  // namespace cliffhanger
