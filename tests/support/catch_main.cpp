// What failed is what is read: the program's own log keeps quiet, unless SPDLOG_LEVEL=info or so asks for it.
#include <spdlog/cfg/env.h>
#include <spdlog/spdlog.h>

#include <cstdio>

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

int main(int argc, char** argv) {
    spdlog::set_level(spdlog::level::critical);
    spdlog::cfg::load_env_levels();
    // A test that crashes does not take with it what was said before.
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    return Catch::Session().run(argc, argv);
}
