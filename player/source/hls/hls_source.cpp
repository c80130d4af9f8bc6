#include "player/source/hls/hls_source.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "net/catalog/language_tag.h"
#include "net/url.h"
#include "player/pipeline/stream_choice.h"
#include "player/policy/throughput_scheduler.h"

namespace cliffhanger {
namespace {

std::string language_of(const HlsRendition& rendition) {
    return normalize_language(rendition.language).value_or(rendition.language);
}

}  // namespace

HlsSource::HlsSource(MediaAddress address, HttpClient& http, const Clock& clock, HlsOptions options)
    : io_(std::move(address), http, clock), options_(std::move(options)), scheduler_(options_.scheduler) {
    if (scheduler_ != nullptr) return;
    own_scheduler_ = std::make_unique<ThroughputScheduler>();
    scheduler_ = own_scheduler_.get();
}

HlsSource::HlsSource(MediaAddress address, HttpClient& http, const Clock& clock, HlsOptions options, HlsText playlist)
    : HlsSource(std::move(address), http, clock, std::move(options)) {
    playlist_ = std::move(playlist);
}

HlsSource::~HlsSource() = default;

Result<MediaInfo> HlsSource::open() {
    if (auto read = read_playlist(); !read) return tl::unexpected(read.error());
    std::optional<MediaTime> start;
    if (options_.start > MediaTime{0}) start = options_.start;
    auto main = main_->open(start);
    if (!main) return tl::unexpected(main.error());
    std::optional<MediaInfo> sound;
    const bool pictures = choose_video(*main) >= 0;
    if (!pictures) renditions_.clear();
    const bool beside = std::any_of(renditions_.begin(), renditions_.end(),
                                    [](const HlsRendition& rendition) { return !rendition.url.empty(); });
    if (!beside) renditions_.clear();
    if (beside) {
        auto opened = open_rendition();
        if (!opened && opened.error().kind == ErrorKind::Aborted) return tl::unexpected(opened.error());
        if (opened) sound = *std::move(opened);
    }
    list_streams(*main, sound);
    list_subtitles();
    const HlsStream& stream = main_->stream();
    info_.container = "hls";
    info_.duration = stream.duration();
    info_.seekable = info_.duration.has_value();
    if (const MediaTime begins = stream.start(); begins > MediaTime{0}) info_.start = begins;
    LaneStreams names{video_, {}};
    for (const Sound& candidate : sounds_) {
        if (candidate.inside >= 0) names.audio.push_back(candidate.index);
    }
    main_->name_streams(names, info_.streams);
    if (sound_) {
        const auto playing = std::find_if(sounds_.begin(), sounds_.end(), [this](const Sound& candidate) {
            return candidate.rendition && candidate.rendition->url == sound_url_;
        });
        sound_->name_streams({-1, {playing->index}}, info_.streams);
    }
    return info_;
}

Result<void> HlsSource::read_playlist() {
    if (!playlist_) {
        auto text = io_.fetch_first();
        if (!text) return tl::unexpected(text.error());
        playlist_ = *std::move(text);
    }
    place_.url = playlist_->url;
    auto parsed = parse_hls_playlist(playlist_->text, place_);
    if (!parsed) return tl::unexpected(parsed.error());
    renewal_.known(*parsed, place_);
    const std::string first_url = std::exchange(playlist_, std::nullopt)->url;
    HlsLaneSetup setup{options_.episode, scheduler_, options_.buffered, nullptr, &renewal_};
    auto* master = std::get_if<HlsMultivariantPlaylist>(&*parsed);
    std::vector<HlsVariant> rungs(1);
    if (master != nullptr) {
        rungs = choose_rungs(*master);
        renditions_ = choose_renditions(*master, HlsRendition::Type::Audio, rungs);
        subtitles_ = choose_renditions(*master, HlsRendition::Type::Subtitles, rungs);
        start_ = master->start;
        place_.imports = master->variables;
        if (!is_http_url(place_.url) && place_.folder.empty()) {
            place_.folder = std::filesystem::path(place_.url).parent_path().string();
        }
    } else {
        rungs.front().url = first_url;
    }
    HlsRungs ladder(io_, rungs, place_, start_, &renewal_);
    if (master == nullptr) ladder.stream(0).adopt(std::get<HlsMediaPlaylist>(*std::move(parsed)));
    main_ = std::make_unique<HlsLane>(io_, keys_, offsets_, std::move(ladder), std::move(setup));
    return {};
}

std::unique_ptr<HlsLane> HlsSource::sound_lane(const HlsRendition& rendition) {
    HlsVariant only;
    only.url = rendition.url;
    HlsLaneSetup setup{options_.episode, nullptr, nullptr, [this] { return &main_->stream(); }, &renewal_};
    return std::make_unique<HlsLane>(io_, keys_, offsets_, HlsRungs(io_, {only}, place_, start_, &renewal_),
                                     std::move(setup));
}

std::vector<HlsRendition> HlsSource::by_preference() const {
    std::vector<HlsRendition> order = renditions_;
    const auto score = [&](const HlsRendition& rendition) {
        return (same_language(rendition.language, options_.preferred_audio_language) ? 4 : 0) +
               (rendition.is_default ? 2 : 0) + (rendition.autoselect ? 1 : 0);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const HlsRendition& a, const HlsRendition& b) { return score(a) > score(b); });
    return order;
}

