// Says texts through speech-dispatcher, whose library is opened when the first one comes; without it, or without its
// daemon, texts go to standard error, and that is said once. The daemon is talked to on a thread of its own: it may
// take its time. Main thread only.
#pragma once

#include <memory>
#include <string>

namespace cliffhanger {

class Speaker {
 public:
    Speaker();
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    /// Interrupts what is being said.
    void say(const std::string& text, const std::string& language);

 private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace cliffhanger
