/* What the machine has of all that the program needs, in words. */
#include <stdlib.h>

#include "output/examination.h"
#include "strikefund/output.h"

static void conclude(struct sf_text *text, const struct sf_examination *examination,
                     const char *plots)
{
    static const char *const BEFORE[SF_N_REMEDIES] = {
        [SF_REMEDY_PACKAGES] = "To mend it, on Debian and Ubuntu: ",
        [SF_REMEDY_SCRIPTS] = "To mend it, "};
    if (examination->n_missing == 0) {
        sf_text_add(text, "Nothing is missing.\n");
        return;
    }
    sf_text_add(text, "Runs need none of what is missing; charts do.\n");
    for (int remedy = 0; remedy < SF_N_REMEDIES; remedy++) {
        bool is_called_for = false;
        for (size_t i = 0; i < examination->n; i++) {
            const struct sf_finding *finding = &examination->finding[i];
            is_called_for |= !finding->is_there && (int)finding->remedy == remedy;
        }
        if (is_called_for) {
            sf_text_add(text, "%s", BEFORE[remedy]);
            sf_remedy_say(text, (enum sf_remedy)remedy, plots);
            sf_text_add(text, "\n");
        }
    }
}

enum sf_status sf_output_doctor(const char *plots, const char *version, char **text)
{
    struct sf_examination examination;
    if (sf_examine(plots, &examination) != SF_OK) {
        return SF_ERR_MEMORY;
    }
    struct sf_text made = {0};
    sf_text_add(&made, "strikefund %s, contract %d of the random numbers\n", version,
                SF_CONTRACT_VERSION);
    for (size_t i = 0; i < examination.n; i++) {
        sf_text_add(&made, "  %-8s  %s\n",
                    examination.finding[i].is_there ? "good" : "missing",
                    examination.finding[i].words);
    }
    conclude(&made, &examination, plots);
    char *taken = sf_text_take(&made);
    if (taken == NULL) {
        return SF_ERR_MEMORY;
    }
    *text = taken;
    return examination.n_missing > 0 ? SF_ERR_PROGRAM : SF_OK;
}
