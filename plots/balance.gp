# The fund's balance at each month's end: one panel a strategy, one scale of pounds.
# gnuplot -c plots/balance.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('balance.gp')]
load DATADIR . '/words.gp'
title = title_balance
load PLOTS . 'style.gp'

FILE = DATADIR . '/balance.dat'

# --- one scale for all panels, which holds the bands, the runs and both lines
low = minimum_balance < 0 ? minimum_balance : 0.0
high = minimum_balance > 0 ? minimum_balance : 0.0
do for [c = 3:10] {
    stats FILE using c nooutput
    if (STATS_records > 0) {
        low = STATS_min < low ? STATS_min : low
        high = STATS_max > high ? STATS_max : high
    }
}
if (high - low < 1) { high = low + 1000.0 }
step = step_of(high - low, is_text ? 5 : 6)
low = low < 0 ? low - 0.03 * (high - low) : low
high = high + 0.03 * (high - low)
set yrange [low:high]
set xrange [0:n_months]

# --- the key: what each mark is, in the order of their size
if (is_text) {
    set label 1 '*  middle of all simulated campaigns      .  5 and 95 of 100 campaigns lie below      -  zero, and the minimum balance' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PALE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 1 '90 of 100 campaigns' at screen X(kx + 56), Y(key_y) left
    kx = kx + 320
    set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 2 '50 of 100' at screen X(kx + 56), Y(key_y) left
    kx = kx + 200
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb BLUE linewidth 3
    set label 3 'middle campaign (median)' at screen X(kx + 56), Y(key_y) left
    kx = kx + 365
    set arrow 2 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb PLUM linewidth 1 dashtype (8, 4)
    set label 4 'three single campaigns, as examples' at screen X(kx + 56), Y(key_y) left
}

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    eval set_months
    set ytics ('' 0)
    do for [k = ceil(low / step):floor(high / step)] {
        v = k * step
        set ytics add ((is_first ? axis_pounds(v, step, high > -low ? high : -low) : '') v)
    }

    stats FILE index block using ($1 == n_months ? $5 : NaN) nooutput
    middle = STATS_records > 0 ? STATS_min : 0
    has_room_below = -low > (high - low) * 0.04
    has_two = abs(minimum_balance) > (high - low) * 0.002
    minimum_words = 'minimum balance ' . say_given(minimum_balance)

    # Both lines are named where the band stays above their names, left or right; where
    # it does so at neither end, the names cover it.
    reach = (has_two ? strlen(minimum_words) : 5) * 0.92 * em / panel_width * n_months
    top_of_words = (has_two && minimum_balance > 0 ? minimum_balance : 0) + (high - low) * 34.0 / panel_height
    stats FILE index block using ($1 <= reach + 1 ? $3 : NaN) nooutput
    is_clear_left = STATS_records > 0 && STATS_min > top_of_words
    stats FILE index block using ($1 >= n_months - reach - 1 ? $3 : NaN) nooutput
    is_clear_right = STATS_records > 0 && STATS_min > top_of_words
    is_left = is_clear_left || !is_clear_right
    label_x = is_left ? n_months * 0.015 : n_months * 0.985

    set arrow 20 from 0, 0 to n_months, 0 nohead front linecolor rgb INK linewidth 1.4
    if (has_two) {
        set arrow 21 from 0, minimum_balance to n_months, minimum_balance nohead front linecolor rgb INK linewidth 1.4 dashtype (3, 3)
    }
    if (!is_text) {
        up = minimum_balance > 0 ? 0.62 : -0.62
        down = has_room_below ? -0.62 : 0.62
        if (is_left) {
            set label 21 minimum_words at label_x, minimum_balance left front font SMALL textcolor rgb INK offset 0, up
            set label 20 'zero' at label_x, 0 left front font SMALL textcolor rgb INK offset 0, down
        } else {
            set label 21 minimum_words at label_x, minimum_balance right front font SMALL textcolor rgb INK offset 0, up
            set label 20 'zero' at label_x, 0 right front font SMALL textcolor rgb INK offset 0, down
        }
        if (!is_clear_left && !is_clear_right) {
            set label 21 boxed
            set label 20 boxed
        }
        if (!has_two) { unset label 21 }
        if (has_two && !has_room_below && minimum_balance < (high - low) * 0.07) { unset label 20 }
        set label 22 say_pounds(middle) at n_months, middle left front font BOLD textcolor rgb BLUE offset 0.6, 0
        plot FILE index block using 1:3:7 with filledcurves fillcolor rgb PALE fillstyle solid noborder, \
             FILE index block using 1:4:6 with filledcurves fillcolor rgb MIDDLE fillstyle solid noborder, \
             for [c in '3 4 6 7'] FILE index block using 1:(column(c + 0)) with lines linecolor rgb BLUE linewidth 0.7, \
             for [c = 8:10] FILE index block using 1:c with lines linecolor rgb PLUM linewidth 0.9 dashtype (8, 4), \
             FILE index block using 1:5 with lines linecolor rgb BLUE linewidth 3
    } else {
        set label 22 say_pounds(middle) at n_months, middle left front offset 1, 0
        plot FILE index block using 1:3 with points pointtype '.', \
             FILE index block using 1:7 with points pointtype '.', \
             FILE index block using 1:5 with points pointtype '*'
    }
    eval end_page
}
unset multiplot
