# One number of the scenario put through a range: the fund at the end, the chance of a
# shortfall, and what it costs the fund and members, at every value. One column of three
# panels a strategy, the same scales in all.
# gnuplot -c plots/sweep.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('sweep.gp')]
load DATADIR . '/words.gp'
title = title_sweep
has_second_line = 1
height_of_first = FORMAT eq 'dumb' ? 16.0 : 360.0
stacked_height = FORMAT eq 'dumb' ? 11.0 : 230.0
between = FORMAT eq 'dumb' ? 3.0 : 88.0
height_below = 2 * (stacked_height + between)
load PLOTS . 'style.gp'

FILE = DATADIR . '/sweep.dat'
GREEN = '#28A197'

# --- scales
stats FILE using 1 nooutput
first = STATS_min
last = STATS_max
reach = last > first ? last - first : 1.0
set xrange [first - 0.03 * reach:last + 0.03 * reach]

low = minimum_balance < 0 ? minimum_balance : 0.0
high = minimum_balance > 0 ? minimum_balance : 0.0
do for [c = 2:4] {
    stats FILE using c nooutput
    low = STATS_min < low ? STATS_min : low
    high = STATS_max > high ? STATS_max : high
}
if (high - low < 1) { high = low + 1000.0 }
has_minimum = abs(minimum_balance) > (high - low) * 0.002
step = step_of(high - low, is_text ? 4 : 5)
low = low < 0 ? low - 0.03 * (high - low) : low
high = high + 0.03 * (high - low)

cost_low = 0.0
cost_high = 0.0
do for [c = 5:7] {
    stats FILE using c nooutput
    cost_low = STATS_min < cost_low ? STATS_min : cost_low
    cost_high = STATS_max > cost_high ? STATS_max : cost_high
}
if (cost_high - cost_low < 1) { cost_high = 1000.0 }
cost_step = step_of(cost_high - cost_low, is_text ? 2.5 : 4)

# --- the key: what the marks of the first panel are
if (is_text) {
    set label 1 '*  middle of all simulated campaigns      .  5 and 95 of 100 campaigns lie below' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PALE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 1 '90 of 100 campaigns' at screen X(kx + 56), Y(key_y) left
    kx = kx + 320
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb BLUE linewidth 3
    set label 3 'middle campaign (median)' at screen X(kx + 56), Y(key_y) left
    kx = kx + 365
    if (has_minimum) {
        set arrow 2 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb INK linewidth 1.4 dashtype (3, 3)
        set label 4 'minimum balance of ' . say_given(minimum_balance) at screen X(kx + 56), Y(key_y) left
    }
}

