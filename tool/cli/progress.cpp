#include "tool/cli/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include <fmt/format.h>

#include "tool/report/source_text.h"
#include "tool/report/terminal.h"

namespace tls_tidy {
namespace {

uint32_t terminalWidth() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// The text cut to the columns there are.
std::string fitted(const std::string& text, uint32_t width) {
  std::string result;
  uint32_t used = 0;
  for (std::string_view rest = text; !rest.empty();) {
    CodePoint point = firstCodePoint(rest);
    used += displayWidth(point.value);
    if (used >= width) break;
    result += rest.substr(0, point.bytes);
    rest.remove_prefix(point.bytes);
  }
  return result;
}

}  // namespace

void Progress::at(size_t done, size_t total, const std::string& what) {
  if (!shown_ || total == 0) return;
  std::lock_guard lock(mutex_);
  Clock::time_point now = Clock::now();
  if (written_ && now - last_ < std::chrono::milliseconds(100)) return;
  double seconds = std::chrono::duration<double>(now - start_).count();
  if (!written_ && seconds < 0.3) return;  // a short run needs no line
  last_ = now;
  written_ = true;
  double rate = seconds > 0 ? done / seconds : 0;
  std::string line = fmt::format("{}/{} files, {:.0f}/s", done, total, rate);
  if (done > 0 && done < total) line += fmt::format(", {:.0f} s left", (total - done) / rate);
  line += "  " + printable(what);
  fmt::print(stderr, "\r{}\x1b[K", fitted(line, terminalWidth()));
  std::fflush(stderr);
}

void Progress::clear() {
  std::lock_guard lock(mutex_);
  if (written_) fmt::print(stderr, "\r\x1b[K");
  written_ = false;
}

}  // namespace tls_tidy
