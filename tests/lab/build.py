"""Makes a case runnable: C and C++ are compiled with the real headers and libraries, Python is given its packages."""
import os
import shlex
import shutil
import subprocess
import sys

PYTHON = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else sys.executable


class CannotBuild(Exception):
    pass


def output(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotBuild(f"{shlex.join(command)}: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
    return done.stdout.strip()


def python_version():
    return "Python " + output([PYTHON, "-c", "import platform; print(platform.python_version())"])


def number(version):
    """Major and minor of 'Python 3.11.2'."""
    return tuple(int(part) for part in version.split()[-1].split(".")[:2])


def version_of(library, packages_folder):
    """The library's version as its package tells it; raises CannotBuild where it is not installed."""
    if library.unavailable:
        raise CannotBuild(library.unavailable)
    if library.standard:
        return python_version()
    for package in library.packages:
        output(["dpkg-query", "-W", "-f", "${db:Status-Status}", package])
    if library.language == "python" and library.version not in library.packages:
        code = f"import importlib.metadata as m; print(m.version({library.version!r}))"
        done = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, env=python_environment(library, packages_folder))
        if done.returncode != 0:
            raise CannotBuild(f"{library.version} is not installed")
        return done.stdout.strip()
    return output(["dpkg-query", "-W", "-f", "${Version}", library.version])


def python_folder(library, packages_folder):
    return packages_folder / library.key.replace("/", "-")


def python_environment(library, packages_folder):
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "PYTHONDONTWRITEBYTECODE": "1"}
    if library.python:
        environment["PYTHONPATH"] = str(python_folder(library, packages_folder))
    return environment


def compile_commands(files, library, program):
    """One command per file and one that links; where there is ccache, a run compiles only what changed since the last."""
    cxx = any(str(file).endswith(".cpp") for file in files)
    flags, libraries = list(library.flags), list(library.flags)
    if library.pkgConfig:
        flags += shlex.split(output(["pkg-config", "--cflags", *library.pkgConfig]))
        libraries += shlex.split(output(["pkg-config", "--libs", *library.pkgConfig]))
    compiler = library.compiler or ("c++" if cxx else "cc")
    options = ["-w", "-pipe", "-O0", *(["-std=c++20", "-fPIC"] if cxx else ["-std=gnu17"])]
    cache = ["ccache"] if shutil.which("ccache") else []
    objects = [f"{program}-{number}.o" for number in range(len(files))]
    for file, made in zip(files, objects):
        yield [*cache, compiler, *options, "-c", str(file), "-o", made, *flags]
    yield [compiler, *options, "-o", str(program), *objects, *libraries]


def write_sources(library, folder, roots):
    """Files that a library's programs need beside their own, such as trusted CAs that are compiled in."""
    for name, command in library.sources.items():
        done = subprocess.run(["sh", "-c", command], capture_output=True, env={**os.environ, "ROOTS": str(roots), "LAB": os.path.dirname(__file__), "PYTHON": PYTHON})
        if done.returncode != 0:
            raise CannotBuild(f"{name}: {done.stderr.decode().strip()}")
        (folder / name).write_bytes(done.stdout)
        yield folder / name


def make(files, language, library, program, packages_folder, trust):
    """The command that starts the case, without its arguments, and its environment."""
    if language == "python":
        return [PYTHON, str(files[0])], python_environment(library, packages_folder)
    files = [*files, *write_sources(library, program.parent, trust / "ca-certificates.crt")]
    for command in compile_commands(files, library, program):
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            errors = [line for line in done.stderr.splitlines() if "error" in line or "undefined" in line]
            raise CannotBuild("does not compile: " + (errors or done.stderr.splitlines() or ["?"])[0])
    return [str(program)], {"PATH": "/usr/local/bin:/usr/bin:/bin", **library.environment}
