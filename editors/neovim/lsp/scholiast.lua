---@brief
---
--- Complexity you can open, syntax errors you can read, and edits of a model that are verified first.
---
--- Used by `vim.lsp.enable('scholiast')`; what you set with `vim.lsp.config('scholiast', { … })` is laid
--- over it. See `:help scholiast`.

---@type vim.lsp.Config
return {
  cmd = { 'scholiast', 'lsp' },
  filetypes = {
    'c',
    'cpp',
    'go',
    'java',
    'javascript',
    'javascriptreact',
    'python',
    'rust',
    'typescript',
    'typescriptreact',
  },
  root_markers = { 'scholiast.toml', '.git' },
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
