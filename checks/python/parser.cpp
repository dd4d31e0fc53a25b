#include "checks/python/parser.h"

#include <algorithm>

#include "checks/python/syntax.h"

namespace tls_tidy::python {

Syntax::Syntax(std::string path, std::string text) {
  tree_.path = std::move(path);
  tree_.strings.push_back(std::move(text));
  tree_.text = &tree_.strings.front();
  text_ = tree_.strings.front();
  tree_.lineStarts.reserve(text_.size() / 30 + 1);
  tree_.lineStarts.push_back(0);
  for (size_t i = text_.find_first_of("\r\n"); i != std::string_view::npos; i = text_.find_first_of("\r\n", i + 1))
    if (text_[i] == '\n' || i + 1 >= text_.size() || text_[i + 1] != '\n') tree_.lineStarts.push_back(static_cast<uint32_t>(i + 1));
  Tokens lexed = tokenize(text_);
  tokens_ = std::move(lexed.tokens);
  tree_.exprs.reserve(tokens_.size() / 2);
  tree_.stmts.reserve(tree_.lineStarts.size());
  for (LexError& error : lexed.errors) tree_.errors.push_back({{error.begin, error.end}, std::move(error.what)});
}

Tree Syntax::run() {
  List<StmtId> body(stmtStack_);
  while (kind() != TokenKind::kEnd) {
    statements(body);
    if (kind() == TokenKind::kDedent) ++at_;
  }
  for (size_t i = 0; i < body.size(); ++i) tree_.body.push_back(body[i]);
  return std::move(tree_);
}

Tree parse(std::string path, std::string text) { return Syntax(std::move(path), std::move(text)).run(); }

Position Tree::position(uint32_t offset) const {
  const auto after = std::upper_bound(lineStarts.begin(), lineStarts.end(), offset);
  const size_t line = static_cast<size_t>(after - lineStarts.begin());
  return {static_cast<uint32_t>(line), offset - lineStarts[line - 1] + 1};
}

}  // namespace tls_tidy::python
