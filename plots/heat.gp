# Two numbers of the scenario put through a range: the chance of a shortfall and the fund
# at the end at every pair of values. Two panels a strategy, one above the other, the same
# colours in all.
# gnuplot -c plots/heat.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('heat.gp')]
load DATADIR . '/words.gp'
title = title_heat
has_second_line = 1
height_of_first = FORMAT eq 'dumb' ? 18.0 : 400.0
between = FORMAT eq 'dumb' ? 4.0 : 88.0
height_below = height_of_first + between + (FORMAT eq 'dumb' ? 2.0 : 34.0)
load PLOTS . 'style.gp'

FILE = DATADIR . '/heat.dat'

# --- the fund's range over all points and strategies
stats FILE using 4 nooutput
low = STATS_min
high = STATS_max > STATS_min ? STATS_max : STATS_min + 1

# --- colours from light (little) to dark (much): one hue, so that grey shows the same
LIGHT_R = 244.0; LIGHT_G = 247.0; LIGHT_B = 250.0
DARK_R = 18.0; DARK_G = 67.0; DARK_B = 109.0
mix(a, b, f) = int(a + (b - a) * f)
colour(f) = 65536 * mix(LIGHT_R, DARK_R, f) + 256 * mix(LIGHT_G, DARK_G, f) + mix(LIGHT_B, DARK_B, f)
letters(f) = f > 0.5 ? 16777215 : 2236962
share_of_range(v) = (v - low) / (high - low)

# --- what stands in a cell, where it is large enough
cell_width = panel_width / n_across
cell_height = panel_height / n_down
has_words = is_text ? cell_width >= 6 : cell_width >= 66 && cell_height >= 28
say_of_100(p) = 100 * p < 1 ? '<1' : 100 * p > 99 ? '>99' : sprintf('%.0f', 100 * p)
say_briefly(v) = sign(v) . (abs(v) >= 999500 ? sprintf('£%.1fm', abs(v) / 1e6) : abs(v) >= 9950 ? sprintf('£%.0fk', abs(v) / 1e3) : abs(v) >= 950 ? sprintf('£%.1fk', abs(v) / 1e3) : sprintf('£%.0f', abs(v)))

# Eight copies in the cell's own colour around each, so that a line behind it does not
# strike it through.
halo_x(h) = 2.6 * cos(pi * h / 4) / cell_width
halo_y(h) = 2.6 * sin(pi * h / 4) / cell_height

# --- the key
has_contours = !is_text && n_across > 1 && n_down > 1
has_two = minimum_balance != 0
if (is_text && !has_words) {
    set label 1 '#  below £0, or 50 of 100 and more      o  below the minimum balance, or 5 of 100 and more' at screen X(2), Y(key_y) left
}
if (!is_text) {
    kx = 2 * em
    set label 1 'less' at screen X(kx), Y(key_y) left
    do for [i = 0:9] {
        set object 30 + i rectangle from screen X(kx + 56 + i * 24), Y(key_y + 10) to screen X(kx + 80 + i * 24), Y(key_y - 10) fillcolor rgb colour(i / 9.0) fillstyle solid noborder
    }
    set label 2 'more' at screen X(kx + 308), Y(key_y) left
    kx = kx + 410
    if (has_contours) {
        set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead front linecolor rgb INK linewidth 2
        set label 3 '£0, or 50 of 100' at screen X(kx + 56), Y(key_y) left
        kx = kx + 300
        set arrow 2 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead front linecolor rgb INK linewidth 2 dashtype (4, 3)
        set label 4 (has_two ? 'minimum balance of ' . say_given(minimum_balance) . ', or 5 of 100' : '5 of 100') at screen X(kx + 56), Y(key_y) left
    }
}

