-- What a person with a plain Neovim would write to use Scholiast.
-- The tests say by environment where the plugin, the program and the model are.

vim.opt.runtimepath:append(vim.env.SCHOLIAST_PLUGIN)
vim.lsp.config('scholiast', {
  cmd = { vim.env.SCHOLIAST_PROGRAM, 'lsp' },
  settings = { scholiast = { model = { baseUrl = vim.env.SCRIPTED_MODEL_URL, name = 'scripted' } } },
})
vim.lsp.enable('scholiast')
vim.lsp.inlay_hint.enable(true)

vim.diagnostic.config({ virtual_lines = true })
vim.api.nvim_set_hl(0, 'LspInlayHint', { link = 'Comment' })
vim.o.number = true
vim.o.signcolumn = 'no'
vim.o.statusline = " %f %m%=%{v:lua.require'scholiast.status'.line()}  %l:%c "
vim.o.wrap = false
-- So that no message has to be confirmed; the older one shows messages with their source.
vim.o.cmdheight = vim.fn.has('nvim-0.12') == 1 and 2 or 4
vim.o.showmode = false
