"""The corpus as the lab sees it: programs with what their comments promise.

A comment may say
    want: RULE "part of the message"      a finding on this line (tests/corpus_test.cpp reads the same)
    not-run: reason                       the case cannot run; it is listed as not proved
    environment: NAME=VALUE               the setting that brings out a finding which depends on one
    not-real: reason                      why a real server must refuse it
    speaks: PROTOCOL                      where the source does not give away what it speaks
    runs-until: Python 3.11               the last version that has what the case calls
"""
import dataclasses
import json
import pathlib
import re

from dialogue import DIALOGUES

SOURCES = {".c": "cpp", ".cpp": "cpp", ".py": "python"}
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@dataclasses.dataclass
class Library:
    key: str  # cpp/openssl
    language: str
    title: str
    packages: list = dataclasses.field(default_factory=list)
    pkgConfig: list = dataclasses.field(default_factory=list)
    flags: list = dataclasses.field(default_factory=list)
    compiler: str = ""
    python: list = dataclasses.field(default_factory=list)
    version: str = ""
    standard: bool = False
    unavailable: str = ""
    environment: dict = dataclasses.field(default_factory=dict)
    sources: dict = dataclasses.field(default_factory=dict)  # file: shell command that writes it (which knows $ROOTS, $LAB, $PYTHON)
    replace: dict = dataclasses.field(default_factory=dict)  # file: what lies in its place while a case runs
    lacks: dict = dataclasses.field(default_factory=dict)  # attack: why the library itself, well used, does not refuse it


def read_libraries(path=HERE / "libraries.json"):
    found = {}
    for language, entries in json.loads(path.read_text()).items():
        if language != "about":
            for name, entry in entries.items():
                found[f"{language}/{name}"] = Library(key=f"{language}/{name}", language=language, **entry)
    return found


@dataclasses.dataclass(frozen=True)
class Want:
    file: str
    line: int
    rule: str
    part: str


@dataclasses.dataclass
class Case:
    name: str  # relative to corpus/, without the ending
    files: list  # relative to corpus/; the one that is started comes first
    language: str
    library: Library = None
    wants: list = dataclasses.field(default_factory=list)
    text: str = ""
    not_run: str = ""
    environment: dict = dataclasses.field(default_factory=dict)
    speaks: str = ""
    not_real: str = ""
    runs_until: str = ""
    about: str = ""
    root: pathlib.Path = ROOT / "corpus"

    @property
    def main(self):
        return self.root / self.files[0]

    def protocols(self):
        """The protocols its source speaks of, most often named first; all, where it names none."""
        if self.speaks:
            return [self.speaks]
        text = self.text.lower()
        count = {name: sum(text.count(word) for word in dialogue.words) for name, dialogue in DIALOGUES.items()}
        order = sorted(DIALOGUES, key=lambda name: -count[name])
        return [name for name in order if count[name]] or order


NOT_RUN = re.compile(r"not-run: *(.*?)(?:\.(?= |$)|\*/|$)", re.M)
WANT = re.compile(r'want: (tls-[a-z-]+) "([^"]*)"')


def word_after(label, text):
    match = re.search(rf"^\W*{label}: *(.*?)\.? *(?:\*/)?$", text, re.M)
    return match[1] if match else ""


def read_cases(libraries, root=ROOT / "corpus"):
    grouped = {}
    for path in sorted(root.rglob("*")):
        if path.suffix not in SOURCES or not path.is_file() or "__pycache__" in path.parts:
            continue
        relative = path.relative_to(root)
        name = "/".join(relative.parts[:2]) if relative.parts[0] == "programs" else str(relative.with_suffix(""))
        grouped.setdefault(name, []).append(str(relative))
    cases = []
    for name, files in grouped.items():
        texts = {file: (root / file).read_text() for file in files}
        files.sort(key=lambda file: "Runs as:" not in texts[file])
        language = SOURCES[pathlib.Path(files[0]).suffix]
        text = program_text(texts, files)
        head = texts[files[0]]
        case = Case(name=name, files=files, language=language, text=text, root=root)
        case.library = library_of(name, language, libraries)
        case.not_run = (NOT_RUN.search(head) or [""] * 2)[1].strip()
        read_manner(case, head)
        case.environment = dict([word_after("environment", head).split("=", 1)]) if word_after("environment", head) else {}
        case.about = re.sub(r"^(/\*|//|#) *| *\*/$|Runs as:.*", "", head.split("\n")[0]).strip()
        for file, content in texts.items():
            for number, line in enumerate(content.split("\n"), 1):
                case.wants += [Want(file, number, rule, part) for rule, part in WANT.findall(line)]
        cases.append(case)
    return cases


def read_manner(case, head):
    case.not_real = word_after("not-real", head)
    case.speaks = word_after("speaks", head)
    case.runs_until = word_after("runs-until", head)


def program_text(texts, files):
    """All files of a program as one text."""
    return texts[files[0]] if len(files) == 1 else "\n".join(f"[{file}]\n{texts[file]}" for file in files)


def library_of(name, language, libraries):
    first, second = name.split("/")[:2]
    if first != "programs":
        return libraries.get(f"{first}/{second}")
    fitting = [key for key in libraries if key.startswith(language + "/") and second.startswith(key.split("/")[1] + "_")]
    return libraries[max(fitting, key=len)] if fitting else None
