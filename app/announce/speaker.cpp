#include "app/announce/speaker.h"

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "player/late_library.h"

namespace cliffhanger {
namespace {

/// The few functions of libspeechd that are used, as its header declares them.
struct SpeechLibrary {
    using Open = void* (*)(const char* client, const char* connection, const char* user, int mode);
    using Close = void (*)(void* connection);
    using Say = int (*)(void* connection, int priority, const char* text);
    using SetLanguage = int (*)(void* connection, const char* language);
    using Cancel = int (*)(void* connection);
    static constexpr int kModeSingle = 0, kPriorityText = 3;

    Open open = nullptr;
    Close close = nullptr;
    Say say = nullptr;
    SetLanguage set_language = nullptr;
    Cancel cancel = nullptr;

    bool load() {
        const LateLibrary library("libspeechd.so.2");
        return library.find(open, "spd_open") && library.find(close, "spd_close") && library.find(say, "spd_say") &&
               library.find(set_language, "spd_set_language") && library.find(cancel, "spd_cancel");
    }
};

}  // namespace

class Speaker::Worker {
 public:
    Worker() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

    void post(std::string text, std::string language) {
        const std::lock_guard lock(mutex_);
        next_ = std::pair(std::move(text), std::move(language));
        changed_.notify_one();
    }

 private:
    void run(const std::stop_token& stop) {
        SpeechLibrary speech;
        void* connection = nullptr;
        if (speech.load()) connection = speech.open("cliffhanger", "main", nullptr, SpeechLibrary::kModeSingle);
        if (connection == nullptr)
            std::fprintf(stderr, "cliffhanger: no speech-dispatcher is there; what would be said is written here\n");
        std::unique_lock lock(mutex_);
        // What was asked for before the end is still said.
        while (changed_.wait(lock, stop, [this] { return next_.has_value(); })) {
            const auto [text, language] = *std::exchange(next_, std::nullopt);
            lock.unlock();
            if (connection != nullptr) {
                speech.cancel(connection);
                speech.set_language(connection, language.c_str());
                speech.say(connection, SpeechLibrary::kPriorityText, text.c_str());
            } else {
                std::fprintf(stderr, "say: %s\n", text.c_str());
            }
            lock.lock();
        }
        lock.unlock();
        if (connection != nullptr) speech.close(connection);
    }

    std::condition_variable_any changed_;
    std::mutex mutex_;  // guards the line below
    std::optional<std::pair<std::string, std::string>> next_;

    std::jthread thread_;  // last: it uses the above
};

Speaker::Speaker() : worker_(std::make_unique<Worker>()) {}
Speaker::~Speaker() = default;

void Speaker::say(const std::string& text, const std::string& language) { worker_->post(text, language); }

}  // namespace cliffhanger
