// Lets suites inside workerd report what is not well-formed Unicode. Their reports travel as
// text messages, and one test named for a lone surrogate would end the connection and the run.
const { send } = WebSocket.prototype;

function sendWellFormed(message) {
  send.call(this, typeof message === "string" ? message.toWellFormed() : message);
}

// Once: all files of a run share one isolate.
if (send.name !== sendWellFormed.name) WebSocket.prototype.send = sendWellFormed;
