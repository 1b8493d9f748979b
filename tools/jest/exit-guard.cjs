// Jest's globalTeardown: a run that something keeps from ending does not hang, it fails and says what that is.
const { openBeyond } = require('./open-resources.cjs');

const ENDS_WITHIN_MS = 5000;

module.exports = ({ watch, watchAll }) => {
  if (watch || watchAll) return;
  const fail = () => {
    console.error(`The tests are over; what keeps their process from ending: ${openBeyond()}`);
    process.exit(1);
  };
  setTimeout(fail, ENDS_WITHIN_MS).unref();
};
