// Severity: decided here, once, for every door. Rules say what they found; the circumstances say how loud.
#pragma once
#include "checks/findings/finding.h"

namespace tls_tidy {

struct Circumstances {
  bool loopback = false;        // a constant loopback host: no network attacker
  bool testCode = false;
  bool settingDecides = false;  // a setting chooses between this and the good way
  bool overUse = false;         // that setting is about using TLS at all, not about its checks
  bool insecureDefault = false; // and its default is the bad way
};

/// The rule's own severity, or a note.
inline Severity severityFor(Severity byRule, const Circumstances& is) {
  if (is.loopback || is.testCode) return Severity::kNote;
  if (is.settingDecides && (is.overUse || !is.insecureDefault)) return Severity::kNote;
  return byRule;
}

}  // namespace tls_tidy
