from typing import Any

import numpy as np
from numpy.typing import NDArray

def each(
    address: int,
    shape: str,
    things: NDArray[np.int64],
    places: NDArray[np.int64] | None,
    out: NDArray[Any] | None,
    answers: NDArray[np.int64],
) -> None: ...
