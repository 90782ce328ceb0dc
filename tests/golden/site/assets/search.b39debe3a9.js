"use strict";
// Finds pages by what they say, on the device alone: nothing that is typed leaves it. The
// texts lie in a file beside the page, and are asked for once somebody means to search.

// In a block, for site.js has names of its own.
{
  const box = document.querySelector(".search");
  const [field, status, list] = ["field", "status", "list"].map((part) =>
    box.querySelector(`.search__${part}`));
  const MOST = 20;

  const WORD = /[\p{L}\p{N}]+/gu;
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const words = (text) => fold(text).match(WORD) ?? [];

  // How many signs to add, leave out, change or exchange, to make one word of the other.
  const distance = (one, other) => {
    let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let row = 1; row <= one.length; row += 1) {
      const next = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const same = one[row - 1] === other[at - 1];
        const exchanged = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
        next[at] = Math.min(next[at - 1] + 1, old[at] + 1, old[at - 1] + (same ? 0 : 1),
          exchanged ? older[at - 2] + 1 : Infinity);
      }
      [older, old] = [old, next];
    }
    return old[other.length];
  };

  const prepare = ({ pages, flags, stems }) => {
    const roots = new Map(Object.entries(stems));
    const root = (word) => roots.get(word) ?? word;
    const known = new Map();
    const rooted = (text) => words(text).map((word) => {
      known.set(word, root(word));
      return root(word);
    });
    // Where each root stands: by page, the sentences; -1 for one of the page's names.
    const places = new Map();
    const note = (text, page, sentence) => {
      for (const one of rooted(text)) {
        if (!places.has(one)) places.set(one, new Map());
        const found = places.get(one);
        found.set(page, (found.get(page) ?? new Set()).add(sentence));
      }
    };
    pages.forEach(([, , names, sentences], page) => {
      for (const name of names) note(name, page, -1);
      sentences.forEach((sentence, at) => note(sentence, page, at));
    });
    const named = pages.map(([, , names]) =>
      new Set(names.map((name) => rooted(name).join(" "))));
    const asked = flags.map(([phrases]) => phrases.map(rooted));

    // The roots that a word may stand for, each with how well it fits.
    const near = (word) => {
      const found = new Map();
      const fits = (one, weight) => found.set(one, Math.max(weight, found.get(one) ?? 0));
      if (known.has(word)) fits(known.get(word), 1);
      for (const [other, one] of known) {
        const rest = word.length - one.length;
        if (one.length > 3 && rest > 0 && rest < 4 && word.startsWith(one)) fits(one, 0.8);
        else if (word.length > 1 && other.startsWith(word)) fits(one, 0.6);
        else if (word.length > 3 && other.includes(word)) fits(one, 0.5);
      }
      const slips = word.length > 7 ? 2 : 1;
      if (found.size || word.length < 4) return found;
      for (const [other, one] of known) {
        const apart = Math.abs(other.length - word.length);
        if (apart <= slips && distance(word, other) <= slips) fits(one, 0.5);
      }
      return found;
    };

    const rare = (one) => Math.log(1 + pages.length / (places.get(one)?.size ?? Infinity));
    const most = (values) => Math.max(0, ...values);

    // Each page with its score and its best sentence; and every root that was found.
    const look = (text) => {
      const terms = words(text).filter((word) => word.length > 1).map(near);
      const exact = words(text).map(root).join(" ");
      const whole = terms.map((term) => most(Array.from(term, ([one, fit]) => fit * rare(one))))
        .reduce((sum, one) => sum + one, 0);
      const found = pages.map((_, page) => {
        const sentences = new Map();
        let [plain, score] = [0, named[page].has(exact) ? 10 : 0];
        for (const term of terms) {
          const here = new Map();
          let best = 0;
          for (const [one, fit] of term) {
            const stands = places.get(one)?.get(page);
            if (!stands) continue;
            const worth = fit * rare(one);
            const often = 1 + Math.log(stands.size) / 5;
            best = Math.max(best, worth * (stands.has(-1) ? 3 : often));
            for (const at of stands) here.set(at, Math.max(worth, here.get(at) ?? 0));
          }
          plain += most(here.values());
          score += best;
          for (const [at, worth] of here) {
            const told = /[.!…]$/.test(pages[page][3][at]) ? 1 : 0.8; // A heading tells less.
            sentences.set(at, worth * told + (sentences.get(at) ?? 0));
          }
        }
        sentences.delete(-1);
        const top = most(sentences.values());
        const at = Array.from(sentences.keys()).filter((one) => sentences.get(one) === top);
        return { page, plain, score, at: at.length ? Math.min(...at) : -1 };
      });
      // What has less than half of what was asked for is no answer.
      const hits = found.filter(({ plain, score }) => score >= 10 || (plain && plain * 2 >= whole));
      hits.sort((one, other) => other.score - one.score || one.page - other.page);
      const urgent = flags.filter((_, flag) => asked[flag].some((phrase) =>
        phrase.filter((one) => one.length > 1)
          .every((one) => terms.some((term) => term.get(one) > 0.4))));
      return { hits, urgent, roots: new Set(terms.flatMap((term) => Array.from(term.keys()))) };
    };
    return { pages, look, root };
  };

  // A sentence, with the words marked that were asked for.
  const marked = (sentence, found, root) => {
    const pieces = [];
    let last = 0;
    for (const { 0: word, index } of sentence.matchAll(WORD)) {
      if (!found.has(root(fold(word)))) continue;
      const mark = document.createElement("mark");
      mark.textContent = word;
      pieces.push(sentence.slice(last, index), mark);
      last = index + word.length;
    }
    return [...pieces, sentence.slice(last)];
  };

  // A page opens at the sentence, where the browser can find it.
  const lit = (sentence) => {
    const parts = sentence.split(" ");
    const ends = parts.length < 9 ? [parts] : [parts.slice(0, 4), parts.slice(-4)];
    const quoted = ends.map((end) => encodeURIComponent(end.join(" ")).replaceAll("-", "%2D"));
    return `#:~:text=${quoted.join(",")}`;
  };

  const row = (href, title, kind, said) => {
    const made = box.querySelector("template").content.firstElementChild.cloneNode(true);
    const [link, label, text] = made.children;
    Object.assign(link, { href, textContent: title });
    label.textContent = kind;
    text.replaceChildren(...said);
    return made;
  };

  let guide = null;

  const show = () => {
    if (!guide) return;
    const text = field.value;
    const { hits, urgent, roots } = guide.look(text);
    const help = urgent.map(([, level, action, sign, href, title]) => {
      const made = row(href, title, level, [`${action} ${sign}`]);
      made.classList.add("search__found--urgent");
      return made;
    });
    const others = hits.slice(0, MOST).map(({ page, at }) => {
      const [href, kind, [title], sentences] = guide.pages[page];
      const sentence = sentences[Math.max(at, 0)] ?? "";
      const way = at > 0 ? href + lit(sentence) : href;
      return row(way, title, kind, marked(sentence, roots, guide.root));
    });
    const rows = [...help, ...others];
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    if (!words(text).length) status.textContent = "";
    else if (!rows.length) status.textContent = box.dataset.none;
    else status.textContent = box.dataset.found.replace("{count}", rows.length);
  };

  const load = () => {
    if (document.querySelector("[data-texts]")) return;
    const script = Object.assign(document.createElement("script"), { src: box.dataset.from });
    script.dataset.texts = "";
    script.addEventListener("load", () => {
      guide = prepare(window.guide);
      show();
    });
    script.addEventListener("error", () => script.remove());
    document.head.append(script);
  };

  field.addEventListener("focus", load);
  field.addEventListener("input", () => {
    load();
    show();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.focus();
  });
  // Behind a look at a page, what was typed still stands there.
  list.addEventListener("click", () =>
    history.replaceState({ search: field.value }, ""));
  addEventListener("pageshow", () => {
    field.value ||= history.state?.search ?? "";
    if (field.value) load();
    show();
  });
  box.hidden = false;
}
