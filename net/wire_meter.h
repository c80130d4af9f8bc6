// Feeds a BandwidthMeter from the arrivals of all transfers. The http thread's own.
#pragma once

#include <memory>
#include <utility>

#include "net/bandwidth_meter.h"

namespace cliffhanger {

class WireMeter {
 public:
    explicit WireMeter(std::shared_ptr<BandwidthMeter> listener) : listener_(std::move(listener)) {}

    void began(Microseconds now) { meter_.began(now); }
    void received(std::int64_t bytes, Microseconds now) { tell(meter_.received(bytes, now)); }
    void ended(Microseconds now) { tell(meter_.ended(now)); }
    /// Bits a second; nullopt while nothing is known.
    std::optional<double> estimate() const { return listener_ ? listener_->estimate() : std::nullopt; }

 private:
    void tell(const std::optional<BandwidthSample>& sample) {
        if (sample && listener_) listener_->add(*sample);
    }

    TransferMeter meter_;
    const std::shared_ptr<BandwidthMeter> listener_;
};

}  // namespace cliffhanger
