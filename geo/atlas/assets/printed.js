/**
 * The style of printed pages: at the foot of each, where it is from and how much was known.
 *
 * The atlas lays out its map by script and cannot do so again for paper. Told the size that it has on the screen, its
 * page is as large, and printing shrinks it to the paper.
 */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow use it
function printedStyle(words, size = null) {
  const margin = size ? size.width / 16 : 48; // pixels: 12.7 mm of paper
  const font = `font: ${margin / 6}px/1.3 sans-serif; color: #555;`;
  const sized = size ? `size: ${size.width + 2 * margin}px ${size.height + 2 * margin}px;` : "";
  const said = words.replace(/["\\]/g, "\\$&");
  return `@page {
    ${sized} margin: ${margin}px;
    @bottom-left { content: "${said}"; width: 90%; ${font} }
    @bottom-right { content: counter(page) " / " counter(pages); ${font} }
  }`;
}
