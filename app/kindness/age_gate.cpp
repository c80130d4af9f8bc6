#include "app/kindness/age_gate.h"

#include "app/settings/settings.h"
#include "net/catalog/catalog.h"

namespace cliffhanger {

bool AgeGate::over(std::optional<int> age) const {
    const std::optional<int> limit = settings_.values().age_limit;
    return !open_ && limit && age && *age > *limit;
}

bool AgeGate::locks(const Episode& episode) const { return over(episode.age); }

bool AgeGate::locks(const Series& series) const { return over(series.age); }

int AgeGate::state() const {
    const std::optional<int> limit = settings_.values().age_limit;
    return open_ || !limit ? -1 : *limit;
}

}  // namespace cliffhanger
