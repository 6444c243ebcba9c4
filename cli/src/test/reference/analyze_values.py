"""Computes the expected documents of `holdfast analyze` from docs/samples/experiment.csv: analyze-reference.json, and
analyze-winsorized-reference.json, where values per unit are clipped at a quantile of all units, and
analyze-rows-reference.json, with the median of all rows and a normal prior of the relative lift.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install pandas scipy statsmodels
    /tmp/reference/bin/python cli/src/test/reference/analyze_values.py \
        > cli/src/test/resources/io/holdfast/cli/command/analyze-reference.json
    /tmp/reference/bin/python cli/src/test/reference/analyze_values.py 0.9 \
        > cli/src/test/resources/io/holdfast/cli/command/analyze-winsorized-reference.json
    /tmp/reference/bin/python cli/src/test/reference/analyze_values.py rows \
        > cli/src/test/resources/io/holdfast/cli/command/analyze-rows-reference.json

From the repository's root. The versions that were used stand in the document.
"""

import json
import math
import sys

import numpy
import pandas
import scipy
import scipy.integrate
import scipy.stats
import statsmodels
import statsmodels.api
import statsmodels.stats.multitest as multitest
import statsmodels.stats.proportion as proportion
import statsmodels.stats.weightstats as weightstats

ALPHA = 0.05
PLANNED = 400
WEIGHTS = {"old": 1, "new": 1.2}


def units():
    rows = pandas.read_csv("docs/samples/experiment.csv")
    once = rows.groupby("user").variant.transform("nunique") == 1
    reduced = rows[once].groupby(["variant", "user"]).agg(
        minutes=("minutes", "sum"),
        sessions=("sessions", "sum"),
        returned=("returned", "max"),
        minutes_before=("minutes_before", "first"),
    )
    return rows, int(rows[~once].user.nunique()), reduced


def always_valid(difference, squared_error, n):
    """Waudby-Smith et al. 2023, written out from design, with sigma^2 = n * squared_error."""
    rho2 = (-2 * math.log(ALPHA) + math.log(1 - 2 * math.log(ALPHA))) / PLANNED
    sigma = math.sqrt(n * squared_error)
    half = sigma * math.sqrt(
        2 * (n * rho2 + 1) / (n**2 * rho2) * math.log(math.sqrt(n * rho2 + 1) / ALPHA)
    )
    return [difference - half, difference + half]


def normal_interval(centre, error):
    return [float(bound) for bound in scipy.stats.norm.interval(1 - ALPHA, centre, error)]


def lift(old, new, old_variance, new_variance, critical):
    """(new - old) / old by the delta method."""
    error = math.sqrt(new_variance / old**2 + new**2 * old_variance / old**4)
    value = new / old - 1
    return value, [value - critical * error, value + critical * error]


def welch(old, new):
    test = scipy.stats.ttest_ind(new, old, equal_var=False)
    interval = test.confidence_interval(1 - ALPHA)
    error = weightstats.CompareMeans.from_data(new, old).std_meandiff_separatevar
    return test, [float(interval.low), float(interval.high)], error


def cuped(table, outcome, ratio=False):
    """Least squares of the outcome on arm, covariate and indicator; then the test of the adjusted values."""
    missing = table.minutes_before.isna()
    covariate = table.minutes_before.fillna(table.minutes_before.mean())
    columns = pandas.DataFrame({"covariate": covariate, "missing": missing.astype(float)})
    arm = (table.index.get_level_values("variant") == "new").astype(float)
    design = statsmodels.api.add_constant(columns.assign(arm=arm))
    theta = statsmodels.api.OLS(outcome, design).fit().params[["covariate", "missing"]]
    adjusted = outcome - (columns - columns.mean()) @ theta
    test, interval, error = welch(adjusted["old"], adjusted["new"])
    difference = float(adjusted["new"].mean() - adjusted["old"].mean())
    if ratio:
        interval = normal_interval(difference, error)
    before = weightstats.CompareMeans.from_data(outcome["new"], outcome["old"]).std_meandiff_separatevar
    return {
        "difference": difference,
        "standardError": float(error),
        "interval": interval,
        "alwaysValidInterval": always_valid(difference, error**2, len(table)),
        "varianceReduction": float(1 - error**2 / before**2),
    }


