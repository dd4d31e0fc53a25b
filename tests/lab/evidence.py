"""What people see of the lab: docs/evidence.md and evidence.html, a page that needs nothing but itself.

Rows are a library's forms (one per case, default or fix), columns the attacks. A cell says in words and in colour what
happened; its transcript and the case's source are one click away. Nothing here depends on time or machine but versions.
"""
import html
import json
import pathlib
import string

HERE = pathlib.Path(__file__).resolve().parent
MARKS = {"intercepted": "✗", "refused": "✓", "reached": "●", "missed": "○", "not applicable": ""}
KINDS = (("case", "Cases of the corpus"), ("default", "Defaults of the models"), ("fix", "Fixes"))
NO_FIX = "no safe fix is offered"


def counted(proofs):
    cells = [cell for proof in proofs for cell in proof.cells.values() if cell.outcome != "not applicable"]
    return len(cells)


def summary(proofs):
    wrong = sum(bool(proof.disagreements) for proof in proofs)
    libraries = {proof.library for proof in proofs if proof.cells}
    return f"{counted(proofs)} cells, {len(libraries)} libraries, {wrong} disagreements"


def titles(libraries):
    return {key: library.title for key, library in libraries.items()}


def markdown(proofs, libraries, plans, broken):
    title = titles(libraries)
    lines = [
        "# Evidence",
        "",
        "Written by `scripts/prove`: every case of the corpus that can run was run, in a network of its own, against an honest",
        "server and against impostors. *Intercepted*: the impostor got the login (or mail) the case sends. The same run writes",
        "`evidence.html` into the build folder, with the source of each case and the transcript of each cell.",
        "",
        "## What the servers do",
        "",
        "| server | what it does |",
        "| --- | --- |",
        *(f"| {plan.title} | {plan.what} |" for plan in plans.values()),
        "",
        "Two columns are recorded and bind nobody: *Answers injected* shows how a library treats what came before the handshake,",
        "and *TLS 1.0 only* counts as a mistake only where a program asked for it; what a library allows by default is no finding.",
        "",
    ]
    for kind, heading in KINDS:
        some = [proof for proof in proofs if proof.kind == kind]
        if not some:
            continue
        lines += [f"## {heading}", "", f"Intercepted / tried, by library ({len([p for p in some if p.cells])} programs).", ""]
        lines += table(some, title, plans)
        lines.append("")
    lines += [f"- {library.title} does not refuse *{plans[attack].title}*, however it is used: {reason}." for library in libraries.values() for attack, reason in library.lacks.items()] + [""]
    lines += shapes(proofs, title)
    lines += remarks(proofs, broken)
    lines += ["", summary(proofs), ""]
    return "\n".join(lines)


def table(proofs, title, plans):
    columns = [plan for plan in plans.values() if plan.id != "honest"]
    lines = ["| library | version | programs | reached | " + " | ".join(plan.title for plan in columns) + " |"]
    lines.append("| --- | --- | --: | --: |" + " --: |" * len(columns))
    for key in sorted({proof.library for proof in proofs if proof.cells}):
        own = [proof for proof in proofs if proof.library == key and proof.cells]
        reached = sum(proof.cells["honest"].outcome == "reached" for proof in own)
        counts = []
        for plan in columns:
            outcomes = [proof.cells[plan.id].outcome for proof in own if plan.id in proof.cells]
            tried = [outcome for outcome in outcomes if outcome != "not applicable"]
            counts.append(f"{tried.count('intercepted')} / {len(tried)}" if tried else "")
        language = "Python" if key.startswith("python/") else "C, C++"
        lines.append(f"| {title.get(key, key)} ({language}) | {own[0].version} | {len(own)} | {reached} | " + " | ".join(counts) + " |")
    return lines


def shapes(proofs, title):
    """Per rule: how many insecure cases were intercepted, how many quiet ones refused everything."""
    rules = sorted({rule for proof in proofs if proof.kind == "case" for rule in proof.rules})
    lines = ["## By rule", "", "| rule | cases proved | libraries |", "| --- | --: | --- |"]
    for rule in rules:
        own = [proof for proof in proofs if proof.kind == "case" and rule in proof.rules and proof.cells and not proof.disagreements]
        lines.append(f"| {rule} | {len(own)} | {', '.join(sorted({title.get(proof.library, proof.library) for proof in own}))} |")
    quiet = [proof for proof in proofs if proof.kind == "case" and proof.cells and not proof.rules and not proof.disagreements]
    return lines + ["", f"Quiet cases that reached the honest server and refused every impostor (the two recorded columns aside): {len(quiet)}.", ""]


