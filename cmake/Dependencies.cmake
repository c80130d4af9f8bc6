# Every dependency is a Debian package; ARCHITECTURE.md says why each is here.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(tl-expected REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_path(RAPIDJSON_INCLUDE_DIR rapidjson/reader.h REQUIRED)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(LIBAV REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswscale libswresample)
# Headers only: the libraries are loaded when they are needed.
pkg_check_modules(PLACEBO REQUIRED libplacebo)
pkg_check_modules(LIBAVFILTER REQUIRED libavfilter)
pkg_check_modules(SOUNDTOUCH REQUIRED IMPORTED_TARGET soundtouch)
pkg_check_modules(EBUR128 REQUIRED IMPORTED_TARGET libebur128)
pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo pangofc pangoft2 fontconfig cairo freetype2)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
# libicuuc comes with libxml2; libicui18n is loaded when it is needed.
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc)
find_package(sdbus-c++ REQUIRED)
pkg_check_modules(LIBASS REQUIRED IMPORTED_TARGET libass)
pkg_check_modules(UCHARDET REQUIRED IMPORTED_TARGET uchardet)

# libyuv ships neither a pkg-config file nor a CMake package.
find_path(LIBYUV_INCLUDE_DIR libyuv.h REQUIRED)
find_library(LIBYUV_LIBRARY yuv REQUIRED)
add_library(libyuv INTERFACE)
target_include_directories(libyuv SYSTEM INTERFACE "${LIBYUV_INCLUDE_DIR}")
target_link_libraries(libyuv INTERFACE "${LIBYUV_LIBRARY}")

# Header-only; Debian's CMake package for it exports no target.
add_library(rapidjson INTERFACE)
target_include_directories(rapidjson SYSTEM INTERFACE "${RAPIDJSON_INCLUDE_DIR}")
