# The strategies of one or several scenarios side by side on one page: what is left, the
# chance of a shortfall, what each costs the fund and its members and asks of them, and
# below two at a time the differences campaign by campaign. Strategies stand in the
# files' order, numbered through (model rule M13: nothing is ranked).
# gnuplot -c plots/compare.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('compare.gp')]
load DATADIR . '/words.gp'
title = title_compare
is_text = FORMAT eq 'dumb'

# --- three tiers: two with a row a strategy, one with a row a pair. The rows are as high
# as fits a sheet of A4, within reason.
heading_height = is_text ? 3.0 : 74.0
marks_height = is_text ? 3.0 : 62.0     # below a tier, for its axes
within(x, least, most) = x < least ? least : x > most ? most : x
row_height = is_text ? 3.0 : within(1600.0 / (2 * n_strategies + 0.7 * n_pairs), 58.0, 104.0)
pair_height = is_text ? 3.0 : within(0.7 * row_height, 46.0, 72.0)
tier_height = heading_height + n_strategies * row_height + marks_height
height_of_panels = 2 * tier_height + heading_height + n_pairs * pair_height + marks_height + (is_text ? 1 : 20)
load PLOTS . 'style.gp'

FILE = DATADIR . '/compare.dat'

# --- a panel's place
names_width = is_text ? 26.0 : 370.0
last = is_text ? 3.0 : 46.0
between = is_text ? 3.0 : 44.0
name_width = floor((names_width - 2.5 * em) / em / (is_text ? 1 : 1.06))
name_lines = is_text || row_height < 70 ? 1 : 2
panel_room = width - names_width - last
tier_top(t) = top_height + (t - 1) * tier_height + heading_height
place(l, w, top, tall) = sprintf("set lmargin at screen %.8f; set rmargin at screen %.8f; set tmargin at screen %.8f; set bmargin at screen %.8f", X(l), X(l + w), Y(top), Y(top + tall))
heading(words, l, top) = sprintf("set label 900 heading_words at screen %.8f, %.8f left font BOLD textcolor rgb INK", X(l), Y(top - heading_height + (is_text ? 0 : 14)))
pad(low, high, share) = (high - low) * share

# --- values at hand: looked up before any range is set, which would hide some
N = 4
P = 3
array end_of[n_strategies]
array chance_of[n_strategies]
array mean_of[N * n_strategies]
array first_of[n_pairs]
array second_of[n_pairs]
array difference_of[P * n_pairs]
do for [s = 1:n_strategies] {
    stats FILE index 0 every ::(s - 1)::(s - 1) using 4 nooutput
    end_of[s] = STATS_min
    stats FILE index 0 every ::(s - 1)::(s - 1) using 7 nooutput
    chance_of[s] = STATS_min
    do for [i = 1:N] {
        stats FILE index 0 every ::(s - 1)::(s - 1) using (column(7 + 3 * i)) nooutput
        mean_of[(i - 1) * n_strategies + s] = STATS_min
    }
}
do for [p = 1:n_pairs] {
    stats FILE index 1 every ::(p - 1)::(p - 1) using 2 nooutput
    first_of[p] = STATS_min
    stats FILE index 1 every ::(p - 1)::(p - 1) using 3 nooutput
    second_of[p] = STATS_min
    do for [i = 1:P] {
        stats FILE index 1 every ::(p - 1)::(p - 1) using (column(1 + 3 * i)) nooutput
        difference_of[(i - 1) * n_pairs + p] = STATS_min
    }
}

# --- scales: of what is left; of each measure, the two in pounds alike; of differences
end_low = 0.0
end_high = 0.0
do for [c in '2 6'] {
    stats FILE index 0 using (column(c + 0)) nooutput
    end_low = STATS_min < end_low ? STATS_min : end_low
    end_high = STATS_max > end_high ? STATS_max : end_high
}
if (end_high - end_low < 1) { end_high = end_low + 1000.0 }
array is_money[N] = [1, 1, 0, 0]
array low_of[N]
array high_of[N]
do for [i = 1:N] {
    low_of[i] = 0.0
    high_of[i] = 0.0
    do for [c = 7 + 3 * i:9 + 3 * i] {
        stats FILE index 0 using c nooutput
        low_of[i] = STATS_min < low_of[i] ? STATS_min : low_of[i]
        high_of[i] = STATS_max > high_of[i] ? STATS_max : high_of[i]
    }
    if (high_of[i] - low_of[i] < 1) { high_of[i] = is_money[i] ? 1000.0 : 10.0 }
}
low_of[1] = low_of[2] < low_of[1] ? low_of[2] : low_of[1]
high_of[1] = high_of[2] > high_of[1] ? high_of[2] : high_of[1]
low_of[2] = low_of[1]
high_of[2] = high_of[1]
pair_low = 0.0
pair_high = 0.0
do for [c = 4:12] {
    stats FILE index 1 using c nooutput
    pair_low = STATS_min < pair_low ? STATS_min : pair_low
    pair_high = STATS_max > pair_high ? STATS_max : pair_high
}
if (pair_high - pair_low < 1) { pair_low = -500.0; pair_high = 500.0 }

