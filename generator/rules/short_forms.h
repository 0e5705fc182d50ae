/*
 * short_forms: words made of capital letters, and which of them readers need
 * help with.
 *
 * Threads: no state.
 */
#ifndef HW_RULES_SHORT_FORMS_H
#define HW_RULES_SHORT_FORMS_H

#include "base/str.h"

/*
 * Would nearly every reader in Britain know it, so that writing it out would
 * be in their way: NHS, UK, PDF? With or without dots and a plural s.
 */
bool hw_short_form_is_known(hw_str word);

/* Is it written like a short form, but is none: a Roman numeral (VII), a
 * code with one letter or that begins with a digit (A5, B12, 3G)? */
bool hw_short_form_is_code(hw_str word);

#endif
