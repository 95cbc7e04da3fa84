-- The server's process: begun anew, and what it has logged.

local M = {}

local patience = 5000 -- milliseconds for an orderly end

---@param clients vim.lsp.Client[]
local function stop(clients)
  local function stopped()
    return vim.iter(clients):all(function(client)
      return client:is_stopped()
    end)
  end
  for _, client in ipairs(clients) do
    client:stop()
  end
  if not vim.wait(patience, stopped, 20) then
    for _, client in ipairs(clients) do
      client:stop(true)
    end
  end
end

--- Neovim turns a buffer's inlay hints off when its last server goes. Turns them on again when the
--- next one comes.
---@param clients vim.lsp.Client[]
local function keep_hints(clients)
  local hinted = {}
  for _, client in ipairs(clients) do
    for buffer in pairs(client.attached_buffers) do
      hinted[buffer] = vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }) or nil
    end
  end
  vim.api.nvim_create_autocmd('LspAttach', {
    callback = function(attached)
      if hinted[attached.buf] then
        vim.lsp.inlay_hint.enable(true, { bufnr = attached.buf })
        hinted[attached.buf] = nil
      end
      return vim.tbl_isempty(hinted) -- and then never again
    end,
  })
end

--- Ends every running server and starts one for the buffers that had it.
function M.restart()
  local clients = vim.lsp.get_clients({ name = 'scholiast' })
  keep_hints(clients)
  stop(clients)
  vim.lsp.enable('scholiast') -- attaches to the buffers that are there, too
end

--- Shows the log, where Neovim keeps what servers write to standard error.
function M.log()
  vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
  vim.cmd.normal({ 'G', bang = true })
end

return M
