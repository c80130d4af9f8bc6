find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Without this it serves nothing that was built with precompiled headers.
  set(CCACHE_COMMAND "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_COMMAND}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_COMMAND}")
endif()
