;;; tls-tidy.el --- findings of tls-tidy in Emacs -*- lexical-binding: t -*-
;; With Flymake, Emacs 26 and newer:  (add-hook 'prog-mode-hook #'tls-tidy-flymake-setup), then M-x flymake-mode
;; With Flycheck:                     (tls-tidy-flycheck-setup), then M-x flycheck-mode
;; Both read the text as it is in the buffer.
(require 'flymake)

(defvar-local tls-tidy--process nil)

(defun tls-tidy--command (file)
  (list "tls-tidy" "scan" "--quiet" "--color" "never" "--output" "concise" "--stdin-filename" file))

(defun tls-tidy--findings (buffer)
  "The findings that are listed in the current buffer, for BUFFER."
  (goto-char (point-min))
  (let (found)
    (while (re-search-forward "^.+?:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|note\\): \\(.*\\)$" nil t)
      (let ((place (flymake-diag-region buffer (string-to-number (match-string 1)) (string-to-number (match-string 2))))
            (kind (cdr (assoc (match-string 3) '(("error" . :error) ("warning" . :warning) ("note" . :note))))))
        (push (flymake-make-diagnostic buffer (car place) (cdr place) kind (match-string 4)) found)))
    (nreverse found)))

(defun tls-tidy-flymake (report &rest _)
  "Flymake's way to ask tls-tidy."
  (when (process-live-p tls-tidy--process) (kill-process tls-tidy--process))
  (let ((source (current-buffer)))
    (save-restriction
      (widen)
      (setq tls-tidy--process
            (make-process
             :name "tls-tidy" :noquery t :connection-type 'pipe :buffer (generate-new-buffer " *tls-tidy*")
             :command (tls-tidy--command (or (buffer-file-name) (buffer-name)))
             :sentinel
             (lambda (process _event)
               (when (memq (process-status process) '(exit signal))
                 (unwind-protect
                     (when (and (buffer-live-p source) (eq process (buffer-local-value 'tls-tidy--process source)))
                       (with-current-buffer (process-buffer process)
                         (funcall report (tls-tidy--findings source))))
                   (kill-buffer (process-buffer process)))))))
      (process-send-region tls-tidy--process (point-min) (point-max))
      (process-send-eof tls-tidy--process))))

(defun tls-tidy-flymake-setup ()
  (add-hook 'flymake-diagnostic-functions #'tls-tidy-flymake nil t))

(declare-function flycheck-def-args-var "flycheck")
(defvar flycheck-checkers)

(defun tls-tidy-flycheck-setup ()
  "Define the checker `tls-tidy' and let it run after the others of its languages."
  (require 'flycheck)
  (eval
   '(flycheck-define-checker tls-tidy
      "Mail and FTP clients that talk TLS without knowing whom they talk to."
      :command ("tls-tidy" "scan" "--quiet" "--color" "never" "--output" "concise" "--stdin-filename" source-original)
      :standard-input t
      :error-patterns
      ((error line-start (minimal-match (one-or-more not-newline)) ":" line ":" column ": error: " (message (one-or-more not-newline)) " [" (id (one-or-more (any "a-z-"))) "]" line-end)
       (warning line-start (minimal-match (one-or-more not-newline)) ":" line ":" column ": warning: " (message (one-or-more not-newline)) " [" (id (one-or-more (any "a-z-"))) "]" line-end)
       (info line-start (minimal-match (one-or-more not-newline)) ":" line ":" column ": note: " (message (one-or-more not-newline)) " [" (id (one-or-more (any "a-z-"))) "]" line-end))
      :modes (python-mode c-mode c++-mode))
   t)
  (add-to-list 'flycheck-checkers 'tls-tidy t))

(provide 'tls-tidy)
;;; tls-tidy.el ends here
