// Beside a page of a call: when each frame of the resident was shown, how the line to the server was, all connections.
(() => {
  const made = window.RTCPeerConnection;
  window.connections = [];
  window.RTCPeerConnection = class extends made {
    constructor(...given) {
      super(...given);
      window.connections.push(this);
    }
  };
  window.frames = [];
  window.lines = [];
  let scene = null;
  const look = () => {
    const found = document.querySelector("figure[data-role=resident] video");
    if (found && found !== scene) {
      scene = found;
      const note = () => {
        window.frames.push(Date.now());
        if (found.isConnected) found.requestVideoFrameCallback(note);
      };
      found.requestVideoFrameCallback(note);
    }
    const line = document.getElementById("call")?.dataset.line;
    if (line && line !== window.lines.at(-1)?.[1]) window.lines.push([Date.now(), line]);
  };
  setInterval(look, 10);

  // Has every connection of this page propose anew at a moment; resolves with how long it took until all agreed again.
  window.glare = async (moment) => {
    const alive = window.connections.filter((each) => each.connectionState === "connected");
    const names = alive.map((each) => /ice-ufrag:(\S+)/.exec(each.localDescription.sdp)[1]);
    await new Promise((done) => setTimeout(done, moment - Date.now()));
    const began = performance.now();
    for (const each of alive) each.restartIce();
    const agreed = () =>
      alive.every(
        (each, place) =>
          each.signalingState === "stable" &&
          each.connectionState === "connected" &&
          !each.localDescription.sdp.includes(`ice-ufrag:${names[place]}`),
      );
    while (!agreed() && performance.now() - began < 10000) await new Promise((done) => setTimeout(done, 10));
    return agreed() ? performance.now() - began : -1;
  };
})();
