"""The interception lab: every verdict proved by a handshake. Started by scripts/prove, which installs what it needs.

    prove.py --program build/tls-tidy [--quick] [--only REGEX] [--jobs N] [--evidence DIR]

Every runnable case of the corpus meets the honest server and the impostors of attacks.json (trial.py); its want
comments, the analyzer and the handshakes must agree (agreement.py). Then the models' defaults (defaults.py) and the
fixes (fixes.py) are proved the same way. One line for each disagreement, exit code 1 if there is one.
"""
import argparse
import dataclasses
import functools
import json
import os
import pathlib
import re
import shutil
import sys
import time

import agreement
import analyzer
import box
import build
import cases as corpus
import defaults
import evidence
import fixes
import jobs
import page_check
import real_servers

SLOW = 10  # seconds; such a cell is told, because it waits for something
HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Proof:
    """What became of one case, or of one variant of it."""

    name: str
    case: corpus.Case
    library: str
    version: str
    rules: list
    manner: object = None
    cells: dict = dataclasses.field(default_factory=dict)
    disagreements: list = dataclasses.field(default_factory=list)
    not_proved: str = ""
    known: str = ""
    hidden: list = dataclasses.field(default_factory=list)  # findings of low confidence, not shown by default
    kind: str = "case"  # or default, fix
    setting: str = ""

    def title(self):
        kind = "" if self.kind == "case" else self.kind + " of "
        return kind + self.name + (f" with {self.setting}" if self.setting else "")


@dataclasses.dataclass
class Lab:
    program: pathlib.Path
    scratch: pathlib.Path
    packages: pathlib.Path
    table: dict
    plans: dict
    contexts: dict
    hosts: dict
    trust: pathlib.Path
    hosts_file: pathlib.Path
    known: dict
    versions: dict
    real: object = None  # RealServers, where they can run

    def folder(self, name):
        folder = self.scratch / "cells" / re.sub(r"\W+", "-", name)
        folder.mkdir(parents=True, exist_ok=True)
        for own in ("client.pem", "client.key"):  # what a client with a certificate reads from where it runs
            shutil.copy(self.scratch / own, folder)
        return folder

    def enter(self, library):
        from server import Ports

        box.enter_cell(self.hosts_file, self.trust, library.replace)
        return Ports()

    def unless_known(self, proof, part, wrong):
        """Takes out what tests/corpus_known.json says with its cause; there, what is right by now is wrong."""
        name = proof.name if proof.name.startswith("programs/") else proof.case.files[0]
        proof.known = self.known[part].get(name, "")
        if not proof.known:
            return wrong
        return [] if wrong else ["tests/corpus_known.json lists it as wrong, and it is right"]

    def trial(self, case, command, environment, folder, ports):
        from trial import Trial

        return Trial(command, environment, folder, ports, self.plans, self.contexts, self.hosts, self.real, case.not_real)


def open_lab(scratch, arguments):
    import authority
    from dialogue import DIALOGUES
    from server import Plan, context_for

    table = json.loads((HERE / "attacks.json").read_text())
    plans = {entry["id"]: Plan(**entry) for entry in table["attacks"]}
    hosts = {name: f"{name}.{authority.DOMAIN}" for name in DIALOGUES}
    real_host = real_servers.description()["host"]
    trust, certificates = authority.make(scratch, [*hosts.values(), real_host])
    hosts_file = scratch / "hosts"
    hosts_file.write_text(f"127.0.0.1 localhost\n{real_servers.ADDRESS} {real_host}\n" + "".join(f"{box.ADDRESS} {host}\n" for host in hosts.values()))
    contexts = {plan.id: context_for(plan, certificates) for plan in plans.values()}
    known = json.loads((HERE.parent / "corpus_known.json").read_text())
    lab = Lab(arguments.program, scratch, arguments.packages, table, plans, contexts, hosts, trust, hosts_file, known, {})
    root = real_servers.unpacked(arguments.packages)
    if root and box.has_users():  # they change users; a box with one user only goes without them
        lab.real = real_servers.RealServers(root, certificates["honest"])
    return lab


