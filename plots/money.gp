# Levy collected and strike pay paid, month by month: one panel a strategy, one scale.
# gnuplot -c plots/money.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('money.gp')]
load DATADIR . '/words.gp'
title = title_money
has_second_line = FORMAT ne 'dumb'
load PLOTS . 'style.gp'

FILE = DATADIR . '/money.dat'

high = 0.0
do for [c in '2 4 5 7'] {
    stats FILE using (column(c + 0)) nooutput
    if (STATS_records > 0) { high = STATS_max > high ? STATS_max : high }
}
if (high < 1) { high = 1000.0 }
step = step_of(high, is_text ? 5 : 6)
set yrange [0:high * 1.03]
set xrange [0.3:n_months + 0.7]

# Two bars a month where there is room for them, else two lines with their bands.
month_width = panel_width / (n_months + 0.4)
is_dense = month_width < 13
HATCH = '#FBC9B1'

# --- the key
if (is_text) {
    set label 1 'o  levy collected, mean of all simulated campaigns      #  strike pay paid, mean' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 40), Y(key_y - 9) fillcolor rgb (is_dense ? MIDDLE : BLUE) fillstyle solid border linecolor rgb BLUE
    set label 1 'levy collected' at screen X(kx + 50), Y(key_y) left
    kx = kx + 240
    set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 40), Y(key_y - 9) fillcolor rgb HATCH fillstyle solid border linecolor rgb ORANGE linewidth 1.4
    set label 2 'strike pay paid' at screen X(kx + 50), Y(key_y) left
    kx = kx + 260
    if (is_dense) {
        set arrow 1 from screen X(kx - 500), Y(key_y) to screen X(kx - 460), Y(key_y) nohead front linecolor rgb BLUE linewidth 2.4
        set arrow 2 from screen X(kx - 260), Y(key_y) to screen X(kx - 220), Y(key_y) nohead front linecolor rgb ORANGE linewidth 2.2 dashtype (6, 2)
        set label 3 'line: mean of all simulated campaigns; band: 90 of 100' at screen X(kx), Y(key_y) left
    } else {
        set arrow 1 from screen X(kx + 12), Y(key_y + 12) to screen X(kx + 12), Y(key_y - 12) heads size screen 0.0025, 90 linecolor rgb INK linewidth 1.2
        set label 3 'bar: mean of all simulated campaigns; whisker: 90 of 100' at screen X(kx + 30), Y(key_y) left
    }
}
set boxwidth 0.36

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    eval set_months
    set ytics ('' 0)
    do for [k = 0:floor(high * 1.03 / step)] {
        set ytics add ((is_first ? axis_pounds(k * step, step, high) : '') k * step)
    }
    stats FILE index block using 2 nooutput
    levy = STATS_records > 0 ? STATS_sum : 0
    stats FILE index block using 5 nooutput
    paid = STATS_records > 0 ? STATS_sum : 0
    total_words = 'in all: levy ' . say_pounds(levy) . ', strike pay ' . say_pounds(paid)
    if (is_text) {
        plot FILE index block using 1:2 with points pointtype 'o', \
             FILE index block using 1:5 with points pointtype '#'
    } else {
        set label 901 total_words at screen X(panel_left(s)), Y(panel_top(s) - 14) left font SMALL textcolor rgb INK
    }
    if (!is_text && is_dense) {
        plot FILE index block using ($1 > 0 ? $1 : NaN):3:4 with filledcurves fillcolor rgb MIDDLE fillstyle transparent solid 0.6 noborder, \
             FILE index block using ($1 > 0 ? $1 : NaN):6:7 with filledcurves fillcolor rgb HATCH fillstyle transparent solid 0.6 noborder, \
             for [c in '3 4'] FILE index block using ($1 > 0 ? $1 : NaN):(column(c + 0)) with lines linecolor rgb BLUE linewidth 0.6, \
             for [c in '6 7'] FILE index block using ($1 > 0 ? $1 : NaN):(column(c + 0)) with lines linecolor rgb ORANGE linewidth 0.6, \
             FILE index block using ($1 > 0 ? $1 : NaN):2 with lines linecolor rgb BLUE linewidth 2.4, \
             FILE index block using ($1 > 0 ? $1 : NaN):5 with lines linecolor rgb ORANGE linewidth 2.2 dashtype (6, 2)
    }
    # A white edge keeps the whiskers apart from the bars; no whisker where all is zero.
    if (!is_text && !is_dense) {
        plot FILE index block using ($1 - 0.19):($2 > 0 ? $2 : NaN) with boxes fillcolor rgb BLUE fillstyle solid border linecolor rgb BLUE, \
             FILE index block using ($1 + 0.19):($5 > 0 ? $5 : NaN) with boxes fillcolor rgb HATCH fillstyle solid border linecolor rgb ORANGE, \
             for [w = 1:2] FILE index block using ($1 - 0.19):($4 > 0 ? $3 : NaN):(0):($4 - $3) with vectors heads size screen 0.0025, 90 linecolor rgb (w == 1 ? 'white' : INK) linewidth (w == 1 ? 3.4 : 1.2), \
             for [w = 1:2] FILE index block using ($1 + 0.19):($7 > 0 ? $6 : NaN):(0):($7 - $6) with vectors heads size screen 0.0025, 90 linecolor rgb (w == 1 ? 'white' : INK) linewidth (w == 1 ? 3.4 : 1.2)
    }
    eval end_page
}
unset multiplot
