#include "tests/player/scripted_source.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "player/source/progressive_source.h"
#include "tests/player/playback_harness.h"

namespace cliffhanger::test {

void Script::misbehave_after(std::int64_t bytes, Misbehaviour how) {
    {
        const std::lock_guard lock(mutex_);
        limit_ = bytes;
        how_ = how;
    }
    changed_.notify_all();
}

void Script::behave() { misbehave_after(INT64_MAX, Misbehaviour::None); }

bool Script::stalled() const {
    const std::lock_guard lock(mutex_);
    return stalled_ > 0;
}

ScriptedByteSource::ScriptedByteSource(std::string bytes, std::shared_ptr<Script> script, bool seekable)
    : bytes_(std::move(bytes)), script_(std::move(script)), seekable_(seekable) {}

Result<std::size_t> ScriptedByteSource::read(std::span<std::byte> into) {
    std::unique_lock lock(script_->mutex_);
    ++script_->stalled_;
    script_->changed_.wait(
        lock, [this] { return aborted_ || position_ < script_->limit_ || script_->how_ != Misbehaviour::Stall; });
    --script_->stalled_;
    if (aborted_) return fail(ErrorKind::Aborted, "aborted");
    if (position_ >= script_->limit_) return fail(ErrorKind::Io, "the connection broke");
    const auto total = static_cast<std::int64_t>(bytes_.size());
    if (position_ >= total) return fail(ErrorKind::EndOfStream, "the end");
    const auto most =
        std::min({static_cast<std::int64_t>(into.size()), total - position_, script_->limit_ - position_});
    std::memcpy(into.data(), bytes_.data() + position_, static_cast<std::size_t>(most));
    position_ += most;
    return static_cast<std::size_t>(most);
}

Result<void> ScriptedByteSource::seek(std::int64_t position) {
    if (!seekable_) return fail(ErrorKind::Unsupported, "no ranges");
    position_ = position;
    return {};
}

Result<std::optional<std::int64_t>> ScriptedByteSource::size() {
    return std::optional<std::int64_t>(static_cast<std::int64_t>(bytes_.size()));
}

void ScriptedByteSource::abort() noexcept {
    {
        const std::lock_guard lock(script_->mutex_);
        aborted_ = true;
    }
    script_->changed_.notify_all();
}

void ScriptedByteSource::reset_abort() noexcept {
    const std::lock_guard lock(script_->mutex_);
    aborted_ = false;
}

std::string read_fixture(const std::string& name) {
    std::ifstream file(fixture(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::unique_ptr<MediaSource> scripted_source(const std::string& fixture_name, std::shared_ptr<Script> script,
                                             bool seekable) {
    return std::make_unique<ProgressiveSource>([=]() -> Result<std::unique_ptr<ByteSource>> {
        return std::make_unique<ScriptedByteSource>(read_fixture(fixture_name), script, seekable);
    });
}

}  // namespace cliffhanger::test
