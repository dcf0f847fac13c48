// distant-line.ts ADDRESS PORT MILLISECONDS: stands in for the distance that this kernel cannot make (it has no netem). What comes to the
// printed port arrives at the address so much later, in both directions; the rate is not its business.
import { connect, createServer, type Socket } from "node:net";

/** What is on its way on a line of a few hundred Mbit/s, and more than an SSH window. */
const MOST_ON_THE_WAY = 8 << 20;

function main([address = "", port = "22", milliseconds = "0"]: readonly string[]): void {
  const delay = Number(milliseconds);
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: address, port: Number(port), noDelay: true });
    carry(near, far, delay);
    carry(far, near, delay);
  });
  server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));
}

function carry(from: Socket, to: Socket, delay: number): void {
  let onTheWay = 0;
  from.on("data", (bytes) => {
    onTheWay += bytes.length;
    if (onTheWay > MOST_ON_THE_WAY) from.pause();
    setTimeout(() => {
      to.write(bytes, () => {
        onTheWay -= bytes.length;
        if (from.isPaused() && onTheWay < MOST_ON_THE_WAY / 2) from.resume();
      });
    }, delay);
  });
  from.on("end", () => setTimeout(() => to.end(), delay));
  from.on("error", () => to.destroy());
}

main(process.argv.slice(2));
