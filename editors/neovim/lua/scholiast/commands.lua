-- Asks the server to run one of its commands at the cursor.
--
-- The server shows pages, edits and receipts itself; only a failed request is told from here.

local M = {}

--- What a person types, and what the server calls it.
local intents = { complexity = 'reduceComplexity', readability = 'readability' }

local function say(message, level)
  vim.notify('Scholiast: ' .. message, level or vim.log.levels.INFO)
end

---@param command string
---@param intent? string
local function run(command, intent)
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'scholiast' })[1]
  if not client then
    say('no server is attached to this buffer; see :checkhealth scholiast', vim.log.levels.WARN)
    return
  end
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local argument = { uri = place.textDocument.uri, position = place.position, intent = intent }
  client:exec_cmd({ title = command, command = command, arguments = { argument } }, { bufnr = 0 }, function(failure)
    if failure then
      say(failure.message, vim.log.levels.ERROR)
    end
  end)
end

function M.why()
  run('scholiast.why')
end

function M.explain()
  run('scholiast.explain')
end

---@param name? string one of |M.intents()|; `complexity` when none is given
function M.improve(name)
  local intent = intents[name or 'complexity']
  if intent then
    run('scholiast.improve', intent)
  else
    say(('cannot improve "%s"; say one of: %s'):format(name, table.concat(M.intents(), ', ')), vim.log.levels.ERROR)
  end
end

--- Opens the project's `scholiast.toml`, made if there is none.
function M.settings()
  run('scholiast.openSettings')
end

---@return string[] the words that `:ScholiastImprove` takes
function M.intents()
  return vim.tbl_keys(intents)
end

return M
