"""Reference values for the tests of io.holdfast.stickiness.statistics, computed elsewhere.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install scipy statsmodels mpmath
    /tmp/reference/bin/python reference_values.py

Prints each value with the call that made it; the tests name these calls.
"""

import math

import mpmath
import numpy
import scipy
import scipy.integrate
import scipy.optimize
import scipy.stats
import statsmodels
import statsmodels.api
import statsmodels.stats.multitest as multitest
import statsmodels.stats.power as smpower
import statsmodels.stats.proportion as proportion
import statsmodels.stats.weightstats as weightstats

mpmath.mp.dps = 40

CONTROL = [12.5, 3.25, 7.0, 8.75, 15.5, 2.0, 9.25, 11.0, 4.5, 6.75]
VARIANT = [14.0, 9.5, 21.25, 7.75, 16.0, 18.5, 5.25, 12.0]
CONTROL_SESSIONS = [3, 1, 2, 2, 4, 1, 2, 3, 1, 2]
VARIANT_SESSIONS = [3, 2, 5, 2, 3, 4, 1, 2]


def show(name, value):
    print(f"{name} = {float(value)!r}")


def welch():
    test = scipy.stats.ttest_ind(VARIANT, CONTROL, equal_var=False)
    interval = test.confidence_interval(0.95)
    show("welch p", test.pvalue)
    show("welch df", test.df)
    show("welch interval lower", interval.low)
    show("welch interval upper", interval.high)
    narrow = test.confidence_interval(0.9)
    show("welch 90 % interval lower", narrow.low)
    show("welch 90 % interval upper", narrow.high)
    means = weightstats.CompareMeans.from_data(VARIANT, CONTROL)
    show("welch standard error (CompareMeans.std_meandiff_separatevar)", means.std_meandiff_separatevar)


def proportions():
    count, users = [245, 198], [1210, 1190]
    _, p = proportion.proportions_ztest(count, users)
    low, high = proportion.confint_proportions_2indep(
        245, 1210, 198, 1190, compare="diff", method="wald", alpha=0.05
    )
    show("proportions_ztest p", p)
    show("confint_proportions_2indep wald lower", low)
    show("confint_proportions_2indep wald upper", high)
    test = proportion.test_proportions_2indep(245, 1210, 198, 1190, compare="diff", method="wald")
    show("wald standard error", math.sqrt(test.variance))
    _, tiny = proportion.proportions_ztest([900, 600], [2000, 2000])
    show("proportions_ztest tiny p", tiny)


def relative():
    # The delta method, in 40 digits.
    n1, n0 = mpmath.mpf(1210), mpmath.mpf(1190)
    p1, p0 = mpmath.mpf(245) / n1, mpmath.mpf(198) / n0
    v1, v0 = p1 * (1 - p1) / n1, p0 * (1 - p0) / n0
    error = mpmath.sqrt(v1 / p0**2 + p1**2 * v0 / p0**4)
    z = mpmath.mpf(scipy.stats.norm.ppf(0.975))
    lift = p1 / p0 - 1
    show("relative lift", lift)
    show("relative lift standard error", error)
    show("relative lift lower", lift - z * error)
    show("relative lift upper", lift + z * error)


def residual_variance(y, x):
    y, x = numpy.array(y), numpy.array(x)
    ratio = y.sum() / x.sum()
    return ratio, numpy.var((y - ratio * x) / x.mean(), ddof=1)


def ratios():
    r1, v1 = residual_variance(VARIANT, VARIANT_SESSIONS)
    r0, v0 = residual_variance(CONTROL, CONTROL_SESSIONS)
    error = math.sqrt(v1 / len(VARIANT) + v0 / len(CONTROL))
    show("ratio variant", r1)
    show("ratio control", r0)
    show("ratio variance variant", v1)
    show("ratio standard error", error)
    show("ratio p", 2 * scipy.stats.norm.sf(abs(r1 - r0) / error))
    low, high = scipy.stats.norm.interval(0.95, r1 - r0, error)
    show("ratio interval lower", low)
    show("ratio interval upper", high)
    show("ratio always-valid half width", half_width(error, 18, 0.05, 40))


