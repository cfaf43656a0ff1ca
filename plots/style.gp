# What all charts share: paper, colours, words. Loaded by each chart after words.gp,
# which gives n_strategies and n_months, with `title` set. A chart is called as
#     gnuplot -c plots/balance.gp DATADIR OUTFILE FORMAT      (png, svg, pdf or dumb)
#
# Places on the page are in our own units from the top left: pixels on a picture,
# characters on a terminal (is_text). X() and Y() turn them into gnuplot's.
# All text is plain (noenhanced): a name may hold any character.

is_text = FORMAT eq 'dumb'

# --- colours: 3:1 or more on white, and apart in greyscale; never colour alone
BLUE = '#12436D'
ORANGE = '#F46A25'
PLUM = '#801650'
INK = '#222222'
GREY = '#595959'
PALE = '#DCE2EA'        # outer band
MIDDLE = '#A9B8CB'      # inner band
PALE_PLUM = '#EBD9E2'

# --- words
# Lines of at most n characters, broken at blanks (at n where there is none).
last_blank(s, k) = k < 1 ? 0 : (s[k:k] eq ' ' ? k : last_blank(s, k - 1))
cut(s, n) = strlen(s) <= n ? strlen(s) : (last_blank(s[1:n + 1], n + 1) > 1 ? last_blank(s[1:n + 1], n + 1) : n)
wrap_at(s, n, k) = k >= strlen(s) ? s : s[1:k] . "\n" . wrap(s[k + 1:strlen(s)], n)
wrap(s, n) = wrap_at(s, n, cut(s, n))
clip(s, n) = strlen(s) <= n ? s : s[1:n - 1] . '…'
n_lines(s) = strstrt(s, "\n") == 0 ? 1 : 1 + n_lines(s[strstrt(s, "\n") + 1:strlen(s)])

# Whole numbers with commas. gnuplot's own %' needs a locale that may not be there.
round(v) = floor(v + 0.5)
commas(v) = v < 1000 ? sprintf('%.0f', v) \
          : v < 1e6 ? sprintf('%d,%03d', int(v) / 1000, int(v) % 1000) \
          : sprintf('%d,%03d,%03d', int(v) / 1000000, int(v) / 1000 % 1000, int(v) % 1000)
sign(v) = v < 0 ? '−' : ''
# A number and a sum to three figures, for labels beside marks.
figures_3(v) = v < 1000 ? round(v) : v < 1e4 ? 10 * round(v / 10) : v < 1e5 ? 100 * round(v / 100) : 1000 * round(v / 1000)
say_number(v) = v >= 999500 ? sprintf(v < 9.995e6 ? '%.2fm' : '%.1fm', v / 1e6) : commas(figures_3(v))
say_size(v) = v >= 9.995e6 ? sprintf('£%.1fm', v / 1e6) : v >= 999500 ? sprintf('£%.2fm', v / 1e6) \
            : v >= 99950 ? sprintf('£%.0fk', v / 1e3) : v >= 9995 ? '£' . commas(figures_3(v)) \
            : '£' . commas(round(v))
say_pounds(v) = round(v) == 0 ? '£0' : sign(v) . say_size(abs(v))
# A sum that somebody typed, with no more figures than were typed.
say_given(v) = sign(v) . '£' . (abs(v) >= 1e6 ? sprintf('%.6gm', abs(v) / 1e6) : abs(v) >= 2e4 && round(abs(v)) % 1000 == 0 ? sprintf('%.6gk', abs(v) / 1e3) : commas(abs(v)))
# A mark of an axis: millions or thousands as the axis' largest number has them.
axis_size(v, step, top) = v == 0 ? '£0' \
    : top >= 1e6 ? '£' . (step >= 1e6 && v == 1e6 * floor(v / 1e6) ? sprintf('%.0f', v / 1e6) : step >= 99999 && round(step) % 100000 == 0 ? sprintf('%.1f', v / 1e6) : sprintf('%.2f', v / 1e6)) . 'm' \
    : top >= 20000 && round(step) % 1000 == 0 ? sprintf('£%.0fk', v / 1e3) : '£' . commas(v)
axis_pounds(v, step, top) = sign(v) . axis_size(abs(v), step, top)
axis_number(v, step, top) = top >= 2e6 ? sprintf(step >= 1e6 ? '%.0fm' : '%.1fm', v / 1e6) : commas(v)

# A step of 1, 2, 2.5 or 5 times a power of ten that gives about n of them.
power(x) = 10.0 ** floor(log10(x))
nice(x, p) = x <= p ? p : x <= 2 * p ? 2 * p : x <= 2.5 * p ? 2.5 * p : x <= 5 * p ? 5 * p : 10 * p
step_of(range, n) = nice(range / n, power(range / n))
whole_step_of(range, n) = step_of(range, n) < 1 ? 1 : step_of(range, n) == 2.5 ? 5 : step_of(range, n)

# --- the grid of panels, one a strategy in the file's order
columns = exists('columns_wanted') ? columns_wanted : n_strategies <= 3 ? n_strategies : n_strategies == 4 ? 2 : n_strategies <= 9 ? 3 : 4
rows = (n_strategies + columns - 1) / columns

