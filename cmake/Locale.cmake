# The catalogs of texts: assets/locale/LANGUAGE.po becomes LANGUAGE.mo beside the build, where find_asset() looks.
find_program(MSGFMT msgfmt REQUIRED)

set(CLIFFHANGER_BUILD_ASSETS "${CMAKE_BINARY_DIR}/assets")
file(GLOB catalogs CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/locale/*.po")
set(CLIFFHANGER_CATALOGS "")
foreach(catalog ${catalogs})
  get_filename_component(language "${catalog}" NAME_WE)
  set(compiled "${CLIFFHANGER_BUILD_ASSETS}/locale/${language}.mo")
  add_custom_command(OUTPUT "${compiled}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${CLIFFHANGER_BUILD_ASSETS}/locale"
    COMMAND "${MSGFMT}" --check --output-file "${compiled}" "${catalog}"
    DEPENDS "${catalog}" VERBATIM)
  list(APPEND CLIFFHANGER_CATALOGS "${compiled}")
endforeach()
add_custom_target(locale DEPENDS ${CLIFFHANGER_CATALOGS})
