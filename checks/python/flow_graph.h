// FlowGraph: the blocks of one function while they are being written, and their clean-up at the end.
//
// Events go to the current block; ending a block leaves none, and events after that (dead code) are dropped, until
// start() opens the next. A block takes the exception handlers in force when it is started: the innermost try first,
// outwards until one that catches everything.
//
//     FlowGraph graph;                       graph.start(graph.add());
//     BlockId yes = graph.add(), no = graph.add();
//     graph.branch(condition, yes, no, at);  graph.start(yes); graph.emit(event); graph.jump(no); graph.start(no);
//
// Test: tests/python/lower_test.cpp.
#pragma once
#include <vector>

#include "checks/ir/module.h"

namespace tls_tidy::python {

class FlowGraph {
 public:
  FlowGraph() { start(add()); }

  BlockId add();
  void start(BlockId block);
  bool isDead() const { return current_ == kNoBlock; }
  size_t size() const { return blocks_.size(); }

  void emit(Event event);
  void jump(BlockId target, Range at = {});
  void branch(Operand condition, BlockId yes, BlockId no, Range at);
  void leave(Operand value, Range at);
  void endUnreachable(Range at);
  /// raise: the event and the end of the block.
  void raise(Operand exception, Range at);

  /// The handlers of one try, in source order; in force for blocks started from now on.
  void pushHandlers(std::vector<tls_tidy::Handler> handlers) { handlers_.push_back(std::move(handlers)); }
  void popHandlers() { handlers_.pop_back(); }
  size_t handlerDepth() const { return handlers_.size(); }
  /// Takes the innermost handlers away down to `depth` and gives them back to restoreHandlers: a finally runs outside its try.
  std::vector<std::vector<tls_tidy::Handler>> cutHandlers(size_t depth);
  void restoreHandlers(std::vector<std::vector<tls_tidy::Handler>> cut);

  /// The finished blocks: an open end returns nothing, empty and unreachable blocks are gone, block 0 is the entry.
  std::vector<Block> finish();

 private:
  std::vector<tls_tidy::Handler> handlersInForce() const;
  void skipEmptyBlocks();
  void joinChains();
  void dropUnreachable();

  std::vector<Block> blocks_;
  BlockId current_ = kNoBlock;
  std::vector<std::vector<tls_tidy::Handler>> handlers_;
};

}  // namespace tls_tidy::python
