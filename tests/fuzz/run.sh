#!/bin/sh
# Runs each fuzz target over its corpus, without a fuzzer: what once was
# found stays mended.
#
#   tests/fuzz/run.sh
#
# To look for more, with clang:
#   clang -g -O1 -fsanitize=fuzzer,address,undefined -std=c11 -D_GNU_SOURCE \
#       -Igenerator -include generator/base/banned.h tests/fuzz/fuzz_X.c \
#       SOURCES LIBRARIES -o fuzz_X && ./fuzz_X tests/fuzz/corpus/X
#
# The last line is "fuzz: N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0
failed=0
for folder in tests/fuzz/corpus/*; do
	name=${folder##*/}
	for file in "$folder"/*; do
		if "build/${VARIANT:-release}/fuzz/replay_$name" "$file"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "FAIL $file: run build/*/fuzz/replay_$name on it"
		fi
	done
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