# --- marks below: as many values as fit, by the room each needs
widest = 1
do for [i = 1:n_across] { widest = strlen(value_across[i]) > widest ? strlen(value_across[i]) : widest }
value_room = (widest + 1.2) * em
pixels_of(v) = (v - first + 0.03 * reach) / (1.06 * reach) * panel_width
has_marks = n_across <= 40
# The top and the foot of the k-th panel of a column, and what is written above it.
top_of(s, k) = panel_top(s) + (k == 1 ? 0.0 : panel_height + between + (k - 2) * (stacked_height + between))
foot_of(s, k) = top_of(s, k) + (k == 1 ? panel_height : stacked_height)
set_stacked = "set tmargin at screen Y(top_of(s, k)); set bmargin at screen Y(foot_of(s, k)); set ytics ('' 0)"
set_words = "if (is_first) { set label 901 panel_words at screen X(is_text ? panel_left(s) : 2 * em), Y(top_of(s, k) - (is_text ? 1 : 20)) left font SMALL textcolor rgb INK }"
say_of_100(p) = 100 * p < 1 ? 'below 1' : 100 * p > 99 ? 'above 99' : sprintf('%.0f', 100 * p)
# The figure of a column at the last value.
at_last = "stats FILE index block using ($1 == last ? column(wanted) : NaN) nooutput; found = STATS_records > 0 ? STATS_min : 0"

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    set xtics ('' first)
    next_room = -1e9
    do for [i = 1:n_across] {
        at_x = value_across[i] + 0.0
        if (pixels_of(at_x) >= next_room) {
            set xtics add (value_across[i] at_x)
            next_room = pixels_of(at_x) + value_room
        }
    }

    # --- 1: the fund at the end
    k = 1
    eval set_stacked
    set yrange [low:high]
    do for [m = ceil(low / step):floor(high / step)] {
        set ytics add ((is_first ? axis_pounds(m * step, step, high > -low ? high : -low) : '') m * step)
    }
    panel_words = 'Fund at the end'
    eval set_words
    wanted = 3
    eval at_last
    set arrow 20 from graph 0, first 0 to graph 1, first 0 nohead front linecolor rgb INK linewidth 1.4
    if (has_minimum) {
        set arrow 21 from graph 0, first minimum_balance to graph 1, first minimum_balance nohead front linecolor rgb INK linewidth 1.4 dashtype (3, 3)
    }
    set label 22 say_pounds(found) at last, found left front font BOLD textcolor rgb BLUE offset (is_text ? 1 : 1.4), 0
    if (is_text) {
        plot FILE index block using 1:2 with points pointtype '.', \
             FILE index block using 1:4 with points pointtype '.', \
             FILE index block using 1:3 with points pointtype '*'
    } else {
        plot FILE index block using 1:2:4 with filledcurves fillcolor rgb PALE fillstyle solid noborder, \
             for [c in '2 4'] FILE index block using 1:(column(c + 0)) with linespoints linecolor rgb BLUE linewidth 0.7 pointtype 7 pointsize (has_marks ? 0.4 : 0), \
             FILE index block using 1:3 with linespoints linecolor rgb BLUE linewidth 3 pointtype 7 pointsize (has_marks ? 1.1 : 0)
    }
    eval end_page
    unset label 900
    unset label 901
    unset arrow 20
    unset arrow 21

    # --- 2: the chance of a shortfall
    k = 2
    eval set_stacked
    set yrange [0:103]
    do for [v = 0:100:(is_text ? 50 : 25)] { set ytics add ((is_first ? sprintf('%d', v) : '') v) }
    panel_words = 'Of 100 campaigns: a month end below zero'
    eval set_words
    wanted = 8
    eval at_last
    chance_y = 100 * found < 3 ? 3 : 100 * found
    set label 22 say_of_100(found) at last, chance_y left front font BOLD textcolor rgb BLUE offset (is_text ? 1 : 1.4), 0
    if (is_text) {
        plot FILE index block using 1:(100 * $8) with points pointtype '*'
    } else {
        plot FILE index block using 1:(100 * $9):(100 * $10) with filledcurves fillcolor rgb '#B9C6D6' fillstyle solid noborder, \
             FILE index block using 1:(100 * $8) with linespoints linecolor rgb BLUE linewidth 3 pointtype 7 pointsize (has_marks ? 1.1 : 0)
    }
    unset label 901

    # --- 3: what it costs; the three names at the ends of their lines, pushed apart
    k = 3
    eval set_stacked
    set yrange [cost_low:cost_high * 1.04]
    do for [m = ceil(cost_low / cost_step):floor(cost_high * 1.04 / cost_step)] {
        set ytics add ((is_first ? axis_pounds(m * cost_step, cost_step, cost_high) : '') m * cost_step)
    }
    panel_words = is_text ? 'Cost to the fund (f), levy (l), own pay lost (p), mean' : 'On average: cost to the fund, levy from members, members’ own pay lost'
    eval set_words
    unset label 22
    array end_y[3]
    array place[3] = [1, 2, 3]
    do for [i = 1:3] {
        wanted = 4 + i
        eval at_last
        end_y[i] = found
    }
    do for [i = 1:2] {
        do for [j = 1:2] {
            if (end_y[place[j]] > end_y[place[j + 1]]) {
                swapped = place[j]
                place[j] = place[j + 1]
                place[j + 1] = swapped
            }
        }
    }
    apart = (cost_high * 1.04 - cost_low) * (is_text ? 1.0 : 25.0) / stacked_height
    do for [j = 2:3] {
        if (end_y[place[j]] < end_y[place[j - 1]] + apart) { end_y[place[j]] = end_y[place[j - 1]] + apart }
    }
    if (is_text) {
        plot FILE index block using 1:5 with points pointtype 'f', \
             FILE index block using 1:6 with points pointtype 'l', \
             FILE index block using 1:7 with points pointtype 'p'
    } else {
        set label 31 'fund' at last, end_y[1] left front font SMALL textcolor rgb BLUE offset 1.4, 0
        set label 32 'levy' at last, end_y[2] left front font SMALL textcolor rgb '#1B7A73' offset 1.4, 0
        set label 33 'own pay' at last, end_y[3] left front font SMALL textcolor rgb '#B23A00' offset 1.4, 0
        if (s == n_strategies) {
            set label 34 wrap(clip(key_across, 2 * chars), chars) at screen X(2 * em), Y(foot_of(s, 3) + 54) left textcolor rgb INK
        }
        plot FILE index block using 1:5 with linespoints linecolor rgb BLUE linewidth 2.4 pointtype 7 pointsize (has_marks ? 0.9 : 0), \
             FILE index block using 1:6 with linespoints linecolor rgb GREEN linewidth 2.4 dashtype (6, 3) pointtype 5 pointsize (has_marks ? 0.9 : 0), \
             FILE index block using 1:7 with linespoints linecolor rgb ORANGE linewidth 2.4 dashtype (3, 3) pointtype 9 pointsize (has_marks ? 1.0 : 0)
    }
    unset label 901
    do for [i = 31:34] { unset label i }
}
unset multiplot
