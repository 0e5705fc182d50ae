#!/bin/sh
# Prints docs/messages.md from the list of messages in the program.
#
#   tests/docs/messages.sh >docs/messages.md
set -eu
cd "$(dirname "$0")/../.."
cat <<'END'
# Messages

Every message of headway has a code in brackets, as in `[HW031]`. A code never changes its meaning.

- An **error** is a mistake in the site: nothing is published until it is mended.
- A **warning** is a doubt: the site is published, unless `--strict` was asked for.
- A **note** is a question that only a person can answer: it never stands in the way.
- A **failure** is no mistake in the site: the computer could not do what was asked.

The message itself tells the place, and after "help:" how to mend it. See [editors.md](editors.md#how-to-read-a-message).

| code | what it is about | kind |
| --- | --- | --- |
END
sed -n 's/^HW_DIAG([A-Z0-9_]*, *\([0-9]*\), *\([A-Z]*\), *"\(.*\)")$/\1|\3|\2/p' \
	generator/base/diag.def | sort -n |
	awk -F'|' '{ printf "| HW%03d | %s | %s |\n", $1, $2, tolower($3) }'
