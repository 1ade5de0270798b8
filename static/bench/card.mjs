/** Heights of a card's header and of one row, as the product draws them and all engines are told. */
export const HEAD = 36;
export const ROW = 28;
