// A ByteSource that misbehaves on command, and a MediaSource over it: bytes of a fixture until a given point, then
// silence, an error, or the end.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "net/byte_source.h"
#include "player/source/media_source.h"

namespace cliffhanger::test {

enum class Misbehaviour {
    None,
    Stall,  ///< never answers
    Fail,   ///< Io
};

/// What several sources of one test share: the test changes it while they are read.
class Script {
 public:
    void misbehave_after(std::int64_t bytes, Misbehaviour how);
    void behave();
    /// A reader stands still.
    bool stalled() const;

 private:
    friend class ScriptedByteSource;
    mutable std::mutex mutex_;
    // guarded by mutex_
    std::condition_variable changed_;
    std::int64_t limit_ = INT64_MAX;
    Misbehaviour how_ = Misbehaviour::None;
    int stalled_ = 0;
};

class ScriptedByteSource final : public ByteSource {
 public:
    ScriptedByteSource(std::string bytes, std::shared_ptr<Script> script, bool seekable = true);

    Result<std::size_t> read(std::span<std::byte> into) override;
    Result<void> seek(std::int64_t position) override;
    std::int64_t position() const override { return position_; }
    Result<std::optional<std::int64_t>> size() override;
    Result<bool> seekable() override { return seekable_; }
    void abort() noexcept override;
    void reset_abort() noexcept override;

 private:
    const std::string bytes_;
    const std::shared_ptr<Script> script_;
    const bool seekable_;
    std::int64_t position_ = 0;
    bool aborted_ = false;  // guarded by the script's mutex
};

std::string read_fixture(const std::string& name);
std::unique_ptr<MediaSource> scripted_source(const std::string& fixture_name, std::shared_ptr<Script> script,
                                             bool seekable = true);

}  // namespace cliffhanger::test
