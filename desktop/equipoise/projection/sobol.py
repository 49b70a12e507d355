"""Scrambled Sobol' points, drawn without a generator's state.

Sobol' points in the first dimensions of Joe and Kuo (2008), scrambled by nested uniform scrambling
(Owen 1995) in the hashed form of Laine and Karras (2011) as used by Burley (2020, "Practical
hash-based Owen scrambling", Journal of Computer Graphics Techniques 9(4)). The order of the points
is scrambled in the same way with a key of its own, which pads sets of few dimensions to one of many
(Latin supercube sampling, Owen 1998). Everything is integer arithmetic on 32 bits: the same numbers
on every machine.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]

BITS = 32

# Primitive polynomial (with its leading and trailing bit) and initial direction numbers,
# new-joe-kuo-6.21201, https://web.maths.unsw.edu.au/~fkuo/sobol/
_JOE_KUO: tuple[tuple[int, tuple[int, ...]], ...] = (
    (3, (1,)),
    (7, (1, 3)),
    (11, (1, 3, 1)),
)

DIMENSIONS = len(_JOE_KUO) + 1
"""How many dimensions one set of points has."""


def _direction_numbers() -> Words:
    """Direction numbers of shape (DIMENSIONS, BITS); the first dimension is van der Corput's."""
    table = np.zeros((DIMENSIONS, BITS), dtype=np.uint32)
    table[0] = [1 << (BITS - 1 - bit) for bit in range(BITS)]
    for dimension, (polynomial, initial) in enumerate(_JOE_KUO, start=1):
        degree = len(initial)
        numbers = list(initial)
        for bit in range(degree, BITS):
            number = numbers[bit - degree]
            for k in range(1, degree + 1):
                if (polynomial >> (degree - k)) & 1:
                    number ^= numbers[bit - k] << k
            numbers.append(number)
        table[dimension] = [number << (BITS - 1 - bit) for bit, number in enumerate(numbers)]
    return table


def _by_byte() -> Words:
    """What each value of each byte of a place adds, shape (DIMENSIONS, bytes, 256)."""
    directions = _direction_numbers()
    table = np.zeros((DIMENSIONS, BITS // 8, 256), dtype=np.uint32)
    values = np.arange(256, dtype=np.uint32)
    for bit in range(BITS):
        chosen = (values >> np.uint32(bit % 8)) & np.uint32(1)
        table[:, bit // 8] ^= chosen * directions[:, bit, None]
    return table


_BY_BYTE = _by_byte()


def sobol_points(index: Words, dimension: int) -> Words:
    """The Sobol' points of one dimension at the places `index`, as fractions of 2³²."""
    points = np.zeros_like(index)
    for byte, table in enumerate(_BY_BYTE[dimension]):
        points ^= table[(index >> np.uint32(8 * byte)) & np.uint32(255)]
    return points


def nested_uniform_scramble(words: Words, key: int) -> Words:
    """Owen's scrambling of 32-bit fractions: each bit is flipped by a hash of those above it."""
    x = _reversed_bits(words)
    seed = np.uint32(key & 0xFFFFFFFF)
    x = x ^ (x * np.uint32(0x3D20ADEA))
    x = x + seed
    x = x * ((seed >> np.uint32(16)) | np.uint32(1))
    x = x ^ (x * np.uint32(0x05526C56))
    x = x ^ (x * np.uint32(0x53A22864))
    return _reversed_bits(x)


def _reversed_bits(words: Words) -> Words:
    x = words
    for shift, mask in ((1, 0x55555555), (2, 0x33333333), (4, 0x0F0F0F0F), (8, 0x00FF00FF)):
        low = np.uint32(mask)
        step = np.uint32(shift)
        x = ((x >> step) & low) | ((x & low) << step)
    return (x >> np.uint32(16)) | (x << np.uint32(16))
