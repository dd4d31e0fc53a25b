// Progress: one line on a terminal's stderr that says how far a scan is, how fast, and how long it will take.
#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace tls_tidy {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown), start_(Clock::now()) {}
  ~Progress() { clear(); }
  /// Called from any thread, as often as wanted: at most ten lines a second are written.
  void at(size_t done, size_t total, const std::string& what);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_, written_ = false;
  Clock::time_point start_, last_;
  std::mutex mutex_;
};

}  // namespace tls_tidy
