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

namespace {

constexpr int kNesting = 48;  // loops in loops; what is deeper keeps the order of its blocks

/// Numbers blocks, loop by loop.
class Arranger {
 public:
  Arranger(const Function& function, Graph& graph) : graph_(graph), next_(function.blocks.size()) {
    for (BlockId block = 0; block < function.blocks.size(); ++block)
      for (const BlockId to : successors(function.blocks[block]))
        if (to < function.blocks.size()) next_[block].push_back(to);
  }

  /// Blocks that are reached from the first, in reverse post-order.
  std::vector<BlockId> reached() const {
    std::vector<BlockId> postOrder;
    std::vector<bool> seen(next_.size(), false);
    std::vector<std::pair<BlockId, size_t>> stack;
    if (!next_.empty()) stack.push_back({0, 0});
    if (!next_.empty()) seen[0] = true;
    while (!stack.empty()) {
      const BlockId at = stack.back().first;
      if (stack.back().second == next_[at].size()) {
        postOrder.push_back(at);
        stack.pop_back();
        continue;
      }
      const BlockId to = next_[at][stack.back().second++];
      if (seen[to]) continue;
      seen[to] = true;
      stack.push_back({to, 0});
    }
    return {postOrder.rbegin(), postOrder.rend()};
  }

  /// `blocks` in reverse post-order; edges to any other block are not looked at.
  void arrange(const std::vector<BlockId>& blocks, uint32_t loop, int depth) {
    if (depth > kNesting) {
      for (const BlockId block : blocks) place(block, loop);
      return;
    }
    std::vector<std::vector<BlockId>> parts = components(blocks);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      const BlockId head = part->front();
      if (part->size() == 1 && std::find(next_[head].begin(), next_[head].end(), head) == next_[head].end()) {
        place(head, loop);
        continue;
      }
      const uint32_t position = position_;
      graph_.outerLoop[position] = loop;
      place(head, position);
      arrange({part->begin() + 1, part->end()}, position, depth + 1);
      graph_.loopEnd[position] = position_ - 1;
    }
  }

 private:
  void place(BlockId block, uint32_t loop) {
    graph_.loopOf[position_] = loop;
    graph_.order[block] = position_++;
  }

  /// Strongly connected components (Tarjan), last first, each in the order of `blocks`.
  std::vector<std::vector<BlockId>> components(const std::vector<BlockId>& blocks) const {
    constexpr uint32_t kOutside = 0xffffffff, kUnseen = 0xfffffffe;
    std::vector<uint32_t> number(next_.size(), kOutside), low(next_.size(), 0), rank(next_.size(), 0);
    for (uint32_t i = 0; i < blocks.size(); ++i) {
      number[blocks[i]] = kUnseen;
      rank[blocks[i]] = i;
    }
    std::vector<std::vector<BlockId>> found;
    std::vector<BlockId> open;
    std::vector<bool> isOpen(next_.size(), false);
    std::vector<std::pair<BlockId, size_t>> stack;
    uint32_t count = 0;
    const auto enter = [&](BlockId block) {
      number[block] = low[block] = count++;
      open.push_back(block);
      isOpen[block] = true;
      stack.push_back({block, 0});
    };
    for (const BlockId start : blocks) {
      if (number[start] != kUnseen) continue;
      enter(start);
      while (!stack.empty()) {
        const BlockId at = stack.back().first;
        if (stack.back().second < next_[at].size()) {
          const BlockId to = next_[at][stack.back().second++];
          if (number[to] == kUnseen) enter(to);
          else if (number[to] != kOutside && isOpen[to]) low[at] = std::min(low[at], number[to]);
          continue;
        }
        stack.pop_back();
        if (!stack.empty()) low[stack.back().first] = std::min(low[stack.back().first], low[at]);
        if (low[at] != number[at]) continue;
        std::vector<BlockId>& part = found.emplace_back();
        for (BlockId member = kNoBlock; member != at;) {
          member = open.back();
          open.pop_back();
          isOpen[member] = false;
          part.push_back(member);
        }
        std::sort(part.begin(), part.end(), [&](BlockId a, BlockId b) { return rank[a] < rank[b]; });
      }
    }
    return found;
  }

  Graph& graph_;
  std::vector<std::vector<BlockId>> next_;
  uint32_t position_ = 0;
};

}  // namespace

Graph graphOf(const Function& function) {
  const size_t count = function.blocks.size(), locals = function.locals.size();
  Graph graph;
  graph.order.assign(count, static_cast<uint32_t>(count));
  graph.loopOf.assign(count + 1, Graph::kNoLoop);
  graph.outerLoop.assign(count + 1, Graph::kNoLoop);
  graph.loopEnd.resize(count + 1);
  for (uint32_t i = 0; i <= count; ++i) graph.loopEnd[i] = i;
  Arranger arranger(function, graph);
  const std::vector<BlockId> reached = arranger.reached();
  arranger.arrange(reached, Graph::kNoLoop, 0);
  const std::vector<BlockId> postOrder(reached.rbegin(), reached.rend());
  // Below kNesting a block others go back to is no head; its turns have to be counted to an end all the same.
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
