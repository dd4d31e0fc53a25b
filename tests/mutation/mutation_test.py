#!/usr/bin/env python3
"""Deletes what makes a quiet corpus case quiet, and expects a finding.

    tests/mutation/mutation_test.py TLS-TIDY

Every case without a `want:` (a file under corpus/cpp or corpus/python, a folder under corpus/programs) loses one
protecting step at a time; python_steps.py and c_steps.py say what a step is, and the names are those of
checks/models. All variants are scanned in one run, with headers made from the models; each must have a finding of
its own, unless the case says `mutation-ok: NAME: reason` in a comment. The untouched cases lie beside them and must
stay silent, so that a finding can only come from what was taken out. tests/corpus_known.json lists what is missed and
why (CASE: NAME); such a variant must still be silent. Standard library only.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from c_steps import CSteps
from python_steps import PythonSteps

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / "corpus"


def cases():
    """Lists of files that are one case."""
    for language in ("cpp", "python"):
        for path in sorted((CORPUS / language).rglob("*")):
            if path.suffix in (".c", ".cpp", ".py"):
                yield [path]
    for folder in sorted((CORPUS / "programs").iterdir()):
        yield sorted(path for path in folder.rglob("*") if path.is_file())


def write(folder, texts, headers):
    for path, text in {**headers, **texts}.items():
        place = folder / path.relative_to(CORPUS)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    models = sorted(path for path in (ROOT / "checks" / "models").glob("*.json") if path.name != "schema.json")
    languages = [PythonSteps(models), CSteps(models)]
    known = json.loads((ROOT / "tests" / "corpus_known.json").read_text())
    headers = {path: path.read_text() for path in (CORPUS / "cpp").rglob("*.h")}
    with tempfile.TemporaryDirectory() as scratch:
        made, untouched, missed, excused, unused = {}, {}, {}, 0, []

        def add(into, what, texts):
            folder = f"v{len(made) + len(untouched) + len(missed)}"
            into[folder] = what
            isC = any(path.suffix != ".py" for path in texts)
            write(pathlib.Path(scratch) / folder, texts, headers if isC else {})

        for files in cases():
            texts = {path: path.read_text() for path in files}
            relative = files[0].relative_to(CORPUS)
            case = "/".join(relative.parts[:2]) if relative.parts[0] == "programs" else str(relative)
            if any("want:" in text for text in texts.values()) or case in known["program"]:
                continue
            add(untouched, case, texts)
            excuses = {line.split("mutation-ok: ")[1].split(":")[0] for text in texts.values()
                       for line in text.splitlines() if "mutation-ok: " in line}
            seen = set()
            for path, text in texts.items():
                for steps in languages:
                    for name, line, mutated in steps.variants(text) if path.suffix in steps.suffixes else ():
                        seen.add(name)
                        if name in excuses:
                            excused += 1
                        else:
                            into = missed if f"{case}: {name}" in known["mutation"] else made
                            add(into, f"{path.relative_to(ROOT)}:{line}: without {name}", {**texts, path: mutated})
            unused += [f"{case}: mutation-ok names {name}, which is no step here" for name in excuses - seen]
        run = subprocess.run([tool, "scan", "--no-cache", "--model-headers", "--min-confidence", "low", "--output", "json", "."],
                             cwd=scratch, capture_output=True, text=True)
        if run.returncode not in (0, 1):
            print(run.stderr)
            return 1
        found = {finding["location"]["path"].split("/")[0] for finding in json.loads(run.stdout)["findings"]}
    wrong = unused + [f"{what}: still silent" for folder, what in made.items() if folder not in found]
    wrong += [f"{what}: not silent, though nothing was taken out" for folder, what in untouched.items() if folder in found]
    wrong += [f"{what}: found now: take it out of tests/corpus_known.json" for folder, what in missed.items() if folder in found]
    if len(missed) != len(known["mutation"]):
        wrong.append("tests/corpus_known.json names a step that is none")
    print("\n".join([*wrong, f"{len(made)} steps taken out, {excused} excused, {len(missed)} known misses, {len(untouched)} quiet cases; {len(wrong)} failures"]))
    return 1 if wrong or not made else 0


if __name__ == "__main__":
    sys.exit(main())
