"""Trains implicit's AlternatingLeastSquares and keeps its factors after each iteration.

Usage: train.py DATA OUT FACTORS ITERATIONS ALPHA REGULARIZATION THREADS SEED

DATA holds starts.npy and columns.npy, the rows of a binary matrix, and items.npy, its number of
columns. Every entry has the confidence 1 + ALPHA. Lines of the form key=value go to standard
output; OUT receives users-N.npy and items-N.npy after iteration N, outside of the time measured.
"""

import pathlib
import sys
import time

import numpy as np
import scipy.sparse
import threadpoolctl
from implicit.cpu.als import AlternatingLeastSquares


def peak_bytes():
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def main(data, out, factors, iterations, alpha, regularization, threads, seed):
    data, out = pathlib.Path(data), pathlib.Path(out)
    starts = np.load(data / "starts.npy")
    columns = np.load(data / "columns.npy")
    items = int(np.load(data / "items.npy")[0])
    values = np.full(len(columns), 1 + float(alpha), dtype=np.float32)
    matrix = scipy.sparse.csr_matrix((values, columns, starts), shape=(len(starts) - 1, items))
    model = AlternatingLeastSquares(
        factors=int(factors),
        regularization=float(regularization),
        iterations=int(iterations),
        num_threads=int(threads),
        random_state=int(seed),
    )
    begin = time.perf_counter()
    cpu = [time.process_time()]

    def after(iteration, elapsed, _loss):
        cpu_elapsed = time.process_time() - cpu[0]
        if iteration == 0:
            print(f"setup={time.perf_counter() - begin - elapsed:.6f}", flush=True)
        np.save(out / f"users-{iteration + 1}.npy", model.user_factors)
        np.save(out / f"items-{iteration + 1}.npy", model.item_factors)
        print(f"epoch={elapsed:.6f} {cpu_elapsed:.6f}", flush=True)
        cpu[0] = time.process_time()

    model.fit(matrix, show_progress=False, callback=after)
    blas = {
        f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}".strip()
        for pool in threadpoolctl.threadpool_info()
        if pool["user_api"] == "blas"
    }
    print("kernel=" + ", ".join(sorted(blas)))
    print(f"peak={peak_bytes()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
