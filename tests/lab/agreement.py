"""Want comment and handshake must agree: which attacks may succeed, which must, given the rules a case breaks.

attacks.json says for each rule which attacks prove it (one of them must succeed) and which it explains as well. An
attack that succeeds although no rule explains it is a disagreement; so a quiet case must refuse them all.
"""


def explained(rules_table, rules):
    return {attack for rule in rules for part in ("proof", "explains") for attack in rules_table[rule][part]}


def disagreements(rules, possible, cells, plans, rules_table, lacks=()):
    """A line for each, without the case's name. `rules` must be proved, `possible` ones explain too. `cells` by attack.

    `lacks`: attacks that the library does not refuse however it is used.
    """
    lines = []
    unknown = sorted(rule for rule in rules | possible if rule not in rules_table)
    if unknown:
        return [f"attacks.json has no entry for {', '.join(unknown)}"]
    honest = cells["honest"].outcome
    if "tls-broken-call" in rules:
        return ["the honest server is reached by a call that should fail for everyone"] if honest == "reached" else []
    if honest != "reached":
        return [f"the honest server is not reached: exit code {cells['honest'].exit_code}, {last_words(cells['honest'])}"]
    real = cells.get("real")
    if real and real.outcome == "missed":
        lines.append(f"the real server is not reached: {real.transcript[0][4:]}, {last_words(real)}")
    may = explained(rules_table, rules | possible)
    for attack, cell in cells.items():
        if cell.outcome == "intercepted" and plans[attack].agreed == "always" and attack not in may and attack not in lacks:
            lines.append(f"intercepted by '{plans[attack].title}', and no finding tells")
    for attack in lacks:
        if cells[attack].outcome == "refused":
            lines.append(f"refuses '{plans[attack].title}', which the library is said to lack")
    for rule in sorted(rules):
        tried = [cells[attack] for attack in rules_table[rule]["proof"] if attack in cells]
        if not any(cell.outcome == "intercepted" for cell in tried):
            lines.append(f"{rule} is wanted, and no impostor gets through")
    return lines


def last_words(cell):
    words = cell.words.strip().splitlines()
    return repr(words[-1][-160:]) if words else "nothing said"
