# The libraries of the core, all from the system. What is missing is told in one go, by the names of Debian's packages:
# whoever builds this through pip has not read a list of them first.
find_package(Threads REQUIRED)
find_package(PkgConfig QUIET)
find_package(nlohmann_json 3.11 QUIET)
find_package(CLI11 2.1 QUIET)
find_package(fmt QUIET)
find_package(OpenSSL QUIET)
find_package(TBB QUIET)
find_path(TOMLPLUSPLUS_FOLDER toml++/toml.h)
if(PkgConfig_FOUND)
  pkg_check_modules(re2 QUIET IMPORTED_TARGET re2)
  pkg_check_modules(git2 QUIET IMPORTED_TARGET libgit2)
endif()
set(missing "")
foreach(pair PkgConfig_FOUND:pkg-config nlohmann_json_FOUND:nlohmann-json3-dev CLI11_FOUND:libcli11-dev fmt_FOUND:libfmt-dev
             OpenSSL_FOUND:libssl-dev TBB_FOUND:libtbb-dev re2_FOUND:libre2-dev git2_FOUND:libgit2-dev
             TOMLPLUSPLUS_FOLDER:libtomlplusplus-dev)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 found)
  list(GET pair 1 package)
  if(NOT ${found})
    string(APPEND missing " ${package}")
  endif()
endforeach()
if(missing)
  message(FATAL_ERROR "tls-tidy is built with libraries that are not installed here. On Debian and Ubuntu:\n"
                      "    apt-get install${missing}\n")
endif()
