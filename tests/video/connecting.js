// Two sides of a call in one page, with a line between them that carries at once; returns what became of them.
async (rounds) => {
  const { fingerprint, Peer } = await import("/static/video/call/peer.js");
  const ice = { configuration: () => ({ iceServers: [] }), renew: async () => {}, ready: async () => {} };
  const sides = {};
  const trouble = [];
  const line = (me) => ({
    send(kind, to, body) {
      setTimeout(() => sides[to].hear({ kind, from: me.id, to, body }), 5);
      return Promise.resolve({});
    },
  });
  const resident = { id: "b", role: "resident" };
  const officer = { id: "a", role: "officer" };
  const side = (me, other) => {
    const peer = new Peer({ line: line(me), me, other, calls: me.role === "resident", ice });
    peer.addEventListener("trouble", ({ detail }) => trouble.push(String(detail)));
    sides[me.id] = peer;
    return peer;
  };
  const until = async (condition, time = 10000) => {
    const end = performance.now() + time;
    while (!condition() && performance.now() < end) await new Promise((done) => setTimeout(done, 20));
    return condition();
  };
  const pictures = async (peer) => {
    const before = peer.frames;
    return until(() => peer.frames > before + 5);
  };
  const stable = () => Object.values(sides).every(({ connection }) => connection.signalingState === "stable" && connection.connectionState === "connected");

  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const [picture] = stream.getVideoTracks();
  const [sound] = stream.getAudioTracks();
  let shows = side(resident, officer);
  let sees = side(officer, resident);
  const give = async () => {
    await shows.put("audio", sound);
    await shows.put("video", picture);
  };
  await give();
  await sees.put("audio", sound.clone());
  const told = { begun: await pictures(sees), glares: 0 };
  for (let round = 0; round < rounds; round += 1) {
    shows.connection.restartIce();
    sees.connection.restartIce();
    await new Promise((done) => setTimeout(done, 50));
    if ((await until(stable)) && (await pictures(sees))) told.glares += 1;
  }
  // Without a picture and with one again: no new agreement, and the other side expects what it is told.
  sees.expect(false);
  await shows.put("video", null);
  await new Promise((done) => setTimeout(done, 2500));
  told.quiet = sees.restarts;
  sees.expect(true);
  await shows.put("video", picture);
  told.again = await pictures(sees);
  // Each page loaded anew.
  shows.close();
  shows = side(resident, officer);
  await give();
  told.residentBack = await pictures(sees);
  sees.close();
  sees = side(officer, resident);
  await sees.put("audio", sound.clone());
  told.officerBack = await pictures(sees);
  told.printed = fingerprint(shows.connection.localDescription.sdp) !== "";
  for (const peer of [shows, sees]) peer.close();
  return { ...told, trouble };
}
