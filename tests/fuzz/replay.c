/* Runs a fuzz target over the files given, without libFuzzer: the corpus
 * as a test that every compiler can build. */
#include "fuzz.h"

#include <stdio.h>

static bool replay(const char *path)
{
	FILE *file = fopen(path, "rbe");
	uint8_t *bytes;
	long size = -1;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file);
	if (size < 0 || fseek(file, 0, SEEK_SET) != 0) {
		fprintf(stderr, "%s: cannot be read\n", path);
		if (file != NULL)
			fclose(file);
		return false;
	}
	/* Memory of the file's own size: a sanitizer sees what is past it. */
	bytes = hw_xrealloc(NULL, (size_t)size);
	if (fread(bytes, 1, (size_t)size, file) != (size_t)size) {
		fprintf(stderr, "%s: cannot be read\n", path);
		fclose(file);
		free(bytes);
		return false;
	}
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, (size_t)size);
	free(bytes);
	return true;
}

int main(int argc, char **argv)
{
	int i, bad = 0;

	for (i = 1; i < argc; i++)
		bad += !replay(argv[i]);
	printf("%d inputs\n", argc - 1 - bad);
	return bad > 0 || argc == 1;
}
