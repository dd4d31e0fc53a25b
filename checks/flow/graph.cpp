#include "checks/flow/graph.h"

#include <algorithm>

namespace tls_tidy {

std::vector<BlockId> successors(const Block& block) {
  std::vector<BlockId> next;
  if (block.end.kind == Terminator::kJump || block.end.kind == Terminator::kBranch) next.push_back(block.end.yes);
  if (block.end.kind == Terminator::kBranch) next.push_back(block.end.no);
  for (const Handler& handler : block.handlers) next.push_back(handler.target);
  return next;
}

Graph graphOf(const Function& function) {
  const size_t count = function.blocks.size(), locals = function.locals.size();
  Graph graph;
  std::vector<BlockId> postOrder;
  std::vector<uint8_t> seen(count, 0);
  std::vector<std::pair<BlockId, size_t>> stack;
  if (count) {
    stack.push_back({0, 0});
    seen[0] = 1;
  }
  while (!stack.empty()) {
    const BlockId at = stack.back().first;
    const std::vector<BlockId> next = successors(function.blocks[at]);
    if (stack.back().second == next.size()) {
      postOrder.push_back(at);
      stack.pop_back();
      continue;
    }
    const BlockId to = next[stack.back().second++];
    if (to < count && !seen[to]) {
      seen[to] = 1;
      stack.push_back({to, 0});
    }
  }
  graph.order.assign(count, static_cast<uint32_t>(count));
  for (size_t i = 0; i < postOrder.size(); ++i) graph.order[postOrder[i]] = static_cast<uint32_t>(postOrder.size() - 1 - i);
  graph.loopEnd.resize(count + 1);
  for (uint32_t i = 0; i <= count; ++i) graph.loopEnd[i] = i;
  for (const BlockId from : postOrder)
    for (const BlockId to : successors(function.blocks[from]))
      if (to < count && graph.order[to] <= graph.order[from]) graph.loopEnd[graph.order[to]] = std::max(graph.loopEnd[graph.order[to]], graph.order[from]);

  graph.liveIn.assign(count, std::vector<bool>(locals, false));
  const auto use = [&](std::vector<bool>& live, const Operand& operand) {
    if (operand.kind == Operand::kLocal && operand.local < locals) live[operand.local] = true;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const BlockId at : postOrder) {
      const Block& block = function.blocks[at];
      std::vector<bool> live(locals, false);
      for (const BlockId to : successors(block)) {
        if (to >= count) continue;
        for (size_t i = 0; i < locals; ++i)
          if (graph.liveIn[to][i]) live[i] = true;
      }
      std::vector<bool> handled = live;  // an exception can leave before any write of this block
      use(live, block.end.value);
      for (size_t e = block.events.size(); e-- > 0;) {
        const Event& event = block.events[e];
        if (event.dest.kind == Operand::kLocal && event.dest.path.empty() && event.dest.local < locals && block.handlers.empty()) live[event.dest.local] = false;
        if (!event.dest.path.empty()) use(live, event.dest);
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.receiver}) use(live, *operand);
        for (const Argument& argument : event.arguments) use(live, argument.value);
      }
      for (size_t i = 0; i < locals; ++i)
        if (function.locals[i].record) live[i] = true;
      if (live != graph.liveIn[at]) {
        graph.liveIn[at] = std::move(live);
        changed = true;
      }
    }
  }
  return graph;
}

}  // namespace tls_tidy
