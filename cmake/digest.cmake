# Writes OUT, a header with one digest over the contents of FILES: what the front ends are, for keys of the cache.
# Called as: cmake -DOUT=header -DFILES="a;b" -P digest.cmake
set(all "")
foreach(file ${FILES})
  file(SHA256 ${file} one)
  string(APPEND all ${one})
endforeach()
string(SHA256 digest "${all}")
file(WRITE ${OUT} "// What the front ends were built from: Modules in a cache are theirs alone.\n#pragma once\n#define TLS_TIDY_FRONT_ENDS \"${digest}\"\n")
