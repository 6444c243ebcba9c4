import "./main.css";
import "./components/app";
import { locale } from "./messages";

document.documentElement.lang = locale;
