"use strict";
// --- a citation of a passage that can be pasted ---
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const inner = document.querySelector("#drawer .drawer-inner");
  const cite = (account, start, end) => {
    const [name, url, published, captured] = data.accounts[account];
    const words = (data.texts[account] || "").slice(start, end).replace(/\s+/g, " ").trim();
    return [`“${words}”`, name, published, url, captured && "captured " + captured].filter(Boolean).join(", ") + ".";
  };
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    document.getElementById("news").textContent = "Citation copied.";
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy citation"; }, 2000);
  };
  const equip = (within) => {
    for (const jump of within.querySelectorAll(".ways > a.jump[data-at]")) {
      if (jump.parentNode.querySelector(".cite")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cite";
      button.textContent = "Copy citation";
      button.addEventListener("click", () => copy(cite(...jump.dataset.at.split(" ").map(Number)), button));
      jump.parentNode.append(button);
    }
  };
  document.addEventListener("toggle", (event) => { if (event.target.open && event.target.tagName === "DETAILS") equip(event.target); }, true);
  new MutationObserver(() => equip(inner)).observe(inner, { childList: true });
})();
