-- `:checkhealth scholiast`: is Neovim new enough, is the program there, which model answers?

local M = {}
local health = vim.health

---@return boolean
local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
    return true
  end
  health.error('Neovim 0.11 or newer is needed', { 'Install a newer Neovim.' })
  return false
end

local function check_program()
  local program = vim.lsp.config.scholiast.cmd[1]
  if vim.fn.executable(program) == 0 then
    health.error(('cannot run `%s`'):format(program), {
      'Put `scholiast` on your PATH, or name it:',
      "vim.lsp.config('scholiast', { cmd = { '/path/to/scholiast', 'lsp' } })",
    })
    return
  end
  local answer = vim.system({ program, '--version' }, { text = true }):wait(5000)
  if answer.code == 0 then
    health.ok(('%s (%s)'):format(vim.trim(answer.stdout), vim.fn.exepath(program)))
  else
    health.error(('`%s --version` failed'):format(program), vim.trim(answer.stderr or ''))
  end
end

local function check_servers()
  local clients = vim.lsp.get_clients({ name = 'scholiast' })
  if #clients == 0 then
    health.warn('no server is running', { "Add vim.lsp.enable('scholiast') to your init.lua and open a file of a language in its `filetypes`." })
  end
  for _, client in ipairs(clients) do
    health.ok(('serving %s'):format(client.root_dir or 'single files'))
    local status = require('scholiast.status').of(next(client.attached_buffers))
    if status then
      health.info(('%s: %s'):format(status.state, status.text))
      health.info('model: ' .. (status.model or 'none configured; nothing leaves this machine'))
    end
  end
end

function M.check()
  health.start('scholiast')
  if check_neovim() then
    check_program()
    check_servers()
  end
end

return M
