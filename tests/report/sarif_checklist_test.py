#!/usr/bin/env python3
"""What GitHub code scanning asks of a SARIF report beyond schema and validator.

    tests/report/sarif_checklist_test.py TLS-TIDY

Each promise is held against a second implementation written down here: the line hash by GitHub's definition, fixes applied by
a reader of SARIF against `--fix`, one report from two checkouts of one tree.
"""
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PRECISIONS = {"very-high", "high", "medium", "low"}
LOCK = "\N{LOCK}"
BROKEN = f"import ssl\n# {LOCK}\nimport smtplib\nmail = smtplib.SMTP('h'); s = '{LOCK}'; mail.starttls(context=ssl._create_unverified_context())\nmail.login('u', 'p')\n"


def scan(tool, folder, *arguments, home=None):
    environment = dict(os.environ, **({"HOME": str(home), "XDG_CACHE_HOME": ""} if home else {}))
    run = subprocess.run([tool, "scan", "--output", "sarif", *arguments], cwd=folder, capture_output=True, timeout=600, env=environment)
    assert run.returncode in (0, 1, 3), run.stderr
    return run.stdout


def line_hashes(data):
    """By line from 1: a rolling hash over 100 UTF-16 units, as in GitHub's upload action."""
    units = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").encode("utf-16-le")
    stream = [unit for unit in (units[i] | units[i + 1] << 8 for i in range(0, len(units), 2)) if unit not in (0x20, 0x09)]
    starts = [0] + [i + 1 for i, unit in enumerate(stream) if unit == 0x0A]
    stream += [0xFFFF] + [0] * 100
    counts, result = {}, []
    for start in starts:
        value = 0
        for unit in stream[start:start + 100]:
            value = (value * 37 + unit) % 2**64
        counts[value] = counts.get(value, 0) + 1
        result.append(f"{value:x}:{counts[value]}")
    return result


def text_of(folder, uri):
    return (folder / urllib.parse.unquote(uri)).read_bytes()


def places(result):
    yield from (each["physicalLocation"] for each in result["locations"] + result.get("relatedLocations", []))
    for flow in result.get("codeFlows", []):
        for thread in flow["threadFlows"]:
            yield from (step["location"]["physicalLocation"] for step in thread["locations"])


def wrong_in(log, folder):
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        properties = rule["properties"]
        tags = properties["tags"]
        if properties["precision"] not in PRECISIONS:
            yield f"{rule['id']}: precision {properties['precision']}"
        secure = tags != ["maintainability"]  # as the rules about suppressions have it
        if len(tags) > 10 or secure != ("security" in tags) or secure != any(re.fullmatch(r"external/cwe/cwe-\d{3,}", tag) for tag in tags):
            yield f"{rule['id']}: tags {tags}"
        if not re.fullmatch(r"([A-Z][a-z0-9]+)+", rule["name"]) or not re.fullmatch(r"tls-[a-z0-9-]+", rule["id"]):
            yield f"{rule['id']}: name {rule['name']}"
        for key in ("shortDescription", "fullDescription"):
            if not 0 < len(rule[key]["text"]) <= 1024:
                yield f"{rule['id']}: {key}"
        if not rule["help"]["text"] or not rule["help"]["markdown"] or not rule["helpUri"].startswith("https://"):
            yield f"{rule['id']}: help"
    for key in ("automationDetails", "versionControlProvenance"):
        if key in run:
            yield f"{key} without being asked"
    hashes = {}
    for result in run["results"]:
        where = result["locations"][0]["physicalLocation"]
        uri, region = where["artifactLocation"]["uri"], where["region"]
        name = f"{uri}:{region['startLine']}"
        message = result["message"]["text"]
        if "`" in message or not re.match(r"[^\n]*?[.!?](\s|$)", message):
            yield f"{name}: message {message!r}"
        linked = {int(number) for number in re.findall(r"(?<!\\)\]\((\d+)\)", message)}
        related = [each["id"] for each in result.get("relatedLocations", [])]
        if not linked <= set(related) or len(set(related)) != len(related) or (related and not linked):
            yield f"{name}: links {linked} to {related}"
        if related and not any(step["importance"] == "essential" for flow in result["codeFlows"] for thread in flow["threadFlows"] for step in thread["locations"]):
            yield f"{name}: no essential step"
        if len(list(places(result))) > 100:
            yield f"{name}: more places than are shown"
        for place in places(result):
            region, data = place["region"], text_of(folder, place["artifactLocation"]["uri"])
            lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            line = lines[region["startLine"] - 1].encode("utf-16-le")
            part = line[2 * (region["startColumn"] - 1):2 * (region["endColumn"] - 1)].decode("utf-16-le", "replace")
            if region["endLine"] != region["startLine"] or part != region["snippet"]["text"]:
                yield f"{name}: region {region} shows {part!r}"
        if uri not in hashes:
            hashes[uri] = line_hashes(text_of(folder, uri))
        prints = result["partialFingerprints"]
        if prints["primaryLocationLineHash"] != hashes[uri][where["region"]["startLine"] - 1]:
            yield f"{name}: line hash {prints['primaryLocationLineHash']}"
        if not re.fullmatch("[0-9a-f]{16}", prints["tlsTidy/v1"]):
            yield f"{name}: {prints}"
        for key in ("suppressions", "baselineState", "rank", "kind"):
            if key in result:
                yield f"{name}: {key} without being asked"
    identities = [result["partialFingerprints"]["tlsTidy/v1"] for result in run["results"]]
    if len(set(identities)) != len(identities):
        yield "an identity twice"


