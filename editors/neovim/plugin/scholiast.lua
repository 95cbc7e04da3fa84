-- The commands. What they do with code lives in the server.

if vim.g.loaded_scholiast then
  return
end
vim.g.loaded_scholiast = true

local create = vim.api.nvim_create_user_command

create('ScholiastWhy', function()
  require('scholiast.commands').why()
end, { desc = 'Show what the cognitive complexity under the cursor is made of' })

create('ScholiastExplain', function()
  require('scholiast.commands').explain()
end, { desc = 'Explain the function under the cursor' })

create('ScholiastImprove', function(command)
  require('scholiast.commands').improve(command.fargs[1])
end, {
  desc = 'Improve the function under the cursor',
  nargs = '?',
  complete = function()
    return require('scholiast.commands').intents()
  end,
})

create('ScholiastSettings', function()
  require('scholiast.commands').settings()
end, { desc = "Open the project's settings for the current file" })

create('ScholiastRestart', function()
  require('scholiast.server').restart()
end, { desc = 'Restart the Scholiast server' })

create('ScholiastLog', function()
  require('scholiast.server').log()
end, { desc = 'Show what the language servers have logged' })
