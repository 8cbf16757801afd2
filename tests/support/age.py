"""Runs the tool age with a passphrase typed at a terminal, since it takes none from elsewhere.

Usage: age.py PASSPHRASE ARGUMENT...
"""

import os
import pty
import sys

passphrase = sys.argv[1]
child, terminal = pty.fork()
if child == 0:
    os.execvp("age", ["age", *sys.argv[2:]])
shown = b""
while True:
    try:
        chunk = os.read(terminal, 1024)
    except OSError:  # The terminal is closed with the process.
        break
    shown += chunk
    # It asks once to open a file, and twice to seal one.
    if chunk.rstrip().endswith(b":"):
        os.write(terminal, passphrase.encode() + b"\n")
    if not chunk:
        break
sys.stderr.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
