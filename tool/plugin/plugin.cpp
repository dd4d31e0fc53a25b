// The clang-tidy module: each rule is a check named like the rule's full id ("tls-peer-verification-off"). All of them share
// one analysis of the translation unit clang-tidy has parsed: AST -> Module -> findings, the same core as the program's.
//
// A unit alone is an open world: what comes from or goes to other files is no finding here.
//
// Test: tests/corpus_test.cpp compares the plugin with the program, result by result.
#include <map>
#include <memory>
#include <optional>

#include "checks/analysis.h"
#include "checks/cpp/lower.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

namespace tls_tidy {
namespace {

using clang::ast_matchers::MatchFinder;

/// The findings of the unit at hand, made by the check that asks first.
class SharedAnalysis {
 public:
  static void startUnit() { current().reset(); }

  static const Report& of(clang::ASTContext& context) {
    std::optional<Report>& report = current();
    if (!report) {
      LowerOptions lowering;
      const std::vector<std::string>& triggers = Models::builtin().triggers("c");
      lowering.triggers.insert(triggers.begin(), triggers.end());
      std::vector<Module> modules;
      modules.push_back(lower(context, lowering));
      Options options;
      options.closedWorld = false;
      options.jobs = 1;
      report = analyzeModules(std::move(modules), options);
    }
    return *report;
  }

 private:
  static std::optional<Report>& current() {
    static thread_local std::optional<Report> report;
    return report;
  }
};

/// Places of findings as Clang's locations.
class Locations {
 public:
  explicit Locations(clang::SourceManager& sources) : sources_(sources) {
    for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file) {
      llvm::SmallString<256> path(file->first.getName());
      llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
      files_.try_emplace(path.str().str(), sources.translateFile(file->first));
    }
  }

  clang::SourceLocation at(const std::string& path, uint32_t offset) const {
    auto found = files_.find(path);
    if (found == files_.end() || found->second.isInvalid()) return {};
    return sources_.getLocForStartOfFile(found->second).getLocWithOffset(static_cast<int>(offset));
  }
  clang::CharSourceRange range(const Place& place) const {
    return clang::CharSourceRange::getCharRange(at(place.path, place.begin), at(place.path, place.end));
  }

 private:
  clang::SourceManager& sources_;
  std::map<std::string, clang::FileID> files_;
};

class RuleCheck : public clang::tidy::ClangTidyCheck {
 public:
  RuleCheck(llvm::StringRef name, clang::tidy::ClangTidyContext* context) : ClangTidyCheck(name, context), rule_(name.str()) {}

  void registerMatchers(MatchFinder* finder) override { finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this); }
  void onStartOfTranslationUnit() override { SharedAnalysis::startUnit(); }

  void check(const MatchFinder::MatchResult& result) override {
    const Locations locations(*result.SourceManager);
    for (const Finding& finding : SharedAnalysis::of(*result.Context).findings) {
      if (finding.rule != rule_ || finding.confidence == Confidence::kLow) continue;
      report(finding, locations);
    }
  }

 private:
  void report(const Finding& finding, const Locations& locations) {
    const clang::SourceLocation at = locations.at(finding.at.path, finding.at.begin);
    if (at.isInvalid()) return;
    {
      const auto level = finding.severity == Severity::kNote ? clang::DiagnosticIDs::Remark : clang::DiagnosticIDs::Warning;
      auto message = diag(at, escaped(finding.message), level);
      message << locations.range(finding.at);
      if (!finding.fixes.empty() && finding.fixes.front().safe) {
        for (const Edit& edit : finding.fixes.front().edits) {
          const clang::CharSourceRange range = locations.range(edit.at);
          if (range.getBegin().isValid() && range.getEnd().isValid()) message << clang::FixItHint::CreateReplacement(range, edit.text);
        }
      }
    }
    for (const Step& step : finding.steps) {
      const clang::SourceLocation place = locations.at(step.at.path, step.at.begin);
      if (place.isValid()) diag(place, escaped(step.message), clang::DiagnosticIDs::Note);
    }
  }

  /// Code in backticks becomes quoted; "%" is Clang's own.
  static std::string escaped(const std::string& message) {
    std::string text;
    for (char c : message) {
      if (c == '%') text += "%%";
      else text += c == '`' ? '\'' : c;
    }
    return text;
  }

  std::string rule_;
};

class TlsModule : public clang::tidy::ClangTidyModule {
 public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    for (const RuleInfo& rule : ruleList()) {
      factories.registerCheckFactory(rule.id, [](llvm::StringRef name, clang::tidy::ClangTidyContext* context) { return std::make_unique<RuleCheck>(name, context); });
    }
  }
};

// clang-tidy finds modules by their static constructors; this is the one place that has one.
const clang::tidy::ClangTidyModuleRegistry::Add<TlsModule> kModule("tls-module", "TLS misuse in mail and FTP clients");

}  // namespace
}  // namespace tls_tidy
