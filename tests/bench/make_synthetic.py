#!/usr/bin/python3
"""make_synthetic.py DIR: writes synthetic.cfg and synthetic-employers.csv, a campaign made
up to be large: 130 employers, 2 bands, 24 months, some 78,000 members in cells of some
hundreds, and half of the employers called out every month. It stands for unions whose
counts are large, as the campaign of 2022 stands for those with many small employers; and
its inputs have every kind of distribution. Nothing in it is random.
"""

import argparse
import math
import pathlib
import statistics

EMPLOYERS = 130
MONTHS = 24
MEDIAN, SIGMA = 540, 0.45  # members of an employer: lognormal
STEP = 37  # through the quantiles, so that neighbours differ in size

HEAD = """# Made by tests/bench/make_synthetic.py, for timing and for tests: nobody's union.
format = "strikefund-1";
title  = "A large campaign made up";
start  = "2027-01";
months = 24;
law    = "none";
seed   = "48271";
runs   = 10000;

fund : {
  opening = { dist = "lognormal"; mean = 24.0e6; sd = 2.5e6; };
  minimum_balance = 250000.0;
  on_shortfall = "overdraw";
  subscription_share = 0.75;
  donations = { dist = "gamma"; mean = 20000.0; sd = 9000.0; };
  interest = 0.03;
  overdraft_interest = 0.09;
  one_offs = ( { name = "grant"; month = "2027-05"; amount = 41234.56; },
               { name = "hall"; month = "2028-02"; amount = -18765.43; } );
};

bands = (
  { name = "lower";  net_ratio = 0.79; subscription = 13.70; },
  { name = "higher"; net_ratio = 0.71; subscription = 19.30; }
);

employers : { file = "synthetic-employers.csv"; divisor = 261.0; other_payers = 6100; };

members : {
  leave = { dist = "uniform"; low = 0.020; high = 0.036; };
  join = { dist = "normal"; mean = 0.028; sd = 0.004; };
  join_in_action = 0.004;
  elasticity = { dist = "pert"; low = 0.0; mode = 0.07; high = 0.29; };
};

levies = (
  { name = "levy"; from = "2027-03"; to = "2028-10";
    rates = { lower = 3.0; higher = 5.0; };
    reference_rates = { lower = 2.0; higher = 4.0; };
    notpay = { dist = "beta"; mean = 0.16; sd = 0.04; };
    spread = 0.35;
    rate_response = { dist = "triangular"; low = 0.05; mode = 0.10; high = 0.25; };
    consulted = true; consultation_effect = 0.2;
    lapse = { dist = "uniform"; low = 0.030; high = 0.045; };
    fail = { dist = "pert"; low = 0.005; mode = 0.015; high = 0.030; };
    recover = 0.8; }
);

rules : {
  paid = { basis = "flat"; amounts = 21.5; from_day = 2; max_days = 4;
    take_up = { dist = "discrete"; values = [0.80, 0.95, 1.0]; weights = [0.2, 0.5, 0.3]; };
    claim_lag = [0.25, 0.45, 0.30]; };
  capped = { basis = "gross"; rate = 0.5; max_amount = 95.0; claim_lag = [0.0, 1.0]; };
  unpaid = { basis = "none"; hardship_share = 0.003; hardship_grant = 55.5;
             hardship_cap = 2500.0; };
};

inputs : {
  turnout = { dist = "logitnormal"; median = 0.62; sd = 0.30; };
  paid_turnout = { dist = "beta"; mean = 0.84; sd = 0.05; };
  fatigue = { dist = "uniform"; low = 0.16; high = 0.24; };
};

ballots = ( { name = "ballot"; closes = "2027-01-02"; employers = "all"; result = "passed";
              cost_per_member = 0.85; } );

strategies = ( { name = "large"; levy = "levy"; campaign_cost = 7500.0;
  actions = (
"""

# The odd employers are called out one month, the even ones the next; who is called and
# what is paid take turns.
ACTION = """    {{ name = "Action {number}"; groups = ["{group}"]; {kind}
      from = "{month}-0{day}"; to = "{month}-28"; days_per_month = {days};
      spread = 0.3; fatigue = "fatigue"; }}"""
KINDS = [
    'rule = "unpaid"; participation = "turnout"; cost_per_day = 350.0;',
    'rule = "paid"; participation = "paid_turnout"; called_share = 0.9; rostered = 0.93;',
    'rule = "capped"; participation = "paid_turnout"; called_share = '
    '{ dist = "uniform"; low = 0.7; high = 0.9; };',
]
DAYS = 9

# Two pickets on days of the first action, at one of its employers.
PICKETS = """    { name = "Pickets"; employer = "Employer 1"; rule = "capped"; called = 90;
      bands = [0.4, 0.6]; participation = "paid_turnout"; spread = 0.3;
      days = ["2027-01-04", "2027-01-05"]; },
    { name = "More pickets"; employer = "Employer 1"; rule = "unpaid";
      called = { dist = "uniform"; low = 40; high = 70; };
      from = "2027-01-04"; to = "2027-01-08"; days_per_member = 2.5;
      participation = "paid_turnout"; }
"""


def employers():
    rows = ["employer,group,members,share_lower,share_higher,salary_lower,salary_higher"]
    for i in range(EMPLOYERS):
        at = ((i * STEP) % EMPLOYERS + 0.5) / EMPLOYERS
        members = round(MEDIAN * math.exp(SIGMA * statistics.NormalDist().inv_cdf(at)))
        lower = 0.35 + 0.3 * ((i * 7) % EMPLOYERS) / EMPLOYERS
        salary = 22000 + 60 * ((i * 11) % EMPLOYERS)
        rows.append(f"Employer {i + 1},{'odd' if i % 2 == 0 else 'even'},{members},"
                    f"{lower:.4f},{1 - lower:.4f},{salary},{salary + 9000}")
    return "\n".join(rows) + "\n"


def actions():
    made = [ACTION.format(number=m + 1, group="even" if m % 2 else "odd",
                          kind=KINDS[m % len(KINDS)], day=1 + m % 3, days=DAYS,
                          month=f"{2027 + m // 12}-{m % 12 + 1:02d}")
            for m in range(MONTHS)]
    return ",\n".join(made + [PICKETS]) + "  ); } );\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "synthetic-employers.csv").write_text(employers(), encoding="utf-8")
    (folder / "synthetic.cfg").write_text(HEAD + actions(), encoding="utf-8")


main()
