/**
 * What the videos of the sample play: well-known videos that have been public on YouTube for many years, most of them
 * the open films of the Blender Foundation. They stand in for films that nobody has made; ids of our own invention would
 * show broken players and previews.
 */
export const STAND_INS: readonly { readonly youTubeVideoId: string; readonly shows: string }[] = [
  { youTubeVideoId: 'aqz-KE-bpKQ', shows: 'Big Buck Bunny' },
  { youTubeVideoId: 'eRsGyueVLvQ', shows: 'Sintel' },
  { youTubeVideoId: 'R6MlUcmOul8', shows: 'Tears of Steel' },
  { youTubeVideoId: 'TLkA0RELQ1g', shows: 'Elephants Dream' },
  { youTubeVideoId: 'Y-rmzh0PI3c', shows: 'Cosmos Laundromat' },
  { youTubeVideoId: 'mN0zPOpADL4', shows: 'Agent 327: Operation Barbershop' },
  { youTubeVideoId: 'WhWc3b3KhnY', shows: 'Spring' },
  { youTubeVideoId: 'SkVqJ1SGeL0', shows: 'Caminandes: Llamigos' },
  { youTubeVideoId: 'jNQXAC9IVRw', shows: 'Me at the zoo, the first video of YouTube' },
];
