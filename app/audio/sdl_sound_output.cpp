#include "app/audio/sdl_sound_output.h"

#include <SDL.h>
#include <spdlog/spdlog.h>

#include <utility>

#include "app/platform/sound_messages.h"
#include "player/audio_output.h"

namespace cliffhanger {
namespace {

/// Frames a callback: 1024 at 48 kHz is 21 ms, short enough for a pause to be heard at once and long enough for two
/// busy cores.
constexpr int kBufferFrames = 1024;
/// From the start of a callback until its first sample is heard: the buffer that is playing while the callback fills
/// the next.
constexpr Microseconds kDeviceLatency{1'000'000LL * kBufferFrames / kAudioSampleRate};

class SdlSoundOutput final : public SoundOutput {
 public:
    explicit SdlSoundOutput(PullSound pull) : pull_(std::move(pull)) {}
    ~SdlSoundOutput() override {
        if (device_ != 0) SDL_CloseAudioDevice(device_);
        if (system_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

    bool open() {
        quiet_sound_messages();
        system_ = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
        if (!system_) return false;
        SDL_AudioSpec wanted{};
        wanted.freq = kAudioSampleRate;
        wanted.format = AUDIO_F32SYS;
        wanted.channels = kAudioChannels;
        wanted.samples = kBufferFrames;
        wanted.callback = fill;
        wanted.userdata = this;
        device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
        if (device_ == 0) return false;
        SDL_PauseAudioDevice(device_, 0);
        return true;
    }

    // SDL goes on calling back for a device that is gone, and says so here.
    bool lost() const override { return SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED; }

 private:
    static void fill(void* self, Uint8* bytes, int size) {
        auto* samples = reinterpret_cast<float*>(bytes);
        static_cast<SdlSoundOutput*>(self)->pull_({samples, static_cast<std::size_t>(size) / sizeof(float)},
                                                  kDeviceLatency);
    }

    const PullSound pull_;
    bool system_ = false;
    SDL_AudioDeviceID device_ = 0;
};

}  // namespace

Result<std::unique_ptr<SoundOutput>> open_sdl_sound_output(PullSound pull) {
    auto output = std::make_unique<SdlSoundOutput>(std::move(pull));
    if (!output->open()) return fail(ErrorKind::Unreachable, SDL_GetError());
    spdlog::info("sound: {} at {} Hz", SDL_GetCurrentAudioDriver(), kAudioSampleRate);
    return output;
}

}  // namespace cliffhanger
