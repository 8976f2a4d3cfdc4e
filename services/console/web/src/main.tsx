import { createRoot } from "react-dom/client";
import { App } from "./App";
import { watchActivity } from "./api/activity";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/list.css";
import "./styles/form.css";
import "./styles/case.css";
import "./styles/command.css";
import "./styles/doors.css";
import "./styles/daily.css";
import "./styles/packs.css";
import "./styles/papers.css";
import "./styles/print.css";

watchActivity();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(<App />);
}
