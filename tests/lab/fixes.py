"""Fixes proved: `tls-tidy scan --fix` mends a copy of an insecure case; the mended program must refuse what the original
accepted, and still reach the honest server.

Only what a fix claims to mend counts: attacks that another, unfixed finding explains stay out.
"""
import dataclasses
import shutil

import agreement
import analyzer
import build
import cases as corpus


def mend(lab, case, folder):
    """The case in a copy of the corpus after --fix, and whether anything changed."""
    copy = folder / "corpus"
    shutil.copytree(case.root, copy)
    mended = dataclasses.replace(case, root=copy)
    analyzer.scan(lab.program, mended, lab.scratch, "--fix")
    changed = any((copy / file).read_bytes() != (case.root / file).read_bytes() for file in case.files)
    return mended, changed


def prove(lab, case, proof):
    """Fills the Proof of a fix."""
    folder = lab.folder("fix " + case.name)
    mended, changed = mend(lab, case, folder)
    if not changed:
        proof.not_proved = "no safe fix is offered"
        return proof
    proof.case = dataclasses.replace(mended, text=corpus.program_text({file: (mended.root / file).read_text() for file in case.files}, case.files))
    left = {finding["rule"] for finding in analyzer.scan(lab.program, mended, lab.scratch)}
    fixed = {want.rule for want in case.wants} - left
    try:
        command, environment = build.make([mended.root / file for file in case.files], case.language, case.library, folder / "case", lab.packages, lab.trust)
    except build.CannotBuild as problem:
        proof.disagreements.append(f"the mended program {problem}")
        return proof
    trial = lab.trial(case, command, {**environment, **case.environment}, folder, lab.enter(case.library))
    proof.manner, cells = trial.all_cells(case.protocols())
    proof.cells = {cell.attack: cell for cell in cells}
    proof.rules = sorted(fixed)
    proof.setting = " ".join(f"{name}={value}" for name, value in case.environment.items())
    table = lab.table["rules"]
    proof.disagreements = lab.unless_known(proof, "fix", judge(fixed, left, proof.cells, lab.plans, table, case.library.lacks))
    return proof


def judge(fixed, left, cells, plans, table, lacks):
    if not fixed:
        return ["a fix was applied, and every finding is still there"]
    if cells["honest"].outcome != "reached":
        return ["after the fix the honest server is not reached: " + agreement.last_words(cells["honest"])]
    mended = agreement.explained(table, fixed) - agreement.explained(table, left & set(table)) - set(lacks)
    return [f"after the fix still intercepted by '{plans[attack].title}'" for attack, cell in cells.items() if attack in mended and cell.outcome == "intercepted"]
