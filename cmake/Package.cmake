# `ninja deb` makes tls-tidy_VERSION_ARCH.deb in the build folder; tests/doors/deb.py checks and installs it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tls-tidy)
set(CPACK_PACKAGE_CONTACT "tls-tidy maintainers <maintainers@tls-tidy.example>")
set(CPACK_PACKAGE_HOMEPAGE_URL ${TLS_TIDY_HOMEPAGE})
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libclang-common-19-dev)  # Clang's builtin headers, without which no C file can be read
set(CPACK_DEBIAN_PACKAGE_SUGGESTS clang-tidy-19)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "find mail and FTP clients whose TLS verifies nothing
tls-tidy reads C, C++ and Python and follows TLS contexts and connections
through functions and files up to the handshake and the first password. It
reports certificates that are not verified, host names that are not compared,
and upgrades to TLS whose refusal is ignored.
.
It is a program and a plugin for clang-tidy-19.")
set(debian ${CMAKE_BINARY_DIR}/debian)
execute_process(COMMAND date -u -R -d ${TLS_TIDY_DATE} OUTPUT_VARIABLE TLS_TIDY_DATE_RFC OUTPUT_STRIP_TRAILING_WHITESPACE)
configure_file(${CMAKE_SOURCE_DIR}/cmake/debian/changelog.in ${debian}/changelog @ONLY)
add_custom_command(OUTPUT ${debian}/changelog.gz COMMAND ${GZIP} -9nkf ${debian}/changelog DEPENDS ${debian}/changelog VERBATIM)
add_custom_target(tls_tidy_changelog ALL DEPENDS ${debian}/changelog.gz)
install(FILES ${debian}/changelog.gz ${CMAKE_SOURCE_DIR}/cmake/debian/copyright DESTINATION share/doc/tls-tidy)
include(CPack)

# All that is installed, and the package of it; the tests are not built for either.
add_custom_target(parts DEPENDS tls-tidy tls_tidy_pages tls_tidy_manual_page tls_tidy_changelog)
foreach(part tls-tidy-cxx tls_tidy_plugin tls_tidy_plugin_shim)
  if(TARGET ${part})
    add_dependencies(parts ${part})
  endif()
endforeach()
add_custom_target(deb COMMAND ${CMAKE_CPACK_COMMAND} -G DEB -B ${CMAKE_BINARY_DIR} DEPENDS parts USES_TERMINAL VERBATIM)
