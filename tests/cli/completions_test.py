#!/usr/bin/env python3
"""Presses Tab in bash, zsh and fish, and holds --help and the manual page against a screen and their checkers.

    tests/cli/completions_test.py TLS-TIDY

bash and zsh run in a pseudo terminal: a line is typed, Tab pressed, the line put behind `echo` and run, so what is read is what the
shell made of it. fish tells its completions itself (`complete -C`).
"""
import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())

# A line with Tab pressed at its end, and what it must become; `None` stands for a list of all these words.
LINES = [
    ("tls-tidy sc", "tls-tidy scan"),
    ("tls-tidy scan --fail-on nev", "tls-tidy scan --fail-on never"),
    ("tls-tidy scan --fail-on=nev", "tls-tidy scan --fail-on=never"),
    ("tls-tidy scan --min-conf", "tls-tidy scan --min-confidence"),
    ("tls-tidy scan --quiet --output sar", "tls-tidy scan --quiet --output sarif"),
    ("tls-tidy scan --output sarif=repo", "tls-tidy scan --output sarif=report.sarif"),
    ("tls-tidy scan --output=sarif=repo", "tls-tidy scan --output=sarif=report.sarif"),
    ("tls-tidy scan --models mine/mo", "tls-tidy scan --models mine/models.json"),
    ("tls-tidy scan -p mi", "tls-tidy scan -p mine/"),
    ("tls-tidy scan --no-cache mine/models.json rep", "tls-tidy scan --no-cache mine/models.json report.sarif"),
    ("tls-tidy scan --rule tls-weak-protocol=of", "tls-tidy scan --rule tls-weak-protocol=off"),
    ("tls-tidy scan --rule=tls-weak-protocol=of", "tls-tidy scan --rule=tls-weak-protocol=off"),
    ("tls-tidy config --rule tls-null-context=no", "tls-tidy config --rule tls-null-context=note"),
    ("tls-tidy explain tls-null", "tls-tidy explain tls-null-context"),
    ("tls-tidy explain --color alw", "tls-tidy explain --color always"),
]
LISTS = [  # what is offered, by a word that must be in the list and one that must not
    ("tls-tidy ", ["scan", "rules", "explain", "config"], ["completions", "report.sarif"]),
    ("tls-tidy scan --color ", ["auto", "always", "never"], ["report.sarif"]),
    ("tls-tidy scan --", ["--exclude", "--unsafe-fixes", "--dump", "--fail-on"], ["--cxx-program", "--version"]),
    ("tls-tidy scan --rule tls-weak-protocol=", ["off", "note", "warning", "error", "default"], ["report.sarif", "auto"]),
    ("tls-tidy explain ", ["tls-accept-all-callback", "tls-weak-protocol"], ["report.sarif"]),
]


class Terminal:
    """A shell in a pseudo terminal."""

    def __init__(self, words, folder, prompt):
        self.prompt = prompt
        child, self.handle = pty.fork()
        if child == 0:
            os.chdir(folder)
            environment = {"PATH": f"{pathlib.Path(PROGRAM).parent}:/usr/bin:/bin", "HOME": folder, "TERM": "dumb", "LC_ALL": "C.UTF-8", "COLUMNS": "400", "LINES": "200"}
            os.execvpe(words[0], words, environment)

    def until(self, end, seconds=20):
        text = b""
        limit = time.monotonic() + seconds
        while not text.rstrip(b" ").endswith(end.encode()):
            ready, _, _ = select.select([self.handle], [], [], max(0, limit - time.monotonic()))
            if not ready:
                raise SystemExit(f"the shell did not answer; it wrote {text!r}")
            text += os.read(self.handle, 65536)
        return text.decode("utf-8", "replace")

    def command(self, text):
        os.write(self.handle, text.encode() + b"\n")
        return self.until(self.prompt)

    def tab(self, line):
        """The line as it is after Tab."""
        os.write(self.handle, line.encode() + b"\t\x01echo '<\x05>'\n")  # start of line, end of line
        text = self.until(self.prompt)
        found = re.findall(r"^<(.*?)\s*>", text, re.M)
        if not found:
            raise SystemExit(f"no line came back for {line!r}: {text!r}")
        return found[-1]

    def close(self):
        os.write(self.handle, b"exit\n")
        os.close(self.handle)


def same(shell, line, seen, wanted):
    if seen != wanted:
        raise SystemExit(f"{shell}: `{line}` became `{seen}`, not `{wanted}`")


def offers(shell, line, words, wanted, unwanted):
    for word in wanted:
        if word not in words:
            raise SystemExit(f"{shell}: `{line}` does not offer {word}: {words}")
    for word in unwanted:
        if word in words:
            raise SystemExit(f"{shell}: `{line}` offers {word}")


