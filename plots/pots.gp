# What each pot of the fund holds at each month's end, stacked: one panel a strategy, one
# scale. Pots are told apart by fill, by their order, which is that of the key from zero
# outwards, and by their names beside the last month; a pot below zero hangs from zero.
# gnuplot -c plots/pots.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('pots.gp')]
load DATADIR . '/words.gp'
title = title_pots
caption = caption . ' Means of all simulated campaigns: a pot that is below zero in some of them may be above it on average (pots.csv has both).'
is_text = FORMAT eq 'dumb'
n_pots = |pot|
LETTERS = 'abcdefghijklmnop'

# --- the key, as many lines as it needs: of each entry how wide it is and where it goes
word_chars = 24
short(s) = strlen(s) <= word_chars ? s : s[1:word_chars - 1] . '…'
line_words = is_text ? '* the whole fund' : 'line: the whole fund'
array entry_x[n_pots + 1]
array entry_line[n_pots + 1]
key_left = is_text ? 2.0 : 23.6
kx = key_left
key_line = 0
do for [p = 1:n_pots + 1] {
    entry_chars = strlen(p > n_pots ? line_words : short(pot[p]))
    entry_width = is_text ? entry_chars + 5.0 : 76 + 11.5 * entry_chars
    if (kx + entry_width > (is_text ? 119.0 : 1590.0) && kx > key_left) { kx = key_left; key_line = key_line + 1 }
    entry_x[p] = kx
    entry_line[p] = key_line
    kx = kx + entry_width
}
room_for_labels = is_text ? 9.0 : 200.0
has_second_line = is_text ? key_line : key_line * 32.0 / 24.0
load PLOTS . 'style.gp'
FILE = DATADIR . '/pots.dat'
TEAL = '#28A197'

# Sixteen fills: four colours, each in the solid and three patterns. Beside each other no
# two have the same pattern, so that they are told apart without their colours.
array colour_of[4] = [BLUE, ORANGE, TEAL, PLUM]
array pattern_of[16] = [3, 4, 2, 5, 1, 6, 0, 7, 4, 3, 5, 2, 6, 1, 7, 3]
colour(p) = colour_of[(p - 1) % 4 + 1]

# --- one scale
low = 0.0
high = 0.0
do for [c = 2:2 + 2 * n_pots] {
    stats FILE using (column(c)) nooutput
    if (STATS_records > 0) {
        low = STATS_min < low ? STATS_min : low
        high = STATS_max > high ? STATS_max : high
    }
}
if (high - low < 1) { high = 1000.0 }
step = step_of(high - low, is_text ? 6 : 7)
largest = high > -low ? high : -low
low = low - (low < 0 ? 0.03 * (high - low) : 0)
high = high + 0.03 * (high - low)
set yrange [low:high]
set xrange [-0.6:n_months + 0.6]
pounds_a_unit = (high - low) / panel_height

# Narrow bars have no edges: they would be all there is of them.
bar_width = panel_width / (n_months + 1.2) * 0.8
half = bar_width < 4 ? 0.5 : 0.4
edge_width = bar_width < 4 ? 0.0 : 1.2
lower(p) = column(1 + 2 * p)
upper(p) = column(2 + 2 * p)

line_y(l) = key_y + l * (is_text ? 1 : 32)
n_labels = 1100
if (is_text) {
    do for [p = 1:n_pots + 1] {
        entry_words = p > n_pots ? line_words : LETTERS[p:p] . ' ' . short(pot[p])
        set label n_labels + p entry_words at screen X(entry_x[p]), Y(line_y(entry_line[p])) left
    }
} else {
    do for [p = 1:n_pots + 1] {
        kx = entry_x[p]
        ky = line_y(entry_line[p])
        entry_words = p > n_pots ? line_words : short(pot[p])
        set label n_labels + p entry_words at screen X(kx + 50), Y(ky) left
        if (p <= n_pots) {
            set object n_labels + p rectangle from screen X(kx), Y(ky + 9) to screen X(kx + 40), Y(ky - 9) fillcolor rgb colour(p) fillstyle pattern pattern_of[p] border linecolor rgb colour(p) linewidth 1.4
        } else {
            set arrow n_labels + p from screen X(kx), Y(ky) to screen X(kx + 40), Y(ky) nohead front linecolor rgb INK linewidth 2.4 dashtype (6, 2)
        }
    }
}
# The letter of the pot that a line of text at height y goes through.
letter_at(y) = fund_is_at(y) ? '*' : pot_at(y, 1)
fund_is_at(y) = abs(column(2) - y) < 0.5 * pounds_a_unit
pot_at(y, p) = p > n_pots ? ' ' : y > lower(p) && y < upper(p) ? LETTERS[p:p] : pot_at(y, p + 1)

set multiplot
do for [s = 1:n_strategies] {
    block = s - 1
    eval set_panel
    eval set_months
    set ytics ('' 0)
    do for [k = ceil(low / step):floor(high / step)] {
        set ytics add ((is_first ? axis_pounds(k * step, step, largest) : '') k * step)
    }
    set arrow 10 from graph 0, first 0 to graph 1, first 0 nohead front linecolor rgb INK linewidth 1.2
    if (is_text) {
        plot for [r = 1:int(panel_height)] FILE index block using 1:(low + (r - 0.5) * pounds_a_unit):(letter_at(low + (r - 0.5) * pounds_a_unit)) with labels
    } else {
        # Names beside what can be seen of the last month, a line apart: those above zero
        # from the bottom up, those below it from the top down. One that would stand too
        # far from its pot is left to the key.
        lowest = low
        highest = high
        do for [p = 1:n_pots] {
            stats FILE index block every ::n_months::n_months using (lower(p)) nooutput
            bottom = STATS_min
            stats FILE index block every ::n_months::n_months using (upper(p)) nooutput
            top = STATS_min
            middle = 0.5 * (bottom + top)
            place = middle >= 0 ? (middle < lowest ? lowest : middle) : (middle > highest ? highest : middle)
            unset label 1300 + p
            if (top - bottom > 6 * pounds_a_unit && abs(place - middle) < 16 * pounds_a_unit) {
                set label 1300 + p clip(pot[p], floor(room_for_labels / 11.0)) at first n_months + 0.6, first place left offset 0.4, 0 font SMALL textcolor rgb INK
                lowest = middle >= 0 ? place + 22 * pounds_a_unit : lowest
                highest = middle < 0 ? place - 22 * pounds_a_unit : highest
            }
        }
        plot for [p = 1:n_pots] FILE index block using (upper(p) > lower(p) ? $1 : NaN):(lower(p)):($1 - half):($1 + half):(lower(p)):(upper(p)) with boxxyerror fillcolor rgb colour(p) fillstyle pattern pattern_of[p] border linecolor rgb colour(p) linewidth edge_width, \
             FILE index block using 1:2 with lines linecolor rgb 'white' linewidth 5, \
             FILE index block using 1:2 with lines linecolor rgb INK linewidth 2.4 dashtype (6, 2)
    }
    eval end_page
    do for [p = 1:n_pots + 1] { unset label n_labels + p; unset object n_labels + p; unset arrow n_labels + p }
}
unset multiplot
