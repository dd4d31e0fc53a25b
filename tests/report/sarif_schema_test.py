#!/usr/bin/env python3
"""The program's SARIF against the schema, against the validator that GitHub's rules are built into, and against what both overlook.

    tests/report/sarif_schema_test.py TLS-TIDY

Schema and validator come from the npm package that scripts/setup puts beside the program. Its schema is that of OASIS
but for the patterns of GUIDs, which a report has none of, and `region`'s `anyOf`, which is added here. The validator
exits with 0 whatever it finds: its own report is read. Needs python3-jsonschema.
"""
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GITHUB_RULES = ["GH1001.ProvideRequiredLocationProperties", "GH1002.InlineThreadFlowLocations", "GH1003.ProvideRequiredRegionProperties",
                "GH1004.ReviewArraysThatExceedConfigurableDefaults", "GH1005.LocationsMustBeRelativeUrisOrFilePaths",
                "GH1006.ProvideCheckoutPath", "GH1007.ProvideFullyFormattedMessageStrings"]
BAD_CALL = "import smtplib\nimport ssl\n\nmail = smtplib.SMTP('mail.example.org')\nmail.starttls(context=ssl._create_unverified_context())\nmail.login('user', 'secret')\n"


def scan(tool, folder, *arguments, stdin=None):
    run = subprocess.run([tool, "scan", "--no-cache", "--output", "sarif", *arguments], cwd=folder, input=stdin, capture_output=True, timeout=600)
    return run.returncode, run.stdout


def reports(tool, folder):
    """(name, exit code, SARIF, what must stand in its notifications)"""
    empty, broken = folder / "empty", folder / "broken"
    for each in (empty, broken):
        each.mkdir()
    (broken / "gone.py").symlink_to("nowhere.py")
    (broken / "bytes.py").write_bytes(BAD_CALL.encode() + b"# \xff\xfe\x00 \xf0\x9f\x94\x92\nname = '\xff'\n")
    (broken / "a b%20\xe4.c").write_bytes(b"#include <openssl/ssl.h>\n/* \xf0\x9f\x94\x92 */ int f(SSL_CTX *c) { SSL_CTX_set_verify(c, 0, 0); \xff\n")
    for part in ("sub", "inc"):
        (broken / part).mkdir()
    (broken / "inc" / "beside.h").write_text('#include "not_there.h"\nint half(\n')
    (broken / "sub" / "beside.c").write_text('#include "../inc/beside.h"\nvoid use(void) { SSL_new(0); }\n')
    (broken / "clean.py").write_text(BAD_CALL)
    yield "corpus", 1, *scan(tool, ROOT / "corpus", "--model-headers", "."), None
    yield "nothing to scan", 3, *scan(tool, empty, "."), "no C, C++ or Python file to analyse"
    yield "broken files", 1, *scan(tool, broken, ".", "missing.py"), "no such file"
    yield "standard input", 1, *scan(tool, folder, "--stdin-filename", "sub/mail.py", stdin=BAD_CALL.encode()), None
    yield "clean standard input", 0, *scan(tool, folder, "--stdin-filename", "mail.py", stdin=b"pass\n"), None


def everything(value, path=""):
    yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from everything(each, f"{path}/{key}")


def overlooked(log, private):
    """What neither schema nor validator notices."""
    for run in log["runs"]:
        if run.get("columnKind") != "utf16CodeUnits":
            yield "columnKind is missing"
        if "results" not in run:
            yield "results are missing"
        rules = run["tool"]["driver"]["rules"]
        for rule in rules:
            severity = rule.get("properties", {}).get("security-severity")
            if not isinstance(severity, str) or not re.fullmatch(r"\d+\.\d", severity) or not 0 < float(severity) <= 10:
                yield f"{rule['id']}: security-severity {severity!r}"
        for result in run["results"]:
            if result.get("kind", "fail") != "fail" and "level" in result:
                yield "a result with a kind and a level"
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield "ruleIndex names another rule"
            if not result["locations"]:
                yield "a result without a place"
    for path, value in everything(log):
        if path.endswith("/uri") and (value.startswith("/") or ("artifactLocation" in path and ":" in value)):
            yield f"{path}: {value}"
        if path.endswith("/uri") and "/../" in value:
            yield f"{path}: {value}"
        if isinstance(value, str) and not path.endswith(("/informationUri", "/helpUri", "/$schema")):
            yield from (f"{path}: {word}" for word in private if word in value)