# --- paper
if (is_text) {
    width = 120.0
    em = 1.0                  # a character's width, in our units
    line = 1.0                # a line's height
    panel_height = exists('height_of_first') ? height_of_first : rows == 1 ? 27.0 : 22.0
} else {
    width = 1600.0
    em = 11.8                 # mean width of a letter of the base size
    line = 27.0
    panel_height = exists('height_of_first') ? height_of_first : rows == 1 ? 560.0 : rows == 2 ? 400.0 : 330.0
}
# A chart may stack more panels below the first of each strategy (height_below in all).
if (!exists('height_below')) { height_below = 0.0 }
chars = floor((width - 4 * em) / em)
title_lines = wrap(clip(title, 3 * floor(chars / 1.4)), is_text ? chars : floor(chars / 1.42))
scenario_lines = wrap(clip(title_scenario, 2 * chars), chars - 4)
caption_lines = wrap(clip(caption, 4 * chars), is_text ? chars : floor(chars * 1.1))
title_height = n_lines(title_lines) * (is_text ? 1 : 40.0)
top_height = title_height + n_lines(scenario_lines) * line + (is_text ? 3 : 1.0 * line + 75)
key_y = title_height + n_lines(scenario_lines) * line + (is_text ? 1 : 44)
bottom_height = n_lines(caption_lines) * (is_text ? 1 : 24.0) + (is_text ? 1 : 30)

left = is_text ? 9.0 : 118.0          # for the marks of the y axis
# Room for the labels beside the last panel's marks, and the same between panels.
right = exists('room_for_labels') ? room_for_labels + (is_text ? 0 : 4) : is_text ? 9.0 : 132.0
gap = exists('room_for_labels') ? room_for_labels : is_text ? 9.0 : 128.0
name_chars = floor(((width - left - right - (columns - 1) * gap) / columns + gap * 0.8) / em / (is_text ? 1 : 1.12))
panel_width = (width - left - right - (columns - 1) * gap) / columns
array panel_name[n_strategies]
name_height = 0
do for [s = 1:n_strategies] {
    panel_name[s] = wrap(clip(strategy[s], 3 * name_chars - 6), name_chars)
    name_height = n_lines(panel_name[s]) > name_height ? n_lines(panel_name[s]) : name_height
}
name_height = name_height * (is_text ? 1 : 30.0) + (is_text ? 0 : 14) + (exists('has_second_line') ? (is_text ? 1 : 24) * has_second_line : 0)
axis_height = is_text ? 4.0 : rows > 1 ? 84.0 : 72.0 # for the months below each panel
if (!exists('height_of_panels')) {
    height_of_panels = rows * (panel_height + height_below + name_height + axis_height)
}
height = top_height + height_of_panels + bottom_height

X(x) = x / width
Y(y) = 1.0 - y / height
panel_left(s) = left + ((s - 1) % columns) * (panel_width + gap)
panel_top(s) = top_height + ((s - 1) / columns) * (panel_height + height_below + name_height + axis_height) + name_height

set encoding utf8
if (FORMAT eq 'png') { set terminal pngcairo noenhanced size width, height font 'DejaVu Sans,15' linewidth 1.5 }
if (FORMAT eq 'svg') { set terminal svg noenhanced size width, height dynamic font 'DejaVu Sans,20' linewidth 1.5 background 'white' name 'strikefund' }
# 120 pixels an inch, and gnuplot's points in a PDF are 3/4 of what they say.
if (FORMAT eq 'pdf') { set terminal pdfcairo noenhanced size width / 120.0, height / 120.0 font 'DejaVu Sans,12' fontscale 0.75 linewidth 1.8 }
if (is_text) { set terminal dumb noenhanced mono size width, height }
set output OUTFILE

# Sizes of letters: the base is 20 pixels high in all formats.
POINT = FORMAT eq 'svg' ? 1.0 : FORMAT eq 'pdf' ? 0.6 : 0.75
HEAD = sprintf('DejaVu Sans:Bold,%.1f', 28 * POINT)
BOLD = sprintf('DejaVu Sans:Bold,%.1f', 21 * POINT)
SMALL = sprintf('DejaVu Sans,%.1f', 18 * POINT)

unset key
set border 3 linecolor rgb GREY
set tics out nomirror scale 0.6 textcolor rgb INK
set grid ytics linetype 1 linewidth 0.6 linecolor rgb '#D9D9D9'
set style textbox opaque noborder fillcolor rgb 'white' margins 0.4, 0.1
if (is_text) { unset grid }

# --- months: as many labels as fit, the same ones in every panel. Below 8 years a label
# is the month above the year.
month_room = is_text ? 6.0 : 62.0
months_apart = 0
do for [m in '240 120 60 48 36 24 12 6 4 3 2 1'] {
    if ((n_months / (m + 0) + 1) * month_room <= panel_width + month_room / 2.0 || months_apart == 0) {
        months_apart = m + 0
    }
}
month_words(m) = month_label[m + 1][1:3] . "\n" . month_label[m + 1][5:8]

# --- commands that panels share, run with eval
# The room of panel s and the strategy's name above it.
set_panel = "set lmargin at screen X(panel_left(s)); set rmargin at screen X(panel_left(s) + panel_width);" \
    . "set tmargin at screen Y(panel_top(s)); set bmargin at screen Y(panel_top(s) + panel_height);" \
    . "set label 900 panel_name[s] at screen X(panel_left(s)), Y(panel_top(s) - name_height + (is_text ? 0 : 16)) left font BOLD textcolor rgb INK;" \
    . "is_first = (s - 1) % columns == 0"
# What stands on the page once: unset after the first panel.
end_page = "do for [i = 1:9] { unset label i; unset object i; unset arrow i }; do for [i = 1001:1003] { unset label i }"
set_months = "set xtics ('' 0); do for [m = 0:n_months:months_apart] { set xtics add (month_words(m) m) }"

# --- what stands on every chart
set label 1001 title_lines at screen X(2 * em), Y(is_text ? 0 : 38) left font HEAD textcolor rgb INK
set label 1002 scenario_lines at screen X(2 * em), Y(title_height + (is_text ? 0 : 34)) left textcolor rgb GREY
set label 1003 caption_lines at screen X(2 * em), Y(height - bottom_height + (is_text ? 0 : 18)) left font SMALL textcolor rgb GREY
