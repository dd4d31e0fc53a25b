// The clang-tidy module: each rule is a check named like the rule's full id ("tls-peer-verification-off"). All of them share
// one analysis of the translation unit clang-tidy has parsed: AST -> Module -> findings, the same core as the program's.
//
// A unit alone is an open world: what comes from or goes to other files is no finding here.
//
// Options of a .clang-tidy, for all checks or (MinConfidence) for one:
//   tls-*.MinConfidence   low, medium (default), high: what is below is not reported
//   Models                more models of library calls, files separated by `;`
//
// Tests: tests/corpus_test.cpp compares the plugin with the program, result by result; tests/plugin/clang_tidy_test.py.
#include <algorithm>
#include <array>
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

  static const Report& of(clang::ASTContext& context, const Models& models) {
    std::optional<Report>& report = current();
    if (!report) {
      LowerOptions lowering;
      const std::vector<std::string>& triggers = models.triggers("c");
      lowering.triggers.insert(triggers.begin(), triggers.end());
      std::vector<Module> modules;
      modules.push_back(lower(context, lowering));
      Options options;
      options.models = &models;
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

/// The models in force, read once; an error stands in their place.
const Result<Models>& modelsIn(const std::string& files) {
  static thread_local std::map<std::string, Result<Models>> known;
  const auto found = known.find(files);
  if (found != known.end()) return found->second;
  llvm::SmallVector<llvm::StringRef, 4> parts;
  llvm::StringRef(files).split(parts, ';', -1, /*KeepEmpty=*/false);
  std::vector<std::string> paths;
  for (const llvm::StringRef part : parts) paths.push_back(part.trim().str());
  return known.emplace(files, Models::withFiles(paths)).first->second;
}

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
  RuleCheck(llvm::StringRef name, clang::tidy::ClangTidyContext* context)
      : ClangTidyCheck(name, context), rule_(name.str()), confidence_(Options.get("MinConfidence", "medium").str()),
        models_(Options.getLocalOrGlobal("Models", "").str()) {
    const auto level = std::find(kConfidences.begin(), kConfidences.end(), confidence_);
    if (level == kConfidences.end()) configurationDiag("invalid configuration value '%0' for option '%1.MinConfidence'; expected low, medium or high") << confidence_ << rule_;
    else minConfidence_ = static_cast<Confidence>(level - kConfidences.begin());
  }

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap& options) override {
    Options.store(options, "MinConfidence", confidence_);
    if (!models_.empty()) Options.store(options, "Models", models_);
  }

  void registerMatchers(MatchFinder* finder) override { finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this); }
  void onStartOfTranslationUnit() override { SharedAnalysis::startUnit(); }

  void check(const MatchFinder::MatchResult& result) override {
    const Result<Models>& models = modelsIn(models_);
    if (!models) {
      configurationDiag("%0") << toText(models.error());
      return;
    }
    const Locations locations(*result.SourceManager);
    for (const Finding& finding : SharedAnalysis::of(*result.Context, *models).findings) {
      if (finding.rule != rule_ || finding.confidence < minConfidence_) continue;
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

  static constexpr std::array<llvm::StringLiteral, 3> kConfidences = {"low", "medium", "high"};

  std::string rule_, confidence_, models_;
  Confidence minConfidence_ = Confidence::kMedium;
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
