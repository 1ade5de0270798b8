/**
 * What the canvas benchmark does in a page, ours or a rival's: gestures of one event a
 * frame, and notes on how the page opened. It is put into the page before anything else
 * runs; web/canvas_bench_test.go calls it.
 */

(() => {
  const start = { cards: 0, whole: 0, longest: 0, tasks: 0 };
  new PerformanceObserver(list => {
    for (const task of list.getEntries()) {
      start.longest = Math.max(start.longest, task.duration);
      start.tasks += task.duration;
    }
  }).observe({ type: "longtask", buffered: true });

  // A frame is on the screen when the next one begins.
  const watch = () => {
    const host = document.querySelector("#canvas");
    if (host?.dataset.cards && !start.cards)
      requestAnimationFrame(now => {
        start.cards = now;
      });
    if (host?.dataset.ready && !start.whole)
      requestAnimationFrame(now => {
        start.whole = now;
      });
    if (!start.whole) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);

  const flow = () => document.querySelector(".react-flow__pane");
  const target = () => flow() ?? document.querySelector("#canvas canvas");
  const middle = () => {
    const b = target().getBoundingClientRect();
    return { clientX: b.x + b.width / 2, clientY: b.y + b.height / 2 };
  };
  // Asked once: asking for the box of an element makes the browser lay out the page.
  let centre;
  const wheel = init => {
    centre ??= middle();
    target().dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, ...centre, ...init }));
  };

  /** Events of the pointer as a hand makes them; a made-up pointer can't be captured. */
  const pointer = (element, type, x, y) => {
    const init = { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons: 1, view: window };
    element.dispatchEvent(
      flow() ? new MouseEvent(`mouse${type}`, init) : new PointerEvent(`pointer${type}`, { ...init, pointerId: 7 }),
    );
  };

  const settle = () => new Promise(done => setTimeout(done, 700));

  /** To and fro, so that the diagram stays in view. */
  const pan = i => wheel({ deltaX: i % 60 < 30 ? 16 : -16, deltaY: i % 40 < 20 ? 10 : -10 });

  const steps = {
    pan: () => pan,
    whole: () => pan,
    zoom: ({ frames, to }) => {
      const deltaY = Math.log(1 / to) / (flow() ? 0.002 * Math.LN2 : 0.004) / frames;
      return () => wheel({ deltaY, ctrlKey: true });
    },
    drag: async ({ card }) => {
      // The card in the middle: at the border a drag pans, too.
      const far = document.querySelector(card).getBoundingClientRect();
      const { clientX, clientY } = middle();
      wheel({ deltaX: far.x + far.width / 2 - clientX, deltaY: far.y + far.height / 2 - clientY });
      await settle();
      const element = document.querySelector(card);
      const b = element.getBoundingClientRect();
      const at = { x: b.x + b.width / 2, y: b.y + 6 };
      const host = flow() ? element : document.querySelector("#canvas");
      host.setPointerCapture = () => {};
      pointer(host, "down", at.x, at.y);
      const step = i =>
        pointer(flow() ? window : host, "move", at.x + 90 * Math.sin(i / 9), at.y + 60 * Math.sin(i / 13));
      step.end = () => {
        if (flow()) pointer(window, "up", at.x, at.y);
        else pointer(host, "cancel", at.x, at.y);
      };
      return step;
    },
  };

  window.bench = {
    start,
    /** Times between the frames of a gesture, sorted, ms. */
    async gesture(name, about) {
      const step = await steps[name](about);
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      for (let i = 0; i < about.frames; i++) {
        step(i);
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      step.end?.();
      return times.slice(2).sort((a, b) => a - b);
    },
    /** Looks at the middle of the diagram at a zoom, or with 0 at everything. */
    async look(k) {
      if (window.flow) {
        await window.flow.fitView();
        if (k > 0) await window.flow.zoomTo(k);
        await settle();
        return window.flow.getZoom();
      }
      document.querySelector('#zoom [data-zoom="fit"]').click();
      await settle();
      const whole = Number.parseFloat(document.querySelector("#zoom [data-zoom-label]").textContent) / 100;
      if (k === 0) return whole;
      document.querySelector('#zoom [data-zoom="100"]').click();
      await settle();
      for (let i = 0; i < 4 && k < 1; i++) wheel({ deltaY: Math.log(1 / k) / 0.004 / 4, ctrlKey: true });
      await settle();
      return whole;
    },
  };
})();
