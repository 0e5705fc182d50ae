/*
 * glossary: is every word of words.yaml explained once?
 *
 * Terms, short forms and other spellings share one name space: a reader who
 * looks a word up must find one answer.
 *
 * Threads: one.
 */
#ifndef HW_ASSEMBLE_GLOSSARY_H
#define HW_ASSEMBLE_GLOSSARY_H

#include "model/site.h"

/* Reports words that are explained twice, and gives each its slug. */
void hw_glossary_check(struct hw_site *site);

#endif
