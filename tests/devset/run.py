#!/usr/bin/env python3
"""Measure tls-tidy on the development set: real projects at fixed commits, every place in them labelled by hand.

    tests/devset/run.py --tls-tidy build/tls-tidy --devset DEVSET --mirrors MIRRORS --scratch SCRATCH
                        [--language python|cxx] [--only TEXT] [--list] [--whole]
                        [--no-prepare] [--no-scan] [-- more arguments for `tls-tidy scan`]

DEVSET is the folder with the labels, the scorers and rules.json; MIRRORS holds the git directories of the labelled
projects as owner+name/repo. What is missing is laid out in SCRATCH first (python/<id>/..., cxx/owner+name/src/...),
then scanned, then scored by the development set's own score.py. Python is laid out as labelled files only and scanned
in one run; --whole takes every Python file of the projects instead (python-whole/). --only picks the projects whose
name contains TEXT. The reports stay in SCRATCH (python.sarif, cxx/owner+name.sarif), so that --no-scan can score the
last scan of everything once more.

One row per project:
    misuse        labels found that are not `configurable` (C and C++: of the core tier); this is the recall
    primary       of the same labels, those that a result's own location touches, not only a note or a flow step
    configurable  places that are insecure only when somebody's settings say so
    must-not      results on a place that must stay silent
    unlabelled    other results in labelled files
    elsewhere     results in files without labels
--list adds every missed label and every result of the last three columns with its message.

Exit code: 0 when everything asked for was scored, 1 when a project could not be laid out or scanned, 2 for wrong usage.
"""
import argparse
import collections
import dataclasses
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import time

FINISHED = (0, 1, 3)  # exit codes of a scan that wrote its report
COLUMNS = ("misuse", "primary", "configurable", "must-not", "unlabelled", "elsewhere")


@dataclasses.dataclass
class Label:
    where: str
    kind: str  # its class
    needs: str
    reason: str
    found: bool
    primary: bool


@dataclasses.dataclass
class Other:
    """A result that finds no label."""
    project: str
    path: str  # from the project's folder
    line: int
    rule: str
    level: str
    text: str
    trap: str = ""  # what it must not say there

    def __str__(self):
        trap = f" (must not: {self.trap})" if self.trap else ""
        return f"{self.project}/{self.path}:{self.line} {self.rule} [{self.level}] {self.text}{trap}"


@dataclasses.dataclass
class Project:
    name: str
    labels: list
    must_not: list  # of Other, like the next two
    unlabelled: list
    elsewhere: list


class PythonSet:
    """Projects side by side in one folder; the path of a result starts with the id of its project."""

    def __init__(self, options):
        self.options, self.home = options, options.devset / "python"
        self.root = options.scratch / ("python-whole" if options.whole else "python")
        self.scorer = load(self.home / "score.py")
        self.sources = {source["id"]: source for source in json.loads((self.home / "labels.json").read_text("utf-8"))}

    def is_laid_out(self, name):
        return all((self.root / name / file["path"]).is_file() for file in self.sources[name]["files"])

    def prepare(self, name):
        run([sys.executable, self.home / "prepare.py", "--mirrors", self.options.mirrors, "--scratch", self.root,
             "--only", name] + ["--whole", "--py"] * self.options.whole)
        shutil.rmtree(self.root / ".deb", ignore_errors=True)  # whole packages, which a scan must not see

    def scans(self, names):
        """(projects, report, arguments, folder to scan in) of each scan."""
        if self.options.no_scan or not self.options.only:
            return [(names, self.root.with_suffix(".sarif"), ["."], self.root)]
        return [([name], self.root / (name + ".sarif"), ["."], self.root / name) for name in names]

    def score(self, names, sarif, rules):
        finds, *rest = self.scorer.load([str(self.home / "labels.json")])
        prefix = names[0] if self.options.only and not self.options.no_scan else None
        full = self.scorer.score(sarif, finds, *rest, rules, prefix)
        results = list(self.scorer.results_of(sarif, set(self.sources), prefix))
        for part in sarif.get("runs", []):
            for result in part.get("results") or []:
                result.pop("relatedLocations", None)
                result.pop("codeFlows", None)
        own = self.scorer.score(sarif, finds, *rest, rules, prefix)
        labelled_files = rest[-1]
        elsewhere = [dict(r, path=r["main"][0][0], line=r["main"][0][1]) for r in results if r["main"][0][0] not in labelled_files]

        def other(row):
            spot = (row["path"], row["line"], row["line"])
            text = next((r["text"] for r in results if r["rule"] == row["rule"]
                         and any(self.scorer.touches(place, *spot) for place in r["main"])), "")
            trap = f"{row['kind']}, {row['reason']}" if "kind" in row else ""
            return Other(*row["path"].split("/", 1), row["line"], row["rule"], row["level"], text, trap)

        for name in names:
            def mine(rows):
                return [row for row in rows if row["path"].startswith(name + "/")]
            labels = mine(dict(f, found=n in full["hit"], primary=n in full["hit"] and n in own["hit"]) for n, f in enumerate(finds))
            yield Project(name, [label_of(f, f["path"]) for f in labels],
                          *([other(row) for row in mine(rows)] for rows in (full["never"], full["alarms"], elsewhere)))


