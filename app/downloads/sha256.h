// SHA-256 of bytes that come piece by piece. One thread at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "net/result.h"

struct evp_md_ctx_st;

namespace cliffhanger {

class Sha256 {
 public:
    Sha256();
    void add(std::span<const std::byte> bytes);
    /// 64 lower-case hexadecimal digits; ends it.
    std::string hex();

 private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const noexcept;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

std::string sha256_of(std::string_view text);
/// Blocks on the disk.
[[nodiscard]] Result<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace cliffhanger
