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
    info_.seekable = true;
    if (const MediaTime begins = stream.start(); begins > MediaTime{0}) info_.start = begins;
    names_.video = video_;
    for (const Sound& candidate : sounds_) {
        if (candidate.inside >= 0) names_.audio.push_back(candidate.index);
    }
    main_->name_streams(names_, info_.streams);
    main_->on_run([this](const MediaInfo& run) { announce_late_streams(run); });
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
        subtitle_codec_ = subtitle_codec(rungs.front());
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

std::optional<MediaWindow> HlsSource::window() const {
    return main_ ? std::as_const(*main_).stream().window() : std::nullopt;
}

std::optional<LeftOut> HlsSource::left_out() const {
    auto missing = main_ ? main_->left_out() : std::nullopt;
    const auto sound = sound_ ? sound_->left_out() : std::nullopt;
    if (!missing || !sound) return missing ? missing : sound;
    missing->length += sound->length;
    return missing;
}

bool HlsSource::cut_short() const { return main_ended_ && main_ && main_->ends_early(); }

Result<StreamInfo> HlsSource::select_sound(int stream, MediaTime from) {
    const Sound* beside = selected_sound({stream});
    if (beside == nullptr) return fail(ErrorKind::Unsupported, "this sound does not lie beside the pictures");
    const StreamInfo& described = info_.streams[static_cast<std::size_t>(stream)];
    if (sound_ && sound_url_ == beside->rendition->url) return described;
    auto lane = sound_lane(*beside->rendition);
    auto opened = lane->open(std::max(from, main_->stream().window_start()));
    if (!opened) return tl::unexpected(opened.error());
    if (choose_audio(*opened, {}) < 0) return fail(ErrorKind::Unsupported, "there is no sound in it");
    lane->name_streams({-1, {stream}}, info_.streams);
    sound_ = std::move(lane);
    sound_url_ = beside->rendition->url;
    sound_ended_ = false;
    return described;
}

HlsLane* HlsSource::next_lane() {
    const bool main = main_ && !main_ended_, sound = sound_ && !sound_ended_;
    if (main && sound) return main_->reached() <= sound_->reached() ? main_.get() : sound_.get();
    return main ? main_.get() : sound ? sound_.get() : nullptr;
}

Result<Packet> HlsSource::read() {
    while (HlsLane* lane = next_lane()) {
        if (!beside_.empty()) break;
        auto packet = lane->read();
        if (packet) {
            // Behind announcements, before silence.
            beside_.push_back(std::move(*packet));
            keep_silence(beside_.back());
            break;
        }
        if (packet.error().kind == ErrorKind::Aborted) return packet;
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
    if (beside_.empty()) return fail(ErrorKind::EndOfStream, "The end of the stream.");
    Packet packet = std::move(beside_.front());
    beside_.pop_front();
    return packet;
}

Result<void> HlsSource::seek(MediaTime target) {
    target = std::max(target, main_->stream().window_start());
    main_ended_ = sound_ended_ = false;
    beside_.clear();
    const auto keyframe = main_->seek(target);
    if (!keyframe) return tl::unexpected(keyframe.error());
    if (!sound_) return {};
    const auto sound = sound_->seek(std::min(*keyframe, target));
    if (sound || sound.error().kind != ErrorKind::Aborted) return {};
    return tl::unexpected(sound.error());
}

}  // namespace cliffhanger
