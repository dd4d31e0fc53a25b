// Graph: what the engine asks about one function's blocks: a processing order, which edges go back, which locals are still needed.
#pragma once
#include <vector>

#include "checks/ir/module.h"

namespace tls_tidy {

struct Graph {
  std::vector<uint32_t> order;              // block -> position in reverse post-order; unreachable blocks come last
  std::vector<std::vector<bool>> liveIn;    // block -> local -> read before it is written again
  std::vector<uint32_t> loopEnd;            // position -> last position of the loop that starts there (itself: no loop)
};

Graph graphOf(const Function& function);

/// Blocks control can go to from `block`, handlers included.
std::vector<BlockId> successors(const Block& block);

}  // namespace tls_tidy
