// The page that follows a saved form: what this browser kept of it in case it was not taken is forgotten.

const sent = sessionStorage.getItem("ecomap-sent");
if (sent) {
  localStorage.removeItem(sent);
  sessionStorage.removeItem("ecomap-sent");
}
