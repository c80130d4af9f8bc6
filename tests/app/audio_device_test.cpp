// A sound device that comes and goes, on a clock that the test moves.
#include "app/audio/audio_device.h"

#include <condition_variable>
#include <mutex>

#include "player/pipeline/audio_ring.h"
#include "tests/support/catch.h"

using namespace cliffhanger;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kBuffer = 1024;

/// What the opener finds, changed by the test.
class ScriptedSystem {
 public:
    OpenSoundOutput opener() {
        return [this](PullSound pull) -> Result<std::unique_ptr<SoundOutput>> {
            const std::lock_guard lock(mutex_);
            ++attempts_;
            changed_.notify_all();
            if (!present_) return fail(ErrorKind::Unreachable, "no device");
            pull_ = std::move(pull);
            return std::make_unique<Output>(*this);
        };
    }

    void plug_in() { set(true); }
    void unplug() { set(false); }
    /// Gone without a word: the system still counts it among its devices.
    void die() {
        const std::lock_guard lock(mutex_);
        present_ = false;
        admits_it_ = false;
    }
    int attempts() const {
        const std::lock_guard lock(mutex_);
        return attempts_;
    }
    void wait_for_attempts(int count) {
        std::unique_lock lock(mutex_);
        REQUIRE(changed_.wait_for(lock, 20s, [&] { return attempts_ >= count; }));
    }
    /// The device asks for a buffer.
    void ask() {
        std::vector<float> samples(kBuffer * kAudioChannels);
        PullSound pull;
        {
            const std::lock_guard lock(mutex_);
            pull = pull_;
        }
        pull(samples, Microseconds{0});
    }

 private:
    class Output final : public SoundOutput {
     public:
        explicit Output(ScriptedSystem& system) : system_(system) {}
        bool lost() const override {
            const std::lock_guard lock(system_.mutex_);
            return !system_.present_ && system_.admits_it_;
        }

     private:
        ScriptedSystem& system_;
    };

    void set(bool present) {
        const std::lock_guard lock(mutex_);
        present_ = present;
    }

    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable changed_;
    bool present_ = false, admits_it_ = true;
    int attempts_ = 0;
    PullSound pull_;
};

struct Rig {
    Rig() {
        ring->restart(1, 0us, 1);
        ring->expect(1);
        ring->set_playing(true);
        mixer.set_audible(ring);
        refill();
    }

    void refill() { (void)ring->write(std::vector<float>(AudioRing::kCapacity * kAudioChannels, 0.25F)); }

    /// A turn of the loop, 10 ms later.
    void turn(AudioDevice& device) {
        clock.advance(10ms);
        device.pump(clock.now());
        refill();
    }

    MediaTime heard() const { return ring->front_time(); }

    ManualClock clock;
    AudioMixer mixer{clock};
    std::shared_ptr<AudioRing> ring = std::make_shared<AudioRing>();
    ScriptedSystem system;
};

template <class Condition>
void turn_until(Rig& rig, AudioDevice& device, Condition holds) {
    const auto give_up = std::chrono::steady_clock::now() + 20s;
    while (!holds()) {
        REQUIRE(std::chrono::steady_clock::now() < give_up);
        rig.turn(device);
        std::this_thread::yield();
    }
}

}  // namespace

TEST_CASE("AudioDevice: without any device sound passes at the pace of the clock", "[app][sound]") {
    Rig rig;
    AudioDevice device(rig.mixer, rig.clock, rig.system.opener());
    rig.system.wait_for_attempts(1);
    turn_until(rig, device, [&] { return rig.heard() > 0us; });
    const MediaTime before = rig.heard();
    for (int i = 0; i < 50; ++i) rig.turn(device);
    CHECK(rig.heard() - before >= 499ms);
    CHECK(rig.heard() - before <= 501ms);
    CHECK_FALSE(device.has_device());
}

TEST_CASE("AudioDevice: a device that is lost leaves no hole, and sound returns by itself", "[app][sound]") {
    Rig rig;
    rig.system.plug_in();
    AudioDevice device(rig.mixer, rig.clock, rig.system.opener());
    turn_until(rig, device, [&] { return device.has_device(); });
    rig.system.ask();
    const MediaTime by_device = rig.heard();
    CHECK(by_device > 0us);

    rig.system.unplug();
    rig.turn(device);
    CHECK_FALSE(device.has_device());
    for (int i = 0; i < 30; ++i) rig.turn(device);
    CHECK(rig.heard() - by_device >= 299ms);
    CHECK(rig.heard() - by_device <= 301ms);

    rig.system.plug_in();
    turn_until(rig, device, [&] { return device.has_device(); });
    const MediaTime returned = rig.heard();
    rig.turn(device);
    CHECK(rig.heard() == returned);
    rig.system.ask();
    CHECK(rig.heard() > returned);
}

TEST_CASE("AudioDevice: one that was opened just now may keep silent for two seconds", "[app][sound]") {
    Rig rig;
    rig.system.plug_in();
    AudioDevice device(rig.mixer, rig.clock, rig.system.opener());
    turn_until(rig, device, [&] { return device.has_device(); });
    rig.system.ask();
    for (int i = 0; i < 250; ++i) rig.turn(device);
    CHECK(device.has_device());
    CHECK(rig.system.attempts() == 1);
    for (int i = 0; i < 100; ++i) rig.turn(device);
    rig.system.wait_for_attempts(2);
}

TEST_CASE("AudioDevice: one that asks for nothing any more counts as lost", "[app][sound]") {
    Rig rig;
    rig.system.plug_in();
    AudioDevice device(rig.mixer, rig.clock, rig.system.opener());
    turn_until(rig, device, [&] { return device.has_device(); });
    for (int i = 0; i < 400; ++i) {
        rig.system.ask();
        rig.turn(device);
    }
    rig.system.die();
    rig.turn(device);
    CHECK(device.has_device());
    rig.clock.advance(1500ms);
    device.pump(rig.clock.now());
    CHECK_FALSE(device.has_device());
    rig.system.wait_for_attempts(2);
}
