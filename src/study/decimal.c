#include "study/decimal.h"

#include "core/text.h"

int64_t sf_power_of_ten(int n)
{
    int64_t power = 1;
    for (int i = 0; i < n; i++) {
        power *= 10;
    }
    return power;
}

bool sf_decimal_read(const char *text, size_t length, struct sf_decimal *decimal)
{
    const bool is_negative = length > 0 && text[0] == '-';
    struct sf_decimal read = {0};
    size_t n_digits = 0;
    bool is_behind_point = false;
    for (size_t i = is_negative; i < length; i++) {
        if (text[i] == '.' && !is_behind_point && n_digits > 0) {
            is_behind_point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || ++n_digits > SF_DECIMAL_FIGURES) {
            return false;
        }
        read.digits = read.digits * 10 + (text[i] - '0');
        read.decimals += is_behind_point;
    }
    if (n_digits == 0 || text[length - 1] == '.' || read.decimals > SF_DECIMAL_PLACES) {
        return false;
    }
    read.digits = is_negative ? -read.digits : read.digits;
    *decimal = read;
    return true;
}

bool sf_decimal_scale(struct sf_decimal *decimal, int decimals)
{
    const int64_t limit = sf_power_of_ten(SF_DECIMAL_FIGURES);
    while (decimal->decimals < decimals) {
        if (decimal->digits >= limit / 10 || decimal->digits <= -limit / 10) {
            return false;
        }
        decimal->digits *= 10;
        decimal->decimals++;
    }
    return true;
}

char *sf_decimal_write(struct sf_decimal decimal)
{
    while (decimal.decimals > 0 && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.decimals--;
    }
    const int64_t one = sf_power_of_ten(decimal.decimals);
    const int64_t size = decimal.digits < 0 ? -decimal.digits : decimal.digits;
    struct sf_text text = {0};
    sf_text_add(&text, "%s%lld", decimal.digits < 0 ? "-" : "",
                (long long)(size / one));
    if (decimal.decimals > 0) {
        sf_text_add(&text, ".%0*lld", decimal.decimals, (long long)(size % one));
    }
    return sf_text_take(&text);
}

double sf_decimal_value(struct sf_decimal decimal)
{
    return (double)decimal.digits / (double)sf_power_of_ten(decimal.decimals);
}

size_t sf_key_length(const char *text)
{
    bool is_quoted = false;
    size_t length = 0;
    for (; text[length] != '\0' && (is_quoted || text[length] != '='); length++) {
        is_quoted ^= text[length] == '"';
    }
    return length;
}