def remarks(proofs, broken):
    lines = []
    hidden = [proof for proof in proofs if proof.hidden and not proof.disagreements and proof.kind != "fix"]
    known = [proof for proof in proofs if proof.known]
    missing = [proof for proof in proofs if proof.not_proved and proof.not_proved != NO_FIX]
    without_fix = [proof for proof in proofs if proof.not_proved == NO_FIX]
    wrong = [proof for proof in proofs if proof.disagreements]
    if hidden:
        lines += ["## Proved, and hidden by default", "", "The finding is right, and its confidence is low: only `--min-confidence low` shows it.", ""]
        lines += [f"- {proof.title()}: {', '.join(proof.hidden)}" for proof in hidden] + [""]
    if known:
        lines += ["## Known to be wrong", "", "What the analyzer does not get right yet (`tests/corpus_known.json`); the handshakes are as wanted.", ""]
        lines += [f"- {proof.title()}: {proof.known}" for proof in known] + [""]
    if without_fix:
        lines += ["## Without a fix", "", "Insecure cases whose findings offer no safe fix: " + ", ".join(proof.name for proof in without_fix) + ".", ""]
    lines += ["## Not proved", ""]
    lines += [f"- {proof.title()}: {proof.not_proved}" for proof in missing] or ["Nothing."]
    lines += [f"- libraries without a case: {', '.join(broken)}"] if broken else []
    lines += ["", "## Disagreements", ""]
    lines += [f"- {proof.title()}: {'; '.join(proof.disagreements)}" for proof in wrong] or ["None."]
    return lines


def page(proofs, libraries, plans):
    """The HTML page: a table per kind, the details as data that a small script shows in a dialog."""
    title = titles(libraries)
    sources, details, bodies = {}, [], []
    for kind, heading in KINDS:
        some = [proof for proof in proofs if proof.kind == kind and proof.cells]
        if some:
            bodies.append(section(kind, heading, some, title, plans, details, sources))
    template = string.Template((HERE / "evidence_page.html").read_text())
    attacks = "".join(f"<dt>{html.escape(plan.title)}</dt><dd>{html.escape(plan.what)}</dd>" for plan in plans.values())
    missing = [proof for proof in proofs if proof.not_proved and proof.not_proved != NO_FIX]
    listed = "".join(f"<li><b>{html.escape(proof.title())}</b>: {html.escape(proof.not_proved)}</li>" for proof in missing)
    data = json.dumps({"details": details, "sources": sources}, separators=(",", ":"), ensure_ascii=False).replace("</", "<\\/")
    return template.substitute(summary=summary(proofs), attacks=attacks, sections="\n".join(bodies), missing=listed or "<li>Nothing.</li>", data=data)


def section(kind, heading, proofs, title, plans, details, sources):
    head = "".join(f'<th scope="col">{html.escape(plan.title)}</th>' for plan in plans.values())
    rows = []
    for key in sorted({proof.library for proof in proofs}):
        own = [proof for proof in proofs if proof.library == key]
        language = "Python" if key.startswith("python/") else "C, C++"
        name = f"{title.get(key, key)} <small>{language}, {html.escape(own[0].version)}</small>"
        rows.append(f'<tr class="library"><th scope="rowgroup" colspan="{len(plans) + 1}"><span>{name}</span></th></tr>')
        rows += [row(proof, plans, details, sources) for proof in own]
    return f'<section id="{kind}"><h2>{heading}</h2><div class="wide" tabindex="0" role="region" aria-label="{heading}"><table><caption>{heading}: what each server got</caption><thead><tr><th scope="col">program</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></section>'


def row(proof, plans, details, sources):
    form = proof.name.split("/", 2)[2] if proof.name.startswith(("cpp/", "python/")) else proof.name
    if proof.setting:
        form += f" ({proof.setting})"
    source = source_of(proof, sources)
    rules = ", ".join(proof.rules) or "quiet"
    details.append([proof.title(), None, proof.case.about, source, rules, "", ""])
    cells = [f'<th scope="row"><button data-at="{len(details) - 1}">{html.escape(form).replace("_", "_<wbr>")}</button><small>{html.escape(rules)}</small></th>']
    for plan in plans.values():
        cell = proof.cells.get(plan.id)
        outcome = cell.outcome if cell else "not applicable"
        if not cell or not cell.transcript:
            cells.append(f'<td class="none"><span class="unseen">{outcome}</span></td>')
            continue
        details.append([proof.title(), plan.title, outcome, source, cell.exit_code, "\n".join(cell.transcript), cell.words])
        label = html.escape(f"{form}, {plan.title}: {outcome}", quote=True)
        cells.append(f'<td class="{outcome}"><button data-at="{len(details) - 1}" aria-label="{label}">{MARKS[outcome]} <span>{outcome}</span></button></td>')
    return f'<tr>{"".join(cells)}</tr>'


def source_of(proof, sources):
    """The program's text, kept once; returns its key."""
    key = f"{proof.kind}:{proof.name}"
    sources[key] = proof.case.text
    return key
