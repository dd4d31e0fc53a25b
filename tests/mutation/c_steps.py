"""C's and C++'s protecting steps, found by their names in the text: no compiler, comments and strings are masked.

A modelled call protects when one of its effects, with the arguments as written, can switch a check on, reads a verdict,
installs a callback or hands over credentials. As a statement it is deleted; inside an expression it gives way to
the answer that lets the connection go on. Calls that make or send something stay: without them there is nothing to judge.
"""
import json
import re

JUDGED = {"peer", "name", "floor", "data", "transport"}
GOOD = {"on", "tls"}
PASSES = {"zero": "0", "nonnegative": "0", "nonzero": "1", "positive": "1", "nonnull": "1"}
MASKED = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)


def mask(text):
    """The text with comments and literals blanked out; offsets stay."""
    return MASKED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def arguments(text, masked, opening):
    """What stands between the bracket at `opening` and its counterpart, at commas, and the offset behind it."""
    depth, start, parts = 0, opening + 1, []
    for at in range(opening, len(masked)):
        c = masked[at]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth == 0:
                parts.append(text[start:at].strip())
                return parts, at + 1
        elif c == "," and depth == 1:
            parts.append(text[start:at].strip())
            start = at + 1
    raise ValueError("a call without an end")


def outcomes(rule, written):
    """Values a model's value rule can give for arguments as written: one when the argument is plain, else all."""
    if isinstance(rule, str):
        return {rule}
    word = written[int(rule["of"].split(":")[1].split(".")[0])] if rule["of"].startswith("arg:") else ""
    word = re.sub(r"^(\([a-z ]+\)|static_cast<[^>]*>\((?=[^()]*\)$))", "", word).strip("() ").rstrip("L")
    for test, value in rule.get("cases", []):
        if str(test.get("equals", test.get("bits"))) == word or ("null" in test and word in ("NULL", "nullptr")):
            return {value}
    plain = re.fullmatch(r"\w+", word) and (word.isupper() or word.isdigit())
    return {rule.get("else", "keep")} | (set() if plain else {value for _, value in rule.get("cases", [])})


class CSteps:
    suffixes = {".c", ".cpp", ".h"}

    def __init__(self, models):
        self.entries = {}  # name as written -> [(argument position -> constant, whether a macro adds those, effects)]
        for path in models:
            model = json.loads(path.read_text())
            if model.get("language") != "c":
                continue
            apis = [(api, api.get("effects", [api])) for api in model["apis"]]
            deciding = set(JUDGED)  # and what a check's switch depends on: `"when": [{"property": "pinned", ...}]`
            for _, effects in apis:
                for effect in effects:
                    switched = effect["event"] == "set" and effect["property"] in JUDGED and effect["value"] in ("on", "tls")
                    if switched or effect["event"] == "handshake":
                        deciding |= {test["property"] for test in effect.get("when", []) if test.get("value") == "on"}
            for api, effects in apis:
                if {effect["event"] for effect in effects} & {"create", "send"}:
                    continue
                fixed = api.get("fixed", {})
                kept = [effect for effect in effects if effect["event"] in ("callback", "derive", "read-result") or
                        (effect["event"] == "set" and effect["property"] in deciding)]
                if kept:
                    for name in [api["name"], *api.get("aliases", [])]:
                        self.entries.setdefault(name, []).append((fixed, bool(api.get("macro_of")), kept))

    def protects(self, name, written):
        """(name to show, answer that lets the connection go on), or None."""
        for fixed, isMacro, effects in self.entries[name]:
            if isMacro:
                written = list(written)
                for position, word in sorted(fixed.items()):
                    written.insert(int(position), str(word))
            if any(int(position) >= len(written) or written[int(position)] != str(word) for position, word in fixed.items()):
                continue
            for effect in effects:
                if effect["event"] == "set" and not outcomes(effect["value"], written) & GOOD:
                    continue
                if effect["event"] == "callback" and written[int(effect["from"].split(":")[1])] in ("NULL", "nullptr"):
                    continue
                success = effect.get("success", "zero")
                answer = str(success["equals"]) if isinstance(success, dict) else PASSES[success]
                return name if isMacro else next(iter(fixed.values()), name), answer
        return None

    def variants(self, text):
        """Yields (name of what is taken out, line, new text)."""
        masked = mask(text)
        for found in re.finditer(r"\b(\w+)\s*\(", masked):
            name = found[1]
            if name not in self.entries:
                continue
            written, end = arguments(text, masked, found.end() - 1)
            step = self.protects(name, written)
            if step is None:
                continue
            before = masked[:found.start()].rstrip()
            isStatement = (before[-1:] in ("{", "}", ";", ")") or re.search(r"\belse$", before)) and masked[end:].lstrip()[:1] == ";"
            yield step[0], text.count("\n", 0, found.start()) + 1, text[:found.start()] + ("" if isStatement else step[1]) + text[end:]
