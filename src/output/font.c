#include "output/font.h"

#include <stddef.h>
#include <unistd.h>

bool sf_font_is_there(void)
{
    /* Debian and Ubuntu, Fedora, and Arch. */
    static const char *const FONT[] = {
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans.ttf",
    };
    for (size_t i = 0; i < sizeof(FONT) / sizeof(FONT[0]); i++) {
        if (access(FONT[i], R_OK) == 0) {
            return true;
        }
    }
    return false;
}
