"""Working copies over HTTP: what the editor's script is told, and how little it costs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from tests.counting import statements
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import Verb

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SCRIPT = {"Accept": "application/json"}


def text(words: str) -> dict[str, Any]:
    return to_json(from_text(words))


@pytest.fixture
def url(world: World) -> str:
    return f"/sections/{world.section_ids['rules']}/copy"


def put(client: FlaskClient, url: str, revision: int, words: str) -> Any:
    return client.post(f"{url}/text?revision={revision}", json=text(words), headers=SCRIPT)


def told(answer: TestResponse) -> Any:
    assert answer.json is not None
    return answer.json


def test_one_writes_and_another_is_told(app: Flask, world: World, as_: As, url: str) -> None:
    owner, contributor = as_("owner"), as_("contributor")
    assert told(owner.post(url))["holds"]
    with statements(app) as sent:
        saved = put(owner, url, 0, "写了一句。").json
    assert (saved["revision"], saved["holds"]) == (1, True) and ":" in saved["at"]
    assert [one.split()[0] for one in sent] == ["SELECT", "UPDATE"], "who asks, and the text"
    busy = contributor.post(url)
    assert (busy.status_code, told(busy)["why"], told(busy)["writer"]) == (423, "busy", "责任人甲")
    assert "责任人甲" in told(busy)["sentence"] and not told(busy)["holds"]
    alone = told(contributor.post(f"{url}?alone=1"))
    assert not alone["holds"] and put(contributor, url, 0, "另写一段。").json["revision"] == 1
    for client, writer in ((owner, ""), (contributor, "责任人甲"), (as_("reviewer"), "责任人甲")):
        assert told(client.get(url))["writer"] == writer
        assert told(client.post(f"{url}/beat"))["writer"] == writer
    assert as_("reviewer").post(url).status_code == 403
    assert put(as_("reviewer"), url, 0, "不该写").json["why"] == "closed"


def test_another_window_is_met_with_both_texts_and_they_are_put_together(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        base = world.do("owner", Verb.SAVE, content=text("第一段。\n第二段。")).result
        blocks, base_id = base.content["blocks"], base.id
    client = as_("owner")
    first, second = (
        {"version": 1, "blocks": [{**one, "runs": [{"text": words}]} for one, words in
         zip(blocks, words, strict=True)]}
        for words in (("第一段改了。", "第二段。"), ("第一段。", "第二段也改了。"))
    )  # fmt: skip
    client.post(f"{url}?base={base_id}")
    client.post(f"{url}/text?revision=0", json=first)
    refused = client.post(f"{url}/text?revision=0", json=second)
    assert refused.status_code == 409 and told(refused)["why"] == "tab"
    assert told(refused)["content"] == first and told(refused)["revision"] == 1
    joined = told(client.post(f"{url}/merge?tab=1&base={base_id}", json=second))
    words = [one["runs"][0]["text"] for one in joined["content"]["blocks"]]
    assert words == ["第一段改了。", "第二段也改了。"]
    assert (joined["clashes"], joined["revision"], joined["base"]) == (0, 1, base_id)


def test_who_is_no_longer_logged_in_is_told_and_not_led_away(
    app: Flask, world: World, as_: As, url: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    stranger, owner = app.test_client(), as_("owner")
    assert stranger.get(url, headers=SCRIPT).status_code == 401
    answer = put(stranger, url, 0, "写了一半")
    assert (answer.status_code, told(answer)["why"]) == (400, "token")
    token = told(owner.get(url, headers=SCRIPT))["token"]
    opened = owner.post(url, headers=SCRIPT | {"X-CSRFToken": token})
    assert opened.status_code == 200 and told(opened)["person"] == world.ids["owner"]


@pytest.mark.parametrize("sent", ["{", "[]", json.dumps({"blocks": [{"id": "a"}]})])
def test_what_is_no_content_is_refused_with_a_sentence(
    world: World, as_: As, url: str, sent: str
) -> None:
    client = as_("owner")
    client.post(url)
    answer = client.post(f"{url}/text?revision=0", data=sent)
    assert answer.status_code == 422 and told(answer)["sentence"]


def test_marks_stand_at_their_words_in_a_text_that_is_no_draft_yet(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        draft = world.write("owner", "全年办班。效果好。")
        head, content, (block,) = draft.id, draft.content, draft.content["blocks"]
        world.do(
            "reviewer", Verb.COMMENT, kind="note", text="请举例。", block_id=block["id"],
            quote="效果好", start=5,
        )  # fmt: skip
    owner, section = as_("owner"), url.removesuffix("/copy")

    def marks(path: str) -> list[str]:
        return re.findall(r'data-start="(\d+)"', owner.get(section + path).text)

    def written(words: str, revision: int) -> int:
        runs = [{"type": "text", "text": words}]
        sent = {**content, "blocks": [{**block, "runs": runs}]}
        answer = owner.post(f"{url}/text?revision={revision}", json=sent, headers=SCRIPT)
        return int(told(answer)["revision"])

    owner.post(f"{url}?base={head}")
    revision = written("全年共办班十二期。效果好。", 0)
    news = f"/talk?draft={head}&editing="
    assert marks("/edit") == marks(f"{news}1") == ["9"]
    assert marks("") == marks(f"{news}0") == ["5"]
    written("全年共办班十二期。", revision)
    assert marks("/edit") == [] and marks("") == ["5"]
