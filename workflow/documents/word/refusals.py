"""Why a file is refused: what happened, what is safe, what to do next, in both languages."""

from __future__ import annotations

from workflow.documents.errors import DocumentError

_TEXTS: dict[str, tuple[str, str]] = {
    "empty": (
        "文件是空的，没有导入任何内容。请检查后重新选择文件。",
        "The file is empty; nothing was imported. Check it and choose it again.",
    ),
    "wrong_type": (
        "只能上传 .docx 和 .txt 文件，没有导入任何内容。请另存为其中一种格式后再上传。",
        "Only .docx and .txt files can be uploaded; nothing was imported. "
        "Save it as one of these and upload it again.",
    ),
    "wrong_name": (
        "文件名以 .txt 结尾，内容却不是纯文本，没有导入任何内容。请改回原来的扩展名，"
        "或另存为 .docx 后再上传。",
        "The name ends in .txt, but the content is not plain text; nothing was imported. "
        "Restore its own ending, or save it as .docx and upload it again.",
    ),
    "old_word": (
        "这是旧版 Word 或 WPS 格式（.doc、.wps），没有导入任何内容。请用 Word 或 WPS 打开，"
        "另存为 .docx 后再上传。",
        "This is an old Word or WPS file (.doc, .wps); nothing was imported. Open it in Word or "
        "WPS, save it as .docx and upload it again.",
    ),
    "not_converted": (
        "文件没有转换成功，没有读入任何内容。请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
        "The file could not be converted; nothing was read. Open it in Word or WPS, save it as "
        ".docx and upload it again.",
    ),
    "conversion_slow": (
        "文件转换超过 {seconds} 秒，已停止，没有读入任何内容。请用 Word 或 WPS 打开，"
        "另存为 .docx 后再上传。",
        "Converting the file took longer than {seconds} seconds and was stopped; nothing was read. "
        "Open it in Word or WPS, save it as .docx and upload it again.",
    ),
    "not_printed": (
        "PDF 没有生成；合稿的 Word 文件完好，可以下载。请再试一次；"
        "仍不行时请管理员检查 LibreOffice。",
        "The PDF could not be made; the assembled Word file is sound and can be downloaded. Try "
        "once more, and if it fails again ask the administrator to check LibreOffice.",
    ),
    "printing_slow": (
        "生成 PDF 超过 {seconds} 秒，已停止；合稿的 Word 文件完好，可以下载。请再试一次；"
        "仍不行时请管理员放宽时限（HUIGAO_CONVERT_SECONDS）。",
        "Making the PDF took longer than {seconds} seconds and was stopped; the assembled Word "
        "file is sound and can be downloaded. Try once more, and if it fails again ask the "
        "administrator for more time (HUIGAO_CONVERT_SECONDS).",
    ),
    "encrypted": (
        "文件设有密码，无法读取，没有导入任何内容。请在 Word 或 WPS 中取消密码、"
        "另存为 .docx 后再上传。",
        "The file is protected by a password; nothing was imported. Remove the password in Word "
        "or WPS, save it as .docx and upload it again.",
    ),
    "not_word": (
        "文件不是 Word 文档（.docx），没有导入任何内容。请用 Word 或 WPS 打开，"
        "另存为 .docx 后再上传。",
        "The file is not a Word document (.docx); nothing was imported. Open it in Word or WPS, "
        "save it as .docx and upload it again.",
    ),
    "plain_text": (
        "文件名以 .docx 结尾，内容却是纯文本，没有导入任何内容。请把扩展名改为 .txt 后再上传。",
        "The name ends in .docx, but the content is plain text; nothing was imported. Let the "
        "name end in .txt and upload it again.",
    ),
    "no_text": (
        "文件里没有文字，没有导入任何内容。请检查后重新选择文件；扫描件请先识别成文字。",
        "There is no text in the file; nothing was imported. Check it and choose it again; turn "
        "scanned pages into text first.",
    ),
    "damaged": (
        "文件已损坏，无法读取，没有导入任何内容。请用 Word 或 WPS 打开修复，"
        "另存为 .docx 后再上传。",
        "The file is damaged and cannot be read; nothing was imported. Open and repair it in "
        "Word or WPS, save it as .docx and upload it again.",
    ),
    "too_large": (
        "文件有 {found} MB，超过上限 {limit} MB，没有导入任何内容。请压缩图片或拆分后再上传。",
        "The file has {found} MB, more than the limit of {limit} MB; nothing was imported. "
        "Compress its pictures or split it and upload it again.",
    ),
    "text_too_large": (
        "文本文件有 {found} MB，超过上限 {limit} MB，没有导入任何内容。请拆分后再上传。",
        "The text file has {found} MB, more than the limit of {limit} MB; nothing was imported. "
        "Split it and upload it again.",
    ),
    "too_many_entries": (
        "文档内含 {found} 个部件，超过上限 {limit} 个，没有导入任何内容。"
        "请拆分，或另存为新的 .docx 后再上传。",
        "The document holds {found} parts, more than the limit of {limit}; nothing was imported. "
        "Split it, or save it as a new .docx, and upload it again.",
    ),
    "unpacked": (
        "文档展开后超过上限 {limit} MB，没有导入任何内容。请压缩图片或拆分后再上传。",
        "The document unpacks to more than the limit of {limit} MB; nothing was imported. "
        "Compress its pictures or split it and upload it again.",
    ),
    "ratio": (
        "文档的压缩方式异常，展开后会大得多，为安全起见没有导入。"
        "请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。",
        "The document is packed in an unusual way and would unpack to far more; it was not "
        "imported, to be safe. Save it as a new .docx in Word or WPS and upload it again.",
    ),
    "too_complex": (
        "文档的内部结构过于庞杂，为安全起见没有导入。请拆分，或另存为新的 .docx 后再上传。",
        "The document is built of too many pieces inside; it was not imported, to be safe. Split "
        "it, or save it as a new .docx, and upload it again.",
    ),
    "too_many_lines": (
        "文件有 {found} 行，超过上限 {limit} 行，没有导入任何内容。请拆分成几个文件后再上传。",
        "The file has {found} lines, more than the limit of {limit}; nothing was imported. "
        "Split it into several and upload them again.",
    ),
    "too_many_headings": (
        "文件中的标题超过上限 {limit} 个，没有导入任何内容。请拆分成几个文件后再上传。",
        "The file has more headings than the limit of {limit}; nothing was imported. "
        "Split it into several and upload them again.",
    ),
    "nested": (
        "文档里层层嵌有其他文件，为安全起见没有导入。请删去嵌入的文件，另存为 .docx 后再上传。",
        "Files are nested too deeply in the document; it was not imported, to be safe. Remove "
        "the embedded files, save it as .docx and upload it again.",
    ),
    "encoding": (
        "认不出这个文本文件的编码，没有导入任何内容。请用记事本打开，另存为 UTF-8 编码后再上传。",
        "The encoding of this text file cannot be told; nothing was imported. Open it in a text "
        "editor, save it as UTF-8 and upload it again.",
    ),
}


def refusal(code: str, **figures: object) -> DocumentError:
    """The error for `code`; `figures` fill the places of its sentences."""
    zh, en = _TEXTS[code]
    return DocumentError(zh.format(**figures), en.format(**figures), code)