def validator_says(multitool, file, config, out):
    out.unlink(missing_ok=True)
    run = subprocess.run([multitool, "validate", file, "--rule-kind", "Sarif;Ghas", "-c", config, "-o", out, "--log", "ForceOverwrite",
                          "--level", "Error;Warning;Note"], capture_output=True, text=True, timeout=600,
                         env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    if not out.exists():
        yield f"no report, exit {run.returncode}: {(run.stdout + run.stderr)[-500:]}"
        return
    run = json.loads(out.read_text("utf-8-sig"))["runs"][0]
    for result in run["results"]:
        if result.get("level") == "error":
            yield f"{result['ruleId']}: {result['message'].get('text') or result['message']}"
    for notification in run["invocations"][0].get("toolExecutionNotifications", []) if run.get("invocations") else []:
        if notification.get("level") == "error":
            yield str(notification["message"])


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    package = tool.parent / "npm" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
    schema = json.loads((package / "sarif-2.1.0.json").read_text("utf-8-sig"))
    definitions = schema.get("$defs") or schema["definitions"]
    definitions["region"]["anyOf"] = [{"required": [key]} for key in ("startLine", "charOffset", "byteOffset")]
    validator = jsonschema.Draft202012Validator(schema)
    wrong, seen = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        private = [str(folder), str(ROOT), str(pathlib.Path.home())] + [name for name in [socket.gethostname()] if len(name) > 3]
        (folder / "config.json").write_text(json.dumps({f"{rule}.Options": {"RuleEnabled": "Error"} for rule in GITHUB_RULES}))
        (folder / "scans").mkdir()
        for name, code, got, text, notification in reports(tool, folder / "scans"):
            seen += 1
            if got != code:
                wrong.append(f"{name}: exit {got}, not {code}")
            log = json.loads(text.decode("utf-8"))
            wrong += [f"{name}: {list(error.absolute_path)}: {error.message[:300]}" for error in validator.iter_errors(log)]
            wrong += [f"{name}: {what}" for what in overlooked(log, private)]
            invocation = log["runs"][0]["invocations"][0]
            told = [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
            if notification and not any(notification.replace("`", "'") in each for each in told):
                wrong.append(f"{name}: {notification!r} is not among {told}")
            if invocation["executionSuccessful"] != (name not in ("nothing to scan", "broken files")):
                wrong.append(f"{name}: executionSuccessful is {invocation['executionSuccessful']}")
            file = folder / "log.sarif"
            file.write_bytes(text)
            wrong += [f"{name}: {what}" for what in validator_says(package / "Sarif.Multitool", file, folder / "config.json", folder / "out.sarif")]
        # Both judges can find fault: a report spoiled in a way each of them knows.
        log["runs"][0]["results"] = [{"ruleId": "x", "message": {"text": "x"}, "locations": [{"physicalLocation": {"region": {}}}]}]
        if validator.is_valid(log):
            wrong.append("the schema takes a spoiled report")
        log["runs"][0]["results"] = [{"ruleId": "x", "message": {"text": "x"}, "locations": []}]
        file.write_text(json.dumps(log))
        if not list(validator_says(package / "Sarif.Multitool", file, folder / "config.json", folder / "out.sarif")):
            wrong.append("the validator takes a spoiled report")
    print("\n".join([*wrong, f"{seen} reports; {len(wrong)} failures"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
