"""Writes manuscript.docx, and has LibreOffice write it again as ODT, RTF and DOCX of its own.

    python3 tests/import/manuscript.py

The four files say the same; tests/import/*.expected says what.
"""

import pathlib
import subprocess
import tempfile
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EDITOR = 'w:author="Sam Orr" w:date="2026-03-02T09:00:00Z"'


def run(words, tag="t", props=""):
    return f'<w:r>{props}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def paragraph(inner, style="", props=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{props}</w:pPr>{inner}</w:p>"


def inserted(words):
    return f'<w:ins w:id="90" {EDITOR}>{run(words)}</w:ins>'


def deleted(words):
    return f'<w:del w:id="91" {EDITOR}>{run(words, "delText")}</w:del>'


def note(kind, number):
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def comment(number, words):
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(words)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def cell(words):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(run(words))}</w:tc>'


def row(*cells):
    return "<w:tr>" + "".join(map(cell, cells)) + "</w:tr>"


ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

BODY = "".join(
    [
        paragraph(run("Fog closes the ferry for a third day"), "Title"),
        paragraph(run("By Ida Quell")),
        paragraph(run("March 4, 2026")),
        paragraph(run("How it began"), "Heading1"),
        paragraph(
            run("The ferry between Linden and Marlow did not sail on Tuesday")
            + note("footnote", 2)
            + run(", and fares rose ")
            + deleted("four")
            + inserted("five")
            + run(" percent, to €2.40, the harbor office said.")
        ),
        paragraph(comment(0, "Nineteen boats") + run(" are left of the 64 that sailed in 1996.") + note("endnote", 2)),
        paragraph(run("What it needs"), "Heading1"),
        paragraph(run("a rope of 40 m"), props=ITEM),
        paragraph(run("tar, “the black kind”"), props=ITEM),
        "<w:tbl><w:tblPr><w:tblW w:w='6000' w:type='dxa'/></w:tblPr><w:tblGrid><w:gridCol w:w='2000'/>"
        "<w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
        + row("Year", "Boats", "Crew")
        + row("1996", "64", "210")
        + row("2026", "19", "38")
        + "</w:tbl>",
        paragraph(deleted("Nobody was hurt. ") + run("The board meets on Friday.")),
        paragraph(inserted("It did not vote.")),
        paragraph(run("See ") + '<w:hyperlink r:id="rId9">' + run("the log of the port") + "</w:hyperlink>" + run(".")),
    ]
)

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("footnotes", "footnotes"),
            ("endnotes", "endnotes"),
            ("comments", "comments"),
        ]
    )
    + "</Types>",
    "_rels/.rels": HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(["styles", "numbering", "footnotes", "endnotes", "comments"], 1)
    )
    + f'<Relationship Id="rId9" Type="{RELS}/hyperlink" Target="https://example.org/log" TargetMode="External"/>'
    + "</Relationships>",
    "word/document.xml": HEAD
    + f'<w:document xmlns:w="{W}" xmlns:r="{RELS}"><w:body>{BODY}<w:sectPr/></w:body></w:document>',
    "word/styles.xml": HEAD
    + f'<w:styles xmlns:w="{W}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in [("Normal", "Normal"), ("Title", "Title"), ("Heading1", "heading 1")]
    )
    + "</w:styles>",
    "word/numbering.xml": HEAD
    + f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/footnotes.xml": HEAD
    + f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run("Harbor office, log of March 3."))}</w:footnote></w:footnotes>',
    "word/endnotes.xml": HEAD
    + f'<w:endnotes xmlns:w="{W}"><w:endnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>'
    '<w:endnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:endnote>'
    f'<w:endnote w:id="2">{paragraph("<w:r><w:endnoteRef/></w:r>" + run("Port register, 1996 and 2026."))}</w:endnote></w:endnotes>',
    "word/comments.xml": HEAD
    + f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Ida Quell" w:initials="IQ" w:date="2026-03-01T10:00:00Z">'
    f'{paragraph(run("Bo Marsh counted them on March 1."))}</w:comment></w:comments>',
}


def main():
    folder = pathlib.Path(__file__).parent
    manuscript = folder / "manuscript.docx"
    with zipfile.ZipFile(manuscript, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            info = zipfile.ZipInfo(name, (2026, 3, 4, 0, 0, 0))
            archive.writestr(info, text, zipfile.ZIP_DEFLATED)
    with tempfile.TemporaryDirectory() as out:
        for kind in ["odt", "rtf", "docx"]:
            command = ["soffice", "--headless", "--convert-to", kind, "--outdir", out, str(manuscript)]
            subprocess.run(command, check=True, timeout=300)
            written = pathlib.Path(out) / f"manuscript.{kind}"
            name = "manuscript-office.docx" if kind == "docx" else written.name
            written.replace(folder / name)


if __name__ == "__main__":
    main()
