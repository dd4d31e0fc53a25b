// What an interrupted program leaves behind: nothing.
#pragma once

namespace tls_tidy {

/// From here on SIGINT, SIGTERM and SIGHUP remove the scratch folders and files that are not in their place yet, then end the program by that signal. Call before any thread
/// is started; a signal that was ignored stays ignored (nohup).
void cleanUpWhenInterrupted();

}  // namespace tls_tidy
