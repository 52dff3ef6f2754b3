"""What is measured: pairs, heads, calibration, subgroups."""
import itertools
from collections import Counter


def pair(one, other):
    return (one, other) if one < other else (other, one)


def true_pairs(frames):
    if len(frames) == 2:
        merged = frames[0].merge(frames[1], on="ent")
        return set(map(pair, merged.rec_id_x, merged.rec_id_y))
    pairs = set()
    for _, group in frames[0].groupby("ent"):
        pairs.update(itertools.starmap(pair, itertools.combinations(group.rec_id, 2)))
    return pairs


def clusters(frames, pairs):
    """Each record's cluster by the pairs: the same way of counting heads for everybody."""
    parent = {id: id for frame in frames for id in frame.rec_id}

    def root(id):
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for one, other in pairs:
        parent[root(one)] = root(other)
    return {id: root(id) for id in parent}


def scores(truth, found):
    right = len(truth & found)
    precision, recall = right / max(1, len(found)), right / len(truth)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def show(who, frames, truth, found, heads, seconds, memory):
    f1, precision, recall = scores(truth, found)
    people = len(set().union(*(frame.ent for frame in frames)))
    print(f"  {who:9} F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}  heads {heads} of {people}"
          f" ({100 * (heads - people) / people:+.2f}%)  {seconds:.3f} s  {memory:.0f} MB", flush=True)


BINS = ((0.5, 0.7), (0.7, 0.9), (0.9, 0.97))
PAIRS_PER_BIN_MIN = 200


class Calibration:
    """Pairs by stated probability, pooled over sets until a bin has enough of them."""

    def __init__(self):
        self.bins = {bounds: [0, 0.0, 0] for bounds in BINS}

    def hear(self, truth, pairs):
        for one, other, probability in pairs:
            for low, high in BINS:
                if low <= probability < high:
                    counts = self.bins[low, high]
                    counts[0] += 1
                    counts[1] += probability
                    counts[2] += pair(one, other) in truth

    def show(self, title):
        said = []
        for (low, high), (count, stated, true) in self.bins.items():
            few = "" if count >= PAIRS_PER_BIN_MIN else ", too few to judge alone"
            said.append(f"{low}-{high}: {count} pairs{few}, said {stated / max(1, count):.3f}, true {true / max(1, count):.3f}")
        print(f"  calibration, {title}:  " + ";  ".join(said), flush=True)
        counted = [counts for counts in self.bins.values() if counts[0] < PAIRS_PER_BIN_MIN]
        count, stated, true = (sum(counts[at] for counts in counted) for at in range(3))
        if count:
            print(f"    those bins pooled: {count} pairs, said {stated / count:.3f}, true {true / count:.3f}", flush=True)


def subgroups(frame, cluster_of, groups):
    """The head count of each subgroup beside the truth. A cluster counts for the child of its first record."""
    child_of = dict(zip(frame.rec_id, frame.ent))
    firsts = {}
    for id in frame.rec_id:
        firsts.setdefault(cluster_of[id], id)
    counted, real = Counter(), Counter()
    for id in firsts.values():
        counted.update(groups[child_of[id]])
    for child in frame.ent.unique():
        real.update(groups[child])
    return Heads(len(firsts), frame.ent.nunique(), counted, real)


class Heads:
    """People counted and people there are, in all and by subgroup; those of several seeds add up."""

    def __init__(self, counted=0, real=0, counted_of=(), real_of=()):
        self.counted, self.real = counted, real
        self.counted_of, self.real_of = Counter(counted_of), Counter(real_of)

    def add(self, other):
        self.counted, self.real = self.counted + other.counted, self.real + other.real
        self.counted_of.update(other.counted_of)
        self.real_of.update(other.real_of)

    def show(self, title):
        if not self.real:
            return
        average = 100 * (self.counted - self.real) / self.real
        print(f"  heads, {title}: {self.counted} counted of {self.real} ({average:+.2f}%)", flush=True)
        for group, children in sorted(self.real_of.items()):
            error = 100 * (self.counted_of[group] - children) / children
            print(f"    {group:22} {children:7} children, counted {error:+.2f}% ({error - average:+.2f} from all)", flush=True)
