#!/usr/bin/env python3
"""Hold the findings that no label covers against what readers said of them.

    tests/devset/triage.py --tls-tidy build/tls-tidy --devset DEVSET --mirrors MIRRORS --scratch SCRATCH
                           [--language python|cxx] [--only TEXT] [--at-least SHARE] [--no-prepare] [--no-scan] [--list]
                           [--blank FILE --reader N] [--merge FILE --reader N]

Findings are taken from two places: what run.py calls `unlabelled` and `elsewhere` in the development set, and all that is
found in further public projects, which triage.json lists with their revisions. DEVSET, MIRRORS and SCRATCH are those of run.py;
the further projects are laid out in SCRATCH/more/owner+name, with compile_commands.json there when they have one, and their
reports lie beside them (owner+name.sarif). --no-scan takes the reports of the last scan.

triage.json holds one entry per finding that somebody read: project, path, line, rule, the text of the line, the level it had
and two readings that know nothing of each other. A reading is a verdict (`right`, `wrong`, `unclear`) and its reason. `right` means:
what the message says is so, and at that level it deserves to be told. A finding meets its entry by project, path, rule and
the text of its line; of several, the nearest line. So an entry survives edits elsewhere in its file, and a finding that moves to
another line, or has another rule, asks for a new reading.

One row per project: its findings, how many both readers call right, how many they call wrong, on how many they disagree (or one
of them is not sure), how many were read once, not at all, and those whose level changed since. Disagreements, wrong ones and changed
levels are listed; --list adds what was not read twice.

    --blank FILE --reader N   writes the findings that reader N has not read, with some source around each
    --merge FILE --reader N   takes the verdicts of such a file into triage.json; what is left blank stays unread. FILE may also
                              be a table, .tsv, with the columns project, path, line, rule, verdict, reason

Exit code: 0 when at least SHARE of the findings that were read twice are right by both (the default is 0.95 for Python, 0.90 for C
and C++), 1 when not, 2 for wrong usage or a project that could not be scanned.
"""
import collections
import csv
import dataclasses
import json
import pathlib
import sys

import run as devset

HERE = pathlib.Path(__file__).resolve().parent
KNOWN = HERE / "triage.json"
VERDICTS = ("right", "wrong", "unclear")
AT_LEAST = {"python": 0.95, "cxx": 0.90}
KEYS = ("project", "path", "line", "rule", "level", "text")
AROUND = {"python": 12, "cxx": 15}  # lines of source before and after a finding in a blank file
COLUMNS = ("findings", "right", "wrong", "disagreed", "read once", "unread", "other level")


@dataclasses.dataclass
class Found:
    other: devset.Other
    text: str  # of the line, without the space around it
    file: pathlib.Path
    entry: dict = None

    def key(self):
        return self.other.project, self.other.path, self.other.rule, self.text

    def verdicts(self):
        return [reading["verdict"] for reading in (self.entry or {}).get("readings", []) if reading]


def line_of(file, number):
    try:
        return file.read_text("utf-8", "replace").splitlines()[number - 1].strip()
    except (OSError, IndexError):
        return ""


def in_devset(language, options, rules):
    """What no label covers in the development set."""
    chosen = (devset.PythonSet if language == "python" else devset.CxxSet)(options)
    if options.only and not any(options.only in name for name in chosen.sources):
        return [], []
    projects, unscored, _ = devset.measure(chosen, options, rules)
    def file(other):
        return (chosen.root / other.project if language == "python" else chosen.folder(other.project)) / other.path
    return [Found(other, line_of(file(other), other.line), file(other))
            for project in projects for other in project.unlabelled + project.elsewhere], unscored