def half_width(error, t, alpha, planned):
    alpha, t = mpmath.mpf(alpha), mpmath.mpf(t)
    rho2 = (-2 * mpmath.log(alpha) + mpmath.log(1 - 2 * mpmath.log(alpha))) / planned
    sigma = mpmath.mpf(error) * mpmath.sqrt(t)
    return sigma * mpmath.sqrt(
        2 * (t * rho2 + 1) / (t**2 * rho2) * mpmath.log(mpmath.sqrt(t * rho2 + 1) / alpha)
    )


def always_valid():
    n1, n0 = mpmath.mpf(1210), mpmath.mpf(1190)
    p1, p0 = mpmath.mpf(245) / n1, mpmath.mpf(198) / n0
    s1, s0 = p1 * (1 - p1) * n1 / (n1 - 1), p0 * (1 - p0) * n0 / (n0 - 1)
    error = mpmath.sqrt(s1 / n1 + s0 / n0)
    alpha = mpmath.mpf("0.05")
    show("rho squared 0.05 5000", (-2 * mpmath.log(alpha) + mpmath.log(1 - 2 * mpmath.log(alpha))) / 5000)
    half = half_width(error, 2400, "0.05", 5000)
    show("always-valid lower", p1 - p0 - half)
    show("always-valid upper", p1 - p0 + half)
    half = half_width(error, 2400, "0.0125", 5000)
    show("always-valid 0.0125 lower", p1 - p0 - half)
    show("always-valid 0.0125 upper", p1 - p0 + half)
    half = half_width(mpmath.sqrt(s1 / n1), 1210, "0.05", 2500)
    show("one arm always-valid lower", p1 - half)
    show("one arm always-valid upper", p1 + half)
    # The always-valid p by root finding: the level whose interval, rho kept, touches 0.
    rho2 = (-2 * mpmath.log(alpha) + mpmath.log(1 - 2 * mpmath.log(alpha))) / 5000

    def gap(a):
        sigma = error * mpmath.sqrt(2400)
        return p1 - p0 - sigma * mpmath.sqrt(
            2 * (2400 * rho2 + 1) / (mpmath.mpf(2400) ** 2 * rho2)
            * mpmath.log(mpmath.sqrt(2400 * rho2 + 1) / a)
        )

    show("always-valid p", mpmath.findroot(gap, (0.2, 0.5), solver="anderson"))
    show(
        "half width at N* over fixed horizon",
        half_width(1, 5000, "0.05", 5000) / mpmath.mpf(scipy.stats.norm.ppf(0.975)),
    )


def sample_ratio():
    test = scipy.stats.chisquare([5120, 4880], [5000, 5000])
    show("chisquare two arms", test.statistic)
    show("chisquare two arms p", test.pvalue)
    total = 5021 + 2440 + 2601
    test = scipy.stats.chisquare([5021, 2440, 2601], [total * 0.5, total * 0.25, total * 0.25])
    show("chisquare three arms", test.statistic)
    show("chisquare three arms p", test.pvalue)
    show("chi2.sf of both strata, 3 df", scipy.stats.chi2.sf(2.0 * 2.88 + test.statistic, 3))


def bayes_factor():
    counts, shares = [1120, 880], [0.5, 0.5]
    factor = scipy.stats.dirichlet_multinomial.logpmf(
        counts, [100 * s for s in shares], 2000
    ) - scipy.stats.multinomial.logpmf(counts, 2000, shares)
    show("log Bayes factor two arms", factor)
    show("log Bayes factor two arms mpmath", mpmath_log_factor(counts, shares))
    show("log Bayes factor three arms mpmath", mpmath_log_factor([300, 140, 160], [0.5, 0.25, 0.25]))


