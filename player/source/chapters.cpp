#include "player/source/chapters.h"

#include <algorithm>

#include "net/catalog/text_encoding.h"
#include "player/libav.h"

namespace cliffhanger {
namespace {

constexpr unsigned kMaxChapters = 1000;

}  // namespace

std::shared_ptr<const std::vector<Chapter>> chapters_of(const AVFormatContext& format, MediaTime timeline_start) {
    std::vector<Chapter> found;
    for (unsigned i = 0; i < std::min(format.nb_chapters, kMaxChapters); ++i) {
        const AVChapter& chapter = *format.chapters[i];
        const AVDictionaryEntry* title = av_dict_get(chapter.metadata, "title", nullptr, 0);
        const std::int64_t start = av_rescale_q(chapter.start, chapter.time_base, kMicrosecondBase);
        found.push_back({MediaTime{start} - timeline_start, title != nullptr ? without_controls(title->value) : ""});
    }
    if (found.empty()) return nullptr;
    std::stable_sort(found.begin(), found.end(), [](const Chapter& a, const Chapter& b) { return a.start < b.start; });
    return std::make_shared<const std::vector<Chapter>>(std::move(found));
}

}  // namespace cliffhanger
