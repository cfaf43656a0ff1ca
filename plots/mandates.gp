# Who gets a mandate: for each ballot that is left to chance the employers, the likeliest
# first, in how many of 100 campaigns they pass, and their turnout beside what is needed.
# gnuplot -c plots/mandates.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('mandates.gp')]
load DATADIR . '/words.gp'
title = title_mandates
caption = caption . note_mandates
is_text = FORMAT eq 'dumb'

# --- rows: an employer each, under the name of its ballot
row = is_text ? 1.0 : 36.0
heading = is_text ? 2.0 : 52.0
axis = is_text ? 0.0 : 60.0
array first[n_votes]        # of the bars, less one
array top[n_votes]          # of the ballot's rows, below the page's head
n_bars = 0
height_of_panels = is_text ? -1.0 : -30.0
do for [v = 1:n_votes] {
    first[v] = n_bars
    top[v] = height_of_panels + heading
    height_of_panels = top[v] + (n_voters[v] + 0) * row + axis
    n_bars = n_bars + n_voters[v]
}
load PLOTS . 'style.gp'
FILE = DATADIR . '/mandates.dat'
names_width = is_text ? 36.0 : 560.0
name_chars = floor((names_width - 3 * em) / em / (is_text ? 1 : 0.95))
# As other words have it: never none, never all.
of_100(p) = p < 0.005 ? '<1' : p > 0.995 ? '>99' : sprintf('%.0f', 100 * p)
percent(p) = sprintf('%.6g %%', 100 * p)

if (is_text) {
    # Rows of the terminal, so that no two fall together on a long page.
    Y(y) = 1.0 - y / (height - 1.0)
    FIFTY = '##################################################'
    marks(p) = FIFTY[1:round(50 * p)]
    set label 1 '#  campaigns in which it passes, of 100 (each # is two)       turnout: average; needed: ' . percent(threshold) at screen X(2), Y(key_y) left
    set lmargin at screen 0
    set rmargin at screen 1
    set tmargin at screen 1
    set bmargin at screen 0
    unset border
    unset xtics
    unset ytics
    do for [v = 1:n_votes] {
        set label 1003 + v clip(vote[v], 100) at screen X(2), Y(top_height + top[v] - 1) left
    }
    do for [i = 1:n_bars] {
        v = 1
        do for [k = 1:n_votes] { if (first[k] < i) { v = k } }
        # The rows of all blocks follow one another.
        stats [*:*][*:*] FILE index v - 1 every ::(i - first[v] - 1)::(i - first[v] - 1) using 2:5 nooutput
        chance = STATS_min_x
        turnout = STATS_min_y
        set label 1100 + i sprintf('%-34s %4s %-50s %s', clip(voter[i], 34), of_100(chance), marks(chance), turnout == turnout ? sprintf('turnout %.1f %%', 100 * turnout) : '') at screen X(1), Y(top_height + top[v] + i - first[v] - 1) left
    }
    set xrange [0:1]
    set yrange [0:1]
    plot NaN
    exit
}

# --- the key
kx = 2 * em
set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE
set label 1 'passes in so many of 100 campaigns' at screen X(kx + 56), Y(key_y) left
kx = kx + 450
set object 2 circle at screen X(kx + 12), Y(key_y) size screen 9 / width front fillcolor rgb ORANGE fillstyle solid border linecolor rgb INK
set label 2 'members of 100 who vote, on average' at screen X(kx + 34), Y(key_y) left
kx = kx + 450
set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb INK linewidth 1.6 dashtype 2
set label 3 'turnout needed, ' . percent(threshold) at screen X(kx + 56), Y(key_y) left
kx = kx + 310
set arrow 3 from screen X(kx), Y(key_y) to screen X(kx + 26), Y(key_y) heads size screen 0.002, 90 linecolor rgb INK linewidth 1.2
set label 4 '95 % interval' at screen X(kx + 36), Y(key_y) left

set lmargin at screen X(names_width)
set rmargin at screen X(width - 2 * em)
set xrange [0:105]         # with room for the numbers
set ytics ('' 0)
unset grid
set grid xtics linetype 1 linewidth 0.6 linecolor rgb '#D9D9D9'
set xtics 0, 10, 100

set multiplot
do for [v = 1:n_votes] {
    n = n_voters[v] + 0
    set tmargin at screen Y(top_height + top[v])
    set bmargin at screen Y(top_height + top[v] + n * row)
    set yrange [n + 0.5:0.5]
    set label 900 clip(vote[v], 105) at screen X(2 * em), Y(top_height + top[v] - 26) left font BOLD textcolor rgb INK
    do for [i = 1:n] {
        set label 1100 + i clip(voter[first[v] + i], name_chars) at screen X(names_width - 14), Y(top_height + top[v] + (i - 0.5) * row) right font SMALL textcolor rgb INK
    }
    set arrow 2 from 100 * threshold, 0.5 to 100 * threshold, n + 0.5 nohead front linecolor rgb INK linewidth 1.6 dashtype 2
    at(i) = i - first[v]
    plot FILE index v - 1 using (0):(at($1)):(0):(100 * $2):(at($1) - 0.36):(at($1) + 0.36) with boxxyerror fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE, \
         FILE index v - 1 using (100 * $3):(at($1)):(100 * ($4 - $3)):(0) with vectors heads size screen 0.002, 90 linecolor rgb INK linewidth 1.2, \
         FILE index v - 1 using (100 * $5):(at($1)) with points pointtype 7 pointsize 1.5 linecolor rgb INK, \
         FILE index v - 1 using (100 * $5):(at($1)) with points pointtype 7 pointsize 1.1 linecolor rgb ORANGE, \
         FILE index v - 1 using (104.8):(at($1)):(of_100($2)) with labels right font SMALL textcolor rgb INK
    unset arrow 2
    eval end_page
    do for [i = 1:n] { unset label 1100 + i }
}
unset multiplot