def library_versions(libraries, packages):
    """Version by library, or the reason why there is none."""
    found, missing = {}, {}
    for key, library in libraries.items():
        try:
            found[key] = build.version_of(library, packages)
        except build.CannotBuild as problem:
            missing[key] = str(problem)
    return found, missing


def prove_case(lab, case):
    """One case: built, scanned, tried. A case with a setting is tried twice: as it is, and with the setting."""
    findings = analyzer.scan(lab.program, case, lab.scratch)
    wrong = analyzer.mismatches(case, findings)
    conditional = {want for want in case.wants if analyzer.is_conditional(want, findings)}
    folder = lab.folder(case.name)
    base = Proof(case.name, case, case.library.key, lab.versions[case.library.key], [])
    try:
        command, environment = build.make([case.root / file for file in case.files], case.language, case.library, folder / "case", lab.packages, lab.trust)
    except build.CannotBuild as problem:
        return [dataclasses.replace(base, not_proved=str(problem))]
    ports = lab.enter(case.library)
    always = [want for want in case.wants if want not in conditional]
    variants = [({}, always)] if conditional or not case.environment else []
    if case.environment:
        variants.append((case.environment, conditional or always))
    proofs = []
    for setting, wants in variants:
        trial = lab.trial(case, command, {**environment, **setting}, folder, ports)
        manner, cells = trial.all_cells(case.protocols())
        rules = sorted({want.rule for want in wants})
        proof = dataclasses.replace(base, rules=rules, manner=manner, cells={cell.attack: cell for cell in cells})
        proof.setting = " ".join(f"{name}={value}" for name, value in setting.items())
        proof.hidden = sorted({want.rule for want in wants if analyzer.is_hidden(want, findings)})
        proof.disagreements = agreement.disagreements(set(rules), {want.rule for want in always}, proof.cells, lab.plans, lab.table["rules"], case.library.lacks)
        proofs.append(proof)
    proofs[0].disagreements += lab.unless_known(proofs[0], "program", wrong)
    return proofs


def prove_fix(lab, case):
    return [fixes.prove(lab, case, Proof(case.name, case, case.library.key, lab.versions[case.library.key], [], kind="fix"))]


def prove_default(lab, case):
    return [defaults.prove(lab, case, Proof(case.name, case, case.library.key, lab.versions[case.library.key], [], kind="default"))]


def why_not(case, missing, python):
    """Why a case cannot be proved; empty: it can."""
    if case.not_run or not case.library:
        return case.not_run or "no entry in libraries.json"
    if case.runs_until and build.number(python) > build.number(case.runs_until):
        return f"runs until {case.runs_until}, here is {python}"
    return missing.get(case.library.key, "")


def pick(every, arguments):
    if arguments.only:
        return [case for case in every if re.search(arguments.only, case.name)]
    if not arguments.quick:
        return every
    chosen = {}
    for case in every:  # an insecure one and a quiet one of each library
        if case.library and not case.not_run and not case.environment:
            chosen.setdefault((case.library.key, bool(case.wants)), case)
    return list(chosen.values())


