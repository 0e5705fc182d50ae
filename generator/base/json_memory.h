/*
 * json_memory: where jansson gets its memory.
 *
 * jansson 2.14 goes on after some failed allocations: json_dumps leaves out
 * a name (its issue 655) and json_loadb a part of a text (its pull request
 * 735), and both say that all is well. So no allocation of its may fail:
 * when memory runs out, hw_oom() ends the program.
 *
 * Threads: call hw_json_memory_setup once, before anything else of jansson.
 */
#ifndef HW_BASE_JSON_MEMORY_H
#define HW_BASE_JSON_MEMORY_H

void hw_json_memory_setup(void);

#endif
