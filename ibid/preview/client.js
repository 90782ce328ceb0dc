// Keeps a preview's page what the last build made of it.
(() => {
  const first = JSON.parse(document.currentScript.dataset.preview);
  let known = first.known;

  const show = (html) => {
    let host = document.getElementById("ibid-preview");
    if (!html) return host?.remove();
    if (!host) {
      host = document.createElement("div");
      host.id = "ibid-preview";
      host.attachShadow({ mode: "open" });
      document.body.append(host);
    }
    host.shadowRoot.innerHTML = `<style>${first.style}</style>${html}`;
  };

  const dress = (sheets) => {
    const own = document.querySelectorAll("style");
    sheets.forEach((text, place) => {
      if (own[place]) own[place].textContent = text;
    });
  };

  const connect = (wait) => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/livereload`);
    socket.onopen = () => {
      wait = 100;
      socket.send(JSON.stringify({ command: "hello", protocols: [] }));
      socket.send(JSON.stringify({ command: "info", url: location.href, known }));
    };
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.known) known = message.known;
      if (message.command === "style") dress(message.sheets);
      if ("problems" in message) show(message.problems);
      if (message.open && message.open !== location.pathname) {
        location.assign(message.open);
      } else if (message.command === "reload") {
        location.reload();
      } else if (message.command === "change") {
        if (!changing(message.before, message.after)) location.reload();
      }
    };
    socket.onclose = () => setTimeout(connect, wait, Math.min(wait * 2, 2000));
  };

  addEventListener("DOMContentLoaded", () => show(first.problems));
  connect(100);
})();
