# Two thirds of the time a file takes is reading the standard library's headers: they are read once for each target. Every file still includes what it uses; -DCLIFFHANGER_PRECOMPILE=OFF shows whether that is so.
option(CLIFFHANGER_PRECOMPILE "Precompile the headers that most files include" ON)

function(precompile_headers target)
  if(CLIFFHANGER_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <condition_variable> <cstdint> <cstdlib> <deque> <filesystem>
      <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <sstream> <stop_token> <string> <string_view>
      <thread> <unordered_map> <utility> <variant> <vector> <tl/expected.hpp> ${ARGN})
    # ccache can only serve what was built with such headers if the compiler tells it of them.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endfunction()
