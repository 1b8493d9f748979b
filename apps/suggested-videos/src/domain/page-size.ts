const USUAL_PAGE_SIZE = 5;

/** Callers of this service may leave the size of a page to it. */
export function pageSizeOr(pageSize: number): number {
  return pageSize > 0 ? pageSize : USUAL_PAGE_SIZE;
}
