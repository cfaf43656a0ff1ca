# What was known when: side by side, what was expected at the outset and after each
# month of which something became known; below each other, the measures of which
# something was reported. One scale to a measure. Filled marks were known by then.
# gnuplot -c plots/backtest.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('backtest.gp')]
load DATADIR . '/words.gp'
title = title_backtest
# The panels of the grid are not strategies here, but what was known.
n_strategies = n_panels
columns_wanted = n_panels
array strategy[n_panels]
do for [s = 1:n_panels] { strategy[s] = panel[s] }
room_for_labels = FORMAT eq 'dumb' ? 3.0 : 36.0
height_of_first = FORMAT eq 'dumb' ? 14.0 : 330.0
stacked_height = FORMAT eq 'dumb' ? 10.0 : 220.0
between = FORMAT eq 'dumb' ? 3.0 : 74.0
height_below = (n_rows - 1) * (stacked_height + between)
has_second_line = 1
load PLOTS . 'style.gp'

FILE = DATADIR . '/backtest.dat'
set xrange [0:n_months]

# --- the key
if (is_text) {
    set label 1 '*  middle of all simulated campaigns   .  5 and 95 of 100 lie below   o  reported' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PALE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 1 '90 of 100 campaigns' at screen X(kx + 56), Y(key_y) left
    kx = kx + 310
    set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 2 '50 of 100' at screen X(kx + 56), Y(key_y) left
    kx = kx + 190
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb BLUE linewidth 3
    set label 3 'middle' at screen X(kx + 56), Y(key_y) left
    kx = kx + 160
    set label 4 '' at screen X(kx + 26), Y(key_y) point pointtype 7 pointsize 1.2 linecolor rgb PLUM
    set label 5 'reported, and known by then' at screen X(kx + 44), Y(key_y) left
    kx = kx + 390
    set label 6 '' at screen X(kx + 26), Y(key_y) point pointtype 6 pointsize 1.2 linecolor rgb PLUM linewidth 2
    set label 7 'not yet known' at screen X(kx + 44), Y(key_y) left
}

top_of(s, k) = panel_top(s) + (k == 1 ? 0.0 : panel_height + between + (k - 2) * (stacked_height + between))
foot_of(s, k) = top_of(s, k) + (k == 1 ? panel_height : stacked_height)
axis_words(v, step, top) = is_money ? axis_pounds(v, step, top) : commas(v)
array words_of[n_rows]
do for [k = 1:n_rows] {
    words_of[k] = measure[k]
    do for [i = 1:8] {
        j = strstrt(words_of[k], '_')
        if (j > 0) { words_of[k] = words_of[k][1:j - 1] . ' ' . words_of[k][j + 1:*] }
    }
}

set multiplot
do for [k = 1:n_rows] {
    is_money = unit[k] eq 'gbp'
    happened = n_panels * n_rows + k - 1
    # --- one scale for all panels of a measure
    low = 0.0
    high = 0.0
    do for [s = 1:n_panels] {
        do for [c = 2:6] {
            stats FILE index ((s - 1) * n_rows + k - 1) using c nooutput
            if (STATS_records > 0) {
                low = STATS_min < low ? STATS_min : low
                high = STATS_max > high ? STATS_max : high
            }
        }
    }
    stats FILE index happened using ($2 + $3) nooutput
    if (STATS_records > 0 && STATS_max > high) { high = STATS_max }
    stats FILE index happened using ($2 - $3) nooutput
    if (STATS_records > 0 && STATS_min < low) { low = STATS_min }
    if (high - low < 1) { high = low + 1000.0 }
    step = step_of(high - low, is_text ? 3 : k == 1 ? 5 : 3)
    low = low < 0 ? low - 0.03 * (high - low) : low
    high = high + 0.05 * (high - low)
    set yrange [low:high]

    do for [s = 1:n_panels] {
        block = (s - 1) * n_rows + k - 1
        eval set_panel
        if (k > 1) { unset label 900 }
        set tmargin at screen Y(top_of(s, k))
        set bmargin at screen Y(foot_of(s, k))
        if (k == n_rows) {
            eval set_months
        } else {
            set xtics ('' 0)
            do for [m = 0:n_months:months_apart] { set xtics add ('' m) }
        }
        set ytics ('' 0)
        do for [i = ceil(low / step):floor(high / step)] {
            set ytics add ((is_first ? axis_words(i * step, step, high > -low ? high : -low) : '') i * step)
        }
        if (is_first) {
            set label 901 words_of[k] at screen X(is_text ? panel_left(s) : 2 * em), Y(top_of(s, k) - (is_text ? 1 : 20)) left font SMALL textcolor rgb INK
        } else {
            unset label 901
        }
        set arrow 20 from 0, 0 to n_months, 0 nohead front linecolor rgb INK linewidth 1.2
        known_to = known[s] - 1
        unset arrow 10
        if (known_to >= 0 && known_to < n_months) {
            set arrow 10 from known_to, low to known_to, high nohead front linecolor rgb INK linewidth 1.4 dashtype (2, 3)
        }
        stats FILE index block using 1 nooutput
        unset label 30
        if (STATS_records == 0) {
            set label 30 "too few campaigns\nagree" at graph 0.5, 0.5 center textcolor rgb INK
        }
        if (is_text) {
            plot FILE index block using 1:2 with points pointtype '.', \
                 FILE index block using 1:6 with points pointtype '.', \
                 FILE index block using 1:4 with points pointtype '*', \
                 FILE index happened using 1:2 with points pointtype 'o'
        } else {
            plot FILE index block using 1:2:6 with filledcurves fillcolor rgb PALE fillstyle solid noborder, \
                 FILE index block using 1:3:5 with filledcurves fillcolor rgb MIDDLE fillstyle solid noborder, \
                 for [c in '2 3 5 6'] FILE index block using 1:(column(c + 0)) with lines linecolor rgb BLUE linewidth 0.7, \
                 FILE index block using 1:4 with lines linecolor rgb BLUE linewidth 2.4, \
                 FILE index happened using 1:2:3 with yerrorbars linecolor rgb 'white' linewidth 4.5 pointtype 7 pointsize 1.6, \
                 FILE index happened using 1:2:3 with yerrorbars linecolor rgb PLUM linewidth 2 pointtype 7 pointsize 1.2, \
                 FILE index happened using ($1 > known_to ? $1 : NaN):2 with points linecolor rgb 'white' pointtype 7 pointsize 0.75
        }
        eval end_page
        unset label 900
        unset label 901
    }
}
unset multiplot
