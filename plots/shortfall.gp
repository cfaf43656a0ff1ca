# The chance that a month has ended below zero, and below the minimum balance, by the
# end of each month: one panel a strategy, always from 0 to 100 of 100.
# gnuplot -c plots/shortfall.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('shortfall.gp')]
load DATADIR . '/words.gp'
title = title_shortfall
load PLOTS . 'style.gp'

FILE = DATADIR . '/shortfall.dat'
set yrange [0:103]
set xrange [0:n_months]
# A chance of none or of all cannot be shown by counting: it is said as below 1, above 99.
say_of_100(p) = 100 * p <= 0 ? 'below 1' : 100 * p < 1 ? 'below 1' : 100 * p > 99 ? 'above 99' : sprintf('%.0f', 100 * p)

has_minimum = minimum_balance != 0
if (is_text) {
    set label 1 '*  below zero' . (has_minimum ? '      o  below the minimum balance of ' . say_given(minimum_balance) : '') . '      (of 100 simulated campaigns, by the end of each month)' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set label 5 'Of 100 simulated campaigns, by the end of each month:' at screen X(kx), Y(key_y) left
    kx = kx + 600
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb '#B9C6D6' fillstyle solid noborder
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead front linecolor rgb BLUE linewidth 3
    set label 1 'below zero' at screen X(kx + 56), Y(key_y) left
    if (has_minimum) {
        kx = kx + 215
        set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb '#FCDCCB' fillstyle solid noborder
        set arrow 2 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead front linecolor rgb ORANGE linewidth 2.4 dashtype (6, 3)
        set label 2 'below the minimum balance of ' . say_given(minimum_balance) at screen X(kx + 56), Y(key_y) left
    }
}

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    eval set_months
    set ytics ('' 0)
    do for [v = 0:100:20] { set ytics add ((is_first ? sprintf('%d', v) : '') v) }

    stats FILE index block using ($1 == n_months ? $2 : NaN) nooutput
    short = STATS_records > 0 ? STATS_min : 0
    stats FILE index block using ($1 == n_months ? $5 : NaN) nooutput
    breach = STATS_records > 0 ? STATS_min : 0
    # The words stand at the ends of the lines, pushed apart where the lines are close.
    apart = is_text ? 6.0 : 3000.0 / panel_height
    short_y = 100 * short < apart * 0.45 ? apart * 0.45 : 100 * short
    breach_y = 100 * breach < short_y + apart ? short_y + apart : 100 * breach
    if (breach_y > 101) {
        breach_y = 101
        short_y = short_y > 101 - apart ? 101 - apart : short_y
    }
    if (!has_minimum) { breach_y = short_y }
    if (is_text) {
        set label 21 say_of_100(short) at n_months, short_y left offset 1, 0
        if (has_minimum) { set label 22 say_of_100(breach) at n_months, breach_y left offset 1, 0 }
        plot FILE index block using 1:(has_minimum ? 100 * $5 : NaN) with points pointtype 'o', \
             FILE index block using 1:(100 * $2) with points pointtype '*'
    } else {
        set label 21 say_of_100(short) at n_months, short_y left front font BOLD textcolor rgb BLUE offset 0.6, 0
        if (has_minimum) {
            set label 22 say_of_100(breach) at n_months, breach_y left front font SMALL textcolor rgb '#B23A00' offset 0.6, 0
        }
        plot FILE index block using 1:(100 * $6):(has_minimum ? 100 * $7 : NaN) with filledcurves fillcolor rgb '#FCDCCB' fillstyle solid noborder, \
             FILE index block using 1:(100 * $3):(100 * $4) with filledcurves fillcolor rgb '#B9C6D6' fillstyle solid noborder, \
             for [c in '6 7'] FILE index block using 1:(has_minimum ? 100 * column(c + 0) : NaN) with lines linecolor rgb ORANGE linewidth 0.6, \
             for [c in '3 4'] FILE index block using 1:(100 * column(c + 0)) with lines linecolor rgb BLUE linewidth 0.6, \
             FILE index block using 1:(has_minimum ? 100 * $5 : NaN) with lines linecolor rgb ORANGE linewidth 2.4 dashtype (6, 3), \
             FILE index block using 1:(100 * $2) with lines linecolor rgb BLUE linewidth 3
    }
    eval end_page
}
unset multiplot
