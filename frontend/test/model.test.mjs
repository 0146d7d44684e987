import assert from "node:assert/strict";
import test from "node:test";
import {
  cleanText, countCharacters, joinRuns, newId, parseContent, plainText, sameText,
} from "../src/editor/model.ts";
import { linesOfText, disarmed } from "../src/editor/paste.ts";

const paragraph = (id, text, marks = []) => ({ id, type: "paragraph", runs: [{ text, marks }] });
const item = (depth) => ({ id: "x", type: "list_item", ordered: true, depth, runs: [] });

test("neighbouring runs with the same marks become one", () => {
  const runs = [{ text: "甲", marks: [] }, { text: "", marks: ["bold"] }, { text: "乙", marks: [] }];
  assert.deepEqual(joinRuns(runs), [{ text: "甲乙", marks: [] }]);
});

test("characters are counted as code points without blanks", () => {
  assert.equal(countCharacters("会议 26\u3000次\n𠮷"), 6);
});

test("invisible characters are taken out and a fixed space becomes a space", () => {
  assert.equal(cleanText("甲\u200b乙\u00a0丙\u0007\ufeff"), "甲乙 丙");
});

test("ids are twelve letters and do not repeat", () => {
  const ids = new Set(Array.from({ length: 1000 }, newId));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[a-z2-7]{12}$/);
});

test("the same words with other ids are the same text, bold words are not", () => {
  const one = { version: 1, blocks: [paragraph("a", "甲")] };
  assert.ok(sameText(one, { version: 1, blocks: [paragraph("b", "甲")] }));
  assert.ok(!sameText(one, { version: 1, blocks: [paragraph("a", "甲", ["bold"])] }));
});

test("content is read back as it was written, and nothing else is", () => {
  const content = { version: 1, blocks: [paragraph("a", "甲"), item(0)] };
  assert.deepEqual(parseContent(JSON.stringify(content)), content);
  for (const wrong of ["", "null", "{}", '{"blocks":[{"id":1}]}', "[", null]) assert.equal(parseContent(wrong), null);
});

test("a run may leave out its marks, as stored drafts do", () => {
  const stored = '{"version":1,"blocks":[{"id":"a","type":"paragraph","runs":[{"text":"甲"}]}]}';
  assert.deepEqual(parseContent(stored), { version: 1, blocks: [paragraph("a", "甲")] });
});

test("plain text has a line a block", () => {
  assert.equal(plainText({ version: 1, blocks: [paragraph("a", "甲"), paragraph("b", "乙")] }), "甲\n乙");
});

test("pasted text becomes a line a paragraph, without blank ones", () => {
  const words = linesOfText("甲\r\n\r\n  乙\u2028丙\n").map((line) => line[0].text);
  assert.deepEqual(words, ["甲", "乙", "丙"]);
});

test("styles and handlers are disarmed in tags and left alone in words", () => {
  const html = '<style>p{}</style><p class="a" style="x" onclick="z">a style="y"</p>';
  assert.equal(disarmed(html), '<p class="a"  data-look="x"  data-off="z">a style="y"</p>');
});

test("the order of keys makes no other text", () => {
  const turned = { runs: [{ marks: [], text: "甲" }], type: "paragraph", id: "a" };
  assert.ok(sameText({ version: 1, blocks: [paragraph("a", "甲")] }, { version: 1, blocks: [turned] }));
});
