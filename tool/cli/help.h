// Help: what --help prints of a command, at most 80 columns wide.
#pragma once
#include <string>

#include "tool/cli/command_tree.h"

namespace tls_tidy {

/// `before` are the commands that lead to this one: "" or "tls-tidy".
std::string helpOf(const CommandWords& command, const std::string& before);

/// Text in lines of at most `width` columns, the second and later ones indented. Words wider than that stand alone.
std::string wrapped(const std::string& text, size_t width, size_t indent);

}  // namespace tls_tidy
