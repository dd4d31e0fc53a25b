# What pip installs. pre-commit builds it on the user's machine, where a minute is long: -O1, one precompiled header, and
# a room is one file to the compiler, for which house_test keeps a room's private names apart. What runs once per scan is not
# optimised at all; that wants macros of its own, so the precompiled header is of no use there. docs/pre-commit.md has the figures.
target_precompile_headers(tls_tidy_models PRIVATE <algorithm> <filesystem> <fstream> <functional> <map> <memory> <optional>
                          <set> <sstream> <string> <unordered_map> <vector> <nlohmann/json.hpp> <re2/re2.h>)
foreach(part python link flow findings rules analysis report)
  target_precompile_headers(tls_tidy_${part} REUSE_FROM tls_tidy_models)
endforeach()
foreach(part config cli)
  target_compile_options(tls_tidy_${part} PRIVATE -O0)
endforeach()
foreach(part ir models python link flow findings rules analysis report config cli)
  set_target_properties(tls_tidy_${part} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
endforeach()

add_custom_target(parts DEPENDS tls-tidy tls_tidy_pages)
install(TARGETS tls-tidy RUNTIME DESTINATION ${SKBUILD_SCRIPTS_DIR} COMPONENT wheel)
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/man ${CMAKE_BINARY_DIR}/share/bash-completion ${CMAKE_BINARY_DIR}/share/fish
        DESTINATION ${SKBUILD_DATA_DIR}/share COMPONENT wheel)
install(FILES ${CMAKE_BINARY_DIR}/share/zsh/_tls-tidy DESTINATION ${SKBUILD_DATA_DIR}/share/zsh/site-functions COMPONENT wheel)
if(TARGET tls-tidy-cxx)  # pip install . -C cmake.define.TLS_TIDY_CXX=ON
  add_dependencies(parts tls-tidy-cxx)
  install(TARGETS tls-tidy-cxx RUNTIME DESTINATION ${SKBUILD_SCRIPTS_DIR} COMPONENT wheel)
endif()
