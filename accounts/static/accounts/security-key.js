// Tells the person when a passkey or security key was not read; allauth would only write it to the console.
document.addEventListener("allauth.error", (event) => {
  const notice = document.getElementById("security-key-error");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
  notice.focus();
});
// Without JavaScript these buttons could do nothing, so they come hidden.
for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
