# Who is to be out when: a strip a strategy, a row an action or a turn of one, a bar for
# days on end. Kinds differ by fill, by height and by the words beside each row.
# gnuplot -c plots/calendar.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('calendar.gp')]
load DATADIR . '/words.gp'
title = 'Who is to be out when'
caption = 'Days as planned, where there is a mandate. What members make of them, and in how many campaigns a condition holds, is not in this chart.'
is_text = FORMAT eq 'dumb'
FILE = DATADIR . '/calendar.dat'
ROWS = DATADIR . '/calendar.labels'

# --- heights: the page grows with the rows
array n_rows[n_strategies]
array rows_before[n_strategies]
row_height = is_text ? 1.0 : 30.0
heading_height = is_text ? 2.0 : 70.0      # of a strategy: its name and the months
all_rows = 0
do for [s = 1:n_strategies] {
    stats ROWS index s - 1 using 1 nooutput
    n_rows[s] = STATS_max
    rows_before[s] = all_rows
    all_rows = all_rows + STATS_max
}
height_of_panels = all_rows * row_height + n_strategies * (heading_height + (is_text ? 1.0 : 20.0))
load PLOTS . 'style.gp'
if (is_text) { Y(y) = 1.0 - y / (height - 1.0) }
TEAL = '#28A197'
PALE_TEAL = '#BFE3E0'
PALE_ORANGE = '#FBC9B1'

# --- places: names, notes, then the months
names_width = is_text ? 32.0 : 400.0
notes_width = is_text ? 30.0 : 280.0
months_left = names_width + notes_width
months_width = width - months_left - (is_text ? 2.0 : 40.0)
x_of(m) = months_left + months_width * m / n_months
strip_top(s) = top_height + rows_before[s] * row_height + (s - 1) * (heading_height + (is_text ? 1.0 : 20.0))
row_y(s, r) = strip_top(s) + heading_height + (r - 0.5) * row_height
names_chars = floor(names_width / em / (is_text ? 1 : 0.8)) - (is_text ? 3 : 4)

# --- the key: only the kinds there are
array kind[5] = ['targeted', 'national', 'selective', 'rolling', 'short of strike']
array fill_of[5] = [BLUE, PALE_ORANGE, 'white', PALE_TEAL, PALE_PLUM]
array edge_of[5] = [BLUE, ORANGE, BLUE, TEAL, PLUM]
array half_of[5] = [10.0, 10.0, 10.0, 10.0, 4.5]
ROLLING = 4                          # hatched
array has_kind[5] = [0, 0, 0, 0, 0]
do for [s = 1:n_strategies] {
    do for [k = 1:5] {
        stats ROWS index s - 1 using ($2 == k) nooutput
        has_kind[k] = has_kind[k] || STATS_max > 0
    }
}
LETTERS = 'tnsro'
if (is_text) {
    key_words = ''
    do for [k = 1:5] { key_words = key_words . (has_kind[k] ? LETTERS[k:k] . ' ' . kind[k] . '   ' : '') }
    set label 1 key_words at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    do for [k = 1:5] {
        if (has_kind[k]) {
            set object k rectangle from screen X(kx), Y(key_y + half_of[k]) to screen X(kx + 40), Y(key_y - half_of[k]) fillcolor rgb fill_of[k] fillstyle solid border linecolor rgb edge_of[k] linewidth 1.6
            if (k == ROLLING) { set object k fillcolor rgb TEAL fillstyle pattern 4 border }
            set label k kind[k] at screen X(kx + 50), Y(key_y) left
            kx = kx + 80 + 11.5 * strlen(kind[k])
        }
    }
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
room = is_text ? 6.0 : 58.0
apart = 0
do for [m in '240 120 60 48 36 24 12 6 4 3 2 1'] {
    if ((n_months / (m + 0)) * room <= months_width || apart == 0) { apart = m + 0 }
}
n_labels = 2000
do for [s = 1:n_strategies] {
    n_labels = n_labels + 1
    set label n_labels clip(strategy[s], floor(months_left / em / 1.3)) at screen X(2 * em), Y(strip_top(s) + (is_text ? 0 : 12)) left font BOLD textcolor rgb INK
    do for [m = 0:n_months - 1] {
        n_labels = n_labels + 1
        words = is_text ? month_label[m + 2][1:3] : month_words(m + 1)
        if (m % apart == 0) {
            set label n_labels words at screen X(x_of(m)), Y(strip_top(s) + (is_text ? 1 : 12)) left font SMALL textcolor rgb GREY
        }
        if (!is_text) {
            set arrow n_labels from x_of(m), strip_top(s) + heading_height - 4 to x_of(m), row_y(s, n_rows[s]) + row_height / 2 nohead back linecolor rgb (m % apart == 0 ? '#BBBBBB' : '#E2E2E2') linewidth 0.8
        }
    }
}

# A bar of one day keeps a width that can be seen.
least = is_text ? 1.0 : 5.0
x_from(a, b) = x_of(b) - x_of(a) >= least ? x_of(a) : (x_of(a) + x_of(b) - least) / 2
x_to(a, b) = x_of(b) - x_of(a) >= least ? x_of(b) : (x_of(a) + x_of(b) + least) / 2
repeated(c, n) = n <= 1 ? c : c . repeated(c, n - 1)
letters(k, a, b) = k < 1 ? ' ' : repeated(LETTERS[int(k):int(k)], floor(x_to(a, b) - x_from(a, b) + 0.5))
name_in(text) = clip(text, names_chars)
if (is_text) {
    plot for [s = 1:n_strategies] ROWS index s - 1 using (2):(row_y(s, $1)):(name_in(strcol(3))) with labels left, \
         for [s = 1:n_strategies] ROWS index s - 1 using (names_width):(row_y(s, $1)):(strcol(4)) with labels left, \
         for [s = 1:n_strategies] FILE index s - 1 using (x_from($3, $4)):(row_y(s, $1)):(letters($2, $3, $4)) with labels left
} else {
    plot for [s = 1:n_strategies] ROWS index s - 1 using (2 * em):(row_y(s, $1)):(name_in(strcol(3))) with labels left font SMALL textcolor rgb INK, \
         for [s = 1:n_strategies] ROWS index s - 1 using (names_width):(row_y(s, $1)):(strcol(4)) with labels left font SMALL textcolor rgb GREY, \
         for [s = 1:n_strategies] for [k in '1 2 3 5'] FILE index s - 1 using ($2 == int(k) ? x_from($3, $4) : NaN):(row_y(s, $1)):(x_from($3, $4)):(x_to($3, $4)):(row_y(s, $1) - half_of[int(k)]):(row_y(s, $1) + half_of[int(k)]) with boxxyerror fillcolor rgb fill_of[int(k)] fillstyle solid border linecolor rgb edge_of[int(k)] linewidth 1.6, \
         for [s = 1:n_strategies] FILE index s - 1 using ($2 == ROLLING ? x_from($3, $4) : NaN):(row_y(s, $1)):(x_from($3, $4)):(x_to($3, $4)):(row_y(s, $1) - half_of[ROLLING]):(row_y(s, $1) + half_of[ROLLING]) with boxxyerror fillcolor rgb TEAL fillstyle pattern 4 border linecolor rgb TEAL linewidth 1.6
}
