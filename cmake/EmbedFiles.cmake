# embed_files(OUTPUT function GLOB): writes generated/OUTPUT.h and .cpp with
#   std::span<const std::pair<std::string_view, std::string_view>> function();   name of the file -> its text
# and sets OUTPUT_sources in the caller's scope. The generator is embed.cmake, run at build time whenever a file changes.
function(embed_files output function)
  file(GLOB files CONFIGURE_DEPENDS ${ARGN})
  list(FILTER files EXCLUDE REGEX "schema\\.json$")
  set(base ${CMAKE_BINARY_DIR}/generated/${output})
  file(WRITE ${base}.h "#pragma once\n#include <span>\n#include <string_view>\n#include <utility>\nnamespace tls_tidy {\nstd::span<const std::pair<std::string_view, std::string_view>> ${function}();\n}\n")
  list(JOIN files "|" joined)
  add_custom_command(OUTPUT ${base}.cpp
    COMMAND ${CMAKE_COMMAND} -DFILES=${joined} -DHEADER=${output}.h -DFUNCTION=${function} -DOUTPUT=${base}.cpp -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  set(${output}_sources ${base}.cpp PARENT_SCOPE)
endfunction()
