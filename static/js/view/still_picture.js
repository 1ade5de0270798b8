/**
 * The picture of all that stays while cards are dragged, in two layers: lines of what is
 * dragged run between them. Painting a frame of the drag then costs what is dragged, and
 * not what lies around it. Start at StillPicture.layers.
 * @module
 */

/**
 * What lies below the lines that are dragged, and what above.
 * @typedef {{below: CanvasRenderingContext2D, above: CanvasRenderingContext2D}} Layers
 */

export class StillPicture {
  #below = layer({ alpha: false });
  #above = layer({ alpha: true });
  /** What the picture is of, and what was asked for last. */
  #shown = "";
  #asked = "";

  /** Gives the memory back. */
  forget() {
    if (this.#asked === "") return;
    this.#asked = "";
    this.#shown = "";
    for (const c of [this.#below, this.#above]) c.canvas.width = c.canvas.height = 0;
  }

  /**
   * The layers, or null when the same is asked for the first time: a picture that is used
   * once is not worth making.
   * @param {string} of tells pictures apart
   * @param {{width: number, height: number}} size device pixels
   * @param {(layers: Layers) => void} paint fills empty layers
   * @returns {Layers | null}
   */
  layers(of, size, paint) {
    const first = of !== this.#asked;
    this.#asked = of;
    if (first) return null;
    const layers = { below: this.#below, above: this.#above };
    if (this.#shown === of) return layers;
    this.#shown = of;
    for (const { canvas } of Object.values(layers)) {
      // A canvas that gets a size is empty.
      canvas.width = size.width;
      canvas.height = size.height;
    }
    paint(layers);
    return layers;
  }
}

/** @param {CanvasRenderingContext2DSettings} settings */
function layer(settings) {
  return /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d", settings));
}
