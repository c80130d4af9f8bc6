#include <fcntl.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "app/platform/single_instance.h"
#include "net/user_folder.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLongestMessage = 1 << 20;
constexpr char kTaken = '+';
constexpr timeval kReadTimeout{2, 0};
/// Between two tries while the first one is just starting or just ending.
constexpr int kRetryMs = 10;

class Descriptor {
 public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) close(fd_);
    }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

 private:
    int fd_;
};

/// Stable across runs and builds.
std::string hashed(const std::string& text) {
    std::uint64_t hash = 14695981039346656037ull;  // FNV-1a
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
    return digits.data();
}

std::optional<sockaddr_un> address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path) return std::nullopt;
    text.copy(address.sun_path, text.size());
    return address;
}

bool is_same_user(int fd) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == getuid();
}

std::string read_all(int fd) {
    std::string text;
    std::array<char, 4096> block{};
    for (;;) {
        const ssize_t got = read(fd, block.data(), block.size());
        if (got <= 0 || text.size() > kLongestMessage) return text;
        text.append(block.data(), static_cast<std::size_t>(got));
    }
}

/// True when the other side says that it has taken the request.
bool ask(const sockaddr_un& address, const std::string& message, std::chrono::steady_clock::time_point deadline) {
    const Descriptor fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!fd || connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return false;
    if (!is_same_user(fd.get())) return false;
    for (std::size_t sent = 0; sent < message.size();) {
        const ssize_t written = send(fd.get(), message.data() + sent, message.size() - sent, MSG_NOSIGNAL);
        if (written <= 0) return false;
        sent += static_cast<std::size_t>(written);
    }
    shutdown(fd.get(), SHUT_WR);
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd answer{fd.get(), POLLIN, 0};
    char reply = 0;
    return poll(&answer, 1, static_cast<int>(std::max<long>(rest.count(), 1))) == 1 && read(fd.get(), &reply, 1) == 1 &&
           reply == kTaken;
}

}  // namespace

std::filesystem::path instance_folder() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");  // NOLINT(concurrency-mt-unsafe)
    std::error_code error;
    if (runtime != nullptr && runtime[0] == '/' && std::filesystem::is_directory(runtime, error)) return runtime;
    return user_folder(UserFolder::State);
}

struct SingleInstance::State {
    std::filesystem::path lock_path, socket_path;
    std::optional<sockaddr_un> address;
    Role role = Role::Alone;
    Descriptor lock, listener;
    Descriptor end{eventfd(0, EFD_CLOEXEC)};

    struct Request {
        HandOver what;
        Descriptor sender;
    };
    std::mutex mutex;
    std::deque<Request> requests;  ///< guarded by mutex

    std::jthread reader;  // last: joined before what it uses goes

    void try_to_be_first();
    void accept_one(const std::function<void()>& wake);
};

/// Who has the lock may remove a socket that an earlier holder left behind.
void SingleInstance::State::try_to_be_first() {
    if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        role = Role::Second;
        return;
    }
    role = Role::Alone;
    unlink(socket_path.c_str());
    listener = Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!listener || bind(listener.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) return;
    if (::listen(listener.get(), 16) == 0) role = Role::First;
}

SingleInstance::SingleInstance(const std::filesystem::path& folder, const std::string& profile)
    : state_(std::make_unique<State>()) {
    if (folder.empty() || profile.empty()) return;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string name = "cliffhanger-" + hashed(profile);
    state_->lock_path = folder / (name + ".lock");
    state_->socket_path = folder / (name + ".sock");
    state_->address = address_of(state_->socket_path);
    if (!state_->address) return;
    state_->lock = Descriptor(open(state_->lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (state_->lock) state_->try_to_be_first();
}

SingleInstance::~SingleInstance() {
    stop_listening();
    // While the lock is still held: from its release on the path is somebody else's.
    if (state_->listener) unlink(state_->socket_path.c_str());
}

SingleInstance::Role SingleInstance::role() const { return state_->role; }

bool SingleInstance::hand_over(const HandOver& request, Microseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const std::string message = to_message(request);
    while (state_->role == Role::Second) {
        if (ask(*state_->address, message, deadline)) return true;
        if (std::chrono::steady_clock::now() >= deadline) return false;
        poll(nullptr, 0, kRetryMs);  // it holds the lock and does not listen: it is just starting, or just ending
        state_->try_to_be_first();
    }
    return false;
}

void SingleInstance::State::accept_one(const std::function<void()>& wake) {
    Descriptor sender(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!sender || !is_same_user(sender.get())) return;
    setsockopt(sender.get(), SOL_SOCKET, SO_RCVTIMEO, &kReadTimeout, sizeof kReadTimeout);
    auto request = parse_hand_over(read_all(sender.get()));
    if (!request) return;
    {
        const std::lock_guard guard(mutex);
        requests.push_back({std::move(*request), std::move(sender)});
    }
    wake();
}

void SingleInstance::listen(std::function<void()> wake) {
    if (state_->role != Role::First) return;
    state_->reader = std::jthread([state = state_.get(), wake = std::move(wake)] {
        for (;;) {
            std::array<pollfd, 2> fds{{{state->listener.get(), POLLIN, 0}, {state->end.get(), POLLIN, 0}}};
            if (poll(fds.data(), fds.size(), -1) < 0) continue;  // EINTR
            if (fds[1].revents != 0) return;
            state->accept_one(wake);
        }
    });
}

void SingleInstance::stop_listening() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(state_->end.get(), &one, sizeof one);
    if (state_->reader.joinable()) state_->reader.join();
}

std::optional<HandOver> SingleInstance::take() {
    std::optional<State::Request> request;
    {
        const std::lock_guard guard(state_->mutex);
        if (state_->requests.empty()) return std::nullopt;
        request = std::move(state_->requests.front());
        state_->requests.pop_front();
    }
    send(request->sender.get(), &kTaken, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::move(request->what);
}

}  // namespace cliffhanger
