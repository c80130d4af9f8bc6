#include "app/ui/strings.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/locale/localized_texts.h"
#include "app/locale/number_format.h"

namespace cliffhanger {
namespace {

constexpr Text kMonths[] = {Text::January,   Text::February, Text::March,    Text::April,
                            Text::May,       Text::June,     Text::July,     Text::August,
                            Text::September, Text::October,  Text::November, Text::December};

/// Hebrew, Arabic and their neighbours, by the lead bytes of their UTF-8: U+0590 to U+08FF, U+FB1D to U+FDFF, U+FE70 to
/// U+FEFF.
bool has_right_to_left_letters(std::string_view utf8) {
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const auto next = i + 1 < utf8.size() ? static_cast<unsigned char>(utf8[i + 1]) : 0;
        if ((lead >= 0xD6 && lead <= 0xDF) || (lead == 0xE0 && next >= 0xA0 && next <= 0xA3)) return true;
        if (lead == 0xEF && ((next >= 0xAC && next <= 0xB7) || next == 0xB9 || next == 0xBA || next == 0xBB))
            return true;
    }
    return false;
}

}  // namespace

std::string TextValue::text(std::string_view language) const {
    if (const auto* number = std::get_if<long long>(&value_)) return grouped_number(language, *number);
    return isolated(std::get<std::string_view>(value_), language);
}

Strings::Strings(std::string_view language) : texts_(&LocalizedTexts::of(interface_language(language))) {}

std::string_view Strings::operator()(Text text) const { return (*texts_)[text]; }

std::string Strings::with(Text text, Values values) const { return filled((*this)(text), values); }

std::string Strings::plural(Plural plural, std::int64_t n, Values values) const {
    const std::string pattern =
        filled(texts_->form(plural, static_cast<std::uint64_t>(std::max<std::int64_t>(n, 0))), {{"n", n}});
    return filled(pattern, values);
}

std::string Strings::filled(std::string_view pattern, Values values) const {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t begin = pattern.find('{');
        text += pattern.substr(0, begin);
        if (begin == std::string_view::npos) break;
        pattern.remove_prefix(begin);
        const std::size_t end = pattern.find('}');
        const std::string_view name = pattern.substr(1, end == std::string_view::npos ? end : end - 1);
        const auto* value =
            std::find_if(values.begin(), values.end(), [&](const TextValue& v) { return v.name() == name; });
        const std::string_view placeholder = pattern.substr(0, end == std::string_view::npos ? end : end + 1);
        text += value != values.end() ? value->text(language()) : std::string(placeholder);
        pattern.remove_prefix(placeholder.size());
    }
    return text;
}

std::string Strings::count(std::int64_t value) const { return short_number(language(), value); }

std::string Strings::number(std::int64_t value) const { return grouped_number(language(), value); }

std::string Strings::percent(double share) const { return with(Text::Percent, {{"n", std::lround(share * 100)}}); }

std::string Strings::size(std::int64_t bytes) const {
    constexpr double kMega = 1e6, kGiga = 1e9;
    const auto all = static_cast<double>(bytes);
    if (all >= kGiga) return decimal_number(language(), all / kGiga) + " GB";
    return grouped_number(language(), bytes > 0 ? std::max(1L, std::lround(all / kMega)) : 0) + " MB";
}

std::string Strings::duration(double seconds) const {
    const long minutes = std::max(1L, std::lround(seconds / 60));
    if (minutes < 60) return with(Text::DurationMinutes, {{"minutes", minutes}});
    if (minutes % 60 == 0) return with(Text::DurationHours, {{"hours", minutes / 60}});
    return with(Text::DurationHoursMinutes, {{"hours", minutes / 60}, {"minutes", minutes % 60}});
}

std::string Strings::date(int year, int month, int day) const {
    const std::string_view name = (*this)(kMonths[std::clamp(month, 1, 12) - 1]);
    std::string text = filled((*this)(Text::DateFormat), {{"day", day}});
    // A year has no thousands separator, and a month's name is of the language itself.
    for (const auto& [key, value] : {std::pair{std::string_view("{month}"), std::string(name)},
                                     std::pair{std::string_view("{year}"), std::to_string(year)}}) {
        if (const auto at = text.find(key); at != std::string::npos) text.replace(at, key.size(), value);
    }
    return text;
}

Text Strings::cause_of(ErrorKind kind, ErrorDetail detail) const {
    switch (detail) {
        case ErrorDetail::Busy:
            return Text::CauseBusy;
        case ErrorDetail::Changed:
            return Text::CauseChanged;
        case ErrorDetail::CutShort:
            return Text::CauseCutShort;
        case ErrorDetail::LiveNotBegun:
            return Text::CauseLiveNotBegun;
        case ErrorDetail::LiveStopped:
            return Text::CauseLiveStopped;
        case ErrorDetail::None:
            break;
    }
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

bool Strings::rtl() const { return is_right_to_left(language()); }

std::string_view Strings::language() const { return texts_->language(); }

std::string isolated(std::string_view words, std::string_view language) {
    if (!is_right_to_left(language) && !has_right_to_left_letters(words)) return std::string(words);
    constexpr std::string_view kFirstStrongIsolate = "\u2068", kPopIsolate = "\u2069";
    return std::string(kFirstStrongIsolate).append(words).append(kPopIsolate);
}

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

}  // namespace cliffhanger
