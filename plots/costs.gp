# What each strategy costs the fund and its members, and what it asks of them: five
# measures at one size, the three in pounds at one scale, strategies in the file's order
# (model rule M13: nothing is ranked).
# gnuplot -c plots/costs.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('costs.gp')]
load DATADIR . '/words.gp'
title = title_costs
is_text = FORMAT eq 'dumb'
row_height = is_text ? 4.0 : n_strategies <= 4 ? 130.0 : n_strategies <= 8 ? 100.0 : 78.0
heading_height = is_text ? 3.0 : 92.0
height_of_panels = n_strategies * row_height + heading_height + (is_text ? 3.0 : 60.0)
load PLOTS . 'style.gp'

FILE = DATADIR . '/costs.dat'
N = 5
array measure[N] = ["Cost to\nthe fund", "Members' own\npay lost", "Levy collected\nfrom members", "Strike-days\n ", "Members involved\n(at least)"]
array mean_column[N] = [2, 5, 14, 8, 11]
array is_money[N] = [1, 1, 1, 0, 0]

# --- one scale for the three in pounds, one each for the two counts
array low[N]
array high[N]
do for [i = 1:N] {
    low[i] = 0.0
    high[i] = 0.0
    do for [c = mean_column[i]:mean_column[i] + 2] {
        stats FILE using c nooutput
        if (STATS_records > 0) {
            low[i] = STATS_min < low[i] ? STATS_min : low[i]
            high[i] = STATS_max > high[i] ? STATS_max : high[i]
        }
    }
    if (high[i] - low[i] < 1) { high[i] = is_money[i] ? 1000.0 : 10.0 }
}
array mean[N * n_strategies]
do for [i = 1:N] {
    do for [s = 1:n_strategies] {
        stats FILE every ::(s - 1)::(s - 1) using mean_column[i] nooutput
        mean[(i - 1) * n_strategies + s] = STATS_records > 0 ? STATS_min : 0
    }
}
do for [i = 2:3] {
    low[1] = low[i] < low[1] ? low[i] : low[1]
    high[1] = high[i] > high[1] ? high[i] : high[1]
}
do for [i = 2:3] { low[i] = low[1]; high[i] = high[1] }

# --- the key
if (is_text) {
    set label 1 '#  mean of all simulated campaigns      -  90 of 100 campaigns      (pounds at one scale)' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE
    set label 1 'mean of all simulated campaigns' at screen X(kx + 56), Y(key_y) left
    kx = kx + 470
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4
    set label 2 '90 of 100 campaigns' at screen X(kx + 56), Y(key_y) left
    kx = kx + 330
    set label 3 'The three in pounds have one scale.' at screen X(kx), Y(key_y) left
}

# --- rows: a strategy each, named once at the left
names_width = is_text ? 22.0 : 270.0
between = is_text ? 3.0 : 40.0
last = is_text ? 2.0 : 30.0
names_chars = floor((names_width - 2 * em) / em / (is_text ? 1 : 1.2))
measure_width = (width - names_width - last - (N - 1) * between) / N
measure_left(i) = names_width + (i - 1) * (measure_width + between)
top_y = top_height + heading_height
bottom_y = top_y + n_strategies * row_height
set yrange [n_strategies + 0.5:0.5]
set ytics ('' 0)
set xtics font SMALL
unset grid
set grid xtics linetype 1 linewidth 0.6 linecolor rgb '#D9D9D9'
if (is_text) { unset grid }
say(i, v) = is_money[i] ? say_pounds(v) : say_number(v)

set multiplot
do for [s = 1:n_strategies] {
    set label 100 + s wrap(clip(strategy[s], (is_text ? 3 : row_height > 90 ? 3 : 2) * (names_chars - 2)), names_chars) at screen X(is_text ? 1 : 2 * em), Y(top_y + (s - (is_text ? 0.5 : 0.42)) * row_height) left font BOLD textcolor rgb INK
}
do for [i = 1:N] {
    set lmargin at screen X(measure_left(i))
    set rmargin at screen X(measure_left(i) + measure_width)
    set tmargin at screen Y(top_y)
    set bmargin at screen Y(bottom_y)
    set label 900 measure[i] at screen X(measure_left(i)), Y(top_y - heading_height + (is_text ? 0 : 20)) left font BOLD textcolor rgb INK
    # Room at the right for the numbers beside the marks' ends.
    reach = high[i] - low[i]
    set xrange [low[i]:high[i] + 0.06 * reach]
    step = is_money[i] ? step_of(reach, 2.4) : whole_step_of(reach, 2.4)
    set xtics ('' 0)
    do for [k = ceil(low[i] / step):floor(high[i] / step)] {
        set xtics add ((is_money[i] ? axis_pounds(k * step, step, high[i]) : axis_number(k * step, step, high[i])) k * step)
    }
    # The number stands above its bar, where it can never run out of the panel.
    do for [s = 1:n_strategies] {
        set label 200 + s say(i, mean[(i - 1) * n_strategies + s]) at (low[i] < 0 ? low[i] : 0), s - (row_height > 90 ? 0.22 : 0.28) left front textcolor rgb INK offset (is_text ? 1 : 0.4), 0
    }
    m = mean_column[i]
    if (is_text) {
        plot FILE using m:1 with points pointtype '#', \
             FILE using (column(m + 1)):1:(column(m + 2) - column(m + 1)):(0) with vectors nohead linetype 3
    } else {
        plot FILE using (0):1:(0):m:($1 - 0.10):($1 + 0.26) with boxxyerror fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE, \
             FILE using (column(m + 1)):($1 + 0.08):(column(m + 2) - column(m + 1)):(column(m + 2) > column(m + 1) ? 0 : NaN) with vectors heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4
    }
    eval end_page
    do for [s = 1:n_strategies] { unset label 100 + s }
}
unset multiplot
