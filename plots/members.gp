# What one member pays, loses and is paid under each strategy, by band: a member called
# out beside one who is not. Everything has one scale of pounds; strategies and bands are
# in the file's order. The page grows with them: none is left out.
# gnuplot -c plots/members.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('members.gp')]
load DATADIR . '/words.gp'
title = title_members
is_text = FORMAT eq 'dumb'
is_long = n_strategies * |band| > 24
row_height = is_text ? 2.0 : is_long ? 52.0 : 66.0   # of a band
heading_height = is_text ? 2.0 : 96.0      # of a strategy: its name and the measures'
strip_height = heading_height + |band| * row_height + (is_text ? 1.0 : 30.0)
height_of_panels = n_strategies * strip_height + (is_text ? 1 : 0)
load PLOTS . 'style.gp'
# Rows of a terminal, so that no two fall together on a long page.
if (is_text) { Y(y) = 1.0 - y / (height - 1.0) }

FILE = DATADIR . '/members.dat'
N = 5
array measure[N] = ['Levy paid', 'Pay lost', 'Strike pay', 'Hardship', 'Net']

# --- one scale: as many pixels a pound as leave room for the figures beside the bars
array low[N]
array high[N]
array span[N]
do for [i = 1:N] {
    stats FILE using (column(i + 2)) nooutput
    low[i] = STATS_records > 0 && STATS_min < 0 ? STATS_min : 0.0
    high[i] = STATS_records > 0 && STATS_max > 0 ? STATS_max : 0.0
}
names_width = is_text ? 26.0 : 300.0
kind_width = is_text ? 12.0 : 130.0
figure_width = is_text ? 11.0 : 96.0
least_width = is_text ? 12.0 : 132.0
last = is_text ? 2.0 : 30.0
bars_width = width - names_width - kind_width - last
scale = 1e9
do for [round_n = 1:N] {
    pounds = 0.0
    left_over = bars_width
    do for [i = 1:N] {
        is_narrow = (high[i] - low[i]) * scale + figure_width < least_width || high[i] - low[i] <= 0
        pounds = pounds + (is_narrow ? 0 : high[i] - low[i])
        left_over = left_over - (is_narrow ? least_width : figure_width)
    }
    scale = pounds > 0 ? left_over / pounds : 0.0
}
array zero[N]
at = names_width + kind_width
do for [i = 1:N] {
    zero[i] = at - low[i] * scale
    span[i] = (high[i] - low[i]) * scale + figure_width
    at = at + (span[i] < least_width ? least_width : span[i])
}

# --- the key
has_stake = 0
do for [b = 1:|band|] { has_stake = has_stake || strlen(at_stake[b]) > 0 }
key_words = 'Average pounds a member, at one scale. Net: received, less paid and lost.' . (has_stake ? ' At stake: a year''s cut in real pay.' : '')
if (is_text) {
    set label 1 key_words at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 40), Y(key_y - 9) fillcolor rgb BLUE fillstyle solid border linecolor rgb BLUE
    set label 1 'called out' at screen X(kx + 50), Y(key_y) left
    kx = kx + 195
    set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 40), Y(key_y - 9) fillcolor rgb PALE fillstyle solid border linecolor rgb BLUE linewidth 1.2
    set label 2 'not called' at screen X(kx + 50), Y(key_y) left
    kx = kx + 195
    set label 3 key_words at screen X(kx), Y(key_y) left font SMALL
}

# --- the whole page is one plot in its own pixels (characters), from the top left
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:width]
set yrange [is_text ? height - 1 : height:0]
unset border
unset xtics
unset ytics
unset grid
strip_top(s) = top_height + (s - 1) * strip_height
row_y(s, b) = strip_top(s) + heading_height + (b - 1) * row_height
# Middle of a bar: those called out above those who are not.
bar_y(s, b, is_called) = row_y(s, b) + (is_text ? 1 - is_called : is_called == 1 ? 0.21 * row_height : 0.6 * row_height)
half = is_long ? 8.5 : 10.0

