# What `cmake --install` puts where, below the prefix:
#   bin/tls-tidy                              the program
#   libexec/tls-tidy/tls-tidy-cxx             the C and C++ front end, which the program looks for there
#   lib/tls-tidy/plugin/tls-tidy-plugin.so    what clang-tidy loads; it loads tls-tidy/19/plugin.so beside it. Two folders deep, or
#                                             CPack takes it for a library that ldconfig must know
#   lib/cmake/tls-tidy/                       find_package(tls-tidy)
#   share/                                    manual page, completions, docs
# The analysis as a library is not installed: its C++ interface is free to change between any two versions. Programs read
# `tls-tidy scan --output json`, whose shape has a version.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
install(TARGETS tls-tidy RUNTIME DESTINATION bin)
if(TARGET tls-tidy-cxx)
  install(TARGETS tls-tidy-cxx RUNTIME DESTINATION libexec/tls-tidy)
endif()
if(TARGET tls_tidy_plugin)
  install(TARGETS tls_tidy_plugin_shim LIBRARY DESTINATION lib/tls-tidy/plugin)
  install(TARGETS tls_tidy_plugin LIBRARY DESTINATION lib/tls-tidy/plugin/tls-tidy/19)
endif()

configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/tls-tidy-config.cmake.in ${CMAKE_BINARY_DIR}/tls-tidy-config.cmake
                              INSTALL_DESTINATION lib/cmake/tls-tidy)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/tls-tidy-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_BINARY_DIR}/tls-tidy-config.cmake ${CMAKE_BINARY_DIR}/tls-tidy-config-version.cmake DESTINATION lib/cmake/tls-tidy)

find_program(GZIP gzip REQUIRED)  # manual pages are kept compressed, Debian's checker insists
set(page ${CMAKE_BINARY_DIR}/share/man/man1/tls-tidy.1)
add_custom_command(OUTPUT ${page}.gz COMMAND ${GZIP} -9nkf ${page} DEPENDS ${page} VERBATIM)
add_custom_target(tls_tidy_manual_page ALL DEPENDS ${page}.gz)
install(FILES ${page}.gz DESTINATION share/man/man1)
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/bash-completion ${CMAKE_BINARY_DIR}/share/fish DESTINATION share)
# zsh reads other folders for the system's packages than for what was installed by hand.
install(CODE "
  set(folder site-functions)
  if(CMAKE_INSTALL_PREFIX MATCHES \"/_CPack_Packages/|^/usr$\")
    set(folder vendor-completions)
  endif()
  file(INSTALL \"${CMAKE_BINARY_DIR}/share/zsh/_tls-tidy\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/share/zsh/\${folder}\")")
file(GLOB guides ${CMAKE_SOURCE_DIR}/docs/*.md)
install(FILES ${guides} ${CMAKE_SOURCE_DIR}/docs/canary.c DESTINATION share/doc/tls-tidy)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/rules ${CMAKE_SOURCE_DIR}/docs/editors DESTINATION share/doc/tls-tidy)
