// What a piece of work costs the thread that does it, whatever else the machine does meanwhile. Linux and POSIX.
#pragma once

#include <ctime>

namespace cliffhanger {

/// Seconds of CPU that the calling thread has used.
inline double thread_cpu_s() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Adds what the calling thread uses during its life to a total.
class ThreadCpuMeter {
 public:
    explicit ThreadCpuMeter(double& total) : total_(total), began_(thread_cpu_s()) {}
    ~ThreadCpuMeter() { total_ += thread_cpu_s() - began_; }
    ThreadCpuMeter(const ThreadCpuMeter&) = delete;
    ThreadCpuMeter& operator=(const ThreadCpuMeter&) = delete;

 private:
    double& total_;
    double began_;
};

}  // namespace cliffhanger
