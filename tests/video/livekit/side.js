// One side of a call: the module that the pages use, with a line on which the test speaks. What happens is kept in `side.told`.
async ({ me, people, pictures }) => {
  const { MediaServer } = await import("/static/video/call/livekit.js");
  const line = new EventTarget();
  const server = new MediaServer({ line, base: "/call", me });
  const side = { server, told: [], guests: [], line };
  for (const kind of ["reached", "unreached", "reconnected", "trouble"]) server.addEventListener(kind, ({ detail }) => side.told.push(kind + (detail ? `: ${detail}` : "")));
  server.addEventListener("peer", ({ detail: guest }) => {
    const video = Object.assign(document.createElement("video"), { autoplay: true, muted: true });
    document.body.append(video);
    guest.addEventListener("stream", ({ detail }) => (video.srcObject = detail));
    for (const kind of ["stalled", "recovered", "closed"]) guest.addEventListener(kind, () => side.told.push(kind));
    guest.addEventListener("stats", ({ detail }) => (side.stats = [...detail.values()].map((each) => each.type)));
    side.guests.push(guest);
  });
  side.roster = (list) => line.dispatchEvent(new CustomEvent("roster", { detail: { body: { people: list } } }));
  const stream = await navigator.mediaDevices.getUserMedia({ video: pictures, audio: true });
  [side.sound] = stream.getAudioTracks();
  [side.picture] = stream.getVideoTracks();
  await server.put("audio", side.sound);
  await server.put("video", side.picture || null);
  window.side = side;
  server.meet(people);
}
