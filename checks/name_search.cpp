#include "checks/name_search.h"

#include <algorithm>

namespace tls_tidy {

NameSearch::NameSearch(std::vector<std::string> names) {
  std::erase_if(names, [](const std::string& name) { return name.size() < 2; });
  for (const std::string& name : names) shortest_ = shortest_ == 0 ? name.size() : std::min(shortest_, name.size());
  shortest_ = std::min<size_t>(shortest_, 255);
  if (names.empty()) return;
  shift_.fill(static_cast<uint8_t>(shortest_ - 1));
  for (std::string& name : names) {
    for (size_t at = 0; at + 2 <= shortest_; ++at) {
      uint8_t& shift = shift_[block(name, at)];
      shift = std::min(shift, static_cast<uint8_t>(shortest_ - 2 - at));
    }
    uint16_t& group = group_[block(name, shortest_ - 2)];
    if (group == 0) {
      group = static_cast<uint16_t>(groups_.size());
      groups_.emplace_back();
    }
    groups_[group].push_back({block(name, 0), std::move(name)});
  }
}

bool NameSearch::startsAt(std::string_view text, size_t begin, size_t lastBlock) const {
  const size_t start = block(text, begin);
  for (const Candidate& candidate : groups_[group_[lastBlock]])
    if (candidate.start == start && text.substr(begin).starts_with(candidate.name)) return true;
  return false;
}

bool NameSearch::occursIn(std::string_view text) const {
  if (shortest_ == 0 || text.size() < shortest_) return false;
  // A step waits for its two look-ups, so four windows move through their own quarters at the same time.
  constexpr size_t kLanes = 4;
  const size_t first = shortest_ - 2, count = text.size() - shortest_ + 1;  // where a window's last block can begin
  std::array<size_t, kLanes> at, end;
  for (size_t lane = 0; lane < kLanes; ++lane) {
    at[lane] = first + count * lane / kLanes;
    end[lane] = first + count * (lane + 1) / kLanes;
  }
  const auto found = [&](size_t& position) {
    const size_t seen = block(text, position);
    const uint8_t shift = shift_[seen];
    if (shift == 0 && startsAt(text, position - first, seen)) [[unlikely]] return true;
    position += shift ? shift : 1;
    return false;
  };
  while (at[0] < end[0] && at[1] < end[1] && at[2] < end[2] && at[3] < end[3])
    if (found(at[0]) || found(at[1]) || found(at[2]) || found(at[3])) return true;
  for (size_t lane = 0; lane < kLanes; ++lane)
    while (at[lane] < end[lane])
      if (found(at[lane])) return true;
  return false;
}

}  // namespace tls_tidy