class CxxSet:
    """One scan per project, with the compile commands that prepare.sh wrote."""

    def __init__(self, options):
        self.options, self.home = options, options.devset / "cxx"
        self.root = options.scratch / "cxx"
        self.scorer = load(self.home / "score.py")
        self.sources = {source["repo"]: source for source in json.loads((self.home / "labels.json").read_text("utf-8"))}

    def folder(self, name):
        return self.root / name.replace("/", "+")

    def is_laid_out(self, name):
        return (self.folder(name) / "compile_commands.json").is_file()

    def prepare(self, name):
        mirror = load(self.options.devset / "python" / "prepare.py").git_dir(str(self.options.mirrors), name)
        if mirror is None:
            print(f"not in the mirrors: github:{name}", file=sys.stderr)
        else:
            run(["bash", self.home / "prepare.sh", name, mirror, self.root])

    def scans(self, names):
        return [([name], self.root / (self.folder(name).name + ".sarif"), ["src", "-p", "."], self.folder(name)) for name in names]

    def score(self, names, sarif, rules):
        source, results = self.sources[names[0]], self.scorer.read_results(sarif)
        full = self.scorer.score_repo(source, results, rules)
        own = self.scorer.score_repo(source, [dict(result, others=[]) for result in results], rules)
        labels = [dict(f, found=bool(f["hits"]), primary=bool(f["hits"] and alone["hits"]))
                  for f, alone in zip(full["findings"], own["findings"]) if f["tier"] == "core"]

        def other(result, trap=""):
            path, line, _ = (result["primary"] or [("?", 0, 0)])[0]
            return Other(source["repo"], path, line, result["rule"], result["level"], result["message"], trap)

        yield Project(source["repo"], [label_of(f, f"{source['repo']} {f['path']}") for f in labels],
                      [other(result, trap["reason"]) for trap, result in full["wrong"]],
                      [other(result) for result in full["triage"]], [other(result) for result in full["outside"]])


def label_of(scored, place):
    return Label(f"{place}:{scored['line']}", scored["class"], scored["needs"], scored["reason"], scored["found"], scored["primary"])


