#!/usr/bin/env python3
"""action.yml and docs/gitlab-ci.yml, carried out as far as a machine without their services can.

    tests/doors/ci.py TLS-TIDY      (needs PyYAML)

Steps that run a shell are run, in order, with the inputs put where the file says; a program that is built stands in for the cache's.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DIRTY = "import smtplib, ssl\nmail = smtplib.SMTP('mail.example.org')\nmail.starttls(context=ssl._create_unverified_context())\nmail.login('user', 'secret')\n"


def shell(text, folder, **environment):
    return subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", text], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300)


class Action:
    def __init__(self, folder, home):
        self.action = yaml.safe_load((ROOT / "action.yml").read_text())
        self.folder, self.home = folder, home
        for step in self.action["runs"]["steps"]:
            assert "run" in step or re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step["uses"]), step
            # An input inside of a command could be a command: it goes through the environment.
            assert "${{" not in step.get("run", "") and step.get("shell", "bash") == "bash", step

    def run(self, **inputs):
        """(exit code of the last step, output, what the scan step set)"""
        values = {name: str(each["default"]) for name, each in self.action["inputs"].items()} | inputs
        outputs = self.folder.parent / "outputs"
        outputs.write_text("")
        said = ""
        for step in self.action["runs"]["steps"]:
            if step.get("name") not in ("Scan", "Result"):
                continue
            given = dict(line.split("=", 1) for line in outputs.read_text().splitlines())

            def value(match):
                kind, name = match[1].split(".", 1)
                return {"inputs": lambda: values[name], "runner": lambda: str(self.home.parent), "steps": lambda: given[name.split(".")[-1]]}[kind]()

            environment = {name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, str(text)) for name, text in step["env"].items()}
            run = shell(step["run"], self.folder, GITHUB_ACTION_PATH=str(ROOT), GITHUB_OUTPUT=str(outputs), **environment)
            said += run.stdout
        return run.returncode, said, outputs.read_text()


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        home, folder = scratch / "tls-tidy", scratch / "work"
        (home / "program").mkdir(parents=True)
        (home / "program" / "tls-tidy").symlink_to(tool)
        (folder / "a b").mkdir(parents=True)
        (folder / "a b" / "mail.py").write_text(DIRTY)
        (folder / "clean.py").write_text("pass\n")
        action = Action(folder, home)
        code, said, outputs = action.run()
        assert code == 1 and outputs == "exit-code=1\n", (code, outputs)
        assert said.startswith("::error file=a b/mail.py,line=3,"), said
        assert len(json.loads((folder / "tls-tidy.sarif").read_text())["runs"][0]["results"]) == 1
        assert list(home.glob("cache/*")), "the cache is not where the action keeps it"
        assert action.run(paths="clean.py\n")[0] == 0
        assert action.run(**{"fail-on": "never"})[0] == 0
        assert action.run(paths="clean.py\na b", args="--exclude\na b/**\n")[0] == 0
        assert action.run(args="--nonsense")[0] == 2
        assert action.run(paths="gone")[0] == 3
        assert action.run(args="--baseline\nknown.json\n--update-baseline")[0] == 0
        assert action.run(baseline="known.json")[0] == 0
        (folder / "known.json").unlink()
        assert action.run(baseline="known.json")[0] == 2
        git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        for words in (["init", "-q"], ["add", "clean.py"], ["commit", "-q", "-m", "clean"]):
            subprocess.run([*git, *words], cwd=folder, check=True)
        assert action.run(**{"diff-base": "HEAD"})[0] == 1
        subprocess.run([*git, "add", "a b"], cwd=folder, check=True)
        subprocess.run([*git, "commit", "-q", "-m", "dirty"], cwd=folder, check=True)
        assert action.run(**{"diff-base": "HEAD"})[0] == 0 and action.run(**{"diff-base": "HEAD~"})[0] == 1
        assert action.run(**{"diff-base": "--help"})[0] == 2
        assert action.run(paths="$(touch owned); `touch owned`", args="--exclude\n$(touch owned)")[0] == 3 and not (folder / "owned").exists()

        job = yaml.safe_load((ROOT / "docs" / "gitlab-ci.yml").read_text())
        variables = {**job["variables"], **job["tls-tidy"]["variables"], "TLS_TIDY_HOME": str(home)}
        run = shell("\n".join(job["tls-tidy"]["script"]).replace("/opt/tls-tidy", str(ROOT)), folder, **variables)
        assert run.returncode == 1, run
        kept = job["tls-tidy"]["artifacts"]
        for name in [*kept["paths"], *kept["reports"].values()]:
            assert (folder / name).stat().st_size > 50, name
        for line in job["tls-tidy"]["before_script"]:
            assert subprocess.run(["bash", "-n", "-c", line]).returncode == 0, line
        keys = {shell(f"bash '{ROOT}/scripts/ci' key", folder).stdout for _ in range(2)}
        assert len(keys) == 1 and re.fullmatch(r"[0-9a-f]{16}\n", keys.pop())
        assert shell(f"bash '{ROOT}/scripts/ci' nothing", folder).returncode == 2
    print("0 failures")


if __name__ == "__main__":
    main()
