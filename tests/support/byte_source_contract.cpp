#include "tests/support/byte_source_contract.h"

#include <limits>

#include "tests/support/catch.h"

namespace cliffhanger::test {
namespace {

void check_reading(const std::string& content, const MakeByteSource& make) {
    auto source = make();
    CHECK(source->position() == 0);
    const auto whole = read_all(*source, 30'000);
    CHECK(whole.bytes == content);
    REQUIRE(whole.error);
    CHECK(whole.error->kind == ErrorKind::EndOfStream);
    CHECK(source->position() == std::ssize(content));
    std::byte one{};
    CHECK(source->read({&one, 1}).error().kind == ErrorKind::EndOfStream);
}

void check_facts(const std::string& content, const MakeByteSource& make) {
    auto source = make();
    CHECK(source->size().value() == std::ssize(content));
    CHECK(source->seekable().value());
    CHECK(source->position() == 0);
    CHECK(read_bytes(*source, 10).bytes == content.substr(0, 10));
}

void check_seeking(const std::string& content, const MakeByteSource& make) {
    auto source = make();
    const auto last = content.size() - 7;
    for (const std::size_t position : {std::size_t{150'000}, std::size_t{3}, last, std::size_t{0}, std::size_t{70'000},
                                       std::size_t{70'001}, std::size_t{69'990}}) {
        CAPTURE(position);
        REQUIRE(source->seek(static_cast<std::int64_t>(position)));
        CHECK(source->position() == static_cast<std::int64_t>(position));
        CHECK(read_bytes(*source, 5'000).bytes == content.substr(position, 5'000));
    }
    CHECK_FALSE(source->seek(-1));
}

void check_past_the_end(const std::string& content, const MakeByteSource& make) {
    auto source = make();
    std::byte one{};
    for (const std::int64_t beyond : {std::int64_t{0}, std::int64_t{1'000'000'000'000}}) {
        REQUIRE(source->seek(std::ssize(content) + beyond));
        CHECK(source->read({&one, 1}).error().kind == ErrorKind::EndOfStream);
    }
    REQUIRE(source->seek(std::ssize(content) - 1));
    CHECK(read_all(*source).bytes == content.substr(content.size() - 1));
}

void check_aborting(const std::string& content, const MakeByteSource& make) {
    auto source = make();
    CHECK(read_bytes(*source, 1'000).bytes == content.substr(0, 1'000));
    source->abort();
    std::byte one{};
    CHECK(source->read({&one, 1}).error().kind == ErrorKind::Aborted);
    CHECK(source->read({&one, 1}).error().kind == ErrorKind::Aborted);
    source->reset_abort();
    CHECK(read_bytes(*source, 100'000).bytes == content.substr(1'000, 100'000));

    auto fresh = make();
    fresh->abort();
    CHECK(fresh->read({&one, 1}).error().kind == ErrorKind::Aborted);
    CHECK(fresh->size().error().kind == ErrorKind::Aborted);
    CHECK(fresh->seekable().error().kind == ErrorKind::Aborted);
    fresh->reset_abort();
    CHECK(fresh->size().value() == std::ssize(content));
}

}  // namespace

void check_byte_source_contract(const std::string& content, const MakeByteSource& make) {
    REQUIRE(content.size() > 200'000);
    check_reading(content, make);
    check_facts(content, make);
    check_seeking(content, make);
    check_past_the_end(content, make);
    check_aborting(content, make);
}

std::string test_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    std::uint32_t state = 12345;
    for (char& byte : bytes) {
        state = state * 1664525u + 1013904223u;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

ReadOutcome read_bytes(ByteSource& source, std::size_t size, std::size_t at_once) {
    ReadOutcome outcome;
    std::string buffer(at_once, '\0');
    while (outcome.bytes.size() < size) {
        const std::size_t wanted = std::min(at_once, size - outcome.bytes.size());
        const auto count = source.read(std::as_writable_bytes(std::span(buffer.data(), wanted)));
        if (!count) {
            outcome.error = count.error();
            break;
        }
        outcome.bytes.append(buffer, 0, *count);
    }
    return outcome;
}

ReadOutcome read_all(ByteSource& source, std::size_t at_once) {
    return read_bytes(source, std::numeric_limits<std::size_t>::max(), at_once);
}

}  // namespace cliffhanger::test
