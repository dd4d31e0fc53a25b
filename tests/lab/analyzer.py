"""What tls-tidy says about a case, scanned as the program it is, with the library's real headers."""
import json
import os
import subprocess


def scan(program, case, folder, *options):
    """The findings as the json report holds them, notes included."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "TMPDIR": os.environ["TMPDIR"], "LANG": "C.UTF-8"}
    command = [str(program), "scan", "--no-cache", "-q", "-j", "1", "--min-severity", "note", "--min-confidence", "low", "--fail-on", "never", "--output", "json", *options, *case.files]
    done = subprocess.run(command, cwd=case.root, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    try:
        return json.loads(done.stdout)["findings"]
    except (ValueError, KeyError):
        raise RuntimeError(f"{case.name}: tls-tidy ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-300:]}")


def finding_for(want, findings):
    for finding in findings:
        place = finding["location"]
        if finding["rule"] == want.rule and place["path"] == want.file and place["line"] == want.line and want.part in finding["message"]:
            return finding
    return None


def mismatches(case, findings):
    """A line for each want without its finding and each finding without its want."""
    left, lines = list(findings), []
    for want in case.wants:
        found = finding_for(want, left)
        if found:
            left.remove(found)
        else:
            lines.append(f"{want.file}:{want.line}: wants {want.rule}, the analyzer does not report it")
    for finding in left:
        lines.append(f"{finding['location']['path']}:{finding['location']['line']}: the analyzer reports {finding['rule']}, nothing wants it")
    return lines


def is_conditional(want, findings):
    """A finding that a setting decides, its default being the secure one: a note. (Low confidence is another matter.)

    One that is no note and names the default is what happens when nobody sets anything.
    """
    found = finding_for(want, findings)
    if found and found["severity"] != "note" and "(default:" in found["message"]:
        return False
    told = found and found["confidence"] != "low" and found["severity"] == "note" and "decided by" in found["message"]
    return "decided by" in want.part or bool(told)


def is_hidden(want, findings):
    """A finding that is there, and not shown unless low confidence is asked for."""
    found = finding_for(want, findings)
    return bool(found) and found["confidence"] == "low"