def mpmath_log_factor(counts, shares):
    k = mpmath.mpf(100)
    log = mpmath.loggamma(k) - mpmath.loggamma(k + sum(counts))
    for x, s in zip(counts, shares):
        s = mpmath.mpf(s)
        log += mpmath.loggamma(k * s + x) - mpmath.loggamma(k * s) - x * mpmath.log(s)
    return log


def posterior(name, estimate, error, prior):
    """Prior times likelihood, integrated."""

    def weight(effect):
        return prior(effect) * scipy.stats.norm.pdf(estimate, effect, error)

    def integral(what, low, high):
        return scipy.integrate.quad(
            what, low, high, points=[p for p in (estimate, 0) if low < p < high], epsabs=0, epsrel=1e-13, limit=500
        )[0]

    low, high = estimate - 12 * error, estimate + 12 * error
    total = integral(weight, low, high)
    mean = integral(lambda e: e * weight(e), low, high) / total
    show(name + " mean", mean)
    show(name + " deviation", math.sqrt(integral(lambda e: (e - mean) ** 2 * weight(e), low, high) / total))
    show(name + " chance to beat control", integral(weight, 0, high) / total)
    show(name + " loss of variant", integral(lambda e: -e * weight(e), low, 0) / total)
    show(name + " loss of control", integral(lambda e: e * weight(e), 0, high) / total)


def bayesian():
    p1, p0 = 245 / 1210, 198 / 1190
    v1, v0 = p1 * (1 - p1) / 1210, p0 * (1 - p0) / 1190
    posterior("flat difference", p1 - p0, math.sqrt(v1 + v0), lambda e: 1)
    lift_error = math.sqrt(v1 / p0**2 + p1**2 * v0 / p0**4)
    posterior("proper relative lift", p1 / p0 - 1, lift_error, scipy.stats.norm(0, 0.3).pdf)
    error = weightstats.CompareMeans.from_data(VARIANT, CONTROL).std_meandiff_separatevar
    posterior("N(2, 1.5) difference", numpy.mean(VARIANT) - numpy.mean(CONTROL), error, scipy.stats.norm(2, 1.5).pdf)


NAN = math.nan
CONTROL_BEFORE = [11.0, 4.5, 6.0, NAN, 13.25, 1.0, NAN, 10.5, 5.0, 7.25]
VARIANT_BEFORE = [12.0, 7.5, 16.0, 8.0, NAN, 15.25, 4.0, 10.0]
CONTROL_DAYS = [3, 1, 2, NAN, 5, 1, NAN, 2, 1, 2]
VARIANT_DAYS = [2, 2, 4, 2, NAN, 4, 2, 1]


def adjusted(name, outcomes, covariates, welch, values):
    """Least squares on arm, covariates (missing = mean) and indicator; then a test of y - theta c."""
    n0 = len(outcomes[0])
    y = numpy.concatenate(outcomes)
    columns = []
    for pair in covariates:
        c = numpy.concatenate(pair)
        columns.append(numpy.where(numpy.isnan(c), numpy.nanmean(c), c))
    missing = numpy.isnan(numpy.concatenate(covariates[0])).astype(float)
    if missing.any():
        columns.append(missing)
    c = numpy.column_stack(columns)
    arm = (numpy.arange(len(y)) >= n0).astype(float)
    fit = statsmodels.api.OLS(y, numpy.column_stack([numpy.ones(len(y)), arm, c])).fit()
    theta = fit.params[2:]
    for i, t in enumerate(theta):
        show(f"{name} theta {i}", t)
    values = numpy.array(values) - [theta @ (c[a].mean(0) - c.mean(0)) for a in (arm == 0, arm == 1)]
    show(name + " adjusted control", values[0])
    show(name + " adjusted difference", values[1] - values[0])
    residual = y - c @ theta
    r0, r1 = residual[:n0], residual[n0:]
    error = math.sqrt(r1.var(ddof=1) / len(r1) + r0.var(ddof=1) / n0)
    show(name + " standard error", error)
    plain = math.sqrt(outcomes[1].var(ddof=1) / len(r1) + outcomes[0].var(ddof=1) / n0)
    show(name + " variance reduction", 1 - error**2 / plain**2)
    if welch:
        test = scipy.stats.ttest_ind(r1, r0, equal_var=False)
        show(name + " OLS coefficient of the arm", fit.params[1])
        show(name + " ttest_ind p", test.pvalue)
        show(name + " ttest_ind lower", test.confidence_interval(0.95).low)
        show(name + " ttest_ind upper", test.confidence_interval(0.95).high)
    show(name + " always-valid half width", half_width(error, len(y), 0.05, 40))


