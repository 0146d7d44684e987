"""Every refusal is a page with a sentence: what happened, what is safe, what to do next."""

from __future__ import annotations

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from workflow.domain.machine import NotAllowed, Refused, Stale
from workflow.domain.text import Text, say
from workflow.web.locale import speak

SENTENCES = {
    403: Text(
        "这里不对您开放。如有需要，请联系统稿人。", "This is not open to you: ask the editor."
    ),
    404: Text(
        "没有这个页面，或者它不属于您的工作。您的内容都在。",
        "There is no such page, or it is not part of your work. Nothing is lost.",
    ),
    405: Text(
        "这个地址不能这样打开。请从页面上的按钮操作。", "Use the buttons of the page instead."
    ),
    413: Text(
        "内容太大，没有保存。请拆分或压缩图片后再试。",
        "That was too large and was not stored. Split it or make its pictures smaller.",
    ),
    500: Text(
        "系统出了错，这一步没有生效，已保存的内容都在。请稍后再试；仍不行时把下面的编号告诉管理员。",
        "Something failed: this step did not take effect, and all that was saved is safe. "
        "Try again later; if it fails again, tell the administrator the number below.",
    ),
}
EXPIRED = Text(
    "页面放置太久，为安全起见没有提交。请返回上一页刷新后再试，未保存的文字还在浏览器里。",
    "The page was open too long, so nothing was sent. Go back, reload and try again; "
    "unsaved text is still in your browser.",
)


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http)
    if not app.testing and not app.debug:
        app.register_error_handler(500, lambda error: _page(SENTENCES[500], 500))


def status_of(refused: Refused) -> int:
    """403 not allowed, 409 stale, 422 not yet."""
    if isinstance(refused, Stale):
        return 409
    return 403 if isinstance(refused, NotAllowed) else 422


def wants_json() -> bool:
    """Whether a script asks, which shows the answer in its page."""
    return request.accept_mimetypes.best == "application/json"


def _expired(error: CSRFError) -> ResponseReturnValue:
    """The log-in ended, or began anew in another window."""
    if wants_json():
        return {"why": "token", "sentence": speak(EXPIRED)}, 400
    return _page(EXPIRED, 400)


def _refused(error: Refused) -> ResponseReturnValue:
    return _page(error.sentence, status_of(error))


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    return _page(SENTENCES.get(code) or _other(code), code)


def _other(code: int) -> Text:
    return say("这个请求没有办成（{code}）。", "That request did not work ({code}).", code=code)


def _page(sentence: Text, code: int) -> ResponseReturnValue:
    number = g.get("request_id", "")
    return render_template("pages/error.html", sentence=sentence, code=code, number=number), code