def load(path):
    """A script of the development set, as a module."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(command, folder=None, good=(0,), seconds=None):
    """Runs a command quietly; one that fails is reported with the end of what it printed."""
    try:
        ran = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, errors="replace",
                             timeout=seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return
    if ran.returncode not in good:
        print(f"exit code {ran.returncode} from {' '.join(map(str, command))} in {folder or '.'}\n"
              f"{(ran.stderr or ran.stdout).strip()[-600:]}", file=sys.stderr)


def measure(chosen, options, rules):
    """(scored projects, names of those that could not be scored, seconds of scanning)."""
    names = [name for name in chosen.sources if not options.only or options.only in name]
    if not options.no_prepare:
        for name in names:
            if not chosen.is_laid_out(name):
                chosen.prepare(name)
    ready = [name for name in names if chosen.is_laid_out(name)]
    projects, unknown, seconds = [], set(), 0.0
    for group, report, arguments, folder in chosen.scans(ready) if ready else []:
        if not options.no_scan:
            report.unlink(missing_ok=True)
            begun = time.monotonic()
            run([options.tls_tidy, "scan", *arguments, "--output", f"sarif={report}", *options.more], folder, FINISHED, options.timeout)
            seconds += time.monotonic() - begun
        try:
            sarif = json.loads(report.read_text("utf-8-sig"))
        except (OSError, ValueError) as error:
            print(f"no usable report: {error}", file=sys.stderr)
            continue
        unknown |= {result.get("ruleId", "?") for part in sarif.get("runs", []) for result in part.get("results") or []} - set(rules)
        projects += chosen.score(group, sarif, rules)
    if unknown:
        print("rules.json does not know: " + ", ".join(sorted(unknown)), file=sys.stderr)
    return projects, sorted(set(names) - {project.name for project in projects}), seconds


def share(labels, mark="found"):
    return f"{sum(getattr(label, mark) for label in labels)}/{len(labels)}" if labels else "-"


def row(title, cells):
    print(f"{title:<56}" + "".join(f"{cell:>13}" for cell in cells))


def cells(projects):
    labels = [label for project in projects for label in project.labels]
    misuse = [label for label in labels if label.kind != "configurable"]
    settings = [label for label in labels if label.kind == "configurable"]
    return [share(misuse), share(misuse, "primary"), share(settings)] + [
        sum(map(len, column)) for column in zip(*((p.must_not, p.unlabelled, p.elsewhere) for p in projects))]


def show(language, projects, seconds, listed):
    row(language, COLUMNS)
    for project in projects:
        row(project.name, cells([project]))
    row(f"total ({seconds:.1f} s of scanning)", cells(projects))
    labels = [label for project in projects for label in project.labels]
    for title, key in (("by class", lambda label: label.kind), ("by what a report needs", lambda label: label.needs)):
        groups = collections.defaultdict(list)
        for label in labels:
            groups[key(label)].append(label)
        print(f"{title}: " + ", ".join(f"{name} {share(group)}" for name, group in sorted(groups.items())))
    if listed:
        for label in labels:
            if not label.found:
                print(f"missed: {label.where} {label.kind} {label.needs} {label.reason}")
        for title, lines in (("must-not", "must_not"), ("unlabelled", "unlabelled"), ("elsewhere", "elsewhere")):
            for line in (line for project in projects for line in getattr(project, lines)):
                print(f"{title}: {line}")
    print()


def path(text):
    return pathlib.Path(text).resolve()


def parser_of(description):
    """The options that triage.py has as well."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls-tidy", type=path, metavar="PROGRAM")
    parser.add_argument("--devset", type=path, metavar="DIR", required=True)
    parser.add_argument("--mirrors", type=path, metavar="DIR")
    parser.add_argument("--scratch", type=path, metavar="DIR", required=True)
    parser.add_argument("--language", choices=("python", "cxx", "both"), default="both")
    parser.add_argument("--only", metavar="TEXT", help="only projects whose name contains this text")
    parser.add_argument("--list", action="store_true", help="list what was missed and what was reported besides")
    parser.add_argument("--no-prepare", action="store_true", help="scan only what is laid out already")
    parser.add_argument("--no-scan", action="store_true", help="score the reports of the last scan of everything")
    parser.add_argument("--timeout", type=float, default=1800, metavar="SECONDS", help="for one scan (default: 1800)")
    parser.add_argument("more", nargs="*", help="after --: further arguments of every scan")
    return parser


def read(parser):
    """(options, what rules.json says)"""
    options = parser.parse_args()
    if not options.no_scan and not (options.tls_tidy and options.tls_tidy.is_file()):
        parser.error("--tls-tidy must name the built program (or give --no-scan)")
    if not options.no_prepare and not options.mirrors:
        parser.error("--mirrors is needed to lay out what is missing (or give --no-prepare)")
    if not (options.devset / "rules.json").is_file():
        parser.error(f"--devset: no rules.json in {options.devset}")
    sys.dont_write_bytecode = True  # the development set is only read
    return options, json.loads((options.devset / "rules.json").read_text("utf-8"))


def main():
    parser = parser_of(__doc__)
    parser.add_argument("--whole", action="store_true", help="every Python file, not only the labelled ones")
    options, rules = read(parser)
    complete, met = True, False
    for language, kind in (("python", PythonSet), ("cxx", CxxSet)):
        if options.language in (language, "both"):
            projects, unscored, seconds = measure(kind(options), options, rules)
            if projects:
                show(language, projects, seconds, options.list)
            if unscored:
                print(f"{language} not scored: " + ", ".join(unscored))
            complete, met = complete and not unscored, met or bool(projects or unscored)
    if not met:
        parser.error(f"--only: no project is named like {options.only}")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