def winsorize(table, probability):
    """Large values per unit become the quantile (NumPy's default, type 7) of all units, whatever their variant."""
    caps = {}
    for column in ("minutes", "sessions"):
        at = float(numpy.quantile(table[column], probability))
        caps[column] = {"at": at, "units": int((table[column] > at).sum())}
        table[column] = table[column].clip(upper=at)
    return caps


def adjust(metrics):
    variants = [variant for metric in metrics for variant in metric["variants"]]
    ps = [variant["p"] for variant in variants]
    holm, fdr = (multitest.multipletests(ps, method=method)[1] for method in ("holm", "fdr_bh"))
    for variant, by_holm, by_fdr in zip(variants, holm, fdr):
        variant["adjustedP"] = {"holm": float(by_holm), "benjaminiHochberg": float(by_fdr)}
    return metrics


def document(name, kind, old, new, difference, error, squared_error, relative, interval, p, adjusted, denominator=None):
    metric = {"name": name, "kind": kind}
    if denominator:
        metric["denominator"] = denominator
    metric["control"] = {"name": "old", "n": old[0], "value": float(old[1])}
    variant = {"name": "new", "n": new[0], "value": float(new[1]), "status": "estimate", "reason": None}
    variant |= {
        "difference": float(difference),
        "relativeLift": float(relative[0]),
        "relativeLiftInterval": [float(bound) for bound in relative[1]],
        "standardError": float(error),
        "interval": [float(bound) for bound in interval],
        "p": float(p),
        "alwaysValidInterval": always_valid(difference, squared_error, old[0] + new[0]),
        "chanceToBeatControl": float(scipy.stats.norm.cdf(difference / error)),
        "cuped": adjusted,
    }
    metric["variants"] = [variant]
    return metric


def mean(table):
    old, new = table.minutes["old"], table.minutes["new"]
    test, interval, error = welch(old, new)
    critical = scipy.stats.t.isf(ALPHA / 2, test.df)
    relative = lift(old.mean(), new.mean(), old.var() / len(old), new.var() / len(new), critical)
    return document(
        "minutes", "mean", (len(old), old.mean()), (len(new), new.mean()), new.mean() - old.mean(), error, error**2,
        relative, interval, test.pvalue, cuped(table, table.minutes),
    )


def share(table):
    old, new = table.returned["old"], table.returned["new"]
    counts, sizes = numpy.array([new.sum(), old.sum()]), numpy.array([len(new), len(old)])
    p0, p1 = old.mean(), new.mean()
    variances = p0 * (1 - p0) / len(old), p1 * (1 - p1) / len(new)
    error = math.sqrt(sum(variances))
    interval = proportion.confint_proportions_2indep(*[n for pair in zip(counts, sizes) for n in pair], method="wald")
    critical = scipy.stats.norm.isf(ALPHA / 2)
    squared = old.var() / len(old) + new.var() / len(new)
    return document(
        "returned", "proportion", (len(old), p0), (len(new), p1), p1 - p0, error, squared,
        lift(p0, p1, *variances, critical), interval, proportion.proportions_ztest(counts, sizes)[1],
        cuped(table, table.returned.astype(float)),
    )


def ratio(table):
    values, residuals = {}, []
    for name in ("old", "new"):
        y, x = table.minutes[name], table.sessions[name]
        values[name] = y.sum() / x.sum()
        residual = (y - values[name] * x) / x.mean() + values[name]
        residuals.append(pandas.concat({name: residual}, names=["variant"]))
    outcome = pandas.concat(residuals).reindex(table.index)
    old, new = outcome["old"], outcome["new"]
    variances = old.var() / len(old), new.var() / len(new)
    error = math.sqrt(sum(variances))
    difference = values["new"] - values["old"]
    critical = scipy.stats.norm.isf(ALPHA / 2)
    return document(
        "minutes", "ratio", (len(old), values["old"]), (len(new), values["new"]), difference, error, error**2,
        lift(values["old"], values["new"], *variances, critical), normal_interval(difference, error),
        2 * scipy.stats.norm.sf(abs(difference) / error), cuped(table, outcome, ratio=True), "sessions",
    )


