-- The commands; each acts on the function under the cursor. What they do lives in the server.

if vim.g.loaded_scholiast then
  return
end
vim.g.loaded_scholiast = true

vim.api.nvim_create_user_command('ScholiastWhy', function()
  require('scholiast.commands').why()
end, { desc = 'Show what the cognitive complexity under the cursor is made of' })

vim.api.nvim_create_user_command('ScholiastExplain', function()
  require('scholiast.commands').explain()
end, { desc = 'Explain the function under the cursor' })

vim.api.nvim_create_user_command('ScholiastImprove', function(command)
  require('scholiast.commands').improve(command.fargs[1])
end, {
  desc = 'Improve the function under the cursor',
  nargs = '?',
  complete = function()
    return require('scholiast.commands').intents()
  end,
})