# A chance of none or of all cannot be shown by counting: it is said as below 1, above 99.
say_of_100(p) = 100 * p < 1 ? 'below 1' : 100 * p > 99 ? 'above 99' : sprintf('%.0f', 100 * p)

set xtics font SMALL
set ytics ('' 0)
unset grid
set grid xtics linetype 1 linewidth 0.6 linecolor rgb '#D9D9D9'
if (is_text) { unset grid }

# --- the key
if (is_text) {
    set label 1 '#  mean or middle of all simulated campaigns    -  90 of 100 campaigns, or the 95 % interval' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE
    set label 1 'mean, or the middle half' at screen X(kx + 56), Y(key_y) left
    kx = kx + 345
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4
    set label 2 '90 of 100 campaigns' at screen X(kx + 56), Y(key_y) left
    kx = kx + 305
    set object 3 circle at screen X(kx + 10), Y(key_y) size screen 0.0045 fillcolor rgb BLUE fillstyle solid noborder
    set label 3 'chance, mean difference; the 95 % interval where it is wider than the dot' at screen X(kx + 32), Y(key_y) left
}

set multiplot

# --- names of rows
has_scenarios = strlen(scenario[1]) > 0
name_words(s) = wrap(clip(sprintf('%d  ', s) . strategy[s], name_lines == 1 ? name_width : 2 * name_width - 4), name_width)
name_y(s) = is_text ? -0.6 : n_lines(name_words(s)) * -13.0 + 13 - (has_scenarios ? 12 : 0)
scenario_y(s) = name_y(s) + (is_text ? 1 : n_lines(name_words(s)) * 26.0)
name_rows = "do for [s = 1:n_strategies] {" \
    . "set label 100 + s name_words(s) at screen X(is_text ? 1 : 2 * em), Y(row_top + (s - 0.5) * row_height + name_y(s)) left font BOLD textcolor rgb INK;" \
    . "set label 400 + s clip(scenario[s], floor(name_width * 1.2)) at screen X(is_text ? 1 : 2 * em), Y(row_top + (s - 0.5) * row_height + scenario_y(s)) left font SMALL textcolor rgb GREY }"
unname_rows = "do for [s = 1:n_strategies] { unset label 100 + s; unset label 400 + s }"

# --- tier 1: what is left, and the chance of a shortfall
row_top = tier_top(1)
eval name_rows
set yrange [n_strategies + 0.5:0.5]
wide = (panel_room - between) * 0.62
narrow = panel_room - between - wide
low = end_low
high = end_high
step = step_of(high - low, 5)
set xrange [low - (low < 0 ? pad(low, high, 0.03) : 0):high + pad(low, high, 0.03)]
set xtics ('' 0)
do for [k = ceil(low / step):floor(high / step)] { set xtics add (axis_pounds(k * step, step, high > -low ? high : -low) k * step) }
eval place(names_width, wide, row_top, n_strategies * row_height)
heading_words = "Left in the fund at the end\n(median, the middle half, 90 of 100)"
eval heading('', names_width, row_top)
set arrow 20 from 0, graph 0 to 0, graph 1 nohead back linecolor rgb INK linewidth 1.4
do for [s = 1:n_strategies] {
    set label 200 + s say_pounds(end_of[s]) at end_of[s], s - (is_text ? 0.4 : 0.31) center boxed front textcolor rgb INK
}
if (is_text) {
    plot FILE index 0 using 2:1:($6 - $2):(0) with vectors nohead linetype 3, \
         FILE index 0 using 4:1 with points pointtype '#'
} else {
    plot FILE index 0 using 2:($1 + 0.1):($6 - $2):($6 > $2 ? 0 : NaN) with vectors heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4, \
         FILE index 0 using 4:1:3:5:($1 - 0.07):($1 + 0.27) with boxxyerror fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE, \
         FILE index 0 using 4:($1 - 0.12):(0):(0.44) with vectors nohead linecolor rgb BLUE linewidth 3.4
}
eval end_page
unset arrow 20
eval unname_rows
do for [s = 1:n_strategies] { unset label 200 + s }

set xrange [0:103]
set xtics ('' 0)
do for [v = 0:100:25] { set xtics add (sprintf('%d', v) v) }
eval place(names_width + wide + between, narrow, row_top, n_strategies * row_height)
heading_words = "A month end below zero,\nin how many of 100 campaigns"
eval heading('', names_width + wide + between, row_top)
do for [s = 1:n_strategies] {
    if (chance_of[s] > 0.75) {
        set label 200 + s say_of_100(chance_of[s]) at 100 * chance_of[s], s right front textcolor rgb INK offset -1.4, 0
    } else {
        set label 200 + s say_of_100(chance_of[s]) at 100 * chance_of[s], s left front textcolor rgb INK offset 1.4, 0
    }
}
if (is_text) {
    plot FILE index 0 using (100 * $7):1 with points pointtype '#'
} else {
    plot FILE index 0 using (100 * $8):1:(100 * ($9 - $8)):(0) with vectors heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4, \
         FILE index 0 using (100 * $7):1 with points pointtype 7 pointsize 1.3 linecolor rgb BLUE
}
do for [s = 1:n_strategies] { unset label 200 + s }

