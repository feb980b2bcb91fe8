"""Every link and picture of the built book leads to a file: `python3 tests/book/links.py target/book`."""
import html
import os
import re
import sys

root, seen, dead = sys.argv[1], 0, set()
for folder, _, names in os.walk(root):
    for name in names:
        # All chapters on one page: its links are those of the chapters.
        if not name.endswith(".html") or name == "print.html":
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as page:
            text = re.sub(r"<code.*?</code>", "", page.read(), flags=re.DOTALL)
            for target in re.findall(r'(?:href|src)="([^"#?]+)', text):
                target = html.unescape(target)
                if "://" in target or target.startswith(("mailto:", "data:")):
                    continue
                seen += 1
                if not os.path.exists(os.path.join(folder, target)):
                    dead.add((os.path.relpath(os.path.join(folder, name), root), target))
for page, target in sorted(dead):
    print(f"{page}: there is no {target}")
if seen < 1000:
    sys.exit(f"only {seen} links: this is not the book")
print(f"{seen} links")
sys.exit(bool(dead))
