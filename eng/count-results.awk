# Adds up the results in the output of a test run and prints "passed failed skipped".
# Understands the summary of the Microsoft Testing Platform, and else a last line "N passed, N failed[, N skipped]".
/^ *succeeded: [0-9]+ *$/ { succeeded = $2; platform = 1 }
/^ *failed: [0-9]+ *$/ { lost = $2 }
/^ *skipped: [0-9]+ *$/ { left = $2 }
/^[0-9]+ passed, [0-9]+ failed/ {
  plainPassed = $1
  plainFailed = $3 + 0
  plainSkipped = ($0 ~ /skipped/) ? $5 + 0 : 0
  plain = 1
}
END {
  if (platform) print succeeded + 0, lost + 0, left + 0
  else if (plain) print plainPassed, plainFailed, plainSkipped
  else print 0, 0, 0
}
