#!/usr/bin/env python3
"""Doorstep's linkage beside Splink's on the same files, fields and machine, in turn: what `cargo xtask bench linkage` runs.

Nobody's labels are shown to either side: the truth is used for scoring only. Doorstep's time is a whole process of
`doorstep link`, from reading CSV files to having written pairs and clusters; Splink's runs from tables in memory to its
predictions, without the import of its packages. Of several rounds the fastest of each side is printed.
"""
import argparse
import logging
import tempfile
import warnings

import engines
import scores
import sets

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True, help="the release build of doorstep")
    parser.add_argument("--sets", default="febrl1,febrl2,febrl3,febrl4,families10000,families100000")
    parser.add_argument("--seeds", default="9", help="of the families, such as 1,2,3")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--all-fields", action="store_true")
    parser.add_argument("--ceiling", action="store_true")
    parser.add_argument("--encodings", action="store_true")
    parser.add_argument("--together", action="store_true", help="Doorstep is told who was written down in one go")
    parser.add_argument("--without-splink", action="store_true")
    arguments = parser.parse_args()
    febrl, families = scores.Calibration(), scores.Calibration()
    heads = scores.Heads()
    for name in arguments.sets.split(","):
        for seed in arguments.seeds.split(",") if name.startswith("families") else [None]:
            with tempfile.TemporaryDirectory() as folder:
                measure(name, seed, arguments, folder, families if seed else febrl, heads)
    febrl.show("FEBRL pooled")
    families.show("families pooled")
    heads.show("families pooled")


def measure(name, seed, arguments, folder, calibration, heads):
    frames, groups = sets.load(name, arguments.binary, folder, seed)
    fields = sets.fields(frames, arguments.all_fields)
    own_fields = {**fields, **(sets.together(frames) if arguments.together else {})}
    truth = scores.true_pairs(frames)
    which = f" (seed {seed})" if seed else ""
    print(f"{name}{which}: {sum(map(len, frames))} records, {len(truth)} true pairs, {len(own_fields)} fields", flush=True)
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        ours.append(engines.doorstep(arguments.binary, frames, own_fields, folder))
        if not arguments.without_splink:
            theirs.append(engines.splink(frames, list(fields.values())))
    pairs, cluster_of, _, memory = ours[-1]
    found = set(map(scores.pair, pairs.left, pairs.right))
    best = min(run[2] for run in ours)
    scores.show("Doorstep", frames, truth, found, cluster_of.cluster.nunique(), best, memory)
    if theirs:
        predicted, _, peak = theirs[-1]
        likely = predicted[predicted.match_probability >= 0.5]
        found = set(map(scores.pair, likely.rec_id_l, likely.rec_id_r))
        least = min(run[1] for run in theirs)
        people = len(set(scores.clusters(frames, found).values()))
        scores.show("Splink", frames, truth, found, people, least, peak)
        print(f"  Doorstep is {least / best:.1f} times as fast, in {peak / memory:.1f} times less memory", flush=True)
        labelled = engines.ceiling(frames, truth, predicted) if arguments.ceiling else None
        if labelled and groups:
            scores.subgroups(frames[0], scores.clusters(frames, labelled), groups).show(f"{name} by labels")
    calibration.hear(truth, zip(pairs.left, pairs.right, pairs.probability))
    if groups:
        own = scores.subgroups(frames[0], dict(zip(cluster_of.id, cluster_of.cluster)), groups)
        heads.add(own)
        if "," not in arguments.seeds:
            own.show(name)
    if arguments.encodings and len(frames) == 2:
        found, people, seconds, memory = engines.encodings(arguments.binary, frames, fields, folder)
        scores.show("encoded", frames, truth, found, people, seconds, memory)


if __name__ == "__main__":
    main()
