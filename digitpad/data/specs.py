"""What a person can name as data: `generated`, a fetched set, their own handwriting, or a path."""

from digitpad.data.digits import GENERATED_COUNT, load
from digitpad.data.generator import Generated
from digitpad.net.batches import Source
from digitpad.paths import Folders


def source(spec: str, folders: Folders, augment: bool) -> Source:
    """Mini-batches of the digits that `spec` names; see `load`.

    Generated digits are made while training goes on, each of them once; of a `spec` for them only the count, the
    length of an epoch, is used, since the order of all that training draws is seeded by its recipe.
    """
    if spec.partition(":")[0] == "generated":
        count = spec.split(":")[1] if ":" in spec else GENERATED_COUNT
        return Generated(int(count))
    return load(spec, folders).source(augment)
