#include "tests/app/support/scripted_host.h"

#include <algorithm>
#include <cmath>

namespace cliffhanger {
namespace {

struct Rgb {
    double r, g, b;
};

Rgb mix(const Rgb& a, const Rgb& b, double t) {
    return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

bool in_ellipse(double x, double y, double cx, double cy, double rx, double ry) {
    const double dx = (x - cx) / rx, dy = (y - cy) / ry;
    return dx * dx + dy * dy < 1;
}

/// The picture at (x, y) in 0..1.
Rgb painted(double x, double y, int hue) {
    static constexpr Rgb kSky[] = {{24, 28, 58}, {20, 46, 66}, {16, 52, 40}, {52, 20, 60}, {60, 34, 16}, {14, 20, 70}};
    static constexpr Rgb kGlow[] = {{224, 170, 120}, {150, 210, 230}, {190, 230, 150},
                                    {240, 150, 170}, {250, 200, 110}, {160, 180, 250}};
    static constexpr Rgb kGround[] = {{120, 60, 90}, {40, 90, 110}, {50, 100, 60},
                                      {130, 50, 90}, {120, 70, 40}, {60, 60, 130}};
    const auto h = static_cast<std::size_t>(hue % 6);
    const double distance = std::hypot(x - 0.5, (y - 0.42) * 1.2);
    Rgb color = mix(mix(kSky[h], kGround[h], y), kGlow[h], std::clamp(1 - distance * 2.0, 0.0, 1.0));
    const Rgb dark = mix({30, 16, 34}, kGround[h], 0.15), light = mix({70, 40, 40}, kGround[h], 0.25);
    if (in_ellipse(x, y, 0.66, 0.47, 0.12, 0.085) || in_ellipse(x, y, 0.66, 0.92, 0.24, 0.40)) color = light;
    if (in_ellipse(x, y, 0.34, 0.50, 0.13, 0.085) || in_ellipse(x, y, 0.36, 0.98, 0.25, 0.42)) color = dark;
    return color;
}

std::uint8_t byte(double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); }

}  // namespace

VideoFramePtr painted_frame(int width, int height, int hue) {
    const int cw = (width + 1) / 2, ch = (height + 1) / 2;
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(width * height + 2 * cw * ch));
    std::uint8_t* y_plane = bytes->data();
    std::uint8_t* u_plane = y_plane + width * height;
    std::uint8_t* v_plane = u_plane + cw * ch;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Rgb p = painted((x + 0.5) / width, (y + 0.5) / height, hue);
            const double luma = 0.2126 * p.r + 0.7152 * p.g + 0.0722 * p.b;
            y_plane[y * width + x] = byte(16 + luma * 219 / 255);
            if (x % 2 || y % 2) continue;
            u_plane[y / 2 * cw + x / 2] = byte(128 + (p.b - luma) / 1.8556 * 224 / 255);
            v_plane[y / 2 * cw + x / 2] = byte(128 + (p.r - luma) / 1.5748 * 224 / 255);
        }
    }
    auto frame = std::make_shared<VideoFrame>();
    frame->width = width;
    frame->height = height;
    frame->planes = {y_plane, u_plane, v_plane};
    frame->strides = {width, cw, cw};
    frame->storage = bytes;
    return frame;
}

ImagePtr painted_image(int width, int height, int hue) {
    auto image = std::make_shared<Image>();
    image->width = width;
    image->height = height;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const Rgb p = painted((x + 0.5) / width, (y + 0.5) / height, hue);
            image->argb.push_back(0xFF000000u | static_cast<std::uint32_t>(byte(p.r)) << 16 |
                                  static_cast<std::uint32_t>(byte(p.g)) << 8 | byte(p.b));
        }
    }
    return image;
}

