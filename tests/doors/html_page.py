#!/usr/bin/env python3
"""The html report in a real browser: filters, names for screen readers, contrast, narrow screens, and texts that try to get out.

    tests/doors/html_page.py TLS-TIDY [PICTURES_FOLDER]
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from browser import Browser

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHAPES = {"desk-light": (1280, 900, "light"), "desk-dark": (1280, 900, "dark"), "phone-light": (360, 800, "light"), "phone-dark": (360, 800, "dark")}
ATTACK = "</code></pre></noscript></script><script>document.title='out'</script><img src=x onerror=\"document.title='out'\"><!--"
ATTACKING_NAME = "\"><img src=x onerror=alert(1)>'<svg onload=alert(1)>&lt;b&gt;.py"
CALL = f"import smtplib, ssl\nmail = smtplib.SMTP('mail.example.org')\n# {ATTACK}\nmail.starttls(context=ssl._create_unverified_context())  # {ATTACK}\nmail.login('user', 'secret')\n"
# Each visible text against the nearest background that is not transparent, as WCAG computes it.
CONTRAST = r"""(() => {
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const light = (c) => { const f = c.slice(0, 3).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
  let worst = [99, ""];
  for (const node of document.querySelectorAll("body *")) {
    if (![...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !node.checkVisibility()) continue;
    if (node.closest("script, option, .skip")) continue;
    let under = node;
    while (under && (rgb(getComputedStyle(under).backgroundColor)[3] === 0)) under = under.parentElement;
    const a = light(rgb(getComputedStyle(node).color)), b = light(rgb(getComputedStyle(under || document.body).backgroundColor));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, node.outerHTML.slice(0, 100)];
  }
  return worst;
})()"""
SHOWN = "document.querySelectorAll('article').length"
ALL = "for (const more = document.getElementById('more'); !more.hidden;) more.click()"
STEP = 200  # findings shown at a time
SET = "((name, value) => {{ const form = document.getElementById('filters'); {}; form.dispatchEvent(new Event('input')); }})()"


def report(tool, folder, *arguments):
    page, findings = folder / "report.html", folder / "report.json"
    run = subprocess.run([tool, "scan", "--no-cache", f"--output=html={page}", f"--output=json={findings}", *arguments],
                         cwd=folder, capture_output=True, text=True, timeout=600)
    assert run.returncode in (0, 1, 3), run
    return page, json.loads(findings.read_text())


def check_page(browser, page, expected):
    """Whatever the report: it opens without complaint, asks for nothing, has the findings, nothing is nameless."""
    browser.open(page.as_uri())
    assert browser.complaints() == [], browser.complaints()
    assert browser.addresses() == [page.as_uri()], browser.addresses()
    assert browser.value("document.title").startswith("tls-tidy: "), browser.value("document.title")
    assert browser.value(SHOWN) == min(STEP, len(expected["findings"]))
    browser.value(ALL)
    assert browser.value(SHOWN) == len(expected["findings"])
    assert browser.value("document.querySelectorAll('img, svg, iframe, object, embed, [style], [onerror], [onload]').length") == 0
    assert browser.value("document.scripts.length") == 1
    ids = browser.value("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(set(ids)) == len(ids), "an id twice"
    lost = browser.value("[...document.querySelectorAll('a[href^=\"#\"]')].filter((a) => !document.getElementById(a.getAttribute('href').slice(1))).map((a) => a.outerHTML)")
    assert lost == [], lost
    outline = browser.value("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => +h.tagName[1])")
    assert outline[0] == 1 and all(b - a <= 1 for a, b in zip(outline, outline[1:])), outline
    nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
    roles = {"article", "link", "button", "combobox", "searchbox", "checkbox", "search", "region", "DisclosureTriangle"}
    nameless = [each["role"]["value"] for each in nodes if not each.get("ignored") and each["role"]["value"] in roles and not each.get("name", {}).get("value")]
    assert nameless == [], nameless


def check_filters(browser, findings):
    total = len(findings)
    rule, protocol = findings[0]["rule"], findings[0]["protocol"]
    assert browser.value("document.getElementById('filters').hidden") is False
    for change, fits in (
            (f"form.elements.rule.value = {json.dumps(rule)}", lambda f: f["rule"] == rule),
            (f"form.elements.protocol.value = {json.dumps(protocol)}", lambda f: f["protocol"] == protocol),
            ("form.querySelector('[value=error]').checked = false", lambda f: f["severity"] != "error"),
            (f"form.elements.words.value = {json.dumps(findings[0]['location']['path'].upper())}", None)):
        browser.value(SET.format(change))
        assert browser.value(SHOWN) <= STEP
        browser.value(ALL)
        count = browser.value(SHOWN)
        if fits:
            assert count == sum(map(fits, findings)), (change, count)
        else:
            assert 0 < count < total, (change, count)
        assert browser.value("document.getElementById('shown').value") == f"{count} of {total} findings shown"
        browser.value("document.getElementById('filters').reset(); new Promise((done) => setTimeout(done, 20))")
        assert browser.value("document.getElementById('shown').value") == (f"{total} of {total} findings, the first {STEP} shown" if total > STEP else f"{total} of {total} findings shown")
    # What a reader types is looked for in what the page shows, not in its markup; a link to a finding far below leads there.
    for words, some in (("noscript", False), ('class="number"', False), ("&lt;", False), ("context)", True)):
        browser.value(SET.format(f"form.elements.words.value = {json.dumps(words)}"))
        assert (browser.value(SHOWN) > 0) == some, words
    browser.value(f"location.hash = 'finding-{total}'; new Promise((done) => setTimeout(done, 200))")
    assert browser.value(f"document.getElementById('finding-{total}').getBoundingClientRect().top") < 900
    browser.value("location.hash = ''; document.getElementById('filters').reset(); new Promise((done) => setTimeout(done, 20))")


def check_without_scripts(browser, page, findings):
    """Everything is shown then, and nothing to press."""
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page.as_uri())
    root = browser.ask("DOM.getDocument", depth=-1)["root"]["nodeId"]
    count = {selector: len(browser.ask("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"]) for selector in ("article", "#filters[hidden]", "#more[hidden]")}
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert count == {"article": len(findings), "#filters[hidden]": 1, "#more[hidden]": 1}, count


def check_large(browser, tool, folder):
    """The most that any report is asked for, 25,000 findings: seconds of the browser to open and to filter."""
    large = folder / "large"
    large.mkdir()
    function = "def send_{0}(host, user, password):\n    mail = smtplib.SMTP(host, 587)\n    mail.starttls(context=ssl._create_unverified_context())\n    mail.login(user, password)\n\n\n"
    for number in range(250):
        (large / f"module_{number:03}.py").write_text("import smtplib, ssl\n\n\n" + "".join(function.format(i) for i in range(100)))
    page, expected = report(tool, large, ".")
    assert len(expected["findings"]) == 25000
    begun = processor(browser)
    browser.open(page.as_uri())
    assert browser.value(SHOWN) == STEP and browser.value("document.getElementById('shown').value") == f"25000 of 25000 findings, the first {STEP} shown"
    seconds = {"open": processor(browser) - begun}
    for name, words, count in (("first search", "module_17", 1000), ("next search", "send_99 module_1", 100)):
        begun = processor(browser)
        browser.value(SET.format(f"form.elements.words.value = {json.dumps(words)}"))
        seconds[name] = processor(browser) - begun
        assert browser.value("document.getElementById('shown').value").startswith(f"{count} of 25000 findings"), name
    assert seconds["open"] < 5 and seconds["next search"] < 2, seconds
    return f"25,000 findings in {page.stat().st_size / 1e6:.0f} MB, seconds of processor time: " + ", ".join(f"{name} {value:.1f}" for name, value in seconds.items())


def processor(browser):
    return sum(each["cpuTime"] for each in browser.ask_browser("SystemInfo.getProcessInfo")["processInfo"])


def check_shapes(browser, page, pictures):
    for name, (width, height, scheme) in SHAPES.items():
        browser.shape(width, height, scheme)
        browser.open(page.as_uri())
        assert browser.value("document.documentElement.scrollWidth") <= width, f"{name}: wider than the screen"
        browser.value("document.querySelectorAll('details').forEach((d) => d.open = true)")
        ratio, where = browser.value(CONTRAST)
        assert ratio >= 4.5, f"{name}: contrast {ratio:.2f} at {where}"
        browser.value("document.querySelectorAll('details').forEach((d) => d.open = false)")
        if pictures:
            browser.picture(pictures / f"{name}-top.png")
            browser.value("(document.querySelector('.path') || document.body).scrollIntoView()")
            browser.picture(pictures / f"{name}-path.png")


def main():
    tool = str(pathlib.Path(sys.argv[1]).resolve())
    pictures = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    browser = Browser()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            page, expected = report(tool, folder, "--model-headers", "--min-confidence=low", str(ROOT / "corpus" / "python"), str(ROOT / "corpus" / "cpp" / "openssl"))
            check_page(browser, page, expected)
            check_filters(browser, expected["findings"])
            check_without_scripts(browser, page, expected["findings"])
            check_shapes(browser, page, pictures)
            size = page.stat().st_size
            hostile = folder / "hostile"
            hostile.mkdir()
            (hostile / ATTACKING_NAME).write_text(CALL)
            page, attacked = report(tool, hostile, ".", "gone.py")
            assert len(attacked["findings"]) == 1 and not attacked["trusted"]
            check_page(browser, page, attacked)
            assert "onerror" in browser.value("document.querySelector('.place').textContent")
            assert browser.value("document.querySelectorAll('[role=alert]').length") == 1
            # Should the escaping ever fail, the policy still holds: a script that is put in anyway does not run.
            text = page.read_text().replace("<main ", "<script>document.title='out'</script><img src=x onerror=\"document.title='out'\"><main ")
            page.write_text(text)
            browser.open(page.as_uri())
            assert browser.value("document.title") != "out" and len(browser.complaints()) >= 2
            clean = folder / "clean"
            clean.mkdir()
            (clean / "a.py").write_text("pass\n")
            page, nothing = report(tool, clean, ".")
            check_page(browser, page, nothing)
            assert re.search("No findings", browser.value("document.body.innerText"))
            large = check_large(browser, tool, folder)
    finally:
        browser.close()
    print(large)
    print(f"{len(expected['findings'])} findings in a page of {size // 1024} KB, hostile and empty pages: 0 failures")


if __name__ == "__main__":
    main()