# --- tier 2: costs, days and members at one size; the two in pounds at one scale
array measure[N] = ["Cost to the fund\n(one scale of pounds)", "Members' own pay\nlost (the same scale)", "Strike-days\n ", "Members involved\n(at least)"]
row_top = tier_top(2)
eval name_rows
each = (panel_room - (N - 1) * between) / N
do for [i = 1:N] {
    at = names_width + (i - 1) * (each + between)
    reach = high_of[i] - low_of[i]
    set xrange [low_of[i]:high_of[i] + 0.06 * reach]
    step = is_money[i] ? step_of(reach, 2.4) : whole_step_of(reach, 2.4)
    set xtics ('' 0)
    do for [k = ceil(low_of[i] / step):floor(high_of[i] / step)] {
        set xtics add ((is_money[i] ? axis_pounds(k * step, step, high_of[i]) : axis_number(k * step, step, high_of[i])) k * step)
    }
    eval place(at, each, row_top, n_strategies * row_height)
    heading_words = measure[i]
    eval heading('', at, row_top)
    m = 7 + 3 * i
    do for [s = 1:n_strategies] {
        v = mean_of[(i - 1) * n_strategies + s]
        words = is_money[i] ? say_pounds(v) : say_number(v)
        set label 200 + s words at (low_of[i] < 0 ? low_of[i] : 0), s - (is_text ? 0.4 : 0.28) left front textcolor rgb INK offset (is_text ? 1 : 0.4), 0
    }
    if (is_text) {
        plot FILE index 0 using (column(m + 1)):1:(column(m + 2) - column(m + 1)):(0) with vectors nohead linetype 3, \
             FILE index 0 using m:1 with points pointtype '#'
    } else {
        plot FILE index 0 using (0):1:(0):m:($1 - 0.07):($1 + 0.27) with boxxyerror fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE, \
             FILE index 0 using (column(m + 1)):($1 + 0.1):(column(m + 2) - column(m + 1)):(column(m + 2) > column(m + 1) ? 0 : NaN) with vectors heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4
    }
    eval unname_rows
    do for [s = 1:n_strategies] { unset label 200 + s }
}

# --- tier 3: two at a time; one scale for the three in pounds
row_top = tier_top(3)
array pair_measure[P] = ["Left in the fund:\nthe first less the second", "Cost to the fund:\nthe first less the second", "Members' own pay lost:\nthe first less the second"]
do for [p = 1:n_pairs] {
    words = sprintf('%d less %d', first_of[p], second_of[p])
    set label 100 + p words at screen X(is_text ? 1 : 2 * em), Y(row_top + (p - 0.5) * pair_height) left font BOLD textcolor rgb INK
}
set label 99 n_pairs < n_pairs_in_all ? sprintf("Two at a time: the %d\npairs with 1, of %d", n_pairs, n_pairs_in_all) : 'Two at a time' at screen X(is_text ? 1 : 2 * em), Y(row_top - heading_height + (is_text ? 0 : 14)) left textcolor rgb GREY
low = pair_low
high = pair_high
set yrange [n_pairs + 0.5:0.5]
step = step_of(high - low, 4)
third = (panel_room - (P - 1) * between) / P
set xrange [low - pad(low, high, 0.17):high + pad(low, high, 0.17)]
set xtics ('' 0)
do for [k = ceil(low / step):floor(high / step)] { set xtics add (axis_pounds(k * step, step, high > -low ? high : -low) k * step) }
do for [i = 1:P] {
    at = names_width + (i - 1) * (third + between)
    eval place(at, third, row_top, n_pairs * pair_height)
    heading_words = pair_measure[i]
    eval heading('', at, row_top)
    set arrow 20 from 0, graph 0 to 0, graph 1 nohead back linecolor rgb INK linewidth 1.4
    m = 1 + 3 * i
    do for [p = 1:n_pairs] {
        v = difference_of[(i - 1) * n_pairs + p]
        set label 200 + p say_pounds(v) at v, p - (is_text ? 0.4 : 0.3) center boxed front textcolor rgb INK
    }
    if (is_text) {
        plot FILE index 1 using m:1 with points pointtype '#'
    } else {
        plot FILE index 1 using (column(m + 1)):1:(column(m + 2) - column(m + 1)):(column(m + 2) > column(m + 1) ? 0 : NaN) with vectors heads size screen 0.003, 90 linecolor rgb INK linewidth 1.4, \
             FILE index 1 using m:1 with points pointtype 7 pointsize 1.3 linecolor rgb BLUE
    }
    do for [p = 1:n_pairs] { unset label 200 + p; unset label 100 + p }
    unset label 99
}
unset multiplot