def offset(text, line, column):
    """Of a UTF-16 position in text whose byte-order mark is gone."""
    starts = [0] + [match.end() for match in re.finditer("\r\n|\r|\n", text)]
    return starts[line - 1] + len(text[starts[line - 1]:].encode("utf-16-le")[:2 * (column - 1)].decode("utf-16-le"))


def with_fixes(data, results):
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = data[len(mark):].decode("utf-8")
    changes = []
    for result in results:
        for change in result["fixes"][0]["artifactChanges"]:
            for replacement in change["replacements"]:
                region = replacement["deletedRegion"]
                changes.append((offset(text, region["startLine"], region["startColumn"]), offset(text, region["endLine"], region["endColumn"]),
                                replacement["insertedContent"]["text"]))
    for begin, end, new in sorted(set(changes), reverse=True):
        text = text[:begin] + new + text[end:]
    return mark + text.encode("utf-8")


def check_fixes(tool, scratch):
    """A reader of the report mends a file as --fix does, with CRLF, a byte-order mark and characters of two units before the place, too."""
    checked = 0
    shapes = {"plain": lambda b: b, "crlf": lambda b: b.replace(b"\n", b"\r\n"), "marked": lambda b: b"\xef\xbb\xbf" + b}
    sources = [path.read_bytes() for path in sorted((ROOT / "corpus" / "python").glob("*/*.py"))] + [BROKEN.encode()]
    folder = scratch / "fixes"
    folder.mkdir()
    for number, source in enumerate(sources):
        for shape, reshape in shapes.items():
            (folder / f"{shape}{number}.py").write_bytes(reshape(source))
    by_file = {}
    for result in json.loads(scan(tool, folder, "--no-cache", "."))["runs"][0]["results"]:
        by_file.setdefault(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], []).append(result)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    scan(tool, folder, "--no-cache", "--fix", "--unsafe-fixes", ".")
    for name, results in by_file.items():
        # Fixes of one file may give way to each other; how is --fix's business.
        if len(results) != 1 or not results[0].get("fixes"):
            continue
        checked += 1
        assert with_fixes(before[name], results) == (folder / name).read_bytes(), f"{name}: {before[name]}"
    assert checked > 20 and all(f"{shape}{len(sources) - 1}.py" in by_file for shape in shapes), checked
    for name, data in before.items():  # a byte-order mark changes nothing but itself
        if name.startswith("marked"):
            assert (folder / name).read_bytes() == b"\xef\xbb\xbf" + (folder / name.replace("marked", "plain")).read_bytes(), name
    return checked


def check_checkouts(tool, scratch):
    """Byte for byte the same from two folders, users, job counts, ways to name the root, with and without a cache."""
    reports = []
    for number, (name, arguments) in enumerate((("a", ["-j1", "--no-cache"]), ("somewhere else/\u00e9 b/deep", ["-j2"]))):
        folder = scratch / "checkouts" / name
        folder.parent.mkdir(parents=True)
        home = scratch / f"home{number}"
        home.mkdir()
        for part in ("python/ssl", "cpp/openssl", "programs"):
            if (ROOT / "corpus" / part).is_dir():
                shutil.copytree(ROOT / "corpus" / part, folder / part)
        (folder / "cpp" / "dial.h").write_bytes((ROOT / "corpus" / "cpp" / "dial.h").read_bytes())
        entries = [{"directory": str(folder / "cpp" / "openssl"), "file": str(path), "arguments": ["cc", "-I" + str(folder / "cpp"), "-c", str(path)]}
                   for path in sorted((folder / "cpp" / "openssl").glob("*.c"))]
        (folder / "compile_commands.json").write_text(json.dumps(entries))
        (folder / "broken.py").write_bytes(b"x = (\n")
        reports.append(scan(tool, folder, "--model-headers", *arguments, ".", home=home))
        if number:
            reports.append(scan(tool, folder, "--model-headers", *arguments, ".", home=home))  # from the cache
            link = scratch / "link"
            link.symlink_to(folder)
            reports.append(scan(tool, link, "--model-headers", "--no-cache", home=home))
    for other in reports[1:]:
        if other != reports[0]:
            (scratch / "one").write_bytes(reports[0])
            (scratch / "two").write_bytes(other)
            subprocess.run(["diff", scratch / "one", scratch / "two"], check=False)
            raise AssertionError("two checkouts, two reports")
    return len(json.loads(reports[0])["runs"][0]["results"])


def check_size(log):
    """25,000 results, the most that are written, stay under the 10 MB that GitHub takes, packed as it packs them."""
    results = log["runs"][0]["results"]
    some = json.dumps(results, separators=(",", ":")).encode()
    packed = len(gzip.compress(some)) / len(results) * 25000
    assert packed < 10e6, packed
    return packed


def main():
    tool = str(pathlib.Path(sys.argv[1]).resolve())
    log = json.loads(scan(tool, ROOT / "corpus", "--no-cache", "--model-headers", "--min-confidence", "low", "python", "cpp/openssl", "cpp/curl"))
    wrong = list(wrong_in(log, ROOT / "corpus"))
    print("\n".join(wrong[:20]))
    assert not wrong, len(wrong)
    packed = check_size(log)
    with tempfile.TemporaryDirectory() as name:
        fixes = check_fixes(tool, pathlib.Path(name))
        same = check_checkouts(tool, pathlib.Path(name))
    print(f"{len(log['runs'][0]['results'])} results, {fixes} fixes, {same} results the same from two checkouts, "
          f"25,000 results would pack to {packed / 1e6:.1f} MB: 0 failures")


if __name__ == "__main__":
    main()
