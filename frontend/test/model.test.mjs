import assert from "node:assert/strict";
import test from "node:test";
import { cleanText, countCharacters, countContent, joinRuns, newId, wordsOf } from "../src/editor/content/model.ts";
import { parseContent } from "../src/editor/content/parse.ts";
import { idsOf, sameText, shapeOf, withFreshIds } from "../src/editor/content/shape.ts";
import { listSigns } from "../src/editor/content/signs.ts";
import { disarmed } from "../src/editor/paste/disarm.ts";
import { blocksOfText } from "../src/editor/paste/text.ts";
import { quotaWords } from "../src/editor/quota.ts";
import { goodLink } from "../src/editor/text/looks.ts";

const paragraph = (id, text, marks) => ({ id, type: "paragraph", runs: [marks ? { text, marks } : { text }] });
const item = (depth, ordered = true, start = undefined) => ({ depth, ordered, start });
const content = (...blocks) => ({ version: 1, blocks });
const note = { type: "note", blocks: [paragraph("n", "按年计")] };
const table = { id: "t", type: "table", rows: [[{ blocks: [paragraph("c", "格")] }], [{ blocks: [paragraph("d", "12")] }]] };

test("neighbouring runs with the same marks and link become one, atoms stay between", () => {
  const runs = [{ text: "甲", marks: [] }, { text: "", marks: ["bold"] }, { text: "乙" }, note, { text: "丙", link: "#a" }, { text: "丁" }];
  assert.deepEqual(joinRuns(runs), [{ text: "甲乙", marks: [] }, note, { text: "丙", link: "#a" }, { text: "丁" }]);
});

test("characters are counted as code points without blanks", () => {
  assert.equal(countCharacters("会议 26\u3000次\n𠮷"), 6);
});

test("the wished length says how far the text is from it", () => {
  const quota = { least: 600, most: 900, short: "还差 {n} 字", over: "多出 {n} 字", within: "字数合适" };
  const said = [599, 600, 900, 901].map((count) => quotaWords(count, quota));
  assert.deepEqual(said, ["还差 1 字", "字数合适", "字数合适", "多出 1 字"]);
  assert.equal(quotaWords(5000, { ...quota, most: 0 }), "字数合适");
});

test("invisible characters are taken out", () => {
  const words = "甲\u200b乙\u00a0丙\u0007\ufeff\t";
  assert.equal(cleanText(words), "甲乙 丙 ");
});

test("ids are twelve letters and do not repeat", () => {
  const ids = new Set(Array.from({ length: 1000 }, newId));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[a-z2-7]{12}$/);
});

test("the same words with other ids are the same text, bold words are not", () => {
  const one = content(paragraph("a", "甲"));
  assert.ok(sameText(one, content(paragraph("b", "甲"))));
  assert.ok(sameText(one, content({ runs: [{ marks: [], text: "甲" }], type: "paragraph", id: "a" })));
  assert.ok(!sameText(one, content(paragraph("a", "甲", ["bold"]))));
  assert.ok(!sameText(one, content(paragraph("a", "甲"), table)));
});

test("content is read back as it was written, whatever it holds", () => {
  const rich = content(paragraph("a", "甲"), { id: "b", type: "paragraph", runs: [note, { type: "line_break" }] }, table,
    { id: "x", type: "hologram", of: { depth: 3 } });
  assert.deepEqual(parseContent(JSON.stringify(rich)), rich);
});

test("nothing else is taken for content", () => {
  const wrong = ["", "null", "{}", '{"blocks":[{"id":1}]}', '{"blocks":[{"id":"a"}]}', "[", null,
    '{"blocks":[{"id":"a","type":"paragraph"}]}', '{"blocks":[{"id":"a","type":"paragraph","runs":[{}]}]}',
    '{"blocks":[{"id":"a","type":"paragraph","runs":[{"text":"a","marks":"bold"}]}]}'];
  for (const one of wrong) assert.equal(parseContent(one), null, one);
});

test("words are those of lines, cells, notes and captions", () => {
  const line = { id: "p", type: "paragraph", runs: [{ text: "甲" }, note, { type: "figure", figure: "f", text: "8%" }] };
  assert.deepEqual(wordsOf(line), ["甲", "按年计", "8%"]);
  assert.deepEqual(wordsOf({ id: "i", type: "picture", alt: "不算", caption: [{ text: "图" }] }), ["图"]);
  assert.equal(countContent(content(paragraph("a", "甲 "), table)), 4);
});

test("only ids that are used become new ones, at any depth", () => {
  const used = idsOf([table, paragraph("a", "甲")]);
  assert.deepEqual([...used].sort(), ["a", "c", "d", "t"]);
  let made = 0;
  const copy = withFreshIds([table, paragraph("b", "乙")], used, () => `new${++made}`);
  assert.deepEqual([...idsOf(copy)], ["new1", "new2", "new3", "b"]);
  assert.equal(shapeOf(copy[0]), shapeOf(table));
  assert.deepEqual([...idsOf([table])], ["t", "c", "d"]);
});

test("list items count by depth, from their own start, and anew after anything else", () => {
  assert.deepEqual(listSigns([item(0), item(1), item(2), item(3), item(4), item(0), null, item(0)]),
    ["1.", "（1）", "①", "a.", "i.", "2.", "", "1."]);
  assert.deepEqual(listSigns([item(0, true, 5), item(0), item(0, false), item(1, false)]), ["5.", "6.", "●", "○"]);
});

test("pasted text becomes a line a paragraph, without blank ones", () => {
  const words = blocksOfText("甲\r\n\r\n  乙\u2028　　丙\n").map((block) => block.runs[0].text);
  assert.deepEqual(words, ["甲", "乙", "丙"]);
});

test("styles and handlers are disarmed in tags and left alone in words", () => {
  const html = '<style>p{}</style><p class="a" style="x" onclick="z">a style="y"</p>';
  assert.equal(disarmed(html), '<p class="a"  data-look="x"  data-off="z">a style="y"</p>');
});

test("a link is an address that documents take; a bare name gets what it lacks", () => {
  assert.equal(goodLink(" example.org/a?b=1 "), "https://example.org/a?b=1");
  assert.equal(goodLink("a.b@example.org"), "mailto:a.b@example.org");
  for (const good of ["https://example.org", "mailto:a@b.c", "tel:+86 10 1234", "#mark"]) assert.equal(goodLink(good), good);
  for (const bad of ["javascript:alert(1)", "file:///c", "a b", `https://${"a".repeat(2000)}`]) assert.equal(goodLink(bad), null);
});