def cuped():
    arrays = [numpy.array(a, dtype=float) for a in (CONTROL, VARIANT)]
    before = [numpy.array(a) for a in (CONTROL_BEFORE, VARIANT_BEFORE)]
    days = [numpy.array(a) for a in (CONTROL_DAYS, VARIANT_DAYS)]
    means = [a.mean() for a in arrays]
    adjusted("cuped mean", arrays, [before], True, means)
    adjusted("cuped two covariates", arrays, [before, days], True, means)
    adjusted("cuped none missing", arrays, [[numpy.nan_to_num(b) for b in before]], True, means)
    residuals, ratios = [], []
    for y, x in zip(arrays, (CONTROL_SESSIONS, VARIANT_SESSIONS)):
        x = numpy.array(x, dtype=float)
        ratio = y.sum() / x.sum()
        ratios.append(ratio)
        residuals.append((y - ratio * x) / x.mean())
    adjusted("cuped ratio", residuals, [before], False, ratios)


def several():
    p = [0.012, 0.6, 0.0004, 0.03, 0.049, 0.012, 1.0]
    print("holm =", multitest.multipletests(p, method="holm")[1].tolist())
    print("fdr_bh =", multitest.multipletests(p, method="fdr_bh")[1].tolist())


def non_inferiority():
    test = scipy.stats.ttest_ind(numpy.array(VARIANT) + 1.5, CONTROL, equal_var=False, alternative="greater")
    show("non-inferiority of means, margin 1.5, p", test.pvalue)
    test = proportion.test_proportions_2indep(
        245, 1210, 198, 1190, value=-0.01, compare="diff", method="wald", alternative="larger"
    )
    show("non-inferiority of proportions, margin 0.01, p", test.pvalue)


CONTROL_PERIOD = [0, 0, 0, 1, 1, 0, 0, 1, 1, 0]
VARIANT_PERIOD = [1, 1, 0, 1, 1, 0, 1, 1]


def stratified():
    """Least squares with the strata centred and interacted with the arm: HC2 is the stratified variance."""
    y = numpy.array(CONTROL + VARIANT)
    arm = numpy.array([0] * len(CONTROL) + [1] * len(VARIANT))
    period = numpy.array(CONTROL_PERIOD + VARIANT_PERIOD)
    centred = period - period.mean()
    fit = statsmodels.api.OLS(y, numpy.column_stack([numpy.ones(len(y)), arm, centred, arm * centred])).fit(
        cov_type="HC2"
    )
    show("stratified control", fit.params[0])
    show("stratified difference", fit.params[1])
    show("stratified standard error", fit.bse[1])
    terms = []
    for s in (0, 1):
        for a in (0, 1):
            v = y[(period == s) & (arm == a)]
            terms.append(((period == s).mean() ** 2 * v.var(ddof=1) / len(v), len(v) - 1))
    df = sum(e for e, _ in terms) ** 2 / sum(e**2 / d for e, d in terms)
    show("stratified df", df)
    show("stratified p", 2 * scipy.stats.t.sf(abs(fit.params[1] / fit.bse[1]), df))
    show("stratified always-valid half width", half_width(fit.bse[1], len(y), 0.05, 40))


