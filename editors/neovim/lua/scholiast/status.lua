-- What the server last said of itself, for a status line and for |:checkhealth|.

local M = {}

---@class scholiast.Status
---@field state 'ready'|'working'|'error'
---@field model? string the model that answers, if one is configured
---@field text string one short sentence

---@type table<integer, scholiast.Status> by client
local last = {}

--- Handler of `scholiast/status`.
function M.on_status(_, status, context)
  if status.model == vim.NIL then
    status.model = nil
  end
  last[context.client_id] = status
  vim.cmd.redrawstatus({ bang = true })
end

--- What the server of a buffer last said.
---@param buffer? integer the current one by default
---@return scholiast.Status?
function M.of(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer or 0, name = 'scholiast' })[1]
  return client and last[client.id]
end

--- For a status line: `%{v:lua.require'scholiast.status'.line()}`
---@return string such as `scholiast: ready`, or nothing where no server is attached
function M.line()
  local status = M.of(0)
  return status and 'scholiast: ' .. status.state or ''
end

return M
