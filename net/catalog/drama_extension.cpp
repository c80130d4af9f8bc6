#include "net/catalog/drama_extension.h"

#include <algorithm>

#include "net/catalog/feed_values.h"
#include "net/catalog/trick_play.h"

namespace cliffhanger {

namespace {

constexpr double kQuietestLufs = -70;

bool is_color(std::string_view text) {
    return text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos;
}

/// nullopt: says nothing. A lock of kind "free" means: not locked.
std::optional<Lock> read_unlock(const FeedObject& drama) {
    const auto unlock = drama.object({"unlock"});
    if (!unlock) return std::nullopt;
    Lock lock;
    lock.kind = ascii_lower(unlock->text({"kind"}));
    lock.price = std::max(0.0, unlock->number({"price"}).value_or(0));
    lock.currency = unlock->text({"currency"});
    if (lock.kind.empty()) {
        unlock->log().warn("bad-unlock", unlock->place(), "The unlock rule has no kind.",
                           "Write free, ad, coin or vip.");
        return std::nullopt;
    }
    return lock;
}

std::optional<StatedLoudness> read_loudness(const FeedObject& object) {
    const auto lufs = object.number({"lufs"});
    if (!lufs || *lufs < kQuietestLufs || *lufs > 0) {
        object.log().warn("bad-loudness", object.place_of({"lufs"}), "This is no loudness.",
                          "Write LUFS, a number from -70 to 0.");
        return std::nullopt;
    }
    StatedLoudness stated{.lufs = *lufs};
    if (const auto peak = object.number({"truePeak"})) stated.true_peak_dbtp = std::clamp(*peak, kQuietestLufs, 20.0);
    return stated;
}

/// Empty when it is none: a curve that is mended would be another one.
std::vector<float> read_retention(const FeedObject& drama) {
    constexpr std::size_t kMost = 10'000;
    constexpr double kRounded = 0.005;
    std::vector<float> curve;
    const JsonView list = drama.find({"retention"});
    JsonView value = list.is(JsonType::Array) ? list.first_child() : JsonView();
    for (; value && curve.size() < kMost; value = value.next()) {
        const auto share = value.is(JsonType::Number) ? parse_number(value.text()) : std::nullopt;
        const double before = curve.empty() ? 1 : curve.back();
        const bool first_is_all = !curve.empty() || (share && *share >= 1 - kRounded);
        if (!share || *share < 0 || *share > before + kRounded || !first_is_all) break;
        curve.push_back(static_cast<float>(std::min(*share, before)));
    }
    if (curve.size() >= 2 && !value) return curve;
    if (list) {
        drama.log().warn(
            "bad-retention", value ? value.place() : list.place(),
            "This is no curve of the viewers who are still watching.",
            "Write an array of shares that never rise, from 1 at the beginning to the end: [1, 0.7, 0.6].");
    }
    return {};
}

/// A number by which an authority knows a series: short, with digits.
std::string read_registration(const FeedObject& drama, std::string_view name) {
    constexpr std::size_t kLongest = 100;
    std::string number = drama.text({name});
    if (number.empty()) return {};
    const bool has_digits = number.find_first_of("0123456789") != number.npos;
    if (has_digits && number.size() <= kLongest) return number;
    drama.log().warn("bad-registration-number", drama.place_of({name}), "This is no registration number.",
                     "Write it as it was issued, for example \"(沪)网微剧备字(2025)第00123号\".");
    return {};
}

std::vector<std::string> read_warnings(const FeedObject& drama) {
    constexpr std::size_t kLongest = 80, kMost = 12;
    std::vector<std::string> warnings;
    for (std::string& warning : drama.texts({"warnings"})) {
        if (warning.size() > kLongest || warnings.size() >= kMost) {
            drama.log().warn("bad-warning", drama.place_of({"warnings"}),
                             "This content warning is too long, or there are too many.",
                             "Write a few words each: \"violence\", \"strong language\".");
            continue;
        }
        warnings.push_back(std::move(warning));
    }
    return warnings;
}

}  // namespace

void read_drama(const FeedObject& object, SeriesDraft& draft) {
    const auto drama = object.object({"_drama"});
    if (!drama) return;
    Series& series = draft.series;
    series.status = ascii_lower(drama->text({"status"}));
    if (!series.status.empty() && series.status != "ongoing" && series.status != "complete") {
        drama->log().warn("unknown-status", drama->place_of({"status"}), "This status is not known.",
                          "Write ongoing or complete.");
        series.status.clear();
    }
    series.dominant_color = ascii_lower(drama->text({"dominantColor"}));
    if (!series.dominant_color.empty() && !is_color(series.dominant_color)) {
        drama->log().warn("bad-color", drama->place_of({"dominantColor"}), "This is not a colour.", "Write #rrggbb.");
        series.dominant_color.clear();
    }
    series.update_note = drama->text({"updateNote"});
    series.warnings = read_warnings(*drama);
    series.record_number = read_registration(*drama, "recordNumber");
    series.licence_number = read_registration(*drama, "licenceNumber");
    series.likes = drama->count({"likes"});
    series.views = drama->count({"views"});
    series.announced_episodes = std::max(0, drama->integer({"episodeCount"}).value_or(0));
    draft.free_until = drama->integer({"freeUntil"});
    draft.lock = read_unlock(*drama);
    if (draft.lock && draft.lock->kind == "free") draft.lock.reset();
}

void read_drama(const FeedObject& object, EpisodeDraft& draft) {
    const auto drama = object.object({"_drama"});
    if (!drama) return;
    draft.episode.likes = drama->count({"likes"});
    draft.episode.hook_at_s = drama->seconds({"hookAt"});
    if (const auto loudness = drama->object({"loudness"})) draft.episode.loudness = read_loudness(*loudness);
    draft.episode.retention = read_retention(*drama);
    for (const FeedObject& track : drama->objects({"audioTracks"})) {
        draft.episode.audio_tracks.push_back({track.language({"language"}), track.text({"label"}),
                                              ascii_lower(track.text({"type"})), track.address({"url"})});
    }
    read_storyboard(*drama, draft.episode);
    drama->check_date({"releaseAt"});
    if (auto lock = read_unlock(*drama)) {
        draft.locked_here = true;
        if (lock->kind == "free") {
            draft.episode.lock.reset();
        } else {
            draft.episode.lock = std::move(lock);
        }
    }
}

}  // namespace cliffhanger