# --- marks: as many values as fit
widest = 1
do for [i = 1:n_across] { widest = strlen(value_across[i]) > widest ? strlen(value_across[i]) : widest }
across_apart = ceil((widest + 1.2) * em / cell_width)
down_apart = ceil((is_text ? 1 : 30.0) / cell_height)
top_of(s, k) = panel_top(s) + (k - 1) * (panel_height + between)
set xrange [0.5:n_across + 0.5]
set yrange [0.5:n_down + 0.5]
unset grid

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    do for [k = 1:2] {
        set tmargin at screen Y(top_of(s, k))
        set bmargin at screen Y(top_of(s, k) + panel_height)
        set xtics ('' 1)
        do for [i = 1:n_across:across_apart] { set xtics add (value_across[i] i) }
        set ytics ('' 1)
        do for [i = 1:n_down:down_apart] { set ytics add ((is_first ? value_down[i] : '') i) }
        if (is_first) {
            set label 901 (k == 1 ? 'Of 100 campaigns: a month end below zero' : 'Fund at the end (median)') . (is_text ? '' : k == 1 ? ', 0 to 100' : ', ' . say_briefly(low) . ' to ' . say_briefly(high)) at screen X(is_text ? panel_left(s) : 2 * em), Y(top_of(s, k) - (is_text ? 1 : 20)) left font SMALL textcolor rgb INK
        }
        if (k == 2 && s == n_strategies) {
            set label 34 clip('Across: ' . key_across, chars) at screen X(2 * em), Y(top_of(s, k) + panel_height + (is_text ? 2 : 58)) left textcolor rgb INK
            set label 35 clip('Upwards: ' . key_down, chars) at screen X(2 * em), Y(top_of(s, k) + panel_height + (is_text ? 3 : 86)) left textcolor rgb INK
        }
        # The lines lie between the middles of the cells: 5 of 100 and the minimum dashed.
        dashed_at = k == 1 ? 0.05 : minimum_balance
        solid_at = k == 1 ? 0.50 : 0.0
        if (has_contours) {
            unset surface
            set contour base
            set cntrparam linear
            set cntrparam levels discrete dashed_at
            set table $dashed
            splot FILE index block using 1:2:(k == 1 ? $9 : $4)
            unset table
            set cntrparam levels discrete solid_at
            set table $solid
            splot FILE index block using 1:2:(k == 1 ? $9 : $4)
            unset table
            unset contour
            set surface
        }
        if (is_text) {
            plot FILE index block using 1:2:(has_words ? (k == 1 ? say_of_100($9) : say_briefly($4)) : (k == 1 ? ($9 >= 0.5 ? '#' : $9 >= 0.05 ? 'o' : '.') : ($4 < 0 ? '#' : $4 < minimum_balance ? 'o' : '.'))) with labels
        } else {
            plot FILE index block using 1:2:($1 - 0.5):($1 + 0.5):($2 - 0.5):($2 + 0.5):(colour(k == 1 ? $9 : share_of_range($4))) with boxxyerror fillcolor rgb variable fillstyle solid noborder, \
                 $dashed using (has_contours && (k == 1 || has_two) ? $1 : NaN):2 with lines linecolor rgb 'white' linewidth 4, \
                 $dashed using (has_contours && (k == 1 || has_two) ? $1 : NaN):2 with lines linecolor rgb INK linewidth 2 dashtype (4, 3), \
                 $solid using (has_contours ? $1 : NaN):2 with lines linecolor rgb 'white' linewidth 4, \
                 $solid using (has_contours ? $1 : NaN):2 with lines linecolor rgb INK linewidth 2, \
                 for [h = 1:8] FILE index block using ($1 + halo_x(h)):($2 + halo_y(h)):(has_words ? (k == 1 ? say_of_100($9) : say_briefly($4)) : ''):(colour(k == 1 ? $9 : share_of_range($4))) with labels font SMALL textcolor rgb variable, \
                 FILE index block using 1:2:(has_words ? (k == 1 ? say_of_100($9) : say_briefly($4)) : ''):(letters(k == 1 ? $9 : share_of_range($4))) with labels font SMALL textcolor rgb variable
        }
        eval end_page
        do for [i = 30:39] { unset object i; unset label i }
        unset label 900
        unset label 901
    }
}
unset multiplot
