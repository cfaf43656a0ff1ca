#include "core/sha256.h"

#include <sys/types.h>

#include <sha256.h>
#include <stdint.h>
#include <stdio.h>

void sf_sha256_hex(const void *bytes, size_t length, char hex[SF_SHA256_CHARS])
{
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, length);
    uint8_t digest[32];
    SHA256_Final(digest, &context);
    for (size_t i = 0; i < sizeof(digest); i++) {
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    }
}