def session_lengths(users, level):
    """The same lengths as in ClusteredQuantileTest: user i has 1 + i % 4 of them."""
    lengths = []
    for i in range(users):
        lengths.append([level * (1 + (37 * i + 101 * j) % 97) ** 1.5 + 3 * (i % 11) for j in range(1 + i % 4)])
    return lengths


def quantile(name, lengths, p):
    values = numpy.sort(numpy.concatenate(lengths))
    n, size = len(lengths), len(values)
    x = numpy.quantile(values, p, method="inverted_cdf")
    share, variance = residual_variance([sum(v <= x for v in u) for u in lengths], [len(u) for u in lengths])
    error, z = math.sqrt(variance / n), scipy.stats.norm.ppf(0.975)
    low, high = math.floor(size * (p - z * error)), math.ceil(size * (p + z * error))
    error *= (values[high - 1] - values[low - 1]) / ((high - low) / size)
    show(name, x)
    show(name + " standard error", error)
    return x, error


def quantiles():
    for p in (0.5, 0.9):
        c, e0 = quantile(f"control quantile {p}", session_lengths(400, 1.0), p)
        v, e1 = quantile(f"variant quantile {p}", session_lengths(420, 1.1), p)
        error = math.hypot(e0, e1)
        show(f"quantile {p} difference", v - c)
        show(f"quantile {p} p", 2 * scipy.stats.norm.sf(abs(v - c) / error))
        lift_error = math.sqrt(e1**2 / c**2 + v**2 * e0**2 / c**4)
        show(f"quantile {p} relative lift lower", v / c - 1 - scipy.stats.norm.ppf(0.975) * lift_error)
    # 200 users with one length each, 104 of them 0, the others 60: a sample of users has the median 0
    # when at least 100 draws are of the first.
    zero = scipy.stats.binom.sf(99, 200, 104 / 200)
    show("bootstrap standard error of the median", 60 * math.sqrt(zero * (1 - zero)))


def caps():
    pooled = CONTROL + VARIANT
    show("cap 0.9", numpy.quantile(pooled, 0.9))
    show("cap 0.05", numpy.quantile(pooled, 0.05))
    low, high = numpy.quantile(pooled, [0.05, 0.9])
    test = scipy.stats.ttest_ind(numpy.clip(VARIANT, low, high), numpy.clip(CONTROL, low, high), equal_var=False)
    show("winsorized welch p", test.pvalue)


def first_users(power_of, wanted):
    """The fewest users of both arms together, counted up."""
    low, high = 1, 1 << 40
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if power_of(middle) < wanted else (low, middle)
    return high


