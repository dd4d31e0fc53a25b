// Rows of control flow and the order the engine walks them in.
#include "checks/flow/graph.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tls_tidy {
namespace {

/// A function of blocks that only branch: block -> where it goes.
Function functionOf(const std::vector<std::vector<BlockId>>& next) {
  Function function;
  for (const std::vector<BlockId>& to : next) {
    Block block;
    block.end.kind = to.empty() ? Terminator::kReturn : to.size() == 1 ? Terminator::kJump : Terminator::kBranch;
    if (!to.empty()) block.end.yes = to[0];
    if (to.size() > 1) block.end.no = to[1];
    function.blocks.push_back(block);
  }
  return function;
}

TEST(Graph, WhatFollowsALoopComesAfterAllOfIt) {
  // 1 is the head: its first way leads out of the loop in the one, into it in the other.
  for (const bool outFirst : {false, true}) {
    const Graph graph = graphOf(functionOf({{1}, outFirst ? std::vector<BlockId>{4, 2} : std::vector<BlockId>{2, 4}, {3}, {1}, {5}, {}}));
    EXPECT_EQ(graph.order[1] + 2, graph.loopEnd[graph.order[1]]);
    EXPECT_GT(graph.order[4], graph.loopEnd[graph.order[1]]);
    EXPECT_EQ(graph.loopOf[graph.order[3]], graph.order[1]);
    EXPECT_EQ(graph.loopOf[graph.order[4]], Graph::kNoLoop);
  }
}

TEST(Graph, ALoopInALoopLiesInsideIt) {
  const Graph graph = graphOf(functionOf({{1}, {2, 5}, {3, 4}, {2}, {1}, {}}));
  const uint32_t outer = graph.order[1], inner = graph.order[2];
  EXPECT_EQ(graph.outerLoop[inner], outer);
  EXPECT_EQ(graph.outerLoop[outer], Graph::kNoLoop);
  EXPECT_EQ(graph.loopEnd[inner], graph.order[3]);
  EXPECT_EQ(graph.loopEnd[outer], graph.order[4]);
  EXPECT_EQ(graph.order[5], 5u);
}

TEST(Graph, TwoWaysIntoALoopAndBlocksNobodyReachesAreOrderedToo) {
  const Graph graph = graphOf(functionOf({{1, 2}, {2, 3}, {1}, {}, {4}}));
  std::vector<uint32_t> order(graph.order.begin(), graph.order.begin() + 4);
  std::sort(order.begin(), order.end());
  EXPECT_EQ(order, (std::vector<uint32_t>{0, 1, 2, 3}));
  EXPECT_EQ(graph.order[3], 3u);
  EXPECT_EQ(graph.order[4], 5u);
}

TEST(Graph, DeepNestingIsOrderedWithoutDeepRecursion) {
  // Loop n is headed by block n and holds all later ones; the last blocks close them from the inside out.
  constexpr BlockId kLoops = 400;
  std::vector<std::vector<BlockId>> next;
  for (BlockId i = 0; i < kLoops; ++i) next.push_back({i + 1});
  for (BlockId i = 0; i < kLoops; ++i) next.push_back({kLoops - 1 - i, kLoops + i + 1});
  next.push_back({});
  const Graph graph = graphOf(functionOf(next));
  EXPECT_EQ(graph.order.back(), next.size() - 1);
  for (BlockId from = kLoops; from < 2 * kLoops; ++from) EXPECT_GE(graph.loopEnd[graph.order[next[from][0]]], graph.order[from]) << from;
}

}  // namespace
}  // namespace tls_tidy