Series scripted_series(const std::string& id, int episodes, int likes) {
    Series series;
    series.id = id;
    series.title.values = {{"en", "The Billionaire's Hidden Heir"},    {"zh-Hans", "离婚后,前夫跪求复合"},
                           {"ja", "離婚した夜、社長に溺愛されました"}, {"ko", "이혼 후, 전남편이 무릎을 꿇었다"},
                           {"ar", "وريثة الملياردير السرية"},          {"th", "ทายาทลับของท่านประธาน"},
                           {"hi", "अरबपति का छुपा हुआ वारिस"},           {"pt-BR", "O Herdeiro Secreto do Bilionário"},
                           {"id", "Pewaris Rahasia Sang Miliarder"}};
    series.synopsis.values = {
        {"en",
         "She signed the divorce papers, then found out she was pregnant. Now he wants her back, but the city has "
         "other plans for both of them."},
        {"zh-Hans", "她签下离婚协议书的那一刻,才发现自己怀孕了。如今他想要她回来,但一切都太迟了。"},
        {"ja", "離婚届に判を押した瞬間、妊娠に気づいた。彼は今、彼女を取り戻そうとしている。"},
        {"ko", "이혼 서류에 서명한 순간, 임신 사실을 알게 되었다. 이제 그는 그녀를 되찾으려 한다."},
        {"ar", "وقّعت أوراق الطلاق ثم اكتشفت أنها حامل. والآن يريدها أن تعود إليه قبل فوات الأوان."},
        {"th", "เธอเซ็นใบหย่าแล้วจึงรู้ว่าตัวเองท้อง ตอนนี้เขาอยากให้เธอกลับมาก่อนที่จะสายเกินไป"},
        {"hi", "तलाक के कागज़ पर हस्ताक्षर करते ही उसे पता चला कि वह गर्भवती है। अब वह उसे वापस चाहता है।"},
        {"pt-BR",
         "Ela assinou o divórcio e descobriu que estava grávida. Agora ele a quer de volta, custe o que custar."},
        {"id", "Ia menandatangani surat cerai lalu tahu dirinya hamil. Kini ia ingin istrinya kembali."}};
    series.genres = {"Romance", "Revenge"};
    series.posters = {{"poster:" + id, 320, 480}};
    series.dominant_color = "#5A3A6E";
    for (int i = 1; i <= episodes; ++i) {
        Episode episode;
        episode.id = id + "-" + std::to_string(i);
        episode.number = i;
        episode.videos = {{"https://example.test/" + episode.id + ".mp4", "HD", "MP4", 0}};
        episode.captions = {{"c:en", "en", false, ""}, {"c:ar", "ar", false, ""}, {"c:zh", "zh-Hans", false, ""}};
        episode.duration_s = 92;
        episode.likes = likes;
        series.episodes.push_back(std::move(episode));
    }
    return series;
}

ScriptedHost::ScriptedHost() {
    scripted.series = {scripted_series("heir", 80, 128'400), scripted_series("night", 12, 9'300),
                       scripted_series("tide", 1, 0)};
    for (std::size_t i = 20; i < scripted.series[0].episodes.size(); ++i)
        scripted.series[0].episodes[i].lock = Lock{"coin", 12, ""};
    for (std::size_t s = 0; s < scripted.series.size(); ++s) {
        for (std::size_t e = 0; e < scripted.series[s].episodes.size(); ++e) pages_.push_back({s, e});
    }
    prepare_around(0);
}

void ScriptedHost::prepare_around(std::size_t index, MediaTime position) {
    current = index;
    for (std::size_t i = index > 0 ? index - 1 : 0; i <= index + 1 && i < pages_.size(); ++i) {
        if (!pictures.count(i)) pictures[i] = painted_frame(360, 640, static_cast<int>(i % 6));
        SessionSnapshot& s = snapshots[i];
        s.state = SessionState::Ready;
        s.play_when_ready = i == index;
        s.has_first_frame = s.has_video = s.has_audio = true;
        s.position = i == index ? position : MediaTime{0};
        s.duration = std::chrono::seconds(92);
        s.buffered_until = s.position + std::chrono::seconds(20);
        s.audio_tracks = {{0, "zh", "", "aac", 2, 48000}, {1, "en", "", "aac", 2, 48000}};
        s.audio_track = 0;
    }
}

Page ScriptedHost::page(std::size_t index) const {
    const Place& place = pages_.at(index);
    const Series& series = scripted.series[place.series];
    return {&series, &series.episodes[place.episode], place.series, place.episode};
}

void ScriptedHost::commit_page(std::size_t index) {
    commits.push_back(index);
    playing = true;
    prepare_around(index, MediaTime{0});
}

std::optional<SessionSnapshot> ScriptedHost::snapshot(std::size_t index) const {
    const auto found = snapshots.find(index);
    return found == snapshots.end() ? std::nullopt : std::optional(found->second);
}

VideoFramePtr ScriptedHost::picture(std::size_t index) {
    const auto found = pictures.find(index);
    return found == pictures.end() ? nullptr : found->second;
}

ImagePtr ScriptedHost::artwork(const std::string& url, int) {
    if (!artwork_there) return nullptr;
    ImagePtr& image = artwork_[url];
    if (!image) {
        Image painted = *painted_image(160, 240, static_cast<int>(url.size()));
        painted.ready_at = artwork_ready_at_;
        image = std::make_shared<Image>(std::move(painted));
    }
    return image;
}

void ScriptedHost::seek(MediaTime target, SeekMode mode) {
    seeks.emplace_back(target, mode);
    snapshots[current].position = target;
}

