"""The models' defaults proved: a minimal client for each creator of a context or a connection that a model knows.

The clients of a library are one template, defaults/<model>.c, .cpp or .py, whose lines between `@ begin A, B` and
`@ end` (in a comment) belong to the creators A and B only; `@creator@` becomes the creator's name. `@ not A: reason`
says why a creator has no client; `@ unknown RULE: reason` that the model leaves open whether the rule is broken. What the
analyzer reports about a client is what the model claims: the handshakes must agree with it. A creator without a client is
listed as not proved.
"""
import dataclasses
import json
import pathlib
import re
import shutil

import agreement
import analyzer
import build
import cases as corpus

HERE = pathlib.Path(__file__).resolve().parent
MARK = re.compile(r"^\s*(?://|#|/\*)@ (begin|end|not|unknown)\b *(.*?) *(?:\*/)?$")


@dataclasses.dataclass
class Template:
    path: pathlib.Path
    creators: list
    reasons: dict
    unknown: set  # rules of which the model says that nobody can know

    def client(self, creator):
        lines, keep = [], True
        for line in self.path.read_text().split("\n"):
            mark = MARK.match(line)
            if not mark:
                lines += [line.replace("@creator@", creator)] if keep else []
            elif mark[1] == "begin":
                keep = creator in names(mark[2])
            elif mark[1] == "end":
                keep = True
        return "\n".join(lines)


def names(text):
    return [name.strip() for name in text.split(",") if name.strip()]


def read_template(path):
    creators, reasons, unknown = [], {}, set()
    for line in path.read_text().split("\n"):
        mark = MARK.match(line)
        if mark and mark[1] == "begin":
            creators += [name for name in names(mark[2]) if name not in creators]
        elif mark and mark[1] == "not":
            listed, reason = mark[2].split(":", 1)
            reasons.update({name: reason.strip() for name in names(listed)})
        elif mark and mark[1] == "unknown":
            unknown.add(mark[2].split(":")[0])
    return Template(path, creators, reasons, unknown)


def creators_of(model):
    """Names (aliases too) whose call makes a client's context or connection."""
    found = []
    for api in model["apis"]:
        for effect in api.get("effects") or [api]:
            server = (effect.get("state") or {}).get("role") == "server"
            if effect.get("event") == "create" and effect.get("object") in ("context", "connection") and not server and not effect.get("when"):
                found += [name for name in [api["name"], *api.get("aliases", [])] if name not in found]
    return found


def clients(libraries, folder):
    """(case, reason) for each creator of each model; a reason says why there is no case to run."""
    templates = {path.stem: read_template(path) for path in sorted((HERE / "defaults").iterdir()) if path.suffix in corpus.SOURCES}
    for path in sorted((corpus.ROOT / "checks" / "models").glob("*.json")):
        if path.name == "schema.json":
            continue
        model = json.loads(path.read_text())
        template = templates.get(path.stem)
        language = "python" if model["language"] == "python" else "cpp"
        library = libraries.get(f"{language}/{path.stem}")
        if not library:  # a model that only adds to another library's
            continue
        wanted = creators_of(model)
        for creator in wanted + [name for name in (template.creators if template else []) if name not in wanted]:
            name = f"{library.key}/{creator}"
            case = corpus.Case(name=name, files=[], language=language, library=library)
            if not template:
                yield case, "no template in tests/lab/defaults"
            elif creator not in template.creators:
                yield case, template.reasons.get(creator, "no client in its template")
            else:
                client = write(case, template, creator, folder)
                corpus.read_manner(client, client.text)
                yield client, ""


def write(case, template, creator, folder):
    """The client as a file among the corpus's headers, so that it includes what a case does."""
    root = folder / "defaults"
    place = root / case.library.key
    if not place.exists():
        for header in (corpus.ROOT / "corpus" / "cpp").rglob("*.h"):
            copy = root / "cpp" / header.relative_to(corpus.ROOT / "corpus" / "cpp")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(header, copy)
        place.mkdir(parents=True, exist_ok=True)
    file = place / (re.sub(r"\W+", "_", creator) + template.path.suffix)
    file.write_text(template.client(creator))
    return dataclasses.replace(case, files=[str(file.relative_to(root))], root=root, text=file.read_text(), about=f"Minimal client of `{creator}`")


def prove(lab, case, proof):
    findings = analyzer.scan(lab.program, case, lab.scratch)
    unknown = read_template(HERE / "defaults" / (case.library.key.split("/")[1] + pathlib.Path(case.files[0]).suffix)).unknown
    folder = lab.folder("default " + case.name)
    try:
        command, environment = build.make([case.root / file for file in case.files], case.language, case.library, folder / "case", lab.packages, lab.trust)
    except build.CannotBuild as problem:
        proof.not_proved = str(problem)
        return proof
    trial = lab.trial(case, command, environment, folder, lab.enter(case.library))
    proof.manner, cells = trial.all_cells(case.protocols())
    proof.cells = {cell.attack: cell for cell in cells}
    proof.rules = sorted({finding["rule"] for finding in findings})
    proof.hidden = sorted({finding["rule"] for finding in findings if finding["confidence"] == "low"})
    proof.disagreements = agreement.disagreements(set(proof.rules), unknown, proof.cells, lab.plans, lab.table["rules"], case.library.lacks)
    return proof
