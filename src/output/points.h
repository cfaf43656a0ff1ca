/**
 * The finished points of a sweep on disk: DIR/points/000017.point, each with a checksum
 * and the name of the sweep it belongs to, so that half a file or a stranger's counts
 * as none. points/manifest.json says which sweep that is.
 */
#ifndef STRIKEFUND_OUTPUT_POINTS_H
#define STRIKEFUND_OUTPUT_POINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/sha256.h"
#include "core/text.h"
#include "strikefund/status.h"

/** Start with {0} and sf_points_open. */
struct sf_points {
    char *directory; /* DIR/points */
    bool is_private;
    int lock;                 /* a descriptor; -1: none */
    char id[SF_SHA256_CHARS]; /* of the manifest */
    char *failed_path;        /* what the last error is about; owned here */
};

/**
 * Takes possession of DIR/points, made if absent.
 *
 * @param manifest  what is swept: points of another manifest are another sweep's
 * @param is_fresh  throw away whatever points are there
 * @param message   takes what is wrong, for people
 * @return SF_OK; SF_ERR_SCENARIO: another sweep's points are there; SF_ERR_CREATE, also
 *         when somebody else has possession; SF_ERR_WRITE; SF_ERR_MEMORY
 */
SF_MUST_USE enum sf_status sf_points_open(struct sf_points *points,
                                          const char *directory, bool is_private,
                                          const struct sf_text *manifest, bool is_fresh,
                                          struct sf_text *message);

/** Adds a point's content to a text. SF_ERR_MISSING when it is not there whole. */
SF_MUST_USE enum sf_status sf_points_read(const struct sf_points *points, size_t point,
                                          struct sf_text *content);

/** Writes a point. As sf_stage_add. */
SF_MUST_USE enum sf_status sf_points_add(struct sf_points *points, size_t point,
                                         const struct sf_text *content);

/** Removes the points and their directory. */
void sf_points_remove(struct sf_points *points);

/** Gives up possession and frees; legal at any time, and twice. */
void sf_points_close(struct sf_points *points);

#endif
