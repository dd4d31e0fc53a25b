#!/usr/bin/env python3
"""The files of docs/editors in the editors they are for, without a screen: Neovim, Vim with ALE, Emacs with Flymake and with Flycheck.

    tests/doors/editors.py TLS-TIDY

Each editor opens a file, waits for the findings and tells them.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PYTHON = "import smtplib, ssl\nmail = smtplib.SMTP('mail.example.org')\nmail.starttls(context=ssl._create_unverified_context())\nmail.login('user', 'secret')\n"
NATIVE = ("#include <openssl/ssl.h>\nint session(SSL_CTX *context, int fd) {\n  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0);\n  SSL *connection = SSL_new(context);\n"
          "  SSL_set_fd(connection, fd);\n  if (SSL_connect(connection) != 1) return 1;\n  return SSL_write(connection, \"a1 LOGIN user secret\\r\\n\", 22);\n}\n")
WANTED = {"mail.py": "3 23 error", "mail.c": "3 31 error"}

NEOVIM = """
dofile("@ROOT@/docs/editors/tls_tidy.lua")
vim.cmd("edit @FILE@")
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, each in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(("%d %d %s %s\\n"):format(each.lnum + 1, each.col + 1, each.severity == 1 and "error" or "other", each.code))
end
vim.cmd("qall!")
"""
VIM = """
set nocompatible
set runtimepath^=/usr/share/vim-ale
let g:ale_linters = {'python': ['tls-tidy'], 'c': ['tls-tidy']}
runtime plugin/ale.vim
source @ROOT@/docs/editors/tls_tidy.vim
filetype plugin on
edit @FILE@
call ale#Queue(0)
let s:tries = 0
while empty(ale#engine#GetLoclist(bufnr(''))) && s:tries < 400
  sleep 50m
  let s:tries += 1
endwhile
call writefile(map(copy(ale#engine#GetLoclist(bufnr(''))), {_, each -> each.lnum . ' ' . each.col . ' ' . (each.type is# 'E' ? 'error' : 'other') . ' ' . each.code}), '@FILE@.seen')
qall!
"""
EMACS = """
(setq create-lockfiles nil make-backup-files nil debug-on-error nil)
(load "@ROOT@/docs/editors/tls-tidy.el")
(defun tell (line column kind text) (princ (format "%s %s %s %s\\n" line column kind text)))
(find-file "@FILE@")
(defun wait (done) (let ((tries 0)) (while (and (< tries 400) (not (funcall done))) (setq tries (1+ tries)) (accept-process-output nil 0.05))))
@BODY@
"""
FLYMAKE = """
(setq-local flymake-diagnostic-functions nil)
(tls-tidy-flymake-setup)
(flymake-mode 1)
(flymake-start)
(wait #'flymake-diagnostics)
(dolist (each (flymake-diagnostics))
  (goto-char (flymake-diagnostic-beg each))
  (tell (line-number-at-pos) (1+ (current-column)) (substring (symbol-name (flymake-diagnostic-type each)) 1) (flymake-diagnostic-text each)))
"""
FLYCHECK = """
(let ((default-directory "/usr/share/emacs/site-lisp/elpa/")) (normal-top-level-add-subdirs-to-load-path))
(tls-tidy-flycheck-setup)
(flycheck-mode 1)
(setq flycheck-checker 'tls-tidy)
(flycheck-buffer)
(wait (lambda () flycheck-current-errors))
(dolist (each flycheck-current-errors)
  (tell (flycheck-error-line each) (flycheck-error-column each) (flycheck-error-level each) (flycheck-error-id each)))
"""


def run(words, folder):
    environment = {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "dumb", "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run([str(word) for word in words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    return done.stdout, done.stderr


def editors(folder, file):
    def script(name, text):
        path = folder / name
        path.write_text(text.replace("@ROOT@", str(ROOT)).replace("@FILE@", str(file)))
        return path

    yield "Neovim", *run(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", script("try.lua", NEOVIM)], folder)
    said = run(["vim", "-N", "-u", script("try.vim", VIM), "-i", "NONE", "-n", "-es"], folder)
    seen = pathlib.Path(f"{file}.seen")
    yield "Vim with ALE", seen.read_text() if seen.exists() else "", "".join(said)
    for name, body in (("Emacs with Flymake", FLYMAKE), ("Emacs with Flycheck", FLYCHECK)):
        yield name, *run(["emacs", "--batch", "-Q", "-l", script("try.el", EMACS.replace("@BODY@", body))], folder)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for file, text in (("mail.py", PYTHON), ("mail.c", NATIVE)):
            (folder / file).write_text(text)
            for editor, seen, said in editors(folder, folder / file):
                if not (seen.startswith(WANTED[file]) and "tls-peer-verification-off" in seen and len(seen.splitlines()) == 1):
                    raise SystemExit(f"{editor}, {file}: {seen!r}\n{said}")
    print("0 failures")


if __name__ == "__main__":
    main()
