// Engine: walks a Program path by path and tells at which sinks TLS state is not what it should be.
// It knows the models' effects and no rule. Public: run() and the text of what it found for --dump=state.
#pragma once
#include "checks/flow/state.h"

namespace tls_tidy {

struct EngineLimits {
  size_t exactWorldsPerBlock = 8;  // more than that: worlds that say the same about TLS are joined
  size_t worldsPerBlock = 32;
  size_t stepsPerRoot = 40000;   // events executed
  size_t stepsToCollect = 10000; // likewise, in the rounds that only learn what is stored
  size_t stepsOfCut = 10000;     // likewise, in a function whose call was cut where the budget ran out
  size_t stepsOfFarTest = 3000;  // likewise, in a test in a file that says nothing of mail
  size_t stepsPerProgram = 3'000'000;  // in each round; after that only roots in files about mail are walked, and not far
  size_t stepsWhenLate = 2000;   // likewise, for each of those
  size_t guards = 40;            // conditions kept per world
  int depth = 14;                // calls inlined
  bool closedWorld = true;
};

/// Never fails (the Program only gains strings); what is over its budget is dropped and counted.
Judged run(Program& program, const Models& models, const EngineLimits& limits);

/// `--dump=state`: one line per site, sorted.
std::string toText(const Judged& judged, const Program& program);

}  // namespace tls_tidy
