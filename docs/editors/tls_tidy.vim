" tls-tidy in Vim with ALE 3: findings of the text as it is, while it is edited.
" In vimrc, after ALE is loaded or as a package is: source /path/to/tls_tidy.vim
function! TlsTidyFindings(buffer, lines) abort
  let l:found = []
  for l:match in ale#util#GetMatches(a:lines, '\v^.{-}:(\d+):(\d+): (\a+): (.*) \[([a-z-]+)\]$')
    call add(l:found, {
    \ 'lnum': l:match[1] + 0, 'col': l:match[2] + 0,
    \ 'type': l:match[3] is# 'error' ? 'E' : l:match[3] is# 'warning' ? 'W' : 'I',
    \ 'text': l:match[4], 'code': l:match[5]})
  endfor
  return l:found
endfunction

for s:language in ['python', 'c', 'cpp']
  call ale#linter#Define(s:language, {
  \ 'name': 'tls-tidy',
  \ 'executable': 'tls-tidy',
  \ 'command': '%e scan --quiet --color never --output concise --stdin-filename %s',
  \ 'callback': 'TlsTidyFindings'})
endfor