def power():
    # Proportions, pooled under the null hypothesis.
    def proportions_power(n, share=0.5, d=0.02, p0=0.2):
        return proportion.power_proportions_2indep(
            d, p0, n * share, ratio=(1 - share) / share, alpha=0.05, return_results=False
        )

    show("power_proportions_2indep 10000 even", proportions_power(10000))
    show("power_proportions_2indep 10000 three to ten", proportions_power(10000, 0.3))
    show("proportion users for 0.8", first_users(proportions_power, 0.8))

    # Means: statsmodels' normal_power with effects in standard deviations.
    def zpower(n, share=0.5, d=3.0, sigma=40.0):
        return smpower.NormalIndPower().power(d / sigma, n * share, 0.05, ratio=(1 - share) / share)

    show("NormalIndPower 5000 even", zpower(5000))
    show("NormalIndPower 5000 one to five", zpower(5000, 0.2))
    show("mean users for 0.9", first_users(zpower, 0.9))
    show(
        "mean detectable effect, 5000, 0.8",
        # solve_power leaves out the far tail, which power has.
        scipy.optimize.brentq(lambda d: zpower(5000, d=d) - 0.8, 1e-6, 40, xtol=1e-15),
    )
    show(
        "proportion detectable effect, 10000, 0.8",
        scipy.optimize.brentq(lambda d: proportions_power(10000, d=d) - 0.8, 1e-6, 0.5, xtol=1e-15),
    )
    # Always-valid: the half width at N* in standard errors in place of the critical value.
    k = float(half_width(1, 5000, "0.05", 5000))
    show("always-valid half width at N*", k)

    def always(n, d=3.0, sigma=40.0):
        z = d / (sigma * math.sqrt(4 / n))
        return scipy.stats.norm.sf(k - z) + scipy.stats.norm.sf(k + z)

    show("always-valid power of a mean, 5000", always(5000))
    show("always-valid power at 4.5 standard errors", scipy.stats.norm.sf(k - 4.5) + scipy.stats.norm.sf(k + 4.5))
    show("always-valid mean users for 0.9", first_users(always, 0.9))
    error = math.sqrt(0.2 * 0.8 / 5000 + 0.22 * 0.78 / 5000)
    show(
        "always-valid power of a proportion, 10000",
        scipy.stats.norm.sf(k - 0.02 / error) + scipy.stats.norm.sf(k + 0.02 / error),
    )
    p1, p0 = 245 / 1210, 198 / 1190
    error = math.sqrt(p1 * (1 - p1) / 1210 + p0 * (1 - p0) / 1190)
    show("detectable now, 0.8", (scipy.stats.norm.ppf(0.975) + scipy.stats.norm.ppf(0.8)) * error)


def preferences():
    def statistic(wins, losses, n, difference):
        # Tango (1998): the likelihood's best share of losses under a difference, found numerically.
        def minus_log_likelihood(q):
            shares = (q + difference, q, 1 - 2 * q - difference)
            counts = (wins, losses, n - wins - losses)
            return -sum(c * math.log(s) for c, s in zip(counts, shares) if c > 0)

        tiny = 1e-15
        low, high = max(0, -difference) + tiny, (1 - difference) / 2 - tiny
        q = scipy.optimize.minimize_scalar(
            minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-14}
        ).x
        return (wins - losses - n * difference) / math.sqrt(
            n * (2 * q + difference * (1 - difference))
        )

    for wins, losses, ties in ((120, 85, 60), (30, 4, 0), (9, 16, 200)):
        n = wins + losses + ties
        name = f"preferences {wins} {losses} {ties}"
        z2 = (wins - losses) ** 2 / (wins + losses)
        show(f"{name} chi2.sf", scipy.stats.chi2.sf(z2, 1))
        show(f"{name} binomtest", scipy.stats.binomtest(wins, wins + losses).pvalue)
        values = [0.5] * wins + [-0.5] * losses + [0.0] * ties
        show(f"{name} sem", scipy.stats.sem(values))
        for z in (scipy.stats.norm.ppf(0.975), -scipy.stats.norm.ppf(0.975)):
            root = scipy.optimize.brentq(
                lambda d: statistic(wins, losses, n, d) - z, -1 + 1e-9, 1 - 1e-9, xtol=1e-15
            )
            show(f"{name} Tango {z:+.2f}", root / 2)
        half = half_width(scipy.stats.sem(values), n, "0.05", 500)
        mean = (wins - losses) / 2 / n
        show(f"{name} always-valid lower", mean - half)
        show(f"{name} always-valid upper", mean + half)


def large_mean():
    values = [mpmath.mpf(10) ** 9 + v for v in (4, 7, 13, 16)]
    mean = sum(values) / 4
    show("variance about 1e9", sum((v - mean) ** 2 for v in values) / 3)


