// What content scripts share in their isolated world; each file adds its own part (content/README.md).
declare global {
  interface Window {
    lma: any;
  }
  var lma: any;
}

export {};