def work(arguments, scratch):
    begun = time.monotonic()
    libraries = corpus.read_libraries()
    every = corpus.read_cases(libraries)
    lab = open_lab(scratch, arguments)
    lab.versions, missing = library_versions(libraries, arguments.packages)
    proofs, todo = [], []
    for case in pick(every, arguments):
        reason = why_not(case, missing, build.python_version())
        if reason:
            key = case.library.key if case.library else "/".join(case.name.split("/")[:2])
            proofs.append(Proof(case.name, case, key, lab.versions.get(key, ""), [], not_proved=reason))
        else:
            todo.append((case.name, functools.partial(prove_case, lab, case)))
            if case.wants and not arguments.quick:
                todo.append(("fix of " + case.name, functools.partial(prove_fix, lab, case)))

    if not arguments.quick:
        for case, reason in defaults.clients(libraries, lab.scratch):
            if arguments.only and not re.search(arguments.only, "default of " + case.name):
                continue
            reason = reason or why_not(case, missing, build.python_version())
            if reason:
                proofs.append(Proof(case.name, case, case.library.key, lab.versions.get(case.library.key, ""), [], not_proved=reason, kind="default"))
            else:
                todo.append(("default of " + case.name, functools.partial(prove_default, lab, case)))

    def take(name, result):
        proofs.extend(result)
        for proof in result:
            if proof.disagreements:
                print(f"{proof.title()}: {'; '.join(proof.disagreements)}", flush=True)
            if proof.disagreements and proof.cells and proof.cells["honest"].outcome == "missed":
                print("\n".join("    " + line for line in proof.cells["honest"].transcript), file=sys.stderr, flush=True)

    def give_up(name, trace):
        case = corpus.Case(name=name, files=[], language="")
        print(trace, file=sys.stderr)
        take(name, [Proof(name, case, "", "", [], disagreements=["the lab failed: " + trace.strip().splitlines()[-1]])])

    jobs.run(todo, arguments.jobs, take, give_up)
    proofs.sort(key=lambda proof: (proof.kind, proof.name, proof.setting))
    for proof in proofs:
        if proof.not_proved and proof.not_proved != evidence.NO_FIX:
            print(f"not proved: {proof.title()}: {proof.not_proved}", file=sys.stderr)
    write_evidence(arguments, lab, libraries, missing, proofs)
    slow = sorted((-cell.seconds, proof.title(), cell.attack) for proof in proofs for cell in proof.cells.values() if cell.seconds > SLOW)
    for seconds, name, attack in slow:
        print(f"slow: {name}, {attack}: {-seconds:.0f} s", file=sys.stderr)
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    print(evidence.summary(proofs), flush=True)
    return 1 if any(proof.disagreements for proof in proofs) else 0


def write_evidence(arguments, lab, libraries, missing, proofs):
    """The page always, where a folder for it was named; docs/evidence.md only when everything was proved."""
    if not arguments.evidence:
        return
    (arguments.evidence / "evidence.html").write_text(evidence.page(proofs, libraries, lab.plans))
    if not arguments.only and not arguments.quick:
        absent = [f"{libraries[key].title} ({reason})" for key, reason in missing.items() if not any(proof.library == key for proof in proofs)]
        (corpus.ROOT / "docs" / "evidence.md").write_text(evidence.markdown(proofs, libraries, lab.plans, absent))


def read_arguments():
    parser = argparse.ArgumentParser(description="proves the corpus, the models' defaults and the fixes by handshakes")
    parser.add_argument("--program", type=pathlib.Path, required=True, help="the built tls-tidy")
    parser.add_argument("--packages", type=pathlib.Path, required=True, help="where the Python packages were installed")
    parser.add_argument("--evidence", type=pathlib.Path, help="folder for evidence.html; docs/evidence.md is written too")
    parser.add_argument("--quick", action="store_true", help="two cases per installed library")
    parser.add_argument("--only", metavar="REGEX", help="the cases whose name fits")
    processors = len(os.sched_getaffinity(0))
    parser.add_argument("--jobs", type=int, default=processors + (processors + 1) // 2, help="half as many again as processors, because clients and servers wait for each other")
    arguments = parser.parse_args()
    arguments.program = arguments.program.resolve()
    arguments.packages = arguments.packages.resolve()
    return arguments


if __name__ == "__main__":
    options = read_arguments()
    try:
        ended = box.run_sealed(functools.partial(work, options))
    except box.NoNamespaces as problem:
        sys.exit("prove: " + box.reason(problem))
    if ended in (0, 1) and options.evidence:  # the page is looked at outside of the box, where the browser is at home
        ended = max(ended, page_check.look(options.evidence / "evidence.html", options.evidence))
    sys.exit(ended)