def propensity():
    """Augmented inverse-propensity scores, user by user: (weight of the variant, control, variant)."""
    periods = [(0.5, [1, 0, 2, 4], [3, 1, 5]), (0.8, [2, 0], [4, 1, 3, 6, 2])]
    denominators = [([1, 1, 2, 2], [2, 1, 2]), ([1, 1], [2, 1, 1, 3, 1])]
    for name, with_denominators in (("mean", False), ("ratio", True)):
        values, errors = [], []
        for arm in (0, 1):
            earlier, y_sum, x_sum, parts = [], 0, 0, []
            for (weight, *ys), xs in zip(periods, denominators):
                y = ys[arm]
                x = xs[arm] if with_denominators else [1] * len(y)
                users = len(ys[0]) + len(ys[1])
                pi = weight if arm else 1 - weight
                fitted = len(earlier) < 2
                known = list(zip(y, x)) if fitted else earlier
                my = sum(a for a, _ in known) / len(known)
                mx = sum(b for _, b in known) / len(known)
                y_sum += users * my + sum((a - my) / pi for a in y)
                x_sum += users * mx + sum((b - mx) / pi for b in x)
                parts.append((y, x, my, mx, pi, len(y) / (len(y) - 1) if fitted else 1))
                earlier = earlier + list(zip(y, x))
            r = y_sum / x_sum
            v = sum(
                f * sum(((a - my) - r * (b - mx)) ** 2 for a, b in zip(y, x)) / pi**2
                for y, x, my, mx, pi, f in parts
            )
            values.append(r)
            errors.append(v / x_sum**2)
        show(f"propensity {name} control", values[0])
        show(f"propensity {name} difference", values[1] - values[0])
        show(f"propensity {name} standard error", math.sqrt(sum(errors)))


def best_arm():
    """P(arm is the best) for independent posteriors."""

    def beta(a, b):
        return (lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / mpmath.beta(a, b), lambda x: mpmath.betainc(a, b, 0, x, regularized=True))

    def normal(m, s):
        return (lambda x: mpmath.npdf(x, m, s), lambda x: mpmath.ncdf(x, m, s))

    cases = (
        ("21 81, 31 71", [beta(21, 81), beta(31, 71)], mpmath.linspace(0, 1, 41)),
        ("21 81, 31 71, 26 76", [beta(21, 81), beta(31, 71), beta(26, 76)], mpmath.linspace(0, 1, 41)),
        ("1 501, 3 499, 2 500", [beta(1, 501), beta(3, 499), beta(2, 500)], mpmath.linspace(0, 0.06, 61) + [1]),
        ("normal", [normal(10, 1), normal(11, 0.5), normal(9, 2)], mpmath.linspace(-10, 30, 81)),
        ("narrow", [normal(0, 1), normal(0.5, 0.001)], mpmath.linspace(-10, 0.49, 41) + mpmath.linspace(0.49, 0.51, 41) + mpmath.linspace(0.51, 10, 41)),
    )
    for name, arms, points in cases:
        for k, (density, _) in enumerate(arms):
            others = [c for j, (_, c) in enumerate(arms) if j != k]
            show(f"best arm {name} [{k}]", mpmath.quad(lambda x: density(x) * mpmath.fprod(c(x) for c in others), points))
    a, b = (2001, 8001), (2101, 7901)

    def log_beta(p, q):
        return mpmath.loggamma(p) + mpmath.loggamma(q) - mpmath.loggamma(p + q)

    total = mpmath.fsum(
        mpmath.exp(log_beta(a[0] + i, a[1] + b[1]) - mpmath.log(b[1] + i) - log_beta(1 + i, b[1]) - log_beta(*a))
        for i in range(b[0])
    )
    show("best arm 2001 8001, 2101 7901 [1]", total)


if __name__ == "__main__":
    print(f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, mpmath {mpmath.__version__}")
    for part in (welch, proportions, relative, ratios, always_valid, sample_ratio, bayes_factor, bayesian, cuped, several, non_inferiority, stratified, quantiles, caps, power, preferences, large_mean, propensity, best_arm):
        part()