def in_more(language, options, projects):
    """Everything that is found in the further projects."""
    found, unscored = [], []
    layer = devset.load(options.devset / "python" / "prepare.py")
    for name, project in sorted(projects.items()):
        if project["language"] != language or (options.only and options.only not in name):
            continue
        folder = options.scratch / "more" / name.replace("/", "+")
        report = folder.with_name(folder.name + ".sarif")
        if not folder.is_dir() and not options.no_prepare:
            mirror = layer.git_dir(str(options.mirrors), name)
            if mirror:
                layer.lay_git({"commit": project["revision"], "files": []}, mirror, str(folder), True, language == "python")
        if folder.is_dir() and not options.no_scan:
            report.unlink(missing_ok=True)
            commands = ["-p", "."] * (folder / "compile_commands.json").is_file()
            devset.run([options.tls_tidy, "scan", project.get("folder", "."), *commands, "--output", f"sarif={report}", *options.more],
                       folder, devset.FINISHED, options.timeout)
        try:
            results = [result for part in json.loads(report.read_text("utf-8"))["runs"] for result in part["results"]]
        except (OSError, ValueError) as error:
            print(f"no usable report: {error}", file=sys.stderr)
            unscored.append(name)
            continue
        for result in results:
            place = result["locations"][0]["physicalLocation"]
            path, line = place["artifactLocation"]["uri"], place["region"]["startLine"]
            found.append(Found(devset.Other(name, path, line, result["ruleId"], result["level"], result["message"]["text"]),
                               line_of(folder / path, line), folder / path))
    return found, unscored


def meet(found, entries):
    """Gives every finding its entry: the nearest of those with its key, each entry once."""
    free = collections.defaultdict(list)
    for entry in entries:
        free[entry["project"], entry["path"], entry["rule"], entry["text"]].append(entry)
    pairs = sorted((abs(entry["line"] - one.other.line), number, place)
                   for number, one in enumerate(found) for place, entry in enumerate(free[one.key()]))
    taken = set()
    for _, number, place in pairs:
        one = found[number]
        if one.entry is None and (one.key(), place) not in taken:
            taken.add((one.key(), place))
            one.entry = free[one.key()][place]


def state(one):
    """The column a finding counts in."""
    verdicts = one.verdicts()
    if len(verdicts) < 2:
        return "read once" if verdicts else "unread"
    return verdicts[0] if verdicts[0] == verdicts[1] != "unclear" else "disagreed"


def show(language, found, options):
    """Prints the table; whether the share is reached."""
    devset.row(language, COLUMNS)
    groups = collections.defaultdict(list)
    for one in found:
        groups[one.other.project].append(one)
    for title, group in [*sorted(groups.items()), ("total", found)]:
        states = collections.Counter(map(state, group))
        changed = sum(one.entry is not None and one.entry["level"] != one.other.level for one in group)
        devset.row(title, [len(group), *(states[column] for column in COLUMNS[1:-1]), changed])
    for one in found:
        if state(one) in ("wrong", "disagreed") or (options.list and len(one.verdicts()) < 2):
            print(f"{state(one)}: {one.other}")
            for number, reading in enumerate(one.entry["readings"] if one.entry else [], 1):
                if reading:
                    print(f"    reader {number}: {reading['verdict']}: {reading['reason']}")
        if one.entry and one.entry["level"] != one.other.level:
            print(f"was read as {one.entry['level']}: {one.other}")
    judged = [one for one in found if len(one.verdicts()) == 2]
    right, wanted = sum(state(one) == "right" for one in judged), AT_LEAST[language] if options.at_least is None else options.at_least
    share = f" = {right / len(judged):.3f}" if judged else ""
    print(f"{language}: {right}/{len(judged)}{share} right by both, wanted {wanted:.2f}\n")
    return not judged or right >= wanted * len(judged)


def blank(found, reader, language):
    """The findings that this reader has not read, ready to be filled in."""
    rows = []
    for one in found:
        readings = one.entry["readings"] if one.entry else [None, None]
        if readings[reader - 1]:
            continue
        source = one.file.read_text("utf-8", "replace").splitlines() if one.file.is_file() else []
        low, high = max(0, one.other.line - AROUND[language] - 1), one.other.line + AROUND[language]
        rows.append({"project": one.other.project, "path": one.other.path, "line": one.other.line, "rule": one.other.rule,
                     "level": one.other.level, "message": one.other.text, "text": one.text, "file": str(one.file),
                     "source": [f"{number + 1}: {source[number]}" for number in range(low, min(high, len(source)))],
                     "verdict": "", "reason": ""})
    return rows


