"""What has to hold in an installation, one function an invariant; each names what does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import current_app

from workflow.actions.archive.office_keys import has_key
from workflow.actions.archive.trail_check import verify
from workflow.actions.assembly.manifest import manifest_hash
from workflow.actions.files import file_store
from workflow.actions.upkeep.backups import digest_of
from workflow.documents import archive
from workflow.documents.archive import root_of
from workflow.documents.content import content_hash, from_json
from workflow.documents.errors import DocumentError
from workflow.documents.printing.faces import MATCHER, lacking
from workflow.domain.text import Text, say
from workflow.queue import answers
from workflow.settings import Settings
from workflow.store import checkup, db, rules
from workflow.store.base import utc_now
from workflow.store.schema import newest, present

PATIENCE = timedelta(hours=1)
FACES = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman")


@dataclass(frozen=True, slots=True)
class Check:
    """``find`` yields what is wrong; of a check that only informs nothing is wrong."""

    name: str
    label: Text
    find: Callable[[], Iterator[Text]]
    informs: bool = False


def _schema() -> Iterator[Text]:
    found = present(db.session.connection())
    if found != newest():
        yield say(
            "数据库停在 {found}，程序需要 {newest}：请重新启动服务",
            "the database is at {found}, the product at {newest}: start the server anew",
            found=found or "—",
            newest=newest() or "—",
        )


def _rules() -> Iterator[Text]:
    for name in rules.missing(db.session.connection()):
        yield _plain(name)


def _trails() -> Iterator[Text]:
    for report in checkup.all_reports():
        verdict = verify(report)
        if not verdict.is_whole:
            yield verdict.sentence()


def _drafts() -> Iterator[Text]:
    for draft in checkup.every_draft():
        if content_hash(draft.title, from_json(draft.content)) != draft.content_hash:
            yield _of("draft", draft.id)


def _heads() -> Iterator[Text]:
    yield from (_of("section", own) for own in checkup.sections_off_their_head())


def _signatures() -> Iterator[Text]:
    yield from (_of("sign_off", own) for own in checkup.signatures_of_other_words())


def _manifests() -> Iterator[Text]:
    for own, manifest, digest in checkup.every_manifest():
        if manifest_hash(manifest) != digest:
            yield _of("assembly", own)


def _statements() -> Iterator[Text]:
    for own, statement, root in checkup.every_statement():
        if root_of(statement) != root:
            yield _of("approval", own)


def _files() -> Iterator[Text]:
    """Every file that a row names is there and has its hash."""
    for digest, table, own in checkup.named_files():
        path = file_store().there(digest)
        if path is None:
            yield say("{row}：文件不在", "{row}: the file is gone", row=f"{table} {own}")
        elif digest_of(path) != digest:
            yield say("{row}：文件被改动", "{row}: the file was changed", row=f"{table} {own}")


def _archives() -> Iterator[Text]:
    """Every archive proves what it says, as ``verify`` does without a server."""
    for own, digest, root in checkup.every_archive():
        path = file_store().there(digest)
        for place, why in _archive_faults(path, root) if path else ():
            row = f"archive {own}, {place}"
            yield say("{row}：{why}", "{row}: {why}", row=row, why=why)


def _archive_faults(path: Path, root: str) -> Iterator[tuple[str, Text]]:
    try:
        proof = archive.verify(path, root)
    except DocumentError as error:
        yield path.name, Text(error.zh, error.en)
        return
    yield from ((one.place, Text(one.zh, one.en)) for one in proof.faults)


def _deliveries() -> Iterator[Text]:
    before = utc_now() - PATIENCE
    yield from (_of("delivery", own) for own in checkup.deliveries_left_since(before))


def _jobs() -> Iterator[Text]:
    before = utc_now() - PATIENCE
    yield from (_of(*one) for one in checkup.jobs_left_since(before))


def _keys() -> Iterator[Text]:
    """Whoever has archives has a key; an older office gets one with its first archive."""
    for office_id, name in checkup.offices_with_archives():
        if not has_key(office_id):
            yield say(
                "{name}：签署归档的密钥不在了，请从备份中取回 keys 目录",
                "{name}: the key that signed its archives is gone; bring back the folder keys "
                "from a backup",
                name=name,
            )


def _queue() -> Iterator[Text]:
    if not answers(_settings().redis_url):
        yield say("连接不上", "cannot be reached")


def _printer() -> Iterator[Text]:
    if not _settings().libreoffice:
        yield say("没有安装，不能生成 PDF", "is not installed: no PDFs are made")


def _faces() -> Iterator[Text]:
    if shutil.which(MATCHER) is None:
        yield say("没有 fc-match，无从得知", "cannot be told without fc-match")
        return
    for one in lacking(FACES):
        yield say(
            "缺 {face}，以 {by} 代", "{face} is absent; {by} stands in", face=one.face, by=one.by
        )


CHECKS = (
    Check("schema", Text("数据库结构是最新的", "The schema is the newest one"), _schema),
    Check("rules", Text("数据库的只读规则都在", "The database's rules stand"), _rules),
    Check("trails", Text("每份报告的留痕完整", "Every report's trail is whole"), _trails),
    Check("drafts", Text("每一稿与其摘要相符", "Every draft has its hash"), _drafts),
    Check(
        "heads",
        Text("每个部分的现稿是最新一稿", "Every section's head is its newest draft"),
        _heads,
    ),
    Check(
        "signatures",
        Text("每个签署与所签一稿相符", "Every signature names its draft's words"),
        _signatures,
    ),
    Check("manifests", Text("每份合稿与其清单相符", "Every assembly has its manifest"), _manifests),
    Check(
        "statements", Text("每份审签声明与其摘要相符", "Every statement has its root"), _statements
    ),
    Check("files", Text("登记的文件都在且未改动", "Every file is there, unchanged"), _files),
    Check("archives", Text("每份归档都能自证", "Every archive proves what it says"), _archives),
    Check("deliveries", Text("没有滞留的消息", "No message is left behind"), _deliveries),
    Check("jobs", Text("没有滞留的任务", "No job is left behind"), _jobs),
    Check("keys", Text("签署归档的密钥都在", "The keys that sign archives are there"), _keys),
    Check("queue", Text("任务队列", "The queue"), _queue, informs=True),
    Check("libreoffice", Text("LibreOffice", "LibreOffice"), _printer, informs=True),
    Check("faces", Text("公文字体", "Faces of official documents"), _faces, informs=True),
)


def _of(table: str, own: int) -> Text:
    return _plain(f"{table} {own}")


def _plain(words: str) -> Text:
    return say("{words}", "{words}", words=words)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
