#include "app/captions/caption_tracks.h"

#include <algorithm>

namespace cliffhanger {
namespace {

std::optional<CaptionOption> option_at(std::vector<CaptionOption> options, int index) {
    if (index < 0 || static_cast<std::size_t>(index) >= options.size()) return std::nullopt;
    return std::move(options[static_cast<std::size_t>(index)]);
}

std::string sound_of(const SessionSnapshot& session) {
    const auto playing = std::ranges::find(session.audio_tracks, session.audio_track, &AudioTrack::index);
    return playing != session.audio_tracks.end() ? playing->language : std::string();
}

}  // namespace

CaptionTracks::CaptionTracks(Surroundings surroundings, std::vector<std::string> languages)
    : surroundings_(std::move(surroundings)),
      loader_(surroundings_.http, surroundings_.clock, surroundings_.wake),
      choices_(std::move(languages)) {}

std::optional<SessionSnapshot> CaptionTracks::snapshot_of(const CaptionedPage& page) {
    return page.session != nullptr ? std::optional(page.session->snapshot()) : std::nullopt;
}

std::vector<CaptionOption> CaptionTracks::offered() const {
    const CaptionedPage page = current_page();
    return page.series != nullptr ? captions_of(*page.episode, snapshot_of(page)) : std::vector<CaptionOption>{};
}

int CaptionTracks::track() const {
    const CaptionedPage page = current_page();
    return page.series != nullptr ? choices_.track(page.series->id, offered()) : -1;
}

int CaptionTracks::second_track() const {
    const CaptionedPage page = current_page();
    return page.series != nullptr ? choices_.second_track(page.series->id, offered()) : -1;
}

void CaptionTracks::recall(std::size_t index) {
    const CaptionedPage page = surroundings_.page(index);
    if (page.series == nullptr || !surroundings_.recall || !recalled_.insert(page.series->id).second) return;
    if (const auto choice = surroundings_.recall(index)) choices_.restore(page.series->id, *choice);
    if (surroundings_.recall_delay) set_delay_of(*page.series, surroundings_.recall_delay(index));
}

void CaptionTracks::remember() {
    const CaptionedPage page = current_page();
    const CaptionChoice* choice = choices_.chosen(page.series->id);
    if (surroundings_.remember && choice != nullptr) surroundings_.remember(surroundings_.current(), *choice);
}

void CaptionTracks::select(int index) {
    const CaptionedPage page = current_page();
    if (page.series == nullptr) return;
    choices_.choose(page.series->id, offered(), index);
    try_again();
    remember();
}

void CaptionTracks::switch_on() {
    const CaptionedPage page = current_page();
    if (page.series != nullptr) select(choices_.track_when_on(page.series->id, offered()));
}

void CaptionTracks::select_second(int index) {
    const CaptionedPage page = current_page();
    if (page.series == nullptr) return;
    choices_.choose_second(page.series->id, offered(), index);
    try_again();
    remember();
}

std::optional<CaptionOption> CaptionTracks::first_option(const CaptionedPage& page) const {
    const auto session = snapshot_of(page);
    if (!session) return std::nullopt;
    auto offered = captions_of(*page.episode, session);
    const int index = choices_.track(page.series->id, offered);
    if (index >= 0) return option_at(std::move(offered), index);
    auto forced = forced_captions_of(session);
    const int translated = choices_.forced_track(forced, sound_of(*session));
    return option_at(std::move(forced), translated);
}

std::optional<CaptionOption> CaptionTracks::second_option(const CaptionedPage& page) const {
    const auto session = snapshot_of(page);
    if (!session) return std::nullopt;
    auto offered = captions_of(*page.episode, session);
    const int index = choices_.second_track(page.series->id, offered);
    return option_at(std::move(offered), index);
}

std::shared_ptr<const SubtitleDocument> CaptionTracks::document_of(const CaptionedPage& page,
                                                                   const CaptionOption& option) {
    if (option.url.empty()) return page.session->subtitles(option.session_track);
    return loader_.get({option.url, page.episode->headers, Priority::Artwork}, option.stamp_at_zero, option.origin);
}

void CaptionTracks::set_style(const CaptionStyle& style) {
    if (style == style_) return;
    style_ = style;
    if (surroundings_.remember_style) surroundings_.remember_style(style);
}

MediaTime CaptionTracks::time_of(const CaptionedPage& page) const {
    const auto delay = delays_.find(page.series->id);
    const MediaTime late = delay != delays_.end() ? delay->second : MediaTime{0};
    return page.session->snapshot().position - late;
}

ShownCues CaptionTracks::cues_of(const CaptionedPage& page, const std::optional<CaptionOption>& option) {
    ShownCues shown;
    if (!option) return shown;
    shown.language = option->language;
    auto document = document_of(page, *option);
    if (!document) return shown;
    shown.cues = document->at(time_of(page));
    shown.styled = document->ass != nullptr;
    owners_.push_back(std::move(document));
    return shown;
}

std::vector<OverlayImage> CaptionTracks::overlay(std::size_t index, const AssGeometry& geometry) {
    const CaptionedPage page = surroundings_.page(index);
    if (page.session == nullptr || index != surroundings_.current()) return {};
    const auto option = first_option(page);
    const auto document = option ? document_of(page, *option) : nullptr;
    if (!document || !document->ass) return {};
    if (!overlay_) overlay_ = std::make_unique<AssOverlay>(surroundings_.wake);
    return overlay_->at(document, time_of(page), geometry);
}

ShownCues CaptionTracks::cues(std::size_t index) {
    const CaptionedPage page = surroundings_.page(index);
    return page.session != nullptr ? cues_of(page, first_option(page)) : ShownCues{};
}

ShownCues CaptionTracks::second_cues(std::size_t index) {
    const CaptionedPage page = surroundings_.page(index);
    return page.session != nullptr ? cues_of(page, second_option(page)) : ShownCues{};
}

MediaTime CaptionTracks::delay() const {
    const CaptionedPage page = current_page();
    if (page.series == nullptr) return MediaTime{0};
    const auto found = delays_.find(page.series->id);
    return found != delays_.end() ? found->second : MediaTime{0};
}

void CaptionTracks::set_delay_of(const Series& series, MediaTime delay) {
    delays_[series.id] = std::clamp(delay, -kMaxCaptionDelay, kMaxCaptionDelay);
}

void CaptionTracks::set_delay(MediaTime delay) {
    const CaptionedPage page = current_page();
    if (page.series == nullptr) return;
    set_delay_of(*page.series, delay);
    if (surroundings_.remember_delay) surroundings_.remember_delay(surroundings_.current(), delays_[page.series->id]);
}

void CaptionTracks::sync() {
    owners_.clear();
    recall(surroundings_.current());
    const CaptionedPage page = current_page();
    if (page.session == nullptr) return;
    std::set<int> tracks;
    for (const auto& option : {first_option(page), second_option(page)}) {
        if (option && option->url.empty()) tracks.insert(option->session_track);
    }
    const std::size_t current = surroundings_.current();
    const bool arrived = page.session != told_session_ || current != told_page_;
    if (!arrived && tracks == told_tracks_) return;
    if (arrived) try_again();
    told_page_ = current;
    told_session_ = page.session;
    told_tracks_ = tracks;
    page.session->want_subtitles(tracks);
}

}  // namespace cliffhanger
