/**
 * The only script of the page: leaving it. Everything else works without any.
 *
 * Leaving empties the page first, because loading another one takes time on a slow line, and replaces this page in the
 * history, so that the button Back does not return to it. Three presses of Shift within five seconds do the same
 * (the pattern "Exit this page" of GOV.UK), but never while somebody types: capital letters need Shift.
 */
const source = `
(function () {
  var presses = [];
  function leave() {
    var to = document.querySelector('[data-exit]').href;
    document.body.replaceChildren();
    location.replace(to);
  }
  addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('[data-exit]');
    if (link) {
      event.preventDefault();
      leave();
    }
  });
  addEventListener('keydown', function (event) {
    if (event.repeat) return;
    if (event.key !== 'Shift' || /^(input|textarea|select)$/i.test(event.target.tagName)) {
      presses = [];
      return;
    }
    presses.push(event.timeStamp);
    presses = presses.slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] <= 5000) leave();
  });
  addEventListener('pageshow', function (event) {
    if (event.persisted) location.replace('/');
  });
})();
`;

/** As it stands in the page; the security headers allow exactly this text. */
export const pageScript = source.replace(/\n\s*/g, '').replace(/ ?([=(){},;:<>&|!?]+) ?/g, '$1');
