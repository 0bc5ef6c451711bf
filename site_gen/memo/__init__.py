"""Results of pure functions kept on disk by content: what does not change is not computed again."""

from site_gen.memo.memo import Memo
from site_gen.memo.place import memo_place

__all__ = ["Memo", "memo_place"]
