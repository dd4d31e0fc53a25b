#!/usr/bin/env python3
"""Writes unicode_ranges.cpp: which characters beyond ASCII may stand in a Python name.

    checks/python/unicode_ranges.py OLD NEW > checks/python/unicode_ranges.cpp

OLD and NEW are interpreters. OLD is the newest one whose `tokenize` module reads names as `\\w+` (3.11, Unicode 14);
NEW is the newest one to be had: its identifiers are what the analysis takes for names. Each prints, for every code
point, four bits; equal neighbours are one range, and a range is one number: where it starts, and its bits.
"""
import subprocess
import sys

COLLECT = r"""
import re, sys, unicodedata
word = re.compile(r"\w").match
print(unicodedata.unidata_version)
for point in range(0x80, 0x110000):
    c = chr(point)
    sys.stdout.write(str(c.isidentifier() + 2 * ("a" + c).isidentifier() + 4 * bool(word(c))))
"""


def collect(interpreter):
    version, bits = subprocess.run([interpreter, "-c", COLLECT], check=True, capture_output=True, text=True).stdout.split("\n")
    return version, [int(c) for c in bits]


def main():
    (old_version, old), (new_version, new) = (collect(interpreter) for interpreter in sys.argv[1:3])
    ranges, last = [], 0
    for point, (before, now) in enumerate(zip(old, new), 0x80):
        bits = (now & 3) | (before & 4) | (before & 1) << 3  # start, continue; `\w`, start in the old one
        if bits != last:
            ranges.append(point << 4 | bits)
            last = bits
    print(f"// Made by unicode_ranges.py from Unicode {new_version} (identifiers) and {old_version} (`\\w`); not to be edited.")
    print('#include "checks/python/names.h"\n\nnamespace tls_tidy::python {\n')
    print(f"const uint32_t kNameRanges[] = {{")
    for i in range(0, len(ranges), 12):
        print("    " + " ".join(f"{number:#x}," for number in ranges[i:i + 12]))
    print(f"}};\nconst size_t kNameRangeCount = {len(ranges)};\n\n}}  // namespace tls_tidy::python")


main()
