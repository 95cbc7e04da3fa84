-- Pages that the server writes (why, explanations), shown in a window beside the code.
--
-- Neovim itself would put them in the place of the code.

local M = {}

--- A window on the page: the one that shows it already, else a new one on the right.
---@param buffer integer
---@param focus boolean
---@return integer
local function window_for(buffer, focus)
  local window = vim.fn.win_findbuf(buffer)[1]
  if not window then
    return vim.api.nvim_open_win(buffer, focus, { split = 'right' })
  end
  if focus then
    vim.api.nvim_set_current_win(window)
  end
  return window
end

---@param uri string
---@param focus boolean
local function show(uri, focus)
  local buffer = vim.uri_to_bufnr(uri)
  vim.fn.bufload(buffer)
  local window = window_for(buffer, focus)
  vim.api.nvim_win_call(window, function()
    vim.cmd('silent edit!') -- the server may have written it anew
  end)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].modifiable = false
  vim.wo[window][0].conceallevel = 2
  vim.wo[window][0].wrap = true
  vim.wo[window][0].linebreak = true
  vim.wo[window][0].breakindent = true
  vim.wo[window][0].breakindentopt = 'list:-1'
  vim.wo[window][0].number = false
  vim.wo[window][0].relativenumber = false
  vim.wo[window][0].signcolumn = 'no'
  vim.wo[window][0].statusline = ' %t%=q closes '
  vim.keymap.set('n', 'q', '<C-w>c', { buffer = buffer, desc = 'Close this page' })
end

--- Handler of `window/showDocument`.
function M.on_show_document(failure, params, context)
  if params.external or not params.uri:match('^file:.*%.md$') then
    return vim.lsp.handlers['window/showDocument'](failure, params, context)
  end
  show(params.uri, params.takeFocus == true)
  return { success = true }
end

return M
