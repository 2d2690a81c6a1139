// The one global of the content scripts. Each script adds its part; base.js makes it.
interface Window {
  lma: any;
}
