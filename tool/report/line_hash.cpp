#include "tool/report/line_hash.h"

#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

constexpr size_t kWindow = 100;
constexpr uint64_t kFactor = 37;

class LineHasher {
 public:
  void add(uint16_t unit) {
    bool secondOfPair = afterReturn_ && unit == '\n';
    if (unit == ' ' || unit == '\t' || secondOfPair) {
      afterReturn_ = false;
      return;
    }
    afterReturn_ = unit == '\r';
    if (unit == '\r') unit = '\n';
    emitIfLineStarted();
    if (atLineStart_) {
      atLineStart_ = false;
      lines_[index_] = ++line_;
    }
    if (unit == '\n') atLineStart_ = true;
    roll(unit);
  }

  std::vector<std::string> finish() {
    add(0xFFFF);
    for (size_t i = 0; i < kWindow; ++i) {
      emitIfLineStarted();
      roll(0);
    }
    return std::move(hashes_);
  }

 private:
  static constexpr uint64_t outFactor() {
    uint64_t power = 1;
    for (size_t i = 0; i < kWindow; ++i) power *= kFactor;
    return power;
  }

  void roll(uint16_t unit) {
    hash_ = hash_ * kFactor + unit - outFactor() * window_[index_];
    window_[index_] = unit;
    index_ = (index_ + 1) % kWindow;
  }

  void emitIfLineStarted() {
    if (lines_[index_] == 0) return;
    hashes_.push_back(fmt::format("{:x}:{}", hash_, ++counts_[hash_]));
    lines_[index_] = 0;
  }

  std::array<uint16_t, kWindow> window_{};
  std::array<size_t, kWindow> lines_{};  // line that starts at this place of the window; 0: none
  uint64_t hash_ = 0;
  size_t index_ = 0, line_ = 0;
  bool atLineStart_ = true, afterReturn_ = false;
  std::unordered_map<uint64_t, size_t> counts_;
  std::vector<std::string> hashes_;
};

}  // namespace

std::vector<std::string> lineHashes(std::string_view bytes) {
  LineHasher hasher;
  while (!bytes.empty()) {
    CodePoint point = firstCodePoint(bytes);
    if (point.value > 0xFFFF) {
      hasher.add(static_cast<uint16_t>(0xD800 + ((point.value - 0x10000) >> 10)));
      hasher.add(static_cast<uint16_t>(0xDC00 + ((point.value - 0x10000) & 0x3FF)));
    } else {
      hasher.add(static_cast<uint16_t>(point.value));
    }
    bytes.remove_prefix(point.bytes);
  }
  return hasher.finish();
}

}  // namespace tls_tidy
