// What carries pictures and sound of a call: the browsers themselves, or a media server. Both have the same face.
import { Mesh } from "./mesh.js";

// The script of the media server is fetched only where a call needs it.
export async function carrier(call, { line, ice, base, again }) {
  if (call.engine !== "livekit") return new Mesh({ line, ice, me: call.me, again });
  const { MediaServer } = await import("./livekit.js");
  return new MediaServer({ line, base, me: call.me });
}