def rows_of(file):
    """A filled blank file, or a table with the columns project, path, line, rule, verdict, reason."""
    text = file.read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t")) if file.suffix == ".tsv" else json.loads(text)


def merge(rows, reader, found, entries):
    """Takes filled rows in; how many. Rows from elsewhere need project, path, line, rule, verdict and reason only."""
    def place(row):
        return row["project"], row["path"], int(row["line"]), row["rule"]
    places = {place(dataclasses.asdict(one.other)): one for one in found}
    count = 0
    for row in rows:
        if not row["verdict"]:
            continue
        one, at = places.get(place(row)), ":".join(map(str, place(row)))
        if one is None:
            raise ValueError(f"{at}: there is no such finding")
        if row["verdict"] not in VERDICTS or not row["reason"].strip():
            raise ValueError(f"{at}: a reading is one of {', '.join(VERDICTS)}, with a reason")
        if one.entry is None:
            one.entry = {"readings": [None, None]}
            entries.append(one.entry)
        one.entry |= {"project": one.other.project, "path": one.other.path, "line": one.other.line, "rule": one.other.rule,
                      "text": one.text, "level": one.other.level}
        one.entry["readings"][reader - 1] = {"verdict": row["verdict"], "reason": row["reason"].strip()}
        count += 1
    return count


def write(known):
    """One entry a line but for its readings, sorted, so that a change reads well."""
    known["entries"].sort(key=lambda entry: (entry["project"], entry["path"], entry["line"], entry["rule"]))
    def text(value):
        return json.dumps(value, ensure_ascii=False)
    projects = [f"  {text(name)}: {text(project)}" for name, project in sorted(known["projects"].items())]
    entries = ["  {" + ", ".join(f"{text(key)}: {text(entry[key])}" for key in KEYS) + ',\n   "readings": [\n    '
               + ",\n    ".join(text(reading) for reading in entry["readings"]) + "]}" for entry in known["entries"]]
    KNOWN.write_text('{\n "projects": {\n' + ",\n".join(projects) + '\n },\n "entries": [\n' + ",\n".join(entries) + "\n ]\n}\n", "utf-8")


def main():
    parser = devset.parser_of(__doc__)
    parser.add_argument("--at-least", type=float, metavar="SHARE", help="of the findings that were read twice, right by both")
    parser.add_argument("--blank", type=devset.path, metavar="FILE")
    parser.add_argument("--merge", type=devset.path, metavar="FILE")
    parser.add_argument("--reader", type=int, choices=(1, 2))
    options, rules = devset.read(parser)
    if (options.blank or options.merge) and not options.reader:
        parser.error("--blank and --merge need --reader")
    options.whole, known = False, json.loads(KNOWN.read_text("utf-8"))
    found = {}
    for language in AT_LEAST:
        if options.language in (language, "both"):
            parts = in_devset(language, options, rules), in_more(language, options, known["projects"])
            if unscored := parts[0][1] + parts[1][1]:
                parser.error(f"{language} not scored: " + ", ".join(unscored))
            found[language] = parts[0][0] + parts[1][0]
    everything = [one for part in found.values() for one in part]
    meet(everything, known["entries"])
    if options.merge:
        try:
            count = merge(rows_of(options.merge), options.reader, everything, known["entries"])
        except (OSError, ValueError, KeyError) as error:
            parser.error(f"--merge: {error}")
        write(known)
        print(f"{count} readings taken in")
    reached = [show(language, part, options) for language, part in found.items()]
    if options.blank:
        rows = [row for language, part in found.items() for row in blank(part, options.reader, language)]
        options.blank.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(rows)} findings to read in {options.blank}")
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