def bash(folder):
    for breaks in ("", "COMP_WORDBREAKS=${COMP_WORDBREAKS//=}"):
        shell = Terminal(["bash", "--norc", "--noprofile", "-i"], folder, "\nREADY>")
        shell.command(f"bind 'set enable-bracketed-paste off'; {breaks or ':'}; PS1='REA''DY>'; eval \"$(tls-tidy completions bash)\"")
        for line, wanted in LINES:
            same("bash", line, shell.tab(line), wanted)
        shell.close()
    script = """eval "$(tls-tidy completions bash)"; COMP_WORDS=($1); [[ $1 == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tls_tidy
                printf '%s\\n' "${COMPREPLY[@]}" """
    for line, wanted, unwanted in LISTS:
        words = run(["bash", "--norc", "-c", script, "bash", line], folder).split()
        offers("bash", line, words, wanted, unwanted)


def zsh(folder):
    functions = pathlib.Path(folder) / "functions"
    functions.mkdir()
    (functions / "_tls-tidy").write_text(run([PROGRAM, "completions", "zsh"], folder))
    for set_up in ("fpath=(~/functions $fpath); autoload -Uz compinit; compinit -u -D", 'autoload -Uz compinit; compinit -u -D; eval "$(tls-tidy completions zsh)"'):
        shell = Terminal(["zsh", "-f", "-i"], folder, "\nREADY>")
        shell.command(f"unsetopt prompt_cr prompt_sp auto_remove_slash; unset zle_bracketed_paste; bindkey -e; setopt list_packed; LISTMAX=1000; PROMPT='REA''DY>'; {set_up}")
        for line, wanted in LINES:
            same("zsh", line, shell.tab(line), wanted)
        for line, wanted, unwanted in LISTS:
            os.write(shell.handle, line.encode() + b"\x04")  # Ctrl-D lists
            time.sleep(0.3)
            os.write(shell.handle, b"\x15echo\n")
            offers("zsh", line, re.split(r"[\s=\[]+", shell.until("\nREADY>").replace(line, "", 1)), wanted, unwanted)
        shell.close()


def fish(folder):
    ask = "tls-tidy completions fish | source; complete -C $argv[1]"
    environment = {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
    for line, wanted in LINES:
        answers = [each.split("\t")[0] for each in run(["fish", "--no-config", "-c", ask, line], folder, **environment).splitlines()]
        same("fish", line, line[:line.rindex(" ") + 1] + " ".join(answers), wanted)
    for line, wanted, unwanted in LISTS:
        answers = run(["fish", "--no-config", "-c", ask, line], folder, **environment).splitlines()
        begun = line.rsplit(" ", 1)[1]  # fish repeats what is typed of a value, where the others go on behind `=`
        offers("fish", line, [each.split("\t")[0].removeprefix(begun if begun.endswith("=") else "") for each in answers], wanted, unwanted)
        if line == "tls-tidy explain ":
            assert "tls-null-context\tNone or null where it means 'do not verify'" in answers, answers


def run(words, folder, **environment):
    settings = {"PATH": f"{pathlib.Path(PROGRAM).parent}:/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "TERM": "dumb", **environment}
    done = subprocess.run(words, cwd=folder, env=settings, capture_output=True, text=True, timeout=60)
    if done.returncode or done.stderr:
        raise SystemExit(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def manual(folder):
    page = pathlib.Path(folder) / "tls-tidy.1"
    page.write_text(run([PROGRAM, "man"], folder))
    run(["groff", "-man", "-Tutf8", "-ww", "-z", str(page)], folder)
    run(["mandoc", "-Tlint", "-Wwarning", str(page)], folder)
    shown = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", run(["mandoc", "-Tutf8", str(page)], folder))
    help_text = run([PROGRAM, "scan", "--help"], folder)
    for option in re.findall(r"^  (?:-\w, )?(--[\w-]+)", help_text, re.M):
        assert option in shown, option
    for line in run([PROGRAM, "rules"], folder).splitlines():
        assert line.split()[0] in shown, line


def screen(folder):
    assert len(run([PROGRAM, "--help"], folder).splitlines()) <= 24
    for command in ([], ["scan"], ["rules"], ["explain"], ["config"], ["completions"], ["man"]):
        for line in run([PROGRAM, *command, "--help"], folder).splitlines():
            assert len(line) <= 80, line


def main():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "mine").mkdir()
        (pathlib.Path(folder) / "mine" / "models.json").write_text("{}")
        (pathlib.Path(folder) / "report.sarif").write_text("{}")
        for part in (screen, manual, fish, bash, zsh):
            begun = time.monotonic()
            part(folder)
            print(f"{part.__name__}: {time.monotonic() - begun:.1f} s")
    print("0 failures")


if __name__ == "__main__":
    main()
