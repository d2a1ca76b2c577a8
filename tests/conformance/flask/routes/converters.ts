// Section "Converters": each answers its name and the values that its path had.

import type { Hipflask } from "hipflask";
import { tell } from "../values.ts";

export function converterRoutes(app: Hipflask): void {
  app.get("/conv/str/<s>", { name: "conv_str" }, tell);
  app.get("/conv/str-min/<string(minlength=3):s>", { name: "conv_str_min" }, tell);
  app.get("/conv/str-max/<string(maxlength=3):s>", { name: "conv_str_max" }, tell);
  app.get(
    "/conv/str-minmax/<string(minlength=2, maxlength=4):s>",
    { name: "conv_str_minmax" },
    tell,
  );
  app.get("/conv/str-len/<string(length=2):s>", { name: "conv_str_len" }, tell);
  app.get("/conv/int/<int:n>", { name: "conv_int" }, tell);
  app.get("/conv/int-signed/<int(signed=True):n>", { name: "conv_int_signed" }, tell);
  app.get("/conv/int-range/<int(min=1, max=100):n>", { name: "conv_int_range" }, tell);
  app.get("/conv/int-srange/<int(signed=True, max=5):n>", { name: "conv_int_srange" }, tell);
  app.get("/conv/int-fixed/<int(fixed_digits=4):n>", { name: "conv_int_fixed" }, tell);
  app.get("/conv/float/<float:x>", { name: "conv_float" }, tell);
  app.get("/conv/float-signed/<float(signed=True):x>", { name: "conv_float_signed" }, tell);
  app.get("/conv/float-range/<float(min=0.5, max=1.5):x>", { name: "conv_float_range" }, tell);
  app.get("/conv/path/<path:p>", { name: "conv_path" }, tell);
  app.get("/conv/path-mid/<path:p>/edit", { name: "conv_path_mid" }, tell);
  app.get("/conv/path-slash/<path:p>/", { name: "conv_path_slash" }, tell);
  app.get("/conv/uuid/<uuid:u>", { name: "conv_uuid" }, tell);
  app.get('/conv/any/<any(red, green, "light blue"):c>', { name: "conv_any" }, tell);
  app.get("/conv/dash/<a>-<b>", { name: "conv_dash" }, tell);
  app.get("/conv/ext/<name>.<ext>", { name: "conv_ext" }, tell);
  app.get("/conv/ver/v<int:major>.<int:minor>", { name: "conv_ver" }, tell);
  app.get("/conv/multi/<int:a>/<float:b>/<c>", { name: "conv_multi" }, tell);
  app.get("/conv/csv/<csv:items>", { name: "conv_csv" }, tell);
  app.get("/conv/even/<even:n>", { name: "conv_even" }, tell);
}
