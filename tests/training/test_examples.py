import numpy as np

from cnnstudio.training.examples import Examples, batch_count, batches


def numbered(first: int, count: int) -> Examples:
    """Pictures of one pixel whose value is their label."""
    labels = np.arange(first, first + count, dtype=np.uint8)
    return Examples(labels[:, None, None], labels)


def test_every_picture_of_every_source_is_seen_once_with_its_label() -> None:
    sources = (numbered(0, 7), numbered(100, 5))
    seen = list(batches(sources, 4, np.random.default_rng(0)))
    assert len(seen) == batch_count(sources, 4) == 3
    labels = np.concatenate([labels for _, labels in seen])
    pictures = np.concatenate([pictures for pictures, _ in seen])
    assert sorted(labels) == [*range(7), *range(100, 105)]
    assert pictures.shape == (12, 1, 1, 1)
    assert np.allclose(pictures.ravel() * 255, labels)


def test_what_does_not_fill_a_batch_is_left_out() -> None:
    assert [len(labels) for _, labels in batches((numbered(0, 11),), 4, np.random.default_rng(0))] == [4, 4]


def test_the_order_comes_from_the_generator() -> None:
    def first(seed: int) -> list[int]:
        return list(next(batches((numbered(0, 100),), 10, np.random.default_rng(seed)))[1])

    assert first(1) == first(1) != first(2)
