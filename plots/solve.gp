# A number that was solved for: the goal's figure at every value looked at, the goal as a
# line across, and where the figure meets it. One panel a strategy, the same scales in
# all.
# gnuplot -c plots/solve.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('solve.gp')]
load DATADIR . '/words.gp'
title = title_solve
has_second_line = 1
load PLOTS . 'style.gp'

FILE = DATADIR . '/solve.dat'
is_money = goal_unit eq 'gbp'
is_share = goal_unit eq 'share'

# --- scales
reach = range_high - range_low
set xrange [range_low - 0.03 * reach:range_high + 0.03 * reach]
low = goal_bound
high = goal_bound
do for [c = 2:4] {
    stats FILE using c nooutput
    low = STATS_min < low ? STATS_min : low
    high = STATS_max > high ? STATS_max : high
}
if (is_share) { low = 0.0 }
if (high - low < 1e-9) { high = low + 1.0 }
step = step_of(high - low, is_text ? 4 : 5)
low = low < 0 || low > 0.2 * (high - low) ? low - 0.05 * (high - low) : 0.0
high = high + 0.06 * (high - low)
top = high > -low ? high : -low
across_step = step_of(reach, panel_width / (is_text ? 12.0 : 90.0))
set yrange [low:high]
mark(v) = is_money ? axis_pounds(v, step, top) : step < 1 ? sprintf('%g', v) : (v < 0 ? '−' : '') . axis_number(abs(v), step, top)

# --- the key: what the marks are
if (is_text) {
    set label 1 '*  at each value looked at      -  the goal      |  where it is met' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb BLUE linewidth 3
    set label 1 clip(measure_words, 44) at screen X(kx + 56), Y(key_y) left
    kx = kx + 86 + em * (strlen(measure_words) < 44 ? strlen(measure_words) : 44)
    set arrow 2 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb INK linewidth 1.4 dashtype (3, 3)
    set label 2 'the goal' at screen X(kx + 56), Y(key_y) left
    kx = kx + 180
    set object 3 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PALE_PLUM fillstyle solid border linecolor rgb PLUM linewidth 0.8
    set arrow 3 from screen X(kx + 23), Y(key_y + 11) to screen X(kx + 23), Y(key_y - 11) nohead linecolor rgb PLUM linewidth 2.4
    set label 3 'the answer, and its 95 % interval' at screen X(kx + 56), Y(key_y) left
}

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    set xtics ('' range_low)
    do for [m = ceil(range_low / across_step - 1e-9):floor(range_high / across_step + 1e-9)] {
        set xtics add (sprintf('%.12g', m * across_step) m * across_step)
    }
    set ytics ('' 0)
    do for [m = ceil(low / step):floor(high / step)] {
        set ytics add ((is_first ? mark(m * step) : '') m * step)
    }
    has_answer = strlen(answer_at[s]) > 0
    set label 902 answer[s] at screen X(panel_left(s)), Y(panel_top(s) - (is_text ? 1 : 20)) left font SMALL textcolor rgb INK
    set arrow 20 from graph 0, first goal_bound to graph 1, first goal_bound nohead front linecolor rgb INK linewidth 1.4 dashtype (3, 3)
    if (has_answer) {
        at = answer_at[s] + 0.0
        if (!is_text) {
            set object 21 rectangle from first (answer_from[s] + 0.0), graph 0 to first (answer_to[s] + 0.0), graph 1 behind fillcolor rgb PALE_PLUM fillstyle solid border linecolor rgb PLUM linewidth 0.8
        }
        set arrow 22 from first at, graph 0 to first at, graph 1 nohead front linecolor rgb PLUM linewidth 2.4
    }
    if (is_text) {
        plot FILE index block using 1:2 with points pointtype '*'
    } else {
        if (s == n_strategies) {
            set label 34 wrap(clip(key_across, chars), chars) at screen X(2 * em), Y(panel_top(s) + panel_height + 60) left textcolor rgb INK
        }
        plot FILE index block using 1:3:4 with filledcurves fillcolor rgb MIDDLE fillstyle solid noborder, \
             FILE index block using 1:2 with linespoints linecolor rgb BLUE linewidth 2.4 pointtype 7 pointsize 0.5
    }
    eval end_page
    unset label 900
    unset label 902
    unset arrow 20
    unset object 21
    unset arrow 22
}
unset multiplot
