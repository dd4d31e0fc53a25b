// Graph: what the engine asks about one function's blocks: a processing order, which edges go back, which locals are still needed.
#pragma once
#include <vector>

#include "checks/ir/module.h"

namespace tls_tidy {

struct Graph {
  static constexpr uint32_t kNoLoop = 0xffffffff;
  // A weak topological order (Bourdoncle 1993): a loop's blocks follow its head without a gap, what comes after it follows them.
  std::vector<uint32_t> order;              // block -> position; unreachable blocks come last
  std::vector<std::vector<bool>> liveIn;    // block -> local -> read before it is written again
  std::vector<uint32_t> loopEnd;            // position -> last position of the loop that starts there (itself: no loop)
  std::vector<uint32_t> loopOf;             // position -> head of the innermost loop around it (a head: its own)
  std::vector<uint32_t> outerLoop;          // head's position -> head of the loop around that one
};

Graph graphOf(const Function& function);

/// Blocks control can go to from `block`, handlers included.
std::vector<BlockId> successors(const Block& block);

}  // namespace tls_tidy
