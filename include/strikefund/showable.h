/**
 * What text is fit to be shown. A name or a title reaches terminals, tables, charts
 * and papers: none may drive a terminal, end a line, or look like what it is not. What
 * a scenario holds is refused when it is read; what comes from elsewhere, such as the
 * names of files, is made fit where it is said.
 */
#ifndef STRIKEFUND_SHOWABLE_H
#define STRIKEFUND_SHOWABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Why a character is not fit to be shown. */
enum sf_unfit_kind {
    SF_UNFIT_BYTES,   /* not UTF-8: overlong forms and surrogates too */
    SF_UNFIT_CONTROL, /* U+0000 to U+001F, U+007F to U+009F */
    SF_UNFIT_BREAK,   /* ends a line or jumps in it: U+2028, U+2029, where they are not
                         allowed line feed and tab */
    SF_UNFIT_DIRECTION, /* turns the direction of writing: U+061C, U+200E, U+200F,
                           U+202A to U+202E, U+2066 to U+2069 */
    SF_UNFIT_UNSEEN,    /* shows nothing, so that two names look alike */
    SF_UNFIT_PILE       /* more accents on one letter than SF_MAX_ACCENTS */
};

#define SF_MAX_ACCENTS 4

/** One character that is not fit. */
struct sf_unfit {
    enum sf_unfit_kind kind;
    uint32_t code;     /* of the character; of the byte, where it is not UTF-8 */
    size_t at, length; /* where it is, in bytes */
};

/**
 * Finds the first character that is not fit to be shown.
 *
 * @param allow_breaks  line feeds and tabs are fit
 * @param[out] unfit    what was found; untouched when there is none
 * @return whether there is one
 */
bool sf_text_find_unfit(const char *string, bool allow_breaks, struct sf_unfit *unfit);

/** Whether there is none. */
bool sf_text_is_showable(const char *string, bool allow_breaks);

#define SF_UNFIT_CHARS 80

/** Says what it is: "U+202E, which turns the direction of writing". Returns words. */
const char *sf_unfit_say(const struct sf_unfit *unfit, char words[SF_UNFIT_CHARS]);

/** Puts a question mark in the place of each character that is not fit. The string
 *  never becomes longer. */
void sf_text_make_showable(char *string, bool allow_breaks);

#endif
