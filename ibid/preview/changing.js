// Brings what differs between two states of a page into the page that shows the first.
const changing = (() => {
  // What a script may hold on to, and what a browser reads but once, asks for a reload.
  const HELD = "script:not([type='application/ld+json']), link, meta, title, base, " +
    "template, dialog, form, button, input, select, textarea, iframe, audio, video, " +
    "[id], [hidden]";
  const parse = (text) => new DOMParser().parseFromString(text, "text/html").documentElement;
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const hasData = (element) => Object.keys(element.dataset ?? {}).length > 0;
  const isHeld = (element) => element.matches(HELD) || hasData(element);
  const isFree = (node) => !isElement(node) ||
    ![node, ...node.querySelectorAll("*")].some(isHeld);
  const isAlike = (one, other) => isElement(one) &&
    one.cloneNode(false).isEqualNode(other.cloneNode(false));
  const isSame = (some, others) =>
    some.length === others.length && some.every((one, at) => one.isEqualNode(others[at]));

  // Whether the live element can be made from the one state to the other; how, is added
  // to the swaps. It may have more at its end than the page came with.
  const compare = (live, before, after, swaps) => {
    const [lives, old, now] = [live, before, after].map((one) => Array.from(one.childNodes));
    const isOurs = !hasData(before) && !before.matches("script, title, template");
    if (!isOurs || lives.length < old.length) return false;
    const least = Math.min(old.length, now.length);
    let [first, last] = [0, 0];
    while (first < least && old[first].isEqualNode(now[first])) first += 1;
    while (last < least - first && old.at(-1 - last).isEqualNode(now.at(-1 - last))) last += 1;

    const swap = (start, gone, come) => {
      const out = lives.slice(start, start + gone.length);
      const beside = (nodes) => nodes.slice(Math.max(0, start - 1), start);
      swaps.push({ live, out, come, next: lives[start + gone.length] ?? null });
      return [...gone, ...come].every(isFree) && isSame(out, gone) &&
        (gone.length > 0 || isSame(beside(lives), beside(old)));
    };

    const gone = old.slice(first, old.length - last);
    const come = now.slice(first, now.length - last);
    if (gone.length !== come.length) return swap(first, gone, come);
    return gone.every((one, at) => {
      const [place, other] = [first + at, come[at]];
      if (one.isEqualNode(other)) return true;
      if (!isAlike(one, other)) return swap(place, [one], [other]);
      return lives[place]?.nodeName === one.nodeName &&
        compare(lives[place], one, other, swaps);
    });
  };

  // Whether it was done: all of it, or nothing.
  return (before, after) => {
    const [old, now] = [before, after].map(parse);
    const swaps = [];
    if (document.readyState === "loading" || !isAlike(old, now) ||
      !compare(document.documentElement, old, now, swaps)) return false;
    for (const { live, out, come, next } of swaps) {
      out.forEach((one) => one.remove());
      come.forEach((one) => live.insertBefore(document.importNode(one, true), next));
    }
    return true;
  };
})();
