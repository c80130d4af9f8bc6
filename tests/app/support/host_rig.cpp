#include "tests/app/support/host_rig.h"

#include <array>

namespace cliffhanger::test {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr Microseconds kStep{10'000};
constexpr std::size_t kStepFrames = kAudioSampleRate / 100;

PlayOptions with_language(PlayOptions options) {
    if (options.language.empty()) options.language = "en";
    options.manual_clock = true;
    return options;
}

}  // namespace

HostRig::HostRig(std::string source, const PlayOptions& play_options, const std::filesystem::path& library_path,
                 LibraryCalls library_calls)
    : HostRig(std::move(source), play_options, library_path, nullptr, std::move(library_calls)) {}

HostRig::HostRig(std::string source, HttpClient& keeping)
    : HostRig(std::move(source), PlayOptions{}, {}, &keeping, {}) {}

HostRig::HostRig(std::string source, const PlayOptions& play_options, const std::filesystem::path& library_path,
                 HttpClient* keeping, LibraryCalls library_calls)
    : options(with_language(play_options)),
      mixer(clock),
      stats(Microseconds{0}),
      library(library_path, Library::system_wall_clock, std::move(library_calls)),
      host(HostSurroundings{keeping != nullptr ? *keeping : http, clock, mixer, stats, library, [this] { wake(); },
                            nullptr, keeping != nullptr},
           options, std::move(source)) {}

void HostRig::wake() {
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
    }
    changed_.notify_all();
}

bool HostRig::wait_until(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        unsigned seen = 0;
        {
            const std::lock_guard lock(mutex_);
            seen = wakes_;
        }
        host.sync(clock.now(), visible);
        if (holds()) return true;
        if (std::chrono::steady_clock::now() > deadline) return false;
        // Some conditions (a queue that fills up) wake nobody, so they are looked at now and then too.
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(2), [&] { return wakes_ != seen; });
    }
}

bool HostRig::wait_settled() {
    return wait_until([this] { return host.settled(); });
}

void HostRig::step() {
    wait_settled();
    std::array<float, kStepFrames * kAudioChannels> block{};
    mixer.render(block, Microseconds{0});
    sound.insert(sound.end(), block.begin(), block.end());
    clock.advance(kStep);
    host.sync(clock.now(), visible);
    if (host.page_count() > 0) host.picture(host.current_page());
    host.presented(clock.now());
}

bool HostRig::play_until(const std::function<bool()>& holds, Microseconds limit) {
    const Microseconds end = clock.now() + limit;
    while (!holds()) {
        if (clock.now() >= end) return false;
        step();
    }
    return true;
}

void HostRig::swipe_to(std::size_t page) {
    visible = {host.current_page(), page};
    host.sync(clock.now(), visible);
    host.set_intent(clock.now());
    host.commit_page(page);
    visible = {page};
    wait_settled();
}

}  // namespace cliffhanger::test
