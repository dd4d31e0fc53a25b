// tls-tidy-plugin.so: what users pass to `clang-tidy -load`. It knows no LLVM: it finds out which LLVM the host is built
// on and loads the plugin made for that one, or ends the run with a message. A plugin of another major would be
// loaded without a word and report nothing, which looks like clean code.
//
//     clang-tidy-19 -load tls-tidy-plugin.so ...   ->   tls-tidy/19/plugin.so beside this file
//
// Test: tests/corpus_test.cpp loads the plugin through it.
#include <dlfcn.h>
#include <link.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

/// The major in "libLLVM.so.19.1", "libLLVM-14.so.1", "libclang-cpp.so.19.1"; 0: another library.
unsigned majorOf(const char* path) {
  const char* name = std::strrchr(path, '/');
  name = name ? name + 1 : path;
  for (const char* start : {"libLLVM.so.", "libLLVM-", "libclang-cpp.so.", "libclang-cpp-"}) {
    if (std::strncmp(name, start, std::strlen(start)) == 0) return static_cast<unsigned>(std::strtoul(name + std::strlen(start), nullptr, 10));
  }
  return 0;
}

int seen(dl_phdr_info* library, size_t, void* major) {
  unsigned found = library->dlpi_name ? majorOf(library->dlpi_name) : 0;
  if (found) *static_cast<unsigned*>(major) = found;
  return found ? 1 : 0;
}

/// The host's LLVM: by the libraries it is linked with, else by asking a statically linked one.
unsigned hostMajor() {
  unsigned major = 0;
  dl_iterate_phdr(seen, &major);
  if (major) return major;
  using GetVersion = void (*)(unsigned*, unsigned*, unsigned*);
  if (auto ask = reinterpret_cast<GetVersion>(dlsym(RTLD_DEFAULT, "LLVMGetVersion"))) {
    unsigned minor = 0, patch = 0;
    ask(&major, &minor, &patch);
    return major;
  }
  using GetFullVersion = std::string (*)();
  if (auto ask = reinterpret_cast<GetFullVersion>(dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev"))) {
    std::string text = ask();
    size_t at = text.find("version ");
    if (at != std::string::npos) return static_cast<unsigned>(std::strtoul(text.c_str() + at + 8, nullptr, 10));
  }
  return 0;
}

std::string ownFolder() {
  Dl_info here;
  static const char anchor = 0;
  if (!dladdr(&anchor, &here) || !here.dli_fname) return ".";
  std::string path = here.dli_fname;
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

[[noreturn]] void refuse(const std::string& why) {
  std::fprintf(stderr, "tls-tidy: error: %s; no tls-* check can run\n", why.c_str());
  std::fflush(nullptr);
  _exit(2);
}

__attribute__((constructor)) void loadForHost() {
  unsigned major = hostMajor();
  if (!major) refuse("the LLVM version of this program cannot be told");
  std::string path = ownFolder() + "/tls-tidy/" + std::to_string(major) + "/plugin.so";
  if (access(path.c_str(), R_OK) != 0) {
    refuse("this program is built on LLVM " + std::to_string(major) + " and there is no plugin for it at " + path);
  }
  if (!dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL)) refuse(std::string("cannot load ") + path + ": " + dlerror());
}

}  // namespace
