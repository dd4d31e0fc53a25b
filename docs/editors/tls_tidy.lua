-- tls-tidy in Neovim, 0.7 and newer: diagnostics of the text as it is, when a file is opened and when it is written.
-- In init.lua: dofile("/path/to/tls_tidy.lua")
local space = vim.api.nvim_create_namespace("tls-tidy")
local severities = { error = vim.diagnostic.severity.ERROR, warning = vim.diagnostic.severity.WARN, note = vim.diagnostic.severity.INFO }

local function check(buffer)
  local job = vim.fn.jobstart(
    { "tls-tidy", "scan", "--quiet", "--color", "never", "--output", "concise", "--stdin-filename", vim.api.nvim_buf_get_name(buffer) },
    {
      stdout_buffered = true,
      on_stdout = function(_, lines)
        local found = {}
        for _, line in ipairs(lines) do
          local row, column, severity, message, rule = line:match("^.-:(%d+):(%d+): (%a+): (.*) %[([%w-]+)%]$")
          if row then
            table.insert(found, { lnum = row - 1, col = column - 1, severity = severities[severity], message = message, code = rule, source = "tls-tidy" })
          end
        end
        if vim.api.nvim_buf_is_valid(buffer) then
          vim.diagnostic.set(space, buffer, found)
        end
      end,
    }
  )
  if job > 0 then
    local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
    table.insert(lines, "") -- the last line ends, too
    vim.fn.chansend(job, lines)
    vim.fn.chanclose(job, "stdin")
  end
end

vim.api.nvim_create_autocmd({ "BufReadPost", "BufWritePost" }, {
  pattern = { "*.py", "*.c", "*.cc", "*.cpp", "*.cxx", "*.h", "*.hpp" },
  callback = function(event)
    check(event.buf)
  end,
})
