# What is left in the fund when the plan ends: one panel a strategy, one scale of pounds.
# Each dot is one of 100 campaigns (Kay and others 2016, Fernandes and others 2018: the
# form in which most people read chances right).
# gnuplot -c plots/closing.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('closing.gp')]
load DATADIR . '/words.gp'
title = title_closing
is_text = FORMAT eq 'dumb'
# On a terminal dots lie in rows across the page, a row a step of pounds.
has_second_line = !is_text
load PLOTS . 'style.gp'

FILE = DATADIR . '/closing.dat'
has_minimum = minimum_balance != 0
last_month = month_label[n_months + 1]

opening_kind = is_opening_median == 1 ? ' (median)' : ''

# --- one scale for all panels, which holds all dots and lines, in columns of a round
# width that begin at zero: no column holds dots of both sides
low = minimum_balance < 0 ? minimum_balance : 0.0
high = minimum_balance > 0 ? minimum_balance : 0.0
low = opening_balance < low ? opening_balance : low
high = opening_balance > high ? opening_balance : high
stats [*:*][*:*] FILE using 2 nooutput
low = STATS_min < low ? STATS_min : low
high = STATS_max > high ? STATS_max : high
if (high - low < 1) { high = low + 1000.0 }
range = high - low

# How many dots the tallest column of panel s has; leaves where the last dot is in its
# column, from 1, in stacked.
next(v) = (here = floor(v / bin), stacked = (here == before ? stacked + 1 : 1), before = here, stacked)
find_tallest = "before = NaN; stacked = 0; stats [*:*][*:*] FILE index s - 1 using (next($2)) nooutput; tallest = STATS_max"

# Names of the lines take the top of a panel; the dots have the rest.
NAMES = 80.0
MOST = 30.0     # pixels across a dot
room = panel_height - NAMES
smaller_of(a, b) = a < b ? a : b
# The dots of panel s: pixels across one, and how many stand side by side in a column
# that would be too tall.
find_size = find_tallest . "; side = 0; size = 0.0; do for [c = 1:12] {" \
    . "if (side == 0) { size = smaller_of(MOST, bin_pixels * (c > 1 ? 0.92 : 1) / c); if (ceil(tallest / c) * size <= room || c == 12) { side = c } } }"
if (is_text) {
    bin = step_of(range, 16)
} else {
    # The round width that makes the dots of all panels together largest.
    most = -1e9
    do for [n in '16 20 24 32 40 50 64 80'] {
        bin = step_of(range, n + 0)
        bin_pixels = bin * panel_width / (range + 2 * bin)
        together = 0.0
        do for [s = 1:n_strategies] {
            eval find_size
            together = together + log(size)
        }
        if (together > most) {
            most = together
            chosen = bin
        }
    }
    bin = chosen
}
low = (floor(low / bin) - (low < 0)) * bin
high = (floor(high / bin) + 2) * bin
top = high > -low ? high : -low
ending(s) = below_zero[s] . (below_zero[s][1:5] eq '1 of ' ? ' ends' : ' end') . ' below zero'
dots_of = 'of ' . n_dots . ' campaigns'

# --- a row of marks each step, on a terminal
HUNDRED_O = 'oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo'
HUNDRED_X = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
marks(k, n) = n < 1 ? '' : k < 0 ? HUNDRED_X[1:n] : HUNDRED_O[1:n]
beside(v) = (v <= 0 && v + bin > 0 ? '  < zero' : '') \
    . (has_minimum && v <= minimum_balance && v + bin > minimum_balance ? '  < minimum balance ' . say_given(minimum_balance) : '') \
    . (v <= opening_balance && v + bin > opening_balance ? '  < opening balance ' . say_pounds(opening_balance) . opening_kind : '')
