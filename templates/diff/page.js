const picture = document.querySelector(".picture");
const share = document.getElementById("share");
share.addEventListener("input", () => {
  picture.classList.add("sliding");
  picture.style.setProperty("--share", share.value / 100);
});
for (const choice of picture.querySelectorAll("input[name=side]")) {
  choice.addEventListener("click", () => picture.classList.remove("sliding"));
}
