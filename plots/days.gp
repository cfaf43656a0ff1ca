# Strike-days by month, stacked by kind of action: one panel a strategy, one scale. Kinds
# are told apart by fill and by their order, which is that of the key from the bottom up.
# Action short of strike has no strike-days: where there is any, the member-days that
# take part in it have a panel and a scale of their own below.
# gnuplot -c plots/days.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('days.gp')]
load DATADIR . '/words.gp'
title = title_days
is_text = FORMAT eq 'dumb'
FILE = DATADIR . '/days.dat'
SHORT = 5
array kind[5] = ['targeted', 'national', 'selective', 'rolling', 'short of strike']

# --- which kinds there are in any panel, and how high the panels are
array has_kind[5]
do for [k = 1:5] {
    stats FILE using (column(k + 1)) nooutput
    has_kind[k] = STATS_records > 0 && STATS_max > 0
}
high = 0.0
do for [c in '7 9'] {
    stats FILE using (column(c + 0)) nooutput
    if (STATS_records > 0) { high = STATS_max > high ? STATS_max : high }
}
if (high < 1) { high = 1.0 }
stats FILE using 6 nooutput
high_short = STATS_records > 0 && STATS_max > 0 ? STATS_max : 1.0
if (has_kind[SHORT]) {
    short_height = is_text ? 7.0 : 170.0
    short_heading = is_text ? 2.0 : 66.0
    height_below = short_height + short_heading
    caption = caption . ' Below: members in action short of strike times its days. They are at work, and these are no strike-days.'
}
has_second_line = !is_text
load PLOTS . 'style.gp'
TEAL = '#28A197'
PALE_ORANGE = '#FBC9B1'
array fill_of[5] = [BLUE, PALE_ORANGE, 'white', TEAL, PALE_PLUM]
array edge_of[5] = [BLUE, ORANGE, BLUE, TEAL, PLUM]
array letter_of[5] = ['t', 'n', 's', 'r', 'o']
ROLLING = 4                          # hatched

step = whole_step_of(high, is_text ? 5 : 6)
step_short = whole_step_of(high_short, 3)
set xrange [0.3:n_months + 0.7]

# Narrow bars have no edges: they would be all there is of them.
bar_width = panel_width / (n_months + 0.4) * 0.8
half = bar_width < 4 ? 0.5 : 0.4
edge_width = bar_width < 4 ? 0.0 : 1.4
has_whiskers = bar_width > 9

# --- the key: only the kinds there are, from the bottom of a bar up
if (is_text) {
    key_words = 'strike-days: '
    do for [k = 1:5] { key_words = key_words . (has_kind[k] ? letter_of[k] . ' ' . kind[k] . (k == SHORT ? ' (below, member-days)' : '') . '   ' : '') }
    set label 1 key_words at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    do for [k = 1:4] {
        if (has_kind[k]) {
            set object k rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 40), Y(key_y - 9) fillcolor rgb fill_of[k] fillstyle solid border linecolor rgb edge_of[k] linewidth 1.4
            if (k == ROLLING) { set object k fillcolor rgb TEAL fillstyle pattern 4 border }
            set label k kind[k] at screen X(kx + 50), Y(key_y) left
            kx = kx + 76 + 11.5 * strlen(kind[k])
        }
    }
    if (has_kind[1] || has_kind[2] || has_kind[3] || has_kind[4]) {
        set label 6 (has_whiskers ? 'bar: mean of all simulated campaigns; whisker: 90 of 100, all kinds together' : 'mean of all simulated campaigns') at screen X(kx + (has_whiskers ? 26 : 0)), Y(key_y) left
        if (has_whiskers) {
            set arrow 1 from screen X(kx + 8), Y(key_y + 12) to screen X(kx + 8), Y(key_y - 12) heads size screen 0.0025, 90 linecolor rgb INK linewidth 1.2
        }
    }
}

# What lies below a kind in a bar; columns 2 to 5 are the kinds of strike.
below(k) = k < 2 ? 0.0 : column(k) + below(k - 1)
# The letter of the kind that a line of text at height y goes through.
letter_at(y) = y < below(2) ? letter_of[1] : y < below(3) ? letter_of[2] : y < below(4) ? letter_of[3] : y < below(5) ? letter_of[4] : ' '
months_off = "set xtics ('' 0); do for [m = 0:n_months:months_apart] { set xtics add ('' m) }"

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    if (has_kind[SHORT]) { eval months_off } else { eval set_months }
    set yrange [0:high * 1.03]
    set ytics ('' 0)
    do for [k = 0:floor(high * 1.03 / step)] {
        set ytics add ((is_first ? axis_number(k * step, step, high) : '') k * step)
    }
    stats FILE index block using 7 nooutput
    if (!is_text) {
        set label 901 'in all: ' . say_number(STATS_sum) . ' strike-days' at screen X(panel_left(s)), Y(panel_top(s) - 14) left font SMALL textcolor rgb INK
        plot for [k in '1 2 3'] FILE index block using ($1 > 0 && column(k + 1) > 0 ? $1 : NaN):(below(k + 0)):($1 - half):($1 + half):(below(k + 0)):(below(k + 1)) with boxxyerror fillcolor rgb fill_of[int(k)] fillstyle solid border linecolor rgb edge_of[int(k)] linewidth edge_width, \
             FILE index block using ($1 > 0 && $5 > 0 ? $1 : NaN):(below(4)):($1 - half):($1 + half):(below(4)):(below(5)) with boxxyerror fillcolor rgb TEAL fillstyle pattern 4 border linecolor rgb TEAL linewidth edge_width, \
             for [w = 1:2] FILE index block using (has_whiskers && $9 > $8 ? $1 : NaN):8:(0):($9 - $8) with vectors heads size screen 0.0025, 90 linecolor rgb (w == 1 ? 'white' : INK) linewidth (w == 1 ? 3.4 : 1.2)
    } else {
        plot for [r = 1:int(panel_height)] FILE index block using ($1 > 0 ? $1 : NaN):((r - 0.5) * high * 1.03 / panel_height):(letter_at((r - 0.5) * high * 1.03 / panel_height)) with labels
    }
    if (has_kind[SHORT]) {
        set tmargin at screen Y(panel_top(s) + panel_height + short_heading)
        set bmargin at screen Y(panel_top(s) + panel_height + short_heading + short_height)
        eval set_months
        set yrange [0:high_short * 1.03]
        set ytics ('' 0)
        do for [k = 0:floor(high_short * 1.03 / step_short)] {
            set ytics add ((is_first ? axis_number(k * step_short, step_short, high_short) : '') k * step_short)
        }
        stats FILE index block using 6 nooutput
        unset label 900
        set label 901 (STATS_sum > 0 ? 'short of strike: ' . say_number(STATS_sum) . (is_text ? '' : ' member-days') : 'short of strike: none') at screen X(panel_left(s)), Y(panel_top(s) + panel_height + short_heading - (is_text ? 1 : 18)) left font SMALL textcolor rgb INK
        if (!is_text) {
            plot FILE index block using ($1 > 0 && $6 > 0 ? $1 : NaN):(0):($1 - half):($1 + half):(0):6 with boxxyerror fillcolor rgb PALE_PLUM fillstyle solid border linecolor rgb PLUM linewidth edge_width
        } else {
            plot for [r = 1:int(short_height)] FILE index block using ($1 > 0 ? $1 : NaN):((r - 0.5) * high_short * 1.03 / short_height):((r - 0.5) * high_short * 1.03 / short_height < $6 ? 'o' : ' ') with labels
        }
        unset label 901
    }
    eval end_page
}
unset multiplot
