# How wide the range of the balance is at each month's end, and how wide one source of
# the spread alone would make it: one panel a strategy, one scale of pounds. Widths do
# not add up (variances do), so they are drawn as lines side by side and never stacked.
# Simulation error is no part of the spread: it is a band of its own kind.
# gnuplot -c plots/spread.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('spread.gp')]
load DATADIR . '/words.gp'
title = title_spread
caption = caption . ' Widths do not add up: sources of £3m and £4m alone make £5m together. Thin bands about the lines are 95 % intervals.'
room_for_labels = FORMAT eq 'dumb' ? 11.0 : 184.0
load PLOTS . 'style.gp'

FILE = DATADIR . '/spread.dat'
GREEN = '#28A197'

high = 0.0
do for [c in '2 3 6 9 12'] {
    stats FILE using (column(c + 0)) nooutput
    if (STATS_records > 0) { high = STATS_max > high ? STATS_max : high }
}
if (high < 1) { high = 1000.0 }
step = step_of(high, is_text ? 5 : 6)
set yrange [0:high * 1.05]
set xrange [0:n_months]

# --- the key, in two lines
if (is_text) {
    set label 1 '*  width of the range that holds 90 of 100 campaigns      from one source alone: r  unknown rates' at screen X(2), Y(key_y) left
    set label 2 "e  employers' differences   c  chance      not a source: .  simulation error of the average (95 %)" at screen X(2), Y(key_y + 1) left
} else {
    below = key_y + 32
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PALE fillstyle solid border linecolor rgb INK linewidth 1.2
    set label 1 'width of the range that holds 90 of 100 campaigns' at screen X(kx + 56), Y(key_y) left
    set label 2 'from one source alone:' at screen X(kx), Y(below) left
    kx = kx + 275
    set arrow 1 from screen X(kx), Y(below) to screen X(kx + 60), Y(below) nohead front linecolor rgb BLUE linewidth 3
    set label 3 'unknown rates' at screen X(kx + 70), Y(below) left
    kx = kx + 265
    set arrow 2 from screen X(kx), Y(below) to screen X(kx + 60), Y(below) nohead front linecolor rgb ORANGE linewidth 3 dashtype (7, 3)
    set label 4 "employers' differences" at screen X(kx + 70), Y(below) left
    kx = kx + 365
    set arrow 3 from screen X(kx), Y(below) to screen X(kx + 60), Y(below) nohead front linecolor rgb GREEN linewidth 3 dashtype (1.5, 2)
    set label 5 'chance' at screen X(kx + 70), Y(below) left
    kx = width / 2.0 + 60
    set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PLUM fillstyle pattern 4 border linecolor rgb PLUM linewidth 1
    set label 6 'not a source: simulation error of the average (95 %)' at screen X(kx + 56), Y(key_y) left
}

# Ends of the lines, from the lowest: 1 all, 2 rates, 3 differences, 4 chance.
array end_of[4]
array at_end[4]
array order[4]
array column_of[4] = [2, 3, 6, 9]
colour(i) = i == 1 ? INK : i == 2 ? BLUE : i == 3 ? '#B23A00' : '#167A71'
what(i) = i == 1 ? (is_text ? '* ' : 'all ') : i == 2 ? (is_text ? 'r ' : 'rates ') : i == 3 ? (is_text ? 'e ' : 'employers ') : (is_text ? 'c ' : 'chance ')

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    eval set_months
    set ytics ('' 0)
    do for [k = 0:floor(high * 1.05 / step)] {
        set ytics add ((is_first ? axis_pounds(k * step, step, high) : '') k * step)
    }
    do for [i = 1:4] {
        stats FILE index block using ($1 == n_months ? column(column_of[i]) : NaN) nooutput
        end_of[i] = STATS_records > 0 ? STATS_min : -1
        order[i] = 5 - i # of equals, all stands on top
    }
    # The words stand at the ends of the lines, in the lines' order and pushed apart.
    do for [round_of_sort = 1:3] {
        do for [i = 1:3] {
            if (end_of[order[i]] > end_of[order[i + 1]]) {
                swap = order[i]
                order[i] = order[i + 1]
                order[i + 1] = swap
            }
        }
    }
    apart = high * 1.05 * (is_text ? 1.0 / panel_height : 25.0 / panel_height)
    lowest = apart * 0.4
    do for [i = 1:4] {
        at_end[i] = end_of[order[i]] > lowest ? end_of[order[i]] : lowest
        lowest = at_end[i] + apart
    }
    # From the top down again: nothing above the panel.
    highest = high * 1.05
    do for [k = 1:4] {
        i = 5 - k
        at_end[i] = at_end[i] > highest ? highest : at_end[i]
        highest = at_end[i] - apart
    }
    do for [i = 1:4] {
        n = order[i]
        if (end_of[n] >= 0) {
            set label 20 + i what(n) . say_pounds(end_of[n]) at n_months, at_end[i] left front font (n == 1 ? BOLD : SMALL) textcolor rgb colour(n) offset (is_text ? 1 : 0.4), 0
        } else {
            unset label 20 + i
        }
    }
    if (is_text) {
        plot FILE index block using 1:12 with points pointtype '.', \
             FILE index block using 1:9 with points pointtype 'c', \
             FILE index block using 1:6 with points pointtype 'e', \
             FILE index block using 1:3 with points pointtype 'r', \
             FILE index block using 1:2 with points pointtype '*'
    } else {
        plot FILE index block using 1:2 with filledcurves y1=0 fillcolor rgb PALE fillstyle solid noborder, \
             for [c in '3 6 9'] FILE index block using 1:(column(c + 1)):(column(c + 2)) with filledcurves fillcolor rgb (c eq '3' ? '#B9C6D6' : c eq '6' ? '#FCDCCB' : '#BFE3DF') fillstyle transparent solid 0.7 noborder, \
             FILE index block using 1:12 with filledcurves y1=0 fillcolor rgb PLUM fillstyle pattern 4 noborder, \
             FILE index block using 1:12 with lines linecolor rgb PLUM linewidth 0.8, \
             FILE index block using 1:2 with lines linecolor rgb INK linewidth 1.6, \
             FILE index block using 1:3 with lines linecolor rgb BLUE linewidth 2.8, \
             FILE index block using 1:6 with lines linecolor rgb ORANGE linewidth 2.8 dashtype (7, 3), \
             FILE index block using 1:9 with lines linecolor rgb GREEN linewidth 2.8 dashtype (1.5, 2)
    }
    eval end_page
}
unset multiplot
