"""A person at a browser of their own: what they click and type, by name of the act."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

OWN_PASSWORD = "a-long-enough-secret-7"


class Colleague:
    """One person, one browser context; collects what the page complains about."""

    def __init__(self, browser: Browser, url: str, locale: str, width: int = 1280) -> None:
        self.url = url
        self.complaints: list[str] = []
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale=locale,
            accept_downloads=True,
        )
        context.set_default_timeout(40_000)
        self.page: Page = context.new_page()
        self.page.on("console", lambda one: self._console(one.type, one.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def goto(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.url + path)

    def log_in(self, email: str, password: str) -> None:
        """With the password that was handed on; then choose one's own."""
        self.goto("/login")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", password)
        self.press("form.card-plain button[type=submit]")
        self.page.fill("[name=wanted]", OWN_PASSWORD)
        self.page.fill("[name=again]", OWN_PASSWORD)
        self.press("form.card-plain button[type=submit]")

    def main(self, selector: str) -> Locator:
        return self.page.locator(f"main {selector}").first

    def press(self, selector: str) -> None:
        """Press a button of the page and wait for the page that follows."""
        with self.page.expect_navigation():
            self.main(selector).click()

    def act(self, action: str, note: str = "", **fields: str) -> None:
        """Press the button that posts to ``action``, through its dialog where it has one."""
        form = self.page.locator(f'form[action$="{action}"]').first
        dialog = self.page.locator(f'dialog:has(form[action$="{action}"])').first
        if dialog.count():
            opener = self.page.locator(f'[data-dialog="{dialog.get_attribute("id")}"]').first
            self._unfold(opener)
            opener.click()
            if note:
                dialog.locator("[name=note]").fill(note)
            for name, value in fields.items():
                dialog.locator(f"[name={name}]").select_option(value)
            with self.page.expect_navigation():
                dialog.locator(".dialog-confirm").click()
            return
        button = form.locator("button[type=submit]").first
        self._unfold(button)
        with self.page.expect_navigation():
            button.click()

    def _unfold(self, inside: Locator) -> None:
        """Open the menu that holds a button."""
        folded = inside.locator("xpath=ancestor::details[not(@open)]")
        if folded.count():
            folded.first.locator("summary").first.click()

    def says(self) -> str:
        """What the page says after an act."""
        return self.page.locator("#messages").inner_text()

    def look(self, folder: Path, name: str) -> None:
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)
