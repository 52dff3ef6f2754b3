"""The two that are compared, each from records to pairs, and the ceiling for either."""
import os
import resource
import subprocess
import threading
import time

import pandas as pd
from scores import pair, scores


def doorstep(binary, frames, fields, folder):
    """The release binary as a whole process: reading CSV, training, linking, writing CSV."""
    files = []
    for number, frame in enumerate(frames):
        files.append(os.path.join(folder, f"table{number}.csv"))
        frame.drop(columns="ent").to_csv(files[-1], index=False)
    mapping = ",".join(f"{field}={column}" for field, column in fields.items())
    pairs, clusters = os.path.join(folder, "pairs.csv"), os.path.join(folder, "clusters.csv")
    command = [binary, "link", *files, "--id", "rec_id", "--map", mapping, "--pairs", pairs, "--clusters", clusters]
    seconds, memory = watched(command)
    found = pd.read_csv(pairs, dtype={"left": str, "right": str})
    cluster_of = pd.read_csv(clusters, dtype=str)
    return found, cluster_of, seconds, memory


def watched(command):
    """Wall time, and the peak of memory in MB. The kernel counts the memory of this process into a child's own peak, so
    the child's status is read while it runs, a hundred times or so: to read it takes time from what is measured."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks = [0]

    def look():
        while process.returncode is None:
            try:
                with open(f"/proc/{process.pid}/status") as status:
                    peaks.extend(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
            except (FileNotFoundError, ProcessLookupError):
                return
            time.sleep(max(0.002, (time.perf_counter() - begun) / 50))

    looking = threading.Thread(target=look)
    looking.start()
    process.wait()
    seconds = time.perf_counter() - begun
    looking.join()
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return seconds, max(peaks) / 1024


def splink(frames, columns):
    """Splink on DuckDB from tables in memory to its predictions, without the import of its packages."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    plain = [frame[["rec_id", *columns]].replace("", None) for frame in frames]
    begun = time.perf_counter()
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only" if len(frames) == 2 else "dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            compare.NameComparison("given_name"),
            compare.NameComparison("surname"),
            compare.LevenshteinAtThresholds("date_of_birth", [1, 2]).configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
            *(compare.LevenshteinAtThresholds(column, [1, 3]) for column in columns[4:]),
        ],
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
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return predicted, seconds, memory


def ceiling(frames, truth, predicted):
    """What labels would give: HistGradientBoosting shown the truth of four fifths of the entities, on Splink's candidates
    and comparison levels. Gives the pairs that it takes for one person; nothing where there is nothing to learn."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import GroupKFold

    entity = {id: ent for frame in frames for id, ent in zip(frame.rec_id, frame.ent)}
    pairs = list(map(pair, predicted.rec_id_l, predicted.rec_id_r))
    levels = predicted[[c for c in predicted.columns if c.startswith(("gamma_", "tf_", "match_weight"))]]
    levels = levels.apply(pd.to_numeric, errors="coerce").fillna(-1).to_numpy()
    right = pd.Series([one in truth for one in pairs]).to_numpy()
    if right.all():
        print("  ceiling   none: every candidate is a true pair")
        return None
    groups = pd.Series([entity[one] for one, _ in pairs]).to_numpy()
    found = set()
    for learn, test in GroupKFold(5).split(levels, right, groups):
        model = HistGradientBoostingClassifier(random_state=1).fit(levels[learn], right[learn])
        found |= {pairs[at] for at, likely in zip(test, model.predict_proba(levels[test])[:, 1]) if likely >= 0.5}
    f1, precision, recall = scores(truth, found)
    print(f"  ceiling   F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}  (labels of four fifths, Splink's candidates)", flush=True)
    return found


def encodings(binary, frames, fields, folder):
    """Both lists encoded under one secret and linked by the encodings alone."""
    mapping = ",".join(f"{field}={column}" for field, column in fields.items())
    secret = os.path.join(folder, "secret")
    with open(os.open(secret, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        file.write("a secret of the bench and of nobody else\n")
    files = []
    for number, frame in enumerate(frames):
        plain, encoded = (os.path.join(folder, f"{kind}{number}.csv") for kind in ("plain", "encoded"))
        frame.drop(columns="ent").to_csv(plain, index=False)
        command = [binary, "encode", plain, "--id", "rec_id", "--map", mapping, "--secret-file", secret]
        subprocess.run([*command, "--salt", "bench", "--out", encoded], check=True, capture_output=True)
        files.append(encoded)
    pairs, clusters = os.path.join(folder, "pairs.csv"), os.path.join(folder, "clusters.csv")
    seconds, memory = watched([binary, "link", *files, "--encoded", "--id", "id", "--pairs", pairs, "--clusters", clusters])
    found = pd.read_csv(pairs, dtype={"left": str, "right": str})
    heads = pd.read_csv(clusters, dtype=str).cluster.nunique()
    return set(map(pair, found.left, found.right)), heads, seconds, memory
