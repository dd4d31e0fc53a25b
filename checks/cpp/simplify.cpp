#include "checks/cpp/simplify.h"

#include <algorithm>

namespace tls_tidy {
namespace {

bool isBareLocal(const Operand& operand) { return operand.kind == Operand::kLocal && operand.path.empty(); }

void count(const Operand& operand, std::vector<uint32_t>& uses) {
  if (operand.kind == Operand::kLocal) ++uses[operand.local];
}

/// Drops assignments to locals that nobody reads. True when something went.
bool dropUnread(Function& function) {
  std::vector<uint32_t> uses(function.locals.size(), 0);
  for (const Block& block : function.blocks) {
    for (const Event& event : block.events) {
      if (!isBareLocal(event.dest)) count(event.dest, uses);
      // `x = x + 1` alone is no use of x
      bool own = event.kind == Event::kAssign && isBareLocal(event.dest);
      if (!(own && event.a.kind == Operand::kLocal && event.a.local == event.dest.local)) count(event.a, uses);
      if (!(own && event.b.kind == Operand::kLocal && event.b.local == event.dest.local)) count(event.b, uses);
      count(event.callee, uses);
      count(event.receiver, uses);
      for (const Argument& argument : event.arguments) count(argument.value, uses);
    }
    count(block.end.value, uses);
  }
  bool changed = false;
  for (Block& block : function.blocks) {
    std::erase_if(block.events, [&](Event& event) {
      if (event.kind == Event::kAssign && isBareLocal(event.dest) && uses[event.dest.local] == 0) return changed = true;
      if (event.kind == Event::kAssign && event.op == Op::kCopy && event.dest.kind == Operand::kLocal && event.dest.kind == event.a.kind &&
          event.dest.local == event.a.local && event.dest.path == event.a.path && !event.a.address) return changed = true;
      if (event.kind == Event::kCall && isBareLocal(event.dest) && uses[event.dest.local] == 0) {
        event.dest = {};
        changed = true;
      }
      return false;
    });
  }
  return changed;
}

bool isEmptyJump(const Block& block) { return block.events.empty() && block.end.kind == Terminator::kJump; }

/// `t = call f(); x = t` with t read nowhere else becomes `x = call f()`.
bool fuse(Function& function) {
  std::vector<uint32_t> uses(function.locals.size(), 0);
  for (const Block& block : function.blocks) {
    for (const Event& event : block.events) {
      if (!isBareLocal(event.dest)) count(event.dest, uses);
      count(event.a, uses), count(event.b, uses), count(event.callee, uses), count(event.receiver, uses);
      for (const Argument& argument : event.arguments) count(argument.value, uses);
    }
    count(block.end.value, uses);
  }
  bool changed = false;
  for (Block& block : function.blocks) {
    for (size_t i = 0; i + 1 < block.events.size(); ++i) {
      Event& first = block.events[i];
      Event& second = block.events[i + 1];
      if (!isBareLocal(first.dest) || function.locals[first.dest.local].name || uses[first.dest.local] != 1) continue;
      if (first.dest.local < function.parameters.size()) continue;
      if (second.kind != Event::kAssign || second.op != Op::kCopy || !isBareLocal(second.a) || second.a.address || second.a.local != first.dest.local) continue;
      if (second.dest.kind == Operand::kLocal && second.dest.local == first.dest.local) continue;
      // a stored object's class is known by its temporary's type only
      first.dest = second.dest;
      block.events.erase(block.events.begin() + static_cast<std::ptrdiff_t>(i + 1));
      changed = true;
    }
  }
  return changed;
}

/// Where a jump to `to` arrives once empty blocks are passed.
BlockId arrival(const Function& function, BlockId to) {
  for (size_t steps = 0; steps < function.blocks.size() && to != kNoBlock && isEmptyJump(function.blocks[to]); ++steps) {
    if (function.blocks[to].end.yes == to) break;
    to = function.blocks[to].end.yes;
  }
  return to;
}

bool thread(Function& function) {
  bool changed = false;
  auto move = [&](BlockId& target) {
    BlockId end = arrival(function, target);
    changed = changed || end != target;
    target = end;
  };
  for (Block& block : function.blocks) {
    if (block.end.kind == Terminator::kJump || block.end.kind == Terminator::kBranch) move(block.end.yes);
    if (block.end.kind == Terminator::kBranch) {
      move(block.end.no);
      if (block.end.yes == block.end.no) {
        block.end.kind = Terminator::kJump;
        block.end.value = {};
        block.end.no = kNoBlock;
        changed = true;
      }
    }
    for (Handler& handler : block.handlers) move(handler.target);
    if (block.events.empty()) block.handlers.clear();
  }
  return changed;
}

bool sameHandlers(const Block& a, const Block& b) {
  if (a.events.empty() || b.events.empty()) return a.handlers.empty() || b.handlers.empty() || true;
  return std::equal(a.handlers.begin(), a.handlers.end(), b.handlers.begin(), b.handlers.end(),
                    [](const Handler& x, const Handler& y) { return x.target == y.target && x.types == y.types; });
}

/// Joins a block with its only successor when that has no other way in.
bool merge(Function& function) {
  std::vector<uint32_t> ways(function.blocks.size(), 0);
  ways[0] = 1;
  for (const Block& block : function.blocks) {
    if (block.end.kind == Terminator::kJump || block.end.kind == Terminator::kBranch) ++ways[block.end.yes];
    if (block.end.kind == Terminator::kBranch) ++ways[block.end.no];
    for (const Handler& handler : block.handlers) ways[handler.target] += 2;
  }
  bool changed = false;
  for (BlockId id = 0; id < function.blocks.size(); ++id) {
    Block& block = function.blocks[id];
    while (block.end.kind == Terminator::kJump && block.end.yes != id && ways[block.end.yes] == 1) {
      BlockId from = block.end.yes;
      Block& next = function.blocks[from];
      if (!sameHandlers(block, next)) break;
      if (block.events.empty()) block.handlers = next.handlers;
      block.events.insert(block.events.end(), std::make_move_iterator(next.events.begin()), std::make_move_iterator(next.events.end()));
      block.end = next.end;
      next = Block{};
      next.end.kind = Terminator::kUnreachable;
      ways[from] = 0;
      changed = true;
    }
  }
  return changed;
}

/// Keeps what the entry reaches, numbered in the order it is met.
void renumber(Function& function) {
  std::vector<BlockId> place(function.blocks.size(), kNoBlock);
  std::vector<BlockId> order, open = {0};
  while (!open.empty()) {
    BlockId id = open.back();
    open.pop_back();
    if (id == kNoBlock || place[id] != kNoBlock) continue;
    place[id] = static_cast<BlockId>(order.size());
    order.push_back(id);
    const Block& block = function.blocks[id];
    for (auto handler = block.handlers.rbegin(); handler != block.handlers.rend(); ++handler) open.push_back(handler->target);
    if (block.end.kind == Terminator::kBranch) open.push_back(block.end.no);
    if (block.end.kind == Terminator::kBranch || block.end.kind == Terminator::kJump) open.push_back(block.end.yes);
  }
  std::vector<Block> kept;
  kept.reserve(order.size());
  for (BlockId id : order) {
    Block block = std::move(function.blocks[id]);
    for (Handler& handler : block.handlers) handler.target = place[handler.target];
    if (block.end.kind == Terminator::kJump || block.end.kind == Terminator::kBranch) block.end.yes = place[block.end.yes];
    if (block.end.kind == Terminator::kBranch) block.end.no = place[block.end.no];
    kept.push_back(std::move(block));
  }
  function.blocks = std::move(kept);
}

/// Drops locals that no operand names; parameters stay.
void dropLocals(Function& function) {
  std::vector<uint32_t> uses(function.locals.size(), 0);
  auto each = [&](auto&& visit) {
    for (Block& block : function.blocks) {
      for (Event& event : block.events) {
        visit(event.dest), visit(event.a), visit(event.b), visit(event.callee), visit(event.receiver);
        for (Argument& argument : event.arguments) visit(argument.value);
      }
      visit(block.end.value);
    }
  };
  each([&](Operand& operand) { count(operand, uses); });
  std::vector<LocalId> place(function.locals.size(), 0);
  std::vector<Local> kept;
  for (size_t i = 0; i < function.locals.size(); ++i) {
    place[i] = static_cast<LocalId>(kept.size());
    if (i < function.parameters.size() || uses[i]) kept.push_back(function.locals[i]);
  }
  each([&](Operand& operand) {
    if (operand.kind == Operand::kLocal) operand.local = place[operand.local];
  });
  function.locals = std::move(kept);
}

}  // namespace

void simplify(Function& function) {
  if (function.blocks.empty()) return;
  for (int round = 0; round < 8; ++round) {
    bool changed = dropUnread(function);
    changed = fuse(function) || changed;
    changed = thread(function) || changed;
    changed = merge(function) || changed;
    renumber(function);
    if (!changed) break;
  }
  dropLocals(function);
}

}  // namespace tls_tidy
