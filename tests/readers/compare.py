"""Shows a PDF in Poppler, MuPDF and PDFium, and compares what people get to see and to copy.

    python compare.py FILE.pdf…      (with the packages of requirements.txt, and pdftoppm and pdftotext in the path)

Pages must look the same at 100 pixels an inch but for anti-aliasing, and give the same words in the same order.
Exit status: 0 all agree, 1 some differ, 2 a program is missing.
"""

import difflib
import io
import re
import shutil
import subprocess
import sys

import numpy
import pymupdf
import pypdfium2
from PIL import Image, ImageFilter

PPI = 100
# Poppler and PDFium move the edges of filled shapes to whole pixels, MuPDF smooths them, and each has its own way with
# letters. After a blur of 1.6 pixels, a pixel may have any colour that its neighbours have in the other image, give or
# take so many levels of 255. On sound pages at most 51 are measured; a missing label of two figures makes 101, a shift by
# three pixels 148.
BLUR = ImageFilter.GaussianBlur(1.6)
MOST_OFF = 72


def poppler(path):
    """Images and texts of all pages; -raw is the order of the content, as the others give it."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    texts = text.split("\f")[:-1]
    images = []
    for page in range(1, len(texts) + 1):
        command = ["pdftoppm", "-r", str(PPI), "-f", str(page), "-l", str(page), "-png", path]
        shown = subprocess.run(command, check=True, capture_output=True).stdout
        images.append(Image.open(io.BytesIO(shown)))
    return images, texts


def mupdf(path):
    images, texts = [], []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            shown = page.get_pixmap(dpi=PPI, alpha=False)
            images.append(Image.frombytes("RGB", (shown.width, shown.height), shown.samples))
            texts.append(page.get_text("text", flags=pymupdf.TEXT_DEHYPHENATE | pymupdf.TEXT_PRESERVE_WHITESPACE))
    return images, texts


def pdfium(path):
    images, texts = [], []
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        images.append(page.render(scale=PPI / 72).to_pil())
        texts.append(page.get_textpage().get_text_range())
    return images, texts


def words(text):
    """The words of a page as a person reads them.

    Three things are no words, and each reader has its own way with them. A hyphen that belongs to a word, as in Know-how, and
    ends its line: PDFium takes it for one that is not written. A soft hyphen says that a word goes on in the
    next line: MuPDF and Poppler put the word together, PDFium keeps a sign for the hyphen (U+FFFE, or U+0002 in older
    versions). A narrow space, as in 54 % and k. A., is 0.12 em wide: Poppler takes gaps below 0.15 em for none.
    """
    text = re.sub("[\u00ad\ufffe\u0002]\\s*", "", text)
    text = re.sub(r"-\r?\n", "", text)
    return re.sub(r"\s+(?=%)|(?<=±)\s+|(?<=\b[A-Za-z]\.)\s+(?=[A-Z]\.)", "", text).split()


def strays(one, other):
    """How far the pixels of an image lie outside of what the other has in their neighbourhood: the farthest."""
    size = tuple(min(sides) for sides in zip(one.size, other.size))
    one, other = (image.convert("RGB").crop((0, 0, *size)).filter(BLUR) for image in (one, other))
    levels = numpy.asarray(one, dtype=int)
    low = numpy.asarray(other.filter(ImageFilter.MinFilter(3)), dtype=int)
    high = numpy.asarray(other.filter(ImageFilter.MaxFilter(3)), dtype=int)
    return int(numpy.maximum(low - levels, levels - high).max())


def compare(path):
    """What differs, one line each."""
    readers = {"Poppler": poppler(path), "MuPDF": mupdf(path), "PDFium": pdfium(path)}
    images, texts = readers.pop("Poppler")
    wrong, worst = [], 0
    for name, (others, said) in readers.items():
        if len(others) != len(images):
            wrong.append(f"{name} has {len(others)} pages, Poppler {len(images)}")
        for page, (one, other) in enumerate(zip(images, others), 1):
            if any(abs(a - b) > 1 for a, b in zip(one.size, other.size)):
                wrong.append(f"page {page}: {one.size} in Poppler, {other.size} in {name}")
            off = max(strays(one, other), strays(other, one))
            worst = max(worst, off)
            if off > MOST_OFF:
                wrong.append(f"page {page} looks different in {name}: {off} levels off")
        for page, (one, other) in enumerate(zip(texts, said), 1):
            lines = difflib.unified_diff(words(one), words(other), "Poppler", name, lineterm="", n=2)
            wrong.extend(f"page {page}: {line}" for line in lines)
    return wrong, worst, sum(len(words(text)) for text in texts)


def main(paths):
    for program in ("pdftotext", "pdftoppm"):
        if shutil.which(program) is None:
            print(f"{program} is missing: install poppler-utils", file=sys.stderr)
            return 2
    status = 0
    for path in paths:
        wrong, off, count = compare(path)
        if wrong:
            status = 1
            print(f"FAIL {path}", *wrong, sep="\n  ")
        else:
            print(f"PASS {path}: {count} words, no pixel more than {off} levels off")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
