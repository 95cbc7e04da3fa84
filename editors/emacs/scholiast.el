;;; scholiast.el --- Scholiast with eglot  -*- lexical-binding: t -*-

;; In your init file, with `scholiast' on your PATH:
;;
;;   (load "/path/to/scholiast/editors/emacs/scholiast.el")
;;
;; and then `M-x eglot' in a file.  Tried with Emacs 30.1.
;;
;; Eglot runs one server a buffer: this makes Scholiast the one for these modes.  To keep
;; another one, leave them out of `scholiast-modes' and pick with `C-u M-x eglot'.
;; Settings go into `eglot-workspace-configuration', by the names of docs/editors.md:
;;
;;   (setq-default eglot-workspace-configuration
;;                 '(:scholiast (:complexity (:cognitiveThreshold 12))))

;;; Code:

(defvar scholiast-modes
  '(c-mode c-ts-mode c++-mode c++-ts-mode go-mode go-ts-mode java-mode java-ts-mode
    js-mode js-ts-mode python-mode python-ts-mode rust-mode rust-ts-mode
    typescript-mode typescript-ts-mode tsx-ts-mode)
  "Major modes that eglot serves with Scholiast.")

(defvar scholiast-command '("scholiast" "lsp")
  "The language server's program and its arguments.")

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons scholiast-modes scholiast-command)))

(provide 'scholiast)
;;; scholiast.el ends here
