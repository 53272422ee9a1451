// What makes the page handier; without it everything is there, too.
"use strict";
(() => {
  const turn = (rel) => {
    const link = document.querySelector(`a[rel="${rel}"]`);
    if (link) location.assign(link.href);
  };

  // Arrow keys turn the weeks, unless somebody is writing or scrolls a table.
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select")) return;
    if (event.key === "ArrowLeft") turn("prev");
    if (event.key === "ArrowRight") turn("next");
  });

  // A swipe turns them too: far, level, with one finger, and not from the edge, where it means "back".
  const edge = 24;
  let start = null;
  addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    const inside = touch.clientX > edge && touch.clientX < innerWidth - edge;
    start = event.touches.length === 1 && inside && !event.target.closest("input") ? touch : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    if (!start || visualViewport.scale > 1) return;
    const [touch] = event.changedTouches;
    const [across, down] = [touch.clientX - start.clientX, touch.clientY - start.clientY];
    if (Math.abs(across) > 90 && Math.abs(down) < 40) turn(across > 0 ? "prev" : "next");
  }, { passive: true });

  // The address of the feed, copied.
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    field.addEventListener("focus", () => field.select());
    button.hidden = false;
    button.addEventListener("click", async () => {
      let done = true;
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {  // over plain http there is no clipboard but the old one
        field.select();
        done = document.execCommand("copy");
      }
      document.getElementById("copied").textContent = done ? "Copied." : "Select it and copy it by hand.";
    });
  }

  // A page that was left open shows another day's session as today's.
  const opened = new Date().toDateString();
  addEventListener("visibilitychange", () => {
    if (!document.hidden && new Date().toDateString() !== opened) location.reload();
  });
})();