std::vector<CaptionOption> ScriptedCaptions::offered() const {
    return captions_of(*host_.page(host_.current).episode, host_.snapshot(host_.current));
}

int ScriptedCaptions::track() const { return host_.caption; }
void ScriptedCaptions::select(int index) { host_.caption = index; }

void ScriptedCaptions::switch_on() { host_.caption = 1; }

ShownCues ScriptedCaptions::cues(std::size_t page) {
    ShownCues shown;
    if (page != host_.current) return shown;
    shown.styled = !overlays.empty();
    for (const SubtitleCue& cue : scripted) shown.cues.push_back(&cue);
    if (!shown.cues.empty() || host_.cue_text.empty()) return shown;
    const auto options = offered();
    if (track() >= 0 && static_cast<std::size_t>(track()) < options.size())
        shown.language = options[static_cast<std::size_t>(track())].language;
    cue_.text = host_.cue_text;
    shown.cues.push_back(&cue_);
    return shown;
}

ShownCues ScriptedCaptions::second_cues(std::size_t page) {
    if (page != host_.current || second_text.empty()) return {};
    second_cue_.text = second_text;
    return {"", {&second_cue_}};
}

std::optional<Download> ScriptedDownloads::find(const EpisodeKey& key) const {
    const auto found = std::ranges::find(list, key, &Download::key);
    return found == list.end() ? std::nullopt : std::optional(*found);
}

std::optional<Download> ScriptedDownloads::of(std::size_t series, std::size_t episode) const {
    const Series& of = host_.scripted.series[series];
    return find({host_.key, of.id, of.episodes[episode].id});
}

DownloadPlan ScriptedDownloads::plan(std::size_t series, const std::vector<std::size_t>& episodes) const {
    DownloadPlan plan;
    const Series& of = host_.scripted.series[series];
    for (const std::size_t episode : episodes) {
        if (!of.episodes[episode].lock && !find({host_.key, of.id, of.episodes[episode].id}))
            plan.episodes.push_back(episode);
    }
    plan.bytes = episode_size * static_cast<std::int64_t>(plan.episodes.size());
    plan.size_known = episode_size > 0;
    plan.missing = std::max<std::int64_t>(0, plan.bytes - disk.free);
    return plan;
}

void ScriptedDownloads::order(std::size_t series, const std::vector<std::size_t>& episodes) {
    for (const std::size_t episode : episodes) add(series, episode, DownloadState::Queued, 0, episode_size);
}

Download& ScriptedDownloads::add(std::size_t series, std::size_t episode, DownloadState state, std::int64_t bytes,
                                 std::optional<std::int64_t> total) {
    const Series& of = host_.scripted.series[series];
    Download download;
    download.key = {host_.key, of.id, of.episodes[episode].id};
    download.state = state;
    download.bytes = bytes;
    download.total = total;
    disk.used += bytes;
    ++changed;
    list.push_back(std::move(download));
    return list.back();
}

void ScriptedDownloads::remove(const EpisodeKey& key) {
    std::erase_if(list, [&](const Download& download) { return download.key == key; });
    ++changed;
}

void ScriptedDownloads::set(const EpisodeKey& key, DownloadState state) {
    const auto found = std::ranges::find(list, key, &Download::key);
    if (found != list.end()) found->state = state;
    ++changed;
}

void ScriptedHost::set_liked(std::size_t page, bool liked) {
    if (liked) {
        likes.insert(page);
    } else {
        likes.erase(page);
    }
}

void ScriptedHost::set_listed(std::size_t series, bool listed) {
    if (listed) {
        lists.insert(series);
    } else {
        lists.erase(series);
    }
}

double ScriptedHost::watched_fraction(std::size_t page) const {
    if (page + 3 < current) return 1;
    return page + 1 < current ? 0.45 : 0;
}

SeriesProgress ScriptedHost::progress(std::size_t series) {
    const ViewerMarks marks = viewer_marks(scripted, key, library_in_memory);
    const auto known = marks.find(series);
    return progress_of(scripted.series[series], known == marks.end() ? SeriesMarks{} : known->second, wall);
}

const std::vector<Shelf>& ScriptedHost::shelves() {
    shelves_ = Recommender(scripted).shelves(viewer_marks(scripted, key, library_in_memory), wall);
    return shelves_;
}

SearchService& ScriptedHost::search() {
    if (!search_) {
        search_.emplace(std::filesystem::path(), [] {});
        search_->open(scripted);
    }
    return *search_;
}

Shelf ScriptedHost::similar_to(std::size_t series) {
    return Recommender(scripted).similar_to(series, viewer_marks(scripted, key, library_in_memory), wall);
}

}  // namespace cliffhanger
