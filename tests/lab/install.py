"""Installs what the libraries in libraries.json need: Debian packages by name, Python packages into a folder of ours.

    install.py --packages DIR [--list]

What cannot be had is said and no error: its cases are listed as not proved.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

import build
import cases
import real_servers

ALWAYS = ["gcc", "g++", "pkg-config", "openssl", "python3-cryptography", "chromium"]


def say(text):
    print("prove: " + text, file=sys.stderr, flush=True)


def is_installed(package):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True, text=True)
    return done.stdout == "installed"


def install_debian(packages):
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
    if as_root and not shutil.which("sudo"):
        say("neither root nor sudo, so these stay away: " + " ".join(missing))
        return
    install = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "-q", "--no-install-recommends"]
    say("installing " + " ".join(missing))
    subprocess.run([*as_root, "apt-get", "update", "-q"], stdout=sys.stderr)
    if subprocess.run([*install, *missing], stdout=sys.stderr).returncode == 0:
        return
    for package in missing:  # one that cannot be had must not keep the others away
        if subprocess.run([*install, package], stdout=sys.stderr).returncode != 0:
            say(f"{package} cannot be installed")


def install_python(library, packages_folder):
    folder = build.python_folder(library, packages_folder)
    stamp, wanted = folder / ".installed", " ".join(library.python)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"installing {wanted}")
    shutil.rmtree(folder, ignore_errors=True)
    # Compiled once: a case starts a dozen times, and its cell leaves nothing behind for the next start.
    command = [build.PYTHON, "-m", "pip", "install", "-q", "--compile", "--target", str(folder), *library.python]
    if subprocess.run(command, stdout=sys.stderr).returncode == 0:
        stamp.write_text(wanted)
    else:
        say(f"{wanted} cannot be installed")


def main():
    parser = argparse.ArgumentParser(description="installs what the lab's libraries need")
    parser.add_argument("--packages", type=pathlib.Path, required=True, help="folder for Python packages")
    parser.add_argument("--list", action="store_true", help="only print the Debian packages")
    arguments = parser.parse_args()
    libraries = [library for library in cases.read_libraries().values() if not library.unavailable]
    with_pip = any(library.python for library in libraries)
    debian = sorted({*ALWAYS, *(["python3-pip"] if with_pip else []), *(package for library in libraries for package in library.packages), *real_servers.description()["needs"]})
    if arguments.list:
        print(" ".join(debian))
        return
    install_debian(debian)
    real_servers.unpack(arguments.packages, say)
    for library in libraries:
        if library.python:
            install_python(library, arguments.packages)


if __name__ == "__main__":
    main()