if (is_text) {
    n_rows = round((high - low) / bin)
    height_of_panels = n_strategies * (n_rows + 2) + 1
    load PLOTS . 'style.gp'
    # Rows of the terminal, so that no two fall together on a long page.
    Y(y) = 1.0 - y / (height - 1.0)
    set label 1 'o  one ' . dots_of . '      x  one that ends below zero      (each row from its sum up to the next)' at screen X(2), Y(key_y) left
    set lmargin at screen 0
    set rmargin at screen 1
    set tmargin at screen 1
    set bmargin at screen 0
    unset border
    unset xtics
    unset ytics
    n_labels = 1100
    do for [s = 1:n_strategies] {
        block = s - 1
        y = top_height + (s - 1) * (n_rows + 2)
        set label 1004 + s clip(strategy[s], 70) . ': ' . ending(s) at screen X(2), Y(y) left
        do for [row = 1:n_rows] {
            k = round(high / bin) - row
            stats [*:*][*:*] FILE index block using (floor($2 / bin) == k ? 1 : 0) nooutput
            n_labels = n_labels + 1
            set label n_labels sprintf('%11s %s', axis_pounds(k * bin, bin, top), marks(k, int(STATS_sum)) . beside(k * bin)) at screen X(1), Y(y + row) left
        }
    }
    set xrange [0:1]
    set yrange [0:1]
    plot NaN
    exit
}

# --- the key
DEEP_ORANGE = '#B23A00'
kx = 2 * em
set object 1 circle at screen X(kx + 12), Y(key_y) size screen 11 / width front fillcolor rgb BLUE fillstyle solid noborder
set label 1 'one ' . dots_of at screen X(kx + 34), Y(key_y) left
kx = kx + 300
set object 2 rectangle from screen X(kx), Y(key_y + 11) to screen X(kx + 22), Y(key_y - 11) fillcolor rgb '#FBC9B1' fillstyle solid border linecolor rgb DEEP_ORANGE linewidth 1.6
set label 2 'one that ends below zero' at screen X(kx + 34), Y(key_y) left
kx = kx + 370
set label 3 'Each column is ' . axis_pounds(bin, bin, bin) . ' wide.' at screen X(kx), Y(key_y) left

# --- the room of a panel in its own pixels: names of the lines above, dots below
pounds_a_pixel = (high - low) / panel_width
bin_pixels = bin / pounds_a_pixel
set xrange [low:high]
set yrange [0:panel_height]
set border 1
unset ytics
unset grid
tick = high - low
do for [n = 1:9] {
    finer = step_of(high - low, n)
    if (strlen(axis_pounds(-finer * floor(top / finer), finer, top)) * em * 1.25 < finer / pounds_a_pixel) { tick = finer }
}
set xtics ('' 0)
do for [k = ceil(low / tick):floor(high / tick)] {
    set xtics add (axis_pounds(k * tick, tick, top) k * tick)
}
# The name of a line at v, in row n above the dots, on the side that has the room.
name_line = "set arrow 20 + n from v, 0 to v, panel_height - (n - 0.9) * 26 nohead back linecolor rgb (n == 3 ? GREY : INK) linewidth (n == 1 ? 1.6 : 1.3) dashtype n;" \
    . "at_right = (high - v) / pounds_a_pixel > strlen(words) * 0.86 * em - gap * 0.9 || v - low < high - v;" \
    . "if (at_right) { set label 20 + n words at v, panel_height - (n - 0.5) * 26 left front font SMALL textcolor rgb INK offset 0.5, 0 boxed } else { set label 20 + n words at v, panel_height - (n - 0.5) * 26 right front font SMALL textcolor rgb INK offset -0.5, 0 boxed }"

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    set label 901 ending(s) at screen X(panel_left(s)), Y(panel_top(s) - 14) left font SMALL textcolor rgb INK
    n = 1; v = 0.0; words = 'zero'
    eval name_line
    n = 2; v = minimum_balance; words = 'minimum ' . say_given(minimum_balance)
    if (has_minimum) { eval name_line }
    n = 3; v = opening_balance; words = 'opening ' . say_pounds(opening_balance) . opening_kind
    eval name_line

    eval find_size
    x_of(k) = (before + 0.5) * bin + ((k - 1) % side - (side - 1) / 2.0) * size * pounds_a_pixel
    y_of(k) = (int((k - 1) / side) + 0.5) * size
    before = NaN
    half = 0.42 * size
    plot FILE index block using (next($2), x_of(stacked)):($2 < 0 ? NaN : y_of(stacked)):(0.46 * size * pounds_a_pixel) with circles fillcolor rgb BLUE fillstyle solid noborder, \
         before = NaN, \
         FILE index block using (next($2), x_of(stacked)):($2 < 0 ? y_of(stacked) : NaN):(half * pounds_a_pixel):(half) with boxxyerror fillcolor rgb '#FBC9B1' fillstyle solid border linecolor rgb DEEP_ORANGE linewidth 1.2
    eval end_page
}
unset multiplot
