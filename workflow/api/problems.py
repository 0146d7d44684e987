"""Every refusal is a problem (RFC 9457) whose ``detail`` is the sentence that a person reads."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from workflow.api.access import speak
from workflow.domain.machine import NotAllowed, NotYet, Refused, Stale
from workflow.domain.text import Text, say

MEDIA = "application/problem+json"
STATUS = {Stale: 409, NotAllowed: 403, NotYet: 422}
CODES = {Stale: "stale", NotAllowed: "not_allowed", NotYet: "not_yet"}
SENTENCES = {
    400: Text(
        "没有读懂发来的内容，没有任何改动。",
        "What was sent could not be read; nothing was changed.",
    ),
    401: Text(
        "需要有效的密钥。请在“我的账号”里生成，放在 Authorization: Bearer 之后。",
        "A valid key is needed: make one under “My account” and send it as Authorization: Bearer.",
    ),
    404: Text(
        "没有这一项，或者它不属于您的工作。",
        "There is no such thing, or it is not part of your work.",
    ),
    405: Text("这个地址不接受这种请求。", "This address does not take that kind of request."),
    413: Text("内容太大，没有保存。", "That was too large and was not stored."),
    415: Text("请发送 JSON。没有任何改动。", "Please send JSON. Nothing was changed."),
}
INVALID = Text(
    "发来的内容有误，没有任何改动；哪里有误见 errors。",
    "What was sent is not valid and nothing was changed: see errors.",
)


def add_handlers(bp: Blueprint) -> None:
    bp.register_error_handler(Refused, _refused)
    bp.register_error_handler(ValidationError, _invalid)
    bp.register_error_handler(CSRFError, lambda error: problem(SENTENCES[400], 400, "token"))
    bp.register_error_handler(HTTPException, _http)


def problem(sentence: Text, status: int, code: str, **more: Any) -> Response:
    body = {
        "type": "about:blank",
        "title": code,
        "status": status,
        "code": code,
        "detail": speak(sentence),
        **more,
    }
    answer = jsonify(body)
    answer.status_code, answer.mimetype = status, MEDIA
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _refused(error: Refused) -> ResponseReturnValue:
    kind = next(one for one in STATUS if isinstance(error, one))
    return problem(error.sentence, STATUS[kind], CODES[kind])


def _invalid(error: ValidationError) -> ResponseReturnValue:
    return problem(INVALID, 422, "invalid", errors=error.messages)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    other = say("这个请求没有办成（{code}）。", "That request did not work ({code}).", code=status)
    name = (error.name or "error").lower().replace(" ", "_")
    return problem(SENTENCES.get(status, other), status, name, path=request.path)
