#include <elf.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <ctime>
#include <exception>
#include <vector>

#include "app/platform/crash_report.h"
#include "app/platform/run_record.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CLIFFHANGER_SANITIZED 1
#else
#define CLIFFHANGER_SANITIZED 0
#endif

namespace cliffhanger {
namespace {

constexpr std::array kSignals{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr std::size_t kReportsKept = 5, kLogLines = 48, kLineLength = 240, kFrames = 64;
constexpr std::string_view kPrefix = "crash-", kSuffix = ".txt";

// What the handler reads lies here, ready: it may neither allocate nor lock.
struct Prepared {
    std::array<char, 1024> folder{};
    std::array<char, 64> build_id{};
    std::array<char, 512> exception{};
    const char* stage = nullptr;
};
Prepared prepared;
std::atomic<pid_t> crashing{0};
std::terminate_handler earlier_terminate = nullptr;

struct LogLine {
    std::atomic<std::uint32_t> length{0};
    std::array<char, kLineLength> text{};
};
std::array<LogLine, kLogLines> log_lines;
std::atomic<std::uint32_t> log_count{0};

pid_t thread_id() { return static_cast<pid_t>(syscall(SYS_gettid)); }

/// Writes text and numbers into a file, with nothing but write(2).
class Writer {
 public:
    explicit Writer(int file) : file_(file) {}

    Writer& operator<<(std::string_view text) {
        while (!text.empty()) {
            const ssize_t written = write(file_, text.data(), text.size());
            if (written <= 0) return *this;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return *this;
    }
    Writer& operator<<(long long number) {
        if (number < 0) *this << "-";
        return put(static_cast<unsigned long long>(number < 0 ? -number : number), 10);
    }
    Writer& hex(unsigned long long number) { return *this << "0x", put(number, 16); }

 private:
    Writer& put(unsigned long long number, unsigned base) {
        std::array<char, 24> digits{};
        auto begin = digits.size();
        do {
            digits[--begin] = "0123456789abcdef"[number % base];
            number /= base;
        } while (number != 0);
        return *this << std::string_view(digits.data() + begin, digits.size() - begin);
    }

    int file_;
};

void append(char*& end, std::string_view text) { end = std::copy(text.begin(), text.end(), end); }

void append_number(char*& end, long long number) {
    std::array<char, 24> digits{};
    auto begin = digits.size();
    do {
        digits[--begin] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    append(end, {digits.data() + begin, digits.size() - begin});
}

int open_report() {
    mkdir(prepared.folder.data(), 0700);
    std::array<char, 1200> path{};
    char* end = path.data();
    append(end, prepared.folder.data());
    append(end, "/");
    append(end, kPrefix);
    append_number(end, time(nullptr));
    append(end, "-");
    append_number(end, getpid());
    append(end, kSuffix);
    return open(path.data(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/// Only where code lies: with it addresses become lines of source.
void write_code_maps(Writer& out) {
    const int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (maps < 0) return;
    std::array<char, 8192> block{};
    std::size_t held = 0;
    for (;;) {
        const ssize_t got = read(maps, block.data() + held, block.size() - held);
        if (got <= 0) break;
        held += static_cast<std::size_t>(got);
        std::string_view text(block.data(), held);
        for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
            const std::string_view line = text.substr(0, end + 1);
            if (line.find(" r-xp ") != std::string_view::npos) out << line;
            text.remove_prefix(end + 1);
        }
        held = text.size() == block.size() ? 0 : text.size();
        std::memmove(block.data(), text.data(), held);
    }
    close(maps);
}

void write_log(Writer& out) {
    const std::uint32_t count = log_count.load(std::memory_order_acquire);
    const std::uint32_t first = count > kLogLines ? count - static_cast<std::uint32_t>(kLogLines) : 0;
    for (std::uint32_t i = first; i < count; ++i) {
        const LogLine& line = log_lines[i % kLogLines];
        const std::size_t length = std::min<std::size_t>(line.length.load(std::memory_order_acquire), kLineLength);
        out << std::string_view(line.text.data(), length) << "\n";
    }
}

/// The record is text between zero bytes.
void write_stage(Writer& out) {
    for (std::size_t at = 0; prepared.stage != nullptr && at < RunRecord::kTextSize;) {
        const std::size_t length = strnlen(prepared.stage + at, RunRecord::kTextSize - at);
        if (length > 0) out << std::string_view(prepared.stage + at, length) << "\n";
        at += length + 1;
    }
}

void write_report(int file, int signal, const siginfo_t& info) {
    Writer out(file);
    out << "Cliffhanger " << CLIFFHANGER_VERSION << ", build " << prepared.build_id.data() << "\n";
    out << "signal " << signal << " (" << sigabbrev_np(signal) << "), code " << info.si_code << ", address ";
    out.hex(reinterpret_cast<unsigned long long>(info.si_addr))
        << ", thread " << thread_id() << " of " << getpid() << "\n";
    if (prepared.exception[0] != '\0') out << "exception: " << prepared.exception.data() << "\n";
    out << "\non the stage\n";
    write_stage(out);
    out << "\nbacktrace\n";
    std::array<void*, kFrames> frames{};
    backtrace_symbols_fd(frames.data(), backtrace(frames.data(), static_cast<int>(frames.size())), file);
    out << "\nlast log lines\n";
    write_log(out);
    out << "\ncode\n";
    write_code_maps(out);
    out << "\nend\n";
}

void on_crash(int signal, siginfo_t* info, void*) {
    pid_t nobody = 0;
    if (crashing.compare_exchange_strong(nobody, thread_id())) {
        const int file = open_report();
        if (file >= 0) {
            write_report(file, signal, *info);
            close(file);
        }
    } else if (nobody != thread_id()) {
        for (;;) pause();  // another thread is writing, and ends the program
    }
    // As if nobody had been here: a core dump, and the status that the shell knows.
    ::signal(signal, SIG_DFL);
    raise(signal);
}

[[noreturn]] void on_terminate() {
    try {
        if (std::current_exception()) std::rethrow_exception(std::current_exception());
    } catch (const std::exception& error) {
        const std::string_view what = error.what();
        std::copy_n(what.data(), std::min(what.size(), prepared.exception.size() - 1), prepared.exception.data());
    } catch (...) {
        std::strcpy(prepared.exception.data(), "not a std::exception");
    }
    std::abort();
}

/// Of the program itself, which is the first that is told of.
int take_build_id(dl_phdr_info* info, std::size_t, void*) {
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const auto& header = info->dlpi_phdr[i];
        if (header.p_type != PT_NOTE) continue;
        const auto* at = reinterpret_cast<const char*>(info->dlpi_addr + header.p_vaddr);
        const char* end = at + header.p_memsz;
        while (at + sizeof(ElfW(Nhdr)) <= end) {
            const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(at);
            const char* name = at + sizeof *note;
            const char* bytes = name + ((note->n_namesz + 3u) & ~3u);
            if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0) {
                char* out = prepared.build_id.data();
                for (std::size_t b = 0; b < std::min<std::size_t>(note->n_descsz, 20); ++b) {
                    *out++ = "0123456789abcdef"[static_cast<unsigned char>(bytes[b]) >> 4];
                    *out++ = "0123456789abcdef"[static_cast<unsigned char>(bytes[b]) & 15];
                }
                return 1;
            }
            at = bytes + ((note->n_descsz + 3u) & ~3u);
        }
    }
    return 1;
}

std::vector<std::filesystem::path> reports_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> reports;
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with(kPrefix) && name.ends_with(kSuffix)) reports.push_back(it->path());
    }
    std::ranges::sort(reports);  // their names begin with the time
    return reports;
}

}  // namespace

CrashReports::CrashReports(std::filesystem::path where, const char* stage) : folder_(std::move(where)) {
    const std::filesystem::path& folder = folder_;
    if (CLIFFHANGER_SANITIZED != 0 || folder.empty() || folder.string().size() >= prepared.folder.size()) return;
    auto reports = reports_in(folder);
    for (std::size_t i = 0; i + kReportsKept < reports.size(); ++i) {
        std::error_code error;
        std::filesystem::remove(reports[i], error);
    }
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    folder.string().copy(prepared.folder.data(), prepared.folder.size() - 1);
    prepared.stage = stage;
    dl_iterate_phdr(take_build_id, nullptr);
    std::array<void*, 1> frame{};
    backtrace(frame.data(), 1);  // its first call loads a library, which a handler may not

    // An overflow of the main thread's stack leaves none for the handler.
    static std::array<char, 64 * 1024> stack;
    stack_t own{};
    own.ss_sp = stack.data();
    own.ss_size = stack.size();
    sigaltstack(&own, nullptr);
    struct sigaction action {};
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    for (const int signal : kSignals) sigaction(signal, &action, nullptr);
    earlier_terminate = std::set_terminate(on_terminate);
    installed_ = true;
}

CrashReports::~CrashReports() {
    if (!installed_) return;
    for (const int signal : kSignals) ::signal(signal, SIG_DFL);
    std::set_terminate(earlier_terminate);
    prepared = {};
}

void remember_log_line(std::string_view text) {
    if (CLIFFHANGER_SANITIZED != 0) return;
    const std::uint32_t index = log_count.fetch_add(1, std::memory_order_acq_rel);
    LogLine& line = log_lines[index % kLogLines];
    const std::size_t length = std::min(text.size(), kLineLength);
    line.length.store(0, std::memory_order_release);
    std::copy_n(text.data(), length, line.text.data());
    line.length.store(static_cast<std::uint32_t>(length), std::memory_order_release);
}

std::filesystem::path find_crash_report(const std::filesystem::path& folder, int pid) {
    const std::string ending = "-" + std::to_string(pid) + std::string(kSuffix);
    for (const auto& report : reports_in(folder)) {
        if (report.filename().string().ends_with(ending)) return report;
    }
    return {};
}

}  // namespace cliffhanger
