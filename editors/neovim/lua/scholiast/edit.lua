-- Edits that the server sends, applied only to the text that they were made for.
--
-- Neovim skips an edit of an older version too, but answers that it was applied; the server then
-- could not carry the edit on to the newer text. It also prints a line for every edit.

local M = {}

--- A document that has changed since the edit was made for it.
---@param edit lsp.WorkspaceEdit
---@return string?
local function changed_document(edit)
  for _, change in ipairs(edit.documentChanges or {}) do
    local document = change.textDocument
    local version = document and vim.lsp.util.buf_versions[vim.uri_to_bufnr(document.uri)]
    if version and document.version ~= vim.NIL and version ~= document.version then
      return document.uri
    end
  end
end

--- Handler of `workspace/applyEdit`.
function M.on_apply_edit(failure, params, context)
  local changed = changed_document(params.edit)
  if changed then
    return { applied = false, failureReason = changed .. ' has changed meanwhile' }
  end
  params.label = nil
  return vim.lsp.handlers['workspace/applyEdit'](failure, params, context)
end

return M
