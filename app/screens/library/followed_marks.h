// The viewer's marks in the current catalog, kept until either changes. Main thread only.
#pragma once

#include "app/recommend/viewer_marks.h"
#include "app/shell/browse_host.h"

namespace cliffhanger {

class FollowedMarks {
 public:
    explicit FollowedMarks(BrowseHost& host) : host_(host) {}

    /// True when they are other ones than at the last call. Only while there is a catalog.
    bool follow() {
        if (known_ && edition_ == host_.catalog_edition() && changes_ == host_.library().changes()) return false;
        known_ = true;
        edition_ = host_.catalog_edition();
        changes_ = host_.library().changes();
        marks_ = viewer_marks(*host_.catalog(), host_.feed_key(), host_.library());
        return true;
    }
    const ViewerMarks& marks() const { return marks_; }

 private:
    BrowseHost& host_;
    ViewerMarks marks_;
    bool known_ = false;
    std::uint64_t edition_ = 0, changes_ = 0;
};

}  // namespace cliffhanger
