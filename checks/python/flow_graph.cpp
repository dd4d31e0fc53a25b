#include "checks/python/flow_graph.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tls_tidy::python {
namespace {

bool isEmptyJump(const Block& block) { return block.events.empty() && block.end.kind == Terminator::kJump; }

template <typename Visit>
void forEachEdge(Block& block, Visit visit) {
  if (block.end.kind == Terminator::kJump || block.end.kind == Terminator::kBranch) visit(block.end.yes);
  if (block.end.kind == Terminator::kBranch) visit(block.end.no);
  for (tls_tidy::Handler& handler : block.handlers) visit(handler.target);
}

bool sameHandlers(const Block& a, const Block& b) {
  if (a.handlers.size() != b.handlers.size()) return false;
  for (size_t i = 0; i < a.handlers.size(); ++i) {
    if (a.handlers[i].target != b.handlers[i].target || a.handlers[i].types != b.handlers[i].types) return false;
  }
  return true;
}

}  // namespace

BlockId FlowGraph::add() {
  blocks_.emplace_back();
  blocks_.back().end.kind = Terminator::kUnreachable;
  return static_cast<BlockId>(blocks_.size() - 1);
}

void FlowGraph::start(BlockId block) {
  current_ = block;
  blocks_[block].handlers = handlersInForce();
}

void FlowGraph::emit(Event event) {
  if (!isDead()) blocks_[current_].events.push_back(std::move(event));
}

void FlowGraph::jump(BlockId target, Range at) {
  if (isDead()) return;
  blocks_[current_].end = {Terminator::kJump, {}, target, kNoBlock, at};
  current_ = kNoBlock;
}

void FlowGraph::branch(Operand condition, BlockId yes, BlockId no, Range at) {
  if (isDead()) return;
  blocks_[current_].end = {Terminator::kBranch, std::move(condition), yes, no, at};
  current_ = kNoBlock;
}

void FlowGraph::leave(Operand value, Range at) {
  if (isDead()) return;
  blocks_[current_].end = {Terminator::kReturn, std::move(value), kNoBlock, kNoBlock, at};
  current_ = kNoBlock;
}

void FlowGraph::endUnreachable(Range at) {
  if (isDead()) return;
  blocks_[current_].end = {Terminator::kUnreachable, {}, kNoBlock, kNoBlock, at};
  current_ = kNoBlock;
}

void FlowGraph::raise(Operand exception, Range at) {
  Event event;
  event.kind = Event::kThrow;
  event.a = std::move(exception);
  event.at = at;
  emit(std::move(event));
  endUnreachable(at);
}

std::vector<tls_tidy::Handler> FlowGraph::handlersInForce() const {
  std::vector<tls_tidy::Handler> result;
  for (auto group = handlers_.rbegin(); group != handlers_.rend(); ++group) {
    for (const tls_tidy::Handler& handler : *group) {
      result.push_back(handler);
      if (handler.types.empty()) return result;
    }
  }
  return result;
}

std::vector<std::vector<tls_tidy::Handler>> FlowGraph::cutHandlers(size_t depth) {
  std::vector<std::vector<tls_tidy::Handler>> cut(std::make_move_iterator(handlers_.begin() + depth), std::make_move_iterator(handlers_.end()));
  handlers_.resize(depth);
  return cut;
}

void FlowGraph::restoreHandlers(std::vector<std::vector<tls_tidy::Handler>> cut) {
  for (auto& group : cut) handlers_.push_back(std::move(group));
}

std::vector<Block> FlowGraph::finish() {
  if (!isDead()) leave({}, {});
  for (Block& block : blocks_) {
    if (block.events.empty()) block.handlers.clear();
  }
  skipEmptyBlocks();
  dropUnreachable();
  joinChains();
  dropUnreachable();
  return std::move(blocks_);
}

/// Edges that lead to an empty block with a jump go where it goes. A loop of empty blocks stays.
void FlowGraph::skipEmptyBlocks() {
  for (Block& block : blocks_) {
    forEachEdge(block, [&](BlockId& target) {
      for (int hops = 0; hops < 64 && isEmptyJump(blocks_[target]); ++hops) target = blocks_[target].end.yes;
    });
  }
}

/// A block and its only successor, which has no other predecessor and the same handlers, become one.
void FlowGraph::joinChains() {
  std::vector<int> predecessors(blocks_.size(), 0);
  predecessors[0] = 1;
  for (Block& block : blocks_) forEachEdge(block, [&](BlockId& target) { ++predecessors[target]; });
  for (BlockId id = 0; id < blocks_.size(); ++id) {
    Block& block = blocks_[id];
    while (block.end.kind == Terminator::kJump) {
      const BlockId next = block.end.yes;
      Block& follower = blocks_[next];
      const bool handlersFit = sameHandlers(block, follower) || follower.events.empty() || block.events.empty();
      if (next == id || next == 0 || predecessors[next] != 1 || !handlersFit) break;
      if (block.events.empty()) block.handlers = follower.handlers;
      std::move(follower.events.begin(), follower.events.end(), std::back_inserter(block.events));
      block.end = std::move(follower.end);
      follower = Block();
      follower.end.kind = Terminator::kUnreachable;
    }
  }
}

/// Keeps what can be reached from block 0, in reverse post-order: a block comes after those that lead to it, but for loops.
void FlowGraph::dropUnreachable() {
  std::vector<std::vector<BlockId>> successors(blocks_.size());
  for (BlockId id = 0; id < blocks_.size(); ++id) {
    forEachEdge(blocks_[id], [&](BlockId& target) { successors[id].push_back(target); });
    std::reverse(successors[id].begin(), successors[id].end());  // so that the yes-arm comes first
  }
  std::vector<bool> reached(blocks_.size(), false);
  std::vector<BlockId> finished;
  std::vector<std::pair<BlockId, size_t>> pending = {{0, 0}};
  reached[0] = true;
  while (!pending.empty()) {
    auto& [id, next] = pending.back();
    if (next == successors[id].size()) {
      finished.push_back(id);
      pending.pop_back();
      continue;
    }
    const BlockId target = successors[id][next++];
    if (reached[target]) continue;
    reached[target] = true;
    pending.emplace_back(target, 0);
  }
  std::reverse(finished.begin(), finished.end());
  std::vector<BlockId> renumbered(blocks_.size(), kNoBlock);
  for (BlockId id = 0; id < finished.size(); ++id) renumbered[finished[id]] = id;
  std::vector<Block> kept;
  kept.reserve(finished.size());
  for (BlockId id : finished) {
    kept.push_back(std::move(blocks_[id]));
    forEachEdge(kept.back(), [&](BlockId& target) { target = renumbered[target]; });
  }
  blocks_ = std::move(kept);
}

}  // namespace tls_tidy::python
