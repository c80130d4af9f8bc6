#include "app/playback/loudness_control.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <utility>
#include <vector>

#include "net/url.h"
#include "player/pipeline/audio_ring.h"
#include "player/pipeline/stream_choice.h"
#include "player/policy/loudness_policy.h"

namespace cliffhanger {
namespace {

/// Slow enough not to be heard as a change.
constexpr double kUnheardDbPerSecond = 1;
/// Nobody has a sense yet of how loud an episode is that has just begun.
constexpr double kBeginningDbPerSecond = 12;
constexpr MediaTime kBeginning = std::chrono::seconds(2);
/// The viewer listens for the difference that the switch makes.
constexpr double kTurnedDbPerSecond = 40;
/// Another track has its own from where it begins.
constexpr double kAtOnceDbPerSecond = 2000;
/// A loop turn and what a device holds.
constexpr MediaTime kAroundChange = std::chrono::milliseconds(100);
constexpr Microseconds kTurning = std::chrono::seconds(1);
/// The share of an episode that speaks for all of it.
constexpr double kWhole = 0.9;

bool is_local(const std::string& url) { return !is_http_url(url); }

/// The part of an address that stays when its signature is renewed.
std::string lasting(const std::string& url) { return url.substr(0, url.find_first_of("?#")); }

std::string version_of(const std::string& url, const SessionSnapshot& snapshot) {
    std::string version = std::to_string(snapshot.duration.value_or(MediaTime{0}).count());
    if (!is_local(url)) return version;
    std::error_code error;
    const auto size = std::filesystem::file_size(url, error);
    if (error) return version;
    version += "/" + std::to_string(size);
    const auto changed = std::filesystem::last_write_time(url, error);
    return error ? version : version + "/" + std::to_string(changed.time_since_epoch().count());
}

/// The track that a feed means when it says how loud the episode is: what it calls the original, else the first one.
std::size_t own_track(const Episode& episode, const std::vector<AudioTrack>& tracks) {
    const auto original = std::ranges::find(episode.audio_tracks, "original", &AudioTrackInfo::type);
    if (original == episode.audio_tracks.end()) return 0;
    const auto own = std::ranges::find_if(tracks, [&](const AudioTrack& track) {
        return same_language(track.language, original->language) && !track.audio_description;
    });
    return own != tracks.end() ? static_cast<std::size_t>(own - tracks.begin()) : 0;
}

std::optional<LoudnessReading> stated(const Episode& episode, const SessionSnapshot& snapshot) {
    if (!episode.loudness || snapshot.audio_track < 0) return std::nullopt;
    if (static_cast<std::size_t>(snapshot.audio_track) != own_track(episode, snapshot.audio_tracks))
        return std::nullopt;
    return LoudnessReading{episode.loudness->lufs, episode.loudness->true_peak_dbtp, MediaTime{0}};
}

float factor(double db) { return static_cast<float>(std::pow(10.0, db / 20)); }

}  // namespace

LoudnessControl::LoudnessControl(HttpClient& http, const Clock& clock, std::function<void()> wake, Library& library,
                                 bool on)
    : library_(library), scanner_(http, clock, std::move(wake)), on_(on) {}

void LoudnessControl::turn(bool on, Microseconds now) {
    if (on_ == on) return;
    on_ = on;
    turned_at_ = now;
}

bool LoudnessControl::turning(Microseconds now) const { return turned_at_ && now - *turned_at_ < kTurning; }

std::optional<LoudnessReading> LoudnessControl::known(const std::string& key, const std::string& version) {
    const auto record = library_.loudness(key);
    if (!record || record->version.empty()) return std::nullopt;
    if (record->version != version) {
        // Measured anew when it plays next.
        library_.set_loudness(key, {});
        return std::nullopt;
    }
    return LoudnessReading{record->integrated_lufs, record->true_peak_dbtp, MediaTime{0}};
}

void LoudnessControl::remember(const std::string& key, const std::string& version, const LoudnessReading& reading) {
    library_.set_loudness(key, {reading.lufs, reading.true_peak_dbtp, version});
}

bool LoudnessControl::knows(const std::string& url) const {
    const auto record = library_.loudness(lasting(url) + "#0");
    return record && !record->version.empty();
}

void LoudnessControl::take_found() {
    for (const auto& found : scanner_.take()) remember(found.key, versions_[found.key], found.reading);
}

/// The track that is heard: of the file, or of a dub's own beside it.
void LoudnessControl::scan(const PlaybackSession& session, const SessionSnapshot& snapshot, const std::string& key) {
    const MediaItem& item = session.item();
    const auto track = static_cast<std::size_t>(snapshot.audio_track);
    if (track >= snapshot.audio_tracks.size()) return;
    const AudioTrack& heard = snapshot.audio_tracks[track];
    const auto dub = std::ranges::find_if(item.dubs, [&](const DubFile& file) {
        return track > 0 && file.language == heard.language && file.label == heard.label &&
               file.audio_description == heard.audio_description;
    });
    const bool beside = dub != item.dubs.end();
    const MediaAddress& address = beside ? dub->address : item.address;
    if (is_local(address.url)) scanner_.request(key, address, beside ? 0 : snapshot.audio_track);
}

void LoudnessControl::level(const PlaybackSession& session, const SessionSnapshot& snapshot, const Series& series,
                            const Episode& episode, Microseconds now) {
    AudioRing& ring = *session.audio();
    if (!on_) return ring.set_level({1, 1, turning(now) ? kTurnedDbPerSecond : kUnheardDbPerSecond});
    if (!snapshot.has_audio || !snapshot.duration) return;
    const std::string& url = session.item().address.url;
    const std::string key = lasting(url) + "#" + std::to_string(snapshot.audio_track);
    const auto [known_version, first_look] = versions_.try_emplace(key);
    if (first_look) known_version->second = version_of(url, snapshot);
    const std::string& version = known_version->second;
    LoudnessKnowledge knowledge;
    knowledge.so_far = snapshot.loudness;
    knowledge.whole = known(key, version);
    knowledge.stated = stated(episode, snapshot);
    const bool is_known = knowledge.whole || knowledge.stated;
    if (!is_known && snapshot.state != SessionState::Opening) scan(session, snapshot, key);
    // What is heard until then is the track before, at its own level; around the change it is the lower one's.
    const bool arriving = snapshot.audio_arrives_in.has_value();
    if (arriving && *snapshot.audio_arrives_in > kAroundChange) return;
    const auto heard = tracks_.try_emplace(lasting(url), snapshot.audio_track).first;
    if (std::exchange(heard->second, snapshot.audio_track) != snapshot.audio_track) turned_at_ = switched_at_ = now;

    if (knowledge.whole) series_lufs_[series.id] = knowledge.whole->lufs;
    if (const auto found = series_lufs_.find(series.id); found != series_lufs_.end())
        knowledge.series_lufs = found->second;

    const bool whole_heard = snapshot.loudness && static_cast<double>(snapshot.loudness->measured.count()) >=
                                                      kWhole * static_cast<double>(snapshot.duration->count());
    if (!knowledge.whole && whole_heard) remember(key, version, *snapshot.loudness);

    const LoudnessGain gain = LoudnessPolicy::choose(knowledge);
    const bool begins = snapshot.position < session.item().start + kBeginning;
    const bool switched = is_known && switched_at_ && now - *switched_at_ < kTurning;
    const double speed = switched       ? kAtOnceDbPerSecond
                         : turning(now) ? kTurnedDbPerSecond
                         : begins       ? kBeginningDbPerSecond
                                        : kUnheardDbPerSecond;
    const float level = arriving ? std::min(factor(gain.db), ring.level()) : factor(gain.db);
    ring.set_level({level, factor(gain.ceiling_db), speed});
}

}  // namespace cliffhanger
