// What has gone wrong with how a page lies on the screen: a list of sentences,
// empty for none. It looks at what people see, the lines of text and the pictures,
// never at the boxes around them, which may lie on each other as styles please.
(width => {
  const wrong = [];
  const say = (what, node, more = '') => {
    const at = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const words = (node.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 50);
    wrong.push(`${what}: <${at.localName}${at.className && at.className.baseVal === undefined ? ' class="' + at.className + '"' : ''}> « ${words} » ${more}`);
  };
  const size = r => `${Math.round(r.left)}..${Math.round(r.right)} × ${Math.round(r.top)}..${Math.round(r.bottom)}`;

  // Ancestors that cut off what leaves them, or let one scroll to it.
  const frames = element => {
    const found = [];
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.overflowX !== 'visible' && style.display !== 'inline') found.push({e, scrolls: /auto|scroll/.test(style.overflowX), box: e.getBoundingClientRect()});
      if (style.position === 'fixed') break;
    }
    return found;
  };

  // Everything that is seen: each line of each text, and each picture.
  const seen = [];
  const visible = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.textContent.trim() || !visible(node.parentElement) || node.parentElement.closest('style, script, noscript, title')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) if (r.width > 1) seen.push({node, r, text: true, frames: frames(node.parentElement)});
  }
  for (const node of document.querySelectorAll('svg, img, input, button, select, textarea, hr')) {
    const r = node.getBoundingClientRect();
    if (visible(node) && r.width > 1 && r.height > 1) seen.push({node, r, frames: frames(node.parentElement)});
  }

  if (document.scrollingElement.scrollWidth > width) wrong.push(`the page scrolls sideways: it is ${document.scrollingElement.scrollWidth} px wide in ${width}`);
  for (const s of seen) {
    const scroller = s.frames.find(f => f.scrolls);
    if (!scroller && (s.r.left < -0.5 || s.r.right > width + 0.5)) say('leaves the screen', s.node, size(s.r));
    for (const f of s.frames) {
      if (f.scrolls || f.box.width <= 1) break;
      const middle = (s.r.top + s.r.bottom) / 2;
      if (s.r.left < f.box.left - 1 || s.r.right > f.box.right + 1 || middle < f.box.top || middle > f.box.bottom) {
        say('is cut off', s.node, `${size(s.r)} in ${size(f.box)}`);
        break;
      }
    }
  }

  // The box of a line is as high as its font wants; letters fill its middle half.
  const inked = seen.filter(s => !s.frames.some(f => f.box.width <= 1)).map(({node, r, text}) => {
    const cut = text ? r.height / 4 : 1;
    return {node, left: r.left + 1, right: r.right - 1, top: r.top + cut, bottom: r.bottom - cut};
  }).sort((a, b) => a.top - b.top);
  inked.forEach((a, i) => {
    for (let j = i + 1; j < inked.length && inked[j].top < a.bottom - 1; j++) {
      const b = inked[j];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && !a.node.contains(b.node) && !b.node.contains(a.node)) {
        say('lies on another', a.node, `${size(a)} on « ${(b.node.textContent || b.node.localName).trim().slice(0, 40)} » ${size(b)}`);
      }
    }
  });
  return wrong;
})
