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

struct CaptionChoice {
    enum class Kind { Off, Language };
    Kind kind = Kind::Off;
    std::string language;         ///< BCP 47, when a language was chosen
    bool closed_caption = false;  ///< the one for the hard of hearing was chosen
    std::string second;           ///< the language under the first; empty = none
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
    /// The one under it; -1 = none.
    int second_track(const std::string& series, const std::vector<CaptionOption>& offered) const;
    /// Where nothing else is shown: what is foreign in a scene, for those who hear `sound`, else for the viewer.
    /// Index into `forced`; -1 = none.
    int forced_track(const std::vector<CaptionOption>& forced, std::string_view sound) const;

    /// What was chosen for series, and last.
    void forget() {
        chosen_.clear();
        last_.reset();
    }

    /// nullptr: off.
    void choose(const std::string& series, const CaptionOption* option);
    void choose_second(const std::string& series, const CaptionOption* option);

    /// What was chosen for a series; nullptr when nothing was.
    const CaptionChoice* chosen(const std::string& series) const;
    /// What was chosen in an earlier run.
    void restore(const std::string& series, const CaptionChoice& choice) { chosen_.insert_or_assign(series, choice); }

 private:
    const CaptionChoice* choice_for(const std::string& series) const;
    int by_order(const std::vector<CaptionOption>& offered) const;

    std::vector<std::string> order_;
    Unasked unasked_ = Unasked::Shown;
    bool closed_captions_ = false;
    std::map<std::string, CaptionChoice> chosen_;  ///< by series
    std::optional<CaptionChoice> last_;
};

/// The place in `offered` of a language: exactly, then with the same primary language; -1 = none.
int caption_in(const std::vector<CaptionOption>& offered, std::string_view language, bool closed_caption);

/// The interface's language, then those of LANGUAGE ("pt_BR:es"), as BCP 47 tags.
std::vector<std::string> languages_read(const std::string& interface_language);

}  // namespace cliffhanger
