// Which captions a viewer reads: what was chosen for a series, "off" too, and what follows from it for the others.
// A value; chosen() and restore() are where a store of choices comes in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/feed/captions.h"

namespace cliffhanger {

/// What tells a caption from an episode's others, so that it is found again in the next episode. While captions
/// are on the library keeps the language, and of the first one closed_caption, too; the rest lasts for this run.
struct CaptionTraits {
    std::string language;              ///< BCP 47; may be empty
    bool closed_caption = false;       ///< for the hard of hearing
    std::optional<std::string> label;  ///< nullopt: any
    int place = 0;                     ///< among those that are alike in all of these
    bool operator==(const CaptionTraits&) const = default;
};

struct CaptionChoice {
    enum class Kind { Off, Language };
    Kind kind = Kind::Off;
    std::optional<CaptionTraits> first;   ///< when off: what was chosen before that
    std::optional<CaptionTraits> second;  ///< under the first
    bool operator==(const CaptionChoice&) const = default;
};

class CaptionChoices {
 public:
    /// `order`: the languages that the viewer reads, best first.
    explicit CaptionChoices(std::vector<std::string> order) : order_(std::move(order)) {}
    void set_order(std::vector<std::string> order) { order_ = std::move(order); }

    enum class Unasked { Shown, Hidden };
    /// What serves series that nothing was chosen for.
    void prefer(std::vector<std::string> order, Unasked unasked, bool closed_captions) {
        order_ = std::move(order);
        unasked_ = unasked;
        closed_captions_ = closed_captions;
        last_.reset();
    }

    /// Index into `offered`; -1 = none. What was chosen for this series; else what was chosen last; else the viewer's
    /// order, English, the first. A language chosen for the series itself is not replaced by another.
    int track(const std::string& series, const std::vector<CaptionOption>& offered) const;
    /// What is shown once captions are switched on again; -1 = none is offered.
    int track_when_on(const std::string& series, const std::vector<CaptionOption>& offered) const;
    /// The one under it; -1 = none, as when captions are off.
    int second_track(const std::string& series, const std::vector<CaptionOption>& offered) const;
    /// Where nothing else is shown: what is foreign in a scene, for those who hear `sound`, else for the viewer.
    /// Index into `forced`; -1 = none.
    int forced_track(const std::vector<CaptionOption>& forced, std::string_view sound) const;

    /// What was chosen for series, and last.
    void forget() {
        chosen_.clear();
        last_.reset();
    }

    /// `index` into `offered`; -1: off.
    void choose(const std::string& series, const std::vector<CaptionOption>& offered, int index);
    /// The first stays the one that is shown; when captions are off, they are switched on.
    void choose_second(const std::string& series, const std::vector<CaptionOption>& offered, int index);

    /// What was chosen for a series; nullptr when nothing was.
    const CaptionChoice* chosen(const std::string& series) const;
    /// What was chosen in an earlier run.
    void restore(const std::string& series, const CaptionChoice& choice) { chosen_.insert_or_assign(series, choice); }

 private:
    const CaptionChoice* choice_for(const std::string& series) const;
    int by_order(const std::vector<CaptionOption>& offered) const;
    int unasked_track(const std::vector<CaptionOption>& offered) const;

    std::vector<std::string> order_;
    Unasked unasked_ = Unasked::Shown;
    bool closed_captions_ = false;
    std::map<std::string, CaptionChoice> chosen_;  ///< by series
    std::optional<CaptionChoice> last_;
};

/// The index in `offered` of what comes closest: in the same primary language, a full one before a forced one, then the
/// very language, then the same Chinese characters, then the other traits. -1: none is in that language.
int closest_caption(const std::vector<CaptionOption>& offered, const CaptionTraits& wanted);

/// The interface's language, then those of LANGUAGE ("pt_BR:es"), as BCP 47 tags.
std::vector<std::string> languages_read(const std::string& interface_language);

}  // namespace cliffhanger
