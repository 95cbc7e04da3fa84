-- Edits that the server sends, applied only to the text that they were made for.
--
-- Neovim skips an edit of an older version too, but answers that it was applied; the server then
-- could not carry the edit on to the newer text. It also prints a line for every edit, and its 0.11
-- stumbles over an edit that is of no version.

local M = {}

--- The documents that an edit changes, with the versions it was made for.
---@param edit lsp.WorkspaceEdit
---@return lsp.OptionalVersionedTextDocumentIdentifier[]
local function documents(edit)
  return vim.iter(edit.documentChanges or {}):map(function(change)
    return change.textDocument
  end):totable()
end

--- A document that has changed since the edit was made for it.
---@param edit lsp.WorkspaceEdit
---@return string?
local function changed_document(edit)
  for _, document in ipairs(documents(edit)) do
    local version = vim.lsp.util.buf_versions[vim.uri_to_bufnr(document.uri)]
    if version and document.version and version ~= document.version then
      return document.uri
    end
  end
end

--- Handler of `workspace/applyEdit`.
function M.on_apply_edit(failure, params, context)
  for _, document in ipairs(documents(params.edit)) do
    if document.version == vim.NIL then
      document.version = nil
    end
  end
  local changed = changed_document(params.edit)
  if changed then
    return { applied = false, failureReason = changed .. ' has changed meanwhile' }
  end
  params.label = nil
  return vim.lsp.handlers['workspace/applyEdit'](failure, params, context)
end

return M
