#include "checks/python/lower.h"

#include <algorithm>
#include <string_view>

#include "checks/python/lowering.h"
#include "checks/python/scope.h"

namespace tls_tidy::python {
namespace {

class ModuleLowering {
 public:
  ModuleLowering(const Tree& tree, const ModuleInfo& info) : tree_(tree), info_(info), scopes_(tree, info) {}

  Module lower() {
    module_.language = Module::Language::kPython;
    module_.name = module_.intern(info_.name);
    module_.versions = info_.versions;
    addNotices();
    addImports();
    addClasses();
    for (ScopeId id = 0; id < scopes_.size(); ++id) {
      const Scope::Kind kind = scopes_[id].kind;
      if (kind == Scope::kClass && hasGeneratedInit(tree_, scopes_, id)) {
        module_.functions.push_back(FunctionLowering(tree_, scopes_, module_, id).lowerFieldInit());
      }
      if (kind != Scope::kModule && kind != Scope::kFunction) continue;
      module_.functions.push_back(FunctionLowering(tree_, scopes_, module_, id).lower());
    }
    module_.files.push_back({info_.path, testsByImport()});
    return std::move(module_);
  }

 private:
  Range range(Span span) const {
    const Position begin = tree_.position(span.begin), end = tree_.position(span.end);
    return {0, tree_.skipped + span.begin, tree_.skipped + span.end, begin.line, begin.column, end.line, end.column};
  }

  void addNotices() {
    for (const SyntaxError& error : tree_.errors) {
      Notice notice;
      notice.kind = Notice::kSyntax;
      notice.at = range(error.span);
      notice.what = error.what;
      module_.notices.push_back(std::move(notice));
    }
  }

  /// Names that modules and classes import; functions keep theirs to themselves.
  void addImports() {
    for (ScopeId id = 0; id < scopes_.size(); ++id) {
      const Scope& scope = scopes_[id];
      if (scope.kind != Scope::kModule && scope.kind != Scope::kClass) continue;
      for (const auto& [name, symbol] : scope.symbols) {
        if (symbol.target.empty() || symbol.targetVaries || symbol.alias) continue;
        module_.imports.push_back({module_.intern(scope.key + "." + std::string(name)), module_.intern(symbol.target), false});
      }
    }
    // A star import in a function (Python 2) counts for the module.
    for (const StarImport& star : scopes_.stars()) {
      module_.imports.push_back({module_.name, module_.intern(star.target), true});
    }
  }

  void addClasses() {
    for (ScopeId id = 0; id < scopes_.size(); ++id) {
      const Scope& scope = scopes_[id];
      if (scope.kind != Scope::kClass) continue;
      const Stmt& definition = tree_.stmts[scope.statement];
      Class result;
      result.name = module_.intern(scope.key);
      result.at = range(definition.span);
      for (const Arg& base : definition.args) {
        if (base.kind == Arg::kPositional) addBase(result, base.value, scope.parent);
      }
      module_.classes.push_back(std::move(result));
    }
  }

  /// `Base`, `mod.Base`, `Generic[T]`, `with_metaclass(Meta, Base)`.
  void addBase(Class& result, ExprId id, ScopeId from) {
    const Expr& expr = tree_.exprs[id];
    if (expr.kind == ExprKind::kSubscript) return addBase(result, expr.a, from);
    if (expr.kind == ExprKind::kCall) {
      for (size_t i = 1; i < expr.args.size(); ++i) addBase(result, expr.args[i].value, from);
      return;
    }
    const std::string spelled = spelledName(tree_, id);
    if (spelled.empty()) return;
    const size_t dot = spelled.find('.');
    const std::string_view first = std::string_view(spelled).substr(0, dot);
    const Resolution resolution = scopes_.resolve(from, first);
    if (resolution.kind == Resolution::kVariable) return;
    result.bases.push_back(module_.intern(resolution.name + (dot == std::string::npos ? "" : spelled.substr(dot))));
  }

  /// A file that imports pytest, or defines a unittest.TestCase, is a test wherever it lies.
  bool testsByImport() const {
    for (const Import& import : module_.imports) {
      const std::string& target = module_.text(import.target);
      if (target == "pytest" || target.starts_with("pytest.")) return true;
    }
    for (const Class& one : module_.classes) {
      for (Name base : one.bases) {
        const std::string& name = module_.text(base);
        if (name.starts_with("unittest.") || name.starts_with("unittest2.") || name.starts_with("django.test.")) return true;
      }
    }
    return false;
  }

  const Tree& tree_;
  const ModuleInfo& info_;
  Scopes scopes_;
  Module module_;
};

}  // namespace

Module lower(const Tree& tree, const ModuleInfo& info) { return ModuleLowering(tree, info).lower(); }

}  // namespace tls_tidy::python
