;;; checks.el --- Emacs opens a file and shows what Scholiast says of it  -*- lexical-binding: t -*-

;; emacs -Q --batch --load checks.el, with SCHOLIAST_PROGRAM and an empty SCHOLIAST_FOLDER.

(require 'eglot)
(require 'flymake)

(defconst here (file-name-directory load-file-name))
(defconst patience 60 "Seconds that anything may take.")
(defvar failed 0)

(load (expand-file-name "../../emacs/scholiast.el" here) nil t)
(setq scholiast-command (list (getenv "SCHOLIAST_PROGRAM") "lsp"))
(setf (cdr (assoc scholiast-modes eglot-server-programs)) scholiast-command)

(defun check (name holds)
  "Wait until HOLDS says something, and print a line about NAME."
  (let ((began (float-time)) found)
    (while (not (or (setq found (funcall holds)) (> (- (float-time) began) patience)))
      (accept-process-output nil 0.1))
    (unless found (setq failed (1+ failed)))
    (princ (format "%s %s (%d ms)\n" (if found "ok  " "FAIL") name (* 1000 (- (float-time) began))))))

(defun says (words)
  "Whether a diagnostic of this buffer holds WORDS."
  (seq-some (lambda (one) (string-search words (flymake-diagnostic-text one))) (flymake-diagnostics)))

(defun offers (title)
  "Whether there is a code action TITLE at point."
  (seq-some (lambda (one) (equal title (plist-get one :title)))
            (eglot-code-actions (point) (point))))

(let ((file (expand-file-name "settlement.py" (getenv "SCHOLIAST_FOLDER"))))
  (copy-file (expand-file-name "../../../fixtures/editor/settlement.py" here) file)
  (setq eglot-sync-connect patience)
  (find-file file)
  (python-mode)
  (apply #'eglot (eglot--guess-contact))
  (flymake-mode 1)
  (check "eglot is connected" (lambda () (and (eglot-current-server) t)))
  (check "the tangled function is explained" (lambda () (says "`settle` has a cognitive complexity of 21")))
  (check "so is the syntax error" (lambda () (says "expected `:` after the `while` condition")))
  (goto-char (point-min))
  (search-forward "def settle")
  (check "the actions are offered" (lambda () (offers "Improve: reduce complexity")))
  (goto-char (point-min))
  (search-forward "while max(owed.values(), default=0) > CENT")
  (insert ":")
  (save-buffer) ; without a person at the keys Emacs is never idle, and sends changes only with something else
  (check "the syntax error goes when it is mended" (lambda () (and (says "cognitive") (not (says "expected `:`")))))
  (eglot-shutdown (eglot-current-server))
  (check "the server ends" (lambda () (not (eglot-current-server)))))

(princ (format "%d failed\n" failed))
(kill-emacs failed)