def arm_quantile(rows, probability):
    """Deng, Knoblich and Lu 2018, section 4.2: the slope between the bounds times the clustered error of the share."""
    values = numpy.sort(rows.minutes)
    at = numpy.quantile(values, probability, method="inverted_cdf")
    units = rows.assign(below=rows.minutes <= at).groupby("user").agg(y=("below", "sum"), x=("below", "size"))
    residuals = (units.y - units.y.sum() / units.x.sum() * units.x) / units.x.mean()
    share_error = residuals.std() / math.sqrt(len(units))
    reach = scipy.stats.norm.isf(ALPHA / 2) * share_error
    low, high = math.floor(len(values) * (probability - reach)), math.ceil(len(values) * (probability + reach))
    error = share_error * (values[high - 1] - values[low - 1]) / ((high - low) / len(values))
    return len(units), float(at), error


def quantile(rows, probability):
    (n0, c, e0), (n1, v, e1) = (arm_quantile(rows[rows.variant == name], probability) for name in ("old", "new"))
    error = math.hypot(e0, e1)
    metric = document(
        "minutes", "quantile", (n0, c), (n1, v), v - c, error, error**2,
        lift(c, v, e0**2, e1**2, scipy.stats.norm.isf(ALPHA / 2)), normal_interval(v - c, error),
        2 * scipy.stats.norm.sf(abs(v - c) / error), None,
    )
    metric["probability"] = probability
    metric["variants"][0]["alwaysValidInterval"] = None
    return metric


def with_prior(metrics, degrees_of_mean, deviation):
    """The chance that the relative lift is above 0 by its likelihood times N(0, deviation^2), integrated."""
    for metric in metrics:
        variant = metric["variants"][0]
        value = variant["relativeLift"]
        critical = scipy.stats.t.isf(ALPHA / 2, degrees_of_mean) if metric["kind"] == "mean" else scipy.stats.norm.isf(ALPHA / 2)
        error = (variant["relativeLiftInterval"][1] - value) / critical
        weight = lambda x: scipy.stats.norm.pdf(x, 0, deviation) * scipy.stats.norm.pdf(value, x, error)
        above, below = (scipy.integrate.quad(weight, *at, epsabs=0, epsrel=1e-12)[0] for at in ((0, 4), (-4, 0)))
        variant["chanceToBeatControl"] = above / (above + below)
    return metrics


def main():
    rows, dropped, table = units()
    if sys.argv[1:] == ["rows"]:
        once = rows[rows.groupby("user").variant.transform("nunique") == 1]
        degrees = welch(table.minutes["old"], table.minutes["new"])[0].df
        metrics = adjust(with_prior([mean(table), quantile(once, 0.5), quantile(once, 0.9)], degrees, 0.3))
        print(json.dumps({"metrics": metrics}, indent=1))
        return
    probability = float(sys.argv[1]) if len(sys.argv) > 1 else None
    caps = winsorize(table, probability) if probability else None
    counts = table.groupby("variant").size()
    total = sum(WEIGHTS.values())
    expected = {name: weight / total for name, weight in WEIGHTS.items()}
    names = sorted(WEIGHTS)
    chi = scipy.stats.chisquare([counts[n] for n in names], [expected[n] * counts.sum() for n in names])
    metrics = adjust([mean(table), share(table), ratio(table)])
    if caps:
        metrics[0]["winsorized"] = {"probability": probability, "values": caps["minutes"]}
        metrics[2]["winsorized"] = metrics[0]["winsorized"] | {"denominators": caps["sessions"]}
    print(json.dumps({
        "origin": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, pandas {pandas.__version__}",
        "srm": {
            "chiSquare": float(chi.statistic),
            "p": float(chi.pvalue),
            "healthy": bool(chi.pvalue >= 0.001),
            "variants": [{"name": n, "n": int(counts[n]), "expected": expected[n]} for n in names],
        },
        "metrics": metrics,
        "rows": len(rows),
        "units": len(table),
        "droppedUnits": dropped,
        "plannedUsers": PLANNED,
        "untrustworthy": [],
    }, indent=1))


if __name__ == "__main__":
    main()
