"""Reference values for the tests of the models, computed from the formulas by another route.

    python3 src/test/python/reference_models.py

The data is that of ReferenceData.java. Needs numpy.
"""

import numpy as np

USERS, ITEMS = 30, 12


def sequences():
    """User u meets item (u² + 3up + 2p²) mod 12 at times p; the latest of repeated ones stands."""
    rows = []
    for u in range(USERS):
        row = [(u * u + 3 * u * p + 2 * p * p) % ITEMS for p in range(3 + u % 5)]
        rows.append([i for p, i in enumerate(row) if i not in row[p + 1:]])
    return rows


def counts(rows):
    return [sum(i in row for row in rows) for i in range(ITEMS)]


def markov(rows, window, gamma, beta, a, b, last, delta, prior, history):
    c = counts(rows)
    scores = []
    for j in range(ITEMS):
        score = prior * c[j] / max(c)
        for k, i in enumerate(list(reversed(history))[:last]):
            t = 0.0
            for row in rows:
                if i in row and j in row and i != j:
                    g = row.index(j) - row.index(i)
                    if 1 <= g <= window:
                        t += gamma ** (g - 1)
                    elif 1 <= -g <= window:
                        t += beta * gamma ** (-g - 1)
            if t > 0:
                score += delta ** k * t / (c[i] ** a * c[j] ** b)
        scores.append(score)
    return scores


def matrix(rows):
    x = np.zeros((USERS, ITEMS))
    for u, row in enumerate(rows):
        x[u, row] = 1
    return x


def item_knn(x, weighting, shrinkage, alpha, k1, b, delta, history):
    """After implicit.nearest_neighbours, with dense matrices."""
    idf = np.log(x.shape[1]) - np.log1p((x > 0).sum(axis=1, keepdims=True))
    if weighting == "cosine":
        w = x
    elif weighting == "tf-idf":
        w = np.sqrt(x) * idf
    else:
        length = x.sum(axis=0, keepdims=True)
        norm = (1 - b) + b * length / length.mean()
        w = np.where(x > 0, x * (k1 + 1) / (k1 * norm + x), 0) * idf
    s = w.T @ w
    if weighting != "bm25":
        n = (w**2).sum(axis=0)
        s = s / (n[:, None] ** (1 - alpha) * n[None, :] ** alpha + shrinkage)
    np.fill_diagonal(s, 0)
    return sum(delta**k * s[i] for k, i in enumerate(reversed(history)))


def ease(x, ridge, history):
    """Steck 2019, eq. 8, by a least squares problem for each column instead of an inverse."""
    scores = np.zeros(ITEMS)
    for j in range(ITEMS):
        others = [i for i in range(ITEMS) if i != j]
        a = np.vstack([x[:, others], np.sqrt(ridge) * np.eye(ITEMS - 1)])
        b = np.concatenate([x[:, j], np.zeros(ITEMS - 1)])
        weights = np.linalg.lstsq(a, b, rcond=None)[0]
        scores[j] = sum(weights[others.index(i)] for i in history if i != j)
    return scores


def show(name, values):
    print(name, "{" + ", ".join(f"{v:.7g}f" for v in values) + "}")


if __name__ == "__main__":
    data = sequences()
    print("counts", counts(data))
    show("markov", markov(data, 3, 0.7, 0.4, 0.5, 0.2, 2, 0.6, 0.05, [3, 9, 4]))
    x = matrix(data)
    h = [3, 9, 4]
    show("cosine", item_knn(x, "cosine", 2.0, 0.3, 0, 0, 0.6, h))
    show("tf-idf", item_knn(x, "tf-idf", 0.0, 0.5, 0, 0, 1.0, h))
    show("bm25", item_knn(x, "bm25", 0.0, 0.5, 1.5, 0.7, 1.0, h))
    show("ease", ease(x, 3.0, h))
