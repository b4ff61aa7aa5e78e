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
  const megabytes = (bytes) => new Intl.NumberFormat(toldAt.locale).format(Math.ceil(bytes / MEGABYTE));
  try {
    const fetched = await L.Atlas.fetched(new URL(toldAt.address, location.href), (come, size) =>
      say(toldAt.loading, { come: megabytes(come), size: megabytes(size) }),
    );
    line.remove();
    show(L.Atlas.unpacked(fetched));
  } catch (fault) {
    say(toldAt.failed, {});
    throw fault;
  }
};

/** Fetch JSON that is compressed; tells again and again how many bytes have come, and of how many. */
L.Atlas.fetched = async (address, tell) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const size = Number(answer.headers.get("content-length"));
  let come = 0;
  const counted = new TransformStream({
    transform(part, stream) {
      come += part.length;
      tell(come, size);
      stream.enqueue(part);
    },
  });
  return new Response(answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"))).json();
};
