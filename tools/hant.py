"""Fill in missing zh-Hant labels beside zh-Hans ones in the shipped defaults (OpenCC, then read by a person)."""

import re
import sys
from pathlib import Path

from opencc import OpenCC

CONVERT = OpenCC("s2twp").convert

#: Terms where the dictionary's choice is not the trade's.
FIXES = {"專案": "項目", "最佳化": "優化", "支援": "支持", "資訊": "信息", "品質": "質量", "程式": "程序"} | {
    "裝置": "設備",
    "籤合": "簽合",
    "已籤": "已簽",
    "透過": "通過",
    "籤約": "簽約",
    "籤定": "簽定",
    "型別": "類型",
    "瞭解": "了解",
    "匯入期": "導入期",
    "字元": "字符",
    "檔案": "文件",
    "資料夾": "文件夾",
    "引數": "參數",
    "周": "週",
}


def hant(text: str) -> str:
    """Return `text` in traditional characters with the terms of the trade."""
    out = CONVERT(text)
    for wrong, right in FIXES.items():
        out = out.replace(wrong, right)
    return out


def main() -> None:
    """Rewrite each file named on the command line."""
    for name in sys.argv[1:]:
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r"zh-Hans: ([^,}\n]+), en:", lambda m: f"zh-Hans: {m[1]}, zh-Hant: {hant(m[1])}, en:", text
        )
        text = re.sub(
            r"^( +)zh-Hans: (.+)\n +en:",
            lambda m: f"{m[1]}zh-Hans: {m[2]}\n{m[1]}zh-Hant: {hant(m[2])}\n{m[1]}en:",
            text,
            flags=re.MULTILINE,
        )
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