# A figure as its column's text: 'NaN' where there is no such member.
pounds_in(text) = text eq 'NaN' ? 0.0 : real(text)
say_whole(text) = text eq 'NaN' ? 'nobody' : say_rounded(real(text))
say_rounded(v) = round(abs(v)) == 0 ? '£0' : sign(v) . '£' . commas(round(abs(v)))
HASHES = '########################################################################################################################'
hashes(v) = round(abs(v) * scale) > 0 ? HASHES[1:int(round(abs(v) * scale))] . ' ' : ''

names_chars = floor((names_width - 2 * em) / em / (is_text ? 1 : 1.1))
stake_of(b) = strlen(at_stake[b]) > 0 ? 'at stake ' . at_stake[b] . ' a year' : ''
n_labels = 2000
do for [s = 1:n_strategies] {
    n_labels = n_labels + 4
    set label n_labels clip(strategy[s], floor(width / em / 1.3)) at screen X(2 * em), Y(strip_top(s) + (is_text ? 0 : 14)) left font BOLD textcolor rgb INK
    do for [i = 1:N] {
        n_labels = n_labels + 1
        set label n_labels measure[i] at screen X(zero[i] + low[i] * scale), Y(strip_top(s) + (is_text ? 1 : 56)) left textcolor rgb GREY
        if (!is_text) {
            set arrow n_labels from zero[i], row_y(s, 1) - 8 to zero[i], row_y(s, |band|) + 0.9 * row_height nohead front linecolor rgb INK linewidth 1
        }
    }
    do for [b = 1:|band|] {
        n_labels = n_labels + 4    # this one and the three after it
        set label n_labels clip(band[b], names_chars) at screen X(2 * em), Y(bar_y(s, b, 1)) left font (is_text ? '' : BOLD) textcolor rgb INK
        set label n_labels + 1 stake_of(b) at screen X(2 * em), Y(bar_y(s, b, 0)) left font SMALL textcolor rgb GREY
        set label n_labels + 2 'called out' at screen X(names_width), Y(bar_y(s, b, 1)) left font SMALL textcolor rgb INK
        set label n_labels + 3 'not called' at screen X(names_width), Y(bar_y(s, b, 0)) left font SMALL textcolor rgb INK
    }
}

# Bars, and the figures at their ends: of a sum below zero on the other side of zero.
# A point whose place is not a number is not drawn: no bar where there is nothing.
place(i, v, is_shown) = is_shown && round(abs(v)) > 0 ? zero[i] : NaN
x_end(i, v) = zero[i] + v * scale
x_figure(i, v) = is_text ? zero[i] + low[i] * scale : v > 0 ? x_end(i, v) : zero[i]
if (is_text) {
    plot for [s = 1:n_strategies] for [i = 1:N] FILE index s - 1 using (x_figure(i, pounds_in(strcol(i + 2)))):(bar_y(s, $1, $2)):(hashes(pounds_in(strcol(i + 2))) . say_whole(strcol(i + 2))) with labels left
} else {
    plot for [s = 1:n_strategies] for [i = 1:N] FILE index s - 1 using (place(i, column(i + 2), $2 == 1)):(bar_y(s, $1, $2)):(zero[i]):(x_end(i, column(i + 2))):(bar_y(s, $1, $2) - half):(bar_y(s, $1, $2) + half) with boxxyerror fillcolor rgb BLUE fillstyle solid border linecolor rgb BLUE, \
         for [s = 1:n_strategies] for [i = 1:N] FILE index s - 1 using (place(i, column(i + 2), $2 == 0)):(bar_y(s, $1, $2)):(zero[i]):(x_end(i, column(i + 2))):(bar_y(s, $1, $2) - half):(bar_y(s, $1, $2) + half) with boxxyerror fillcolor rgb PALE fillstyle solid border linecolor rgb BLUE linewidth 1.2, \
         for [s = 1:n_strategies] for [i = 1:N] FILE index s - 1 using (x_figure(i, pounds_in(strcol(i + 2)))):(bar_y(s, $1, $2)):(say_whole(strcol(i + 2))) with labels left offset 0.5, 0 font SMALL textcolor rgb INK
}
