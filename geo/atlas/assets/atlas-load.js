/*
 * The content of the page: it came with the page, or is fetched as a file of the app where a web socket would not bear
 * it. Until it has come a line says how much of it has.
 */
const MEGABYTE = 1e6;

/** Go on with the content, at once or when it has come. */
L.Atlas.whenTold = async (show) => {
  const { told, toldAt } = L.Atlas;
  if (told) return show(told);
  const line = L.Atlas.add(document.body, "p", "loading");
  line.setAttribute("role", "status");
  const say = (words, values) => {
    const said = L.Atlas.put(words, values);
    if (line.textContent !== said) line.textContent = said;
  };
  const tenths = new Intl.NumberFormat(toldAt.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const megabytes = (bytes) => tenths.format(bytes / MEGABYTE);
  try {
    const fetched = await L.Atlas.part(0, (come, size) =>
      say(toldAt.loading, { come: megabytes(come), size: megabytes(size) }),
    );
    line.remove();
    show(L.Atlas.unpacked(fetched));
  } catch (fault) {
    say(toldAt.failed, {});
    throw fault;
  }
};

/** Fetch a part of the file that the content is in, by its number; tells again and again how many bytes have come. */
L.Atlas.part = (number, tell) => {
  const { address, sizes } = L.Atlas.toldAt;
  const from = sizes.slice(0, number).reduce((sum, size) => sum + size, 0);
  return L.Atlas.fetched(new URL(address, location.href), from, sizes[number], tell);
};

/** Fetch JSON that is compressed, so many bytes of a file; tells how many have come, and of how many. */
L.Atlas.fetched = async (address, from, size, tell = () => {}) => {
  const answer = await fetch(address, { headers: { Range: `bytes=${from}-${from + size - 1}` } });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const knowsRanges = answer.status === 206;
  let at = knowsRanges ? from : 0; // a host that does not know them sends the whole file
  const wanted = new TransformStream({
    transform(bytes, stream) {
      stream.enqueue(bytes.subarray(Math.max(0, from - at), Math.max(0, from + size - at)));
      at += bytes.length;
      tell(Math.max(0, Math.min(size, at - from)), size);
      if (!knowsRanges && at >= from + size) stream.terminate();
    },
  });
  return new Response(answer.body.pipeThrough(wanted).pipeThrough(new DecompressionStream("gzip"))).json();
};
