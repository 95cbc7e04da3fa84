-- How Neovim runs the Scholiast server. Used by `vim.lsp.enable('scholiast')`; what you set with
-- `vim.lsp.config('scholiast', { … })` is laid over it.

---@type vim.lsp.Config
return {
  cmd = { 'scholiast', 'lsp' },
  filetypes = { 'python', 'typescript', 'typescriptreact' },
  root_markers = { { 'pyproject.toml', 'package.json', 'tsconfig.json' }, '.git' },
  init_options = { status = true },
  -- Neovim checks the versions of edits, yet does not say so by itself.
  capabilities = { workspace = { workspaceEdit = { documentChanges = true } } },
  handlers = {
    ['scholiast/status'] = function(...)
      return require('scholiast.status').on_status(...)
    end,
    ['workspace/applyEdit'] = function(...)
      return require('scholiast.edit').on_apply_edit(...)
    end,
    ['window/showDocument'] = function(...)
      return require('scholiast.page').on_show_document(...)
    end,
  },
}
