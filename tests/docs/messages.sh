#!/bin/sh
# Prints docs/messages.md from the explanations in the program (built before).
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
`headway explain HW203` shows the same words as this page. The rules of words, from 200 on, are looked at by `headway check` and in the preview, and stop no build: see [rules.md](rules.md).

| code | what it is about | kind |
| --- | --- | --- |
END
build/headway explain messages --format markdown
