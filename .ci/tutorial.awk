# Turns a page into the script that somebody who follows it to the letter types: blocks after <!-- run --> are run, those after
# <!-- run: background --> beside them until they have said the first line that the page shows, and blocks after
# <!-- file: PATH --> are written to that file.
# With -m every job is a process group, which can be ended whole.
BEGIN { print "set -meuo pipefail; trap 'for job in $(jobs -p); do kill -- -$job 2>/dev/null || true; done; wait' EXIT" }

!fence && /^<!-- (run|run: background|file: .*) -->$/ { mark = substr($0, 6, length($0) - 9); next }
!fence && /^<!-- / { next }
!fence && !/^```/ { if (NF) mark = ""; next }

!fence {
  fence = 1; said = 0
  if (mark ~ /^file: /) printf "cat >'%s' <<'END OF FILE'\n", substr(mark, 7)
  if (mark == "run: background") { print "("; log_file = "background-" ++jobs ".log" }
  next
}

/^```$/ {
  if (mark ~ /^file: /) print "END OF FILE"
  if (mark == "run: background") {
    print ") >" log_file " 2>&1 &"
    if (said) printf "for ((i = 0; i < 600; i++)); do ! grep -qF '%s' %s || break; kill -0 $! || exit 1; sleep 0.2; done\n", line, log_file
  }
  fence = 0; mark = ""
  next
}

mark ~ /^file: / { print }
mark ~ /^run/ && /^\$ / { print substr($0, 3) }
mark == "run: background" && !/^\$ / && !said { said = 1; line = $0 }
