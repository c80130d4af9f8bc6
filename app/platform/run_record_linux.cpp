#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "app/platform/run_record.h"

namespace cliffhanger {
namespace {

constexpr const char* kFolder = "running";
/// What is longer is cut.
constexpr std::size_t kSourceEnd = 6144, kTitleEnd = 7168, kPlaceEnd = RunRecord::kTextSize;

void put(char* memory, std::size_t begin, std::size_t end, const std::string& text) {
    const std::size_t length = std::min(text.size(), end - begin - 1);
    std::copy_n(text.data(), length, memory + begin);
    std::fill(memory + begin + length, memory + end, '\0');
}

std::string get(std::string_view memory, std::size_t begin, std::size_t end) {
    const std::string_view field = memory.substr(begin, end - begin);
    return std::string(field.substr(0, field.find('\0')));
}

std::optional<RunNote> read_note(int file) {
    std::string bytes(RunRecord::kTextSize, '\0');
    if (pread(file, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return std::nullopt;
    RunNote note{get(bytes, 0, kSourceEnd), get(bytes, kSourceEnd, kTitleEnd), get(bytes, kTitleEnd, kPlaceEnd)};
    // A source that was cut leads nowhere.
    if (note.source.size() + 1 >= kSourceEnd) note.source.clear();
    return note;
}

}  // namespace

void RunRecord::look_for_unclean(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::file_time_type latest{};
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const int file = open(it->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (file < 0) continue;
        // Whoever lives holds the lock; the kernel releases those of the dead.
        if (flock(file, LOCK_EX | LOCK_NB) == 0) {
            Unclean found;
            const std::string name = it->path().filename().string();
            std::from_chars(name.data(), name.data() + name.size(), found.pid);
            const auto note = read_note(file);
            const auto changed = std::filesystem::last_write_time(it->path(), error);
            if (note && (!unclean_ || changed > latest)) {
                found.note = *note;
                latest = changed;
                unclean_ = std::move(found);
            }
            unlink(it->path().c_str());
        }
        close(file);
    }
}

RunRecord::RunRecord(const std::filesystem::path& state_folder) {
    if (state_folder.empty()) return;
    const std::filesystem::path folder = state_folder / kFolder;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    look_for_unclean(folder);
    path_ = folder / std::to_string(getpid());
    file_ = open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) return;
    // Written blocks: of a file with holes on a full disk the first note would be a SIGBUS.
    if (flock(file_, LOCK_EX | LOCK_NB) != 0 || posix_fallocate(file_, 0, kTextSize) != 0) return;
    void* memory = mmap(nullptr, kTextSize, PROT_READ | PROT_WRITE, MAP_SHARED, file_, 0);
    if (memory != MAP_FAILED) memory_ = static_cast<char*>(memory);
}

RunRecord::~RunRecord() {
    if (file_ < 0) return;
    unlink(path_.c_str());
    if (memory_ != nullptr) munmap(memory_, kTextSize);
    close(file_);
}

void RunRecord::note(const RunNote& note) {
    if (memory_ == nullptr) return;
    put(memory_, 0, kSourceEnd, note.source);
    put(memory_, kSourceEnd, kTitleEnd, note.title);
    put(memory_, kTitleEnd, kPlaceEnd, note.place);
}

}  // namespace cliffhanger
