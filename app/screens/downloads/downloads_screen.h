// Downloads: one row a series, and below it one row an episode; how far they are, what they take, and what can be done
// with them. Main thread only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screens/downloads/download_groups.h"
#include "app/shell/browse_screen.h"
#include "app/ui/media_row.h"
#include "app/ui/scroll_view.h"

namespace cliffhanger {

class DownloadsScreen final : public BrowseScreen {
 public:
    explicit DownloadsScreen(const BrowseContext& context) : context_(context) {}

    void enter(Microseconds now, const Route& route) override;
    void draw(Frame& frame, const Rect& area) override;
    void own_action(Microseconds now, int value) override;
    bool back(Microseconds now) override;
    bool animating(Microseconds) const override { return view_.animating(); }

 private:
    void follow();
    const DownloadGroup* opened() const;
    void show_series(const std::optional<SeriesKey>& key);
    float draw_space(Frame& frame, const Rect& row) const;
    void draw_empty(Frame& frame, const Rect& area) const;
    MediaRow series_row(const Frame& frame, std::size_t index);
    MediaRow episode_row(const Frame& frame, const DownloadGroup& group, std::size_t index);
    /// What a row shows of a series that the catalog does not have.
    const Series& series_of(const DownloadGroup& group);
    bool watched(const Download& download) const;
    std::vector<Download> watched_ones() const;
    void press_row(const DownloadGroup& group, std::size_t index);
    void play(const DownloadGroup& group, const DownloadGroup::Item& item);
    /// Pauses what is under way, else goes on with what is not.
    void pause_or_resume(const std::vector<Download>& downloads);
    void ask_to_delete(Microseconds now, const std::vector<Download>& downloads, const std::string& title);

    BrowseContext context_;
    std::vector<DownloadGroup> groups_;
    std::uint64_t changes_seen_ = 0, edition_seen_ = 0;
    std::optional<SeriesKey> opened_;  ///< the series whose episodes are listed
    std::map<SeriesKey, Series> lost_;
    ScrollView view_{Axis::Vertical};
};

}  // namespace cliffhanger