// The one that will most likely play; another one when it is not there. Those inside the pictures need nothing.
Result<MediaInfo> HlsSource::open_rendition() {
    Error why{ErrorKind::NotFound, "There is no sound."};
    const std::vector<HlsRendition> candidates = by_preference();
    for (const HlsRendition& rendition : candidates) {
        if (rendition.url.empty()) break;
        sound_ = sound_lane(rendition);
        sound_url_ = rendition.url;
        auto info = sound_->open(main_->position());
        if (info && choose_audio(*info, {}) >= 0) return info;
        if (!info) why = info.error();
        sound_.reset();
        if (why.kind == ErrorKind::Aborted) break;
        spdlog::warn("hls: the sound \"{}\" is left out: {}", rendition.name, why.message);
        std::erase_if(renditions_, [&](const HlsRendition& listed) { return listed.url == rendition.url; });
    }
    return tl::unexpected(why);
}

void HlsSource::list_streams(const MediaInfo& main, const std::optional<MediaInfo>& sound) {
    const auto add = [this](StreamInfo stream) {
        stream.index = static_cast<int>(info_.streams.size());
        info_.streams.push_back(std::move(stream));
        return info_.streams.back().index;
    };
    std::vector<StreamInfo> inside;
    for (const StreamInfo& stream : main.streams) {
        if (stream.kind == StreamKind::Video && video_ < 0) video_ = add(stream);
        if (stream.kind == StreamKind::Audio) inside.push_back(stream);
    }
    if (renditions_.empty()) {
        for (std::size_t i = 0; i < inside.size(); ++i) sounds_.push_back({add(inside[i]), static_cast<int>(i), {}});
        return;
    }
    const StreamInfo* beside = nullptr;
    if (sound) beside = &sound->streams[static_cast<std::size_t>(choose_audio(*sound, {}))];
    for (const HlsRendition& rendition : renditions_) {
        const bool is_inside = rendition.url.empty();
        // Of those that are not opened yet the same is assumed; what is different comes with their packets.
        const StreamInfo* like = is_inside && !inside.empty() ? &inside.front() : beside;
        if (like == nullptr || (is_inside && inside.empty())) continue;
        StreamInfo stream = *like;
        stream.language = language_of(rendition);
        stream.label = rendition.name;
        stream.is_default = rendition.is_default;
        sounds_.push_back({add(std::move(stream)), is_inside ? 0 : -1, rendition});
    }
}

void HlsSource::list_subtitles() {
    const auto clock = offsets_.empty() ? MediaTime{0} : -offsets_.begin()->second;
    for (const HlsRendition& rendition : subtitles_) {
        if (rendition.url.empty()) continue;
        SubtitleAddress address;
        address.url = rendition.url;
        address.language = language_of(rendition);
        address.label = rendition.name;
        address.is_default = rendition.is_default;
        address.forced = rendition.forced;
        address.closed_caption = rendition.characteristics.find("describes-music-and-sound") != std::string::npos ||
                                 rendition.characteristics.find("transcribes-spoken-dialog") != std::string::npos;
        address.stamp_at_zero = clock;
        info_.subtitles.push_back(std::move(address));
    }
}

const HlsSource::Sound* HlsSource::selected_sound(const std::vector<int>& streams) const {
    const auto found = std::find_if(sounds_.begin(), sounds_.end(), [&](const Sound& sound) {
        return std::find(streams.begin(), streams.end(), sound.index) != streams.end();
    });
    return found != sounds_.end() ? &*found : nullptr;
}

void HlsSource::select(const std::vector<int>& streams) {
    LaneStreams names;
    if (std::find(streams.begin(), streams.end(), video_) != streams.end()) names.video = video_;
    const Sound* sound = selected_sound(streams);
    const bool inside = sound != nullptr && sound->inside >= 0;
    if (inside) {
        names.audio.assign(static_cast<std::size_t>(sound->inside) + 1, -1);
        names.audio.back() = sound->index;
    }
    main_->name_streams(names, info_.streams);
    if (sound == nullptr || inside) {
        sound_.reset();
        sound_url_.clear();
        return;
    }
    if (!sound_ || sound_url_ != sound->rendition->url) {
        sound_ = sound_lane(*sound->rendition);
        sound_url_ = sound->rendition->url;
        sound_->go_to(main_->reached());
        sound_ended_ = false;
    }
    sound_->name_streams({-1, {sound->index}}, info_.streams);
}

HlsLane* HlsSource::next_lane() {
    const bool main = main_ && !main_ended_, sound = sound_ && !sound_ended_;
    if (main && sound) return main_->reached() <= sound_->reached() ? main_.get() : sound_.get();
    return main ? main_.get() : sound ? sound_.get() : nullptr;
}

Result<Packet> HlsSource::read() {
    while (HlsLane* lane = next_lane()) {
        auto packet = lane->read();
        if (packet || packet.error().kind == ErrorKind::Aborted) return packet;
        const bool ended = packet.error().kind == ErrorKind::EndOfStream;
        if (lane == main_.get()) {
            if (!ended) return packet;
            main_ended_ = true;
        } else {
            // Pictures without sound are better than none.
            if (!ended) spdlog::warn("hls: the sound ends here: {}", packet.error().message);
            sound_ended_ = true;
        }
    }
    return fail(ErrorKind::EndOfStream, "The end of the stream.");
}

Result<void> HlsSource::seek(MediaTime target) {
    target = std::max(target, main_->stream().window_start());
    main_ended_ = sound_ended_ = false;
    const auto keyframe = main_->seek(target);
    if (!keyframe) return tl::unexpected(keyframe.error());
    if (!sound_) return {};
    const auto sound = sound_->seek(std::min(*keyframe, target));
    if (sound || sound.error().kind != ErrorKind::Aborted) return {};
    return tl::unexpected(sound.error());
}

}  // namespace cliffhanger
