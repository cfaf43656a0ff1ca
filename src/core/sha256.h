/** SHA-256 of bytes in memory, as hex digits: names files by their content. */
#ifndef STRIKEFUND_CORE_SHA256_H
#define STRIKEFUND_CORE_SHA256_H

#include <stddef.h>

#define SF_SHA256_CHARS 65 /* 64 hex digits and the final zero */

void sf_sha256_hex(const void *bytes, size_t length, char hex[SF_SHA256_CHARS]);

#endif
