// The pages of each post, as they are looked at: without a case, on a common day, and with very many.

export const PAGES = [
  ["zhengzha-mediator", ["/todo", "/cases"]],
  ["touzha-clerk", ["/register", "/todo", "/documents", "/cases"]],
  ["touzha-dispatcher", ["/todo", "/requests", "/documents", "/slips", "/cases"]],
  ["pingluo-dispatcher", ["/incoming", "/todo", "/consultations", "/slips", "/cases"]],
  ["pingluo-director", ["/led", "/incoming", "/leaders", "/cases"]],
  ["city-command", ["/command", "/slips", "/cases"]],
];

/** What stands on a page once it has been read. */
export const READ = ".status, .statement, .notice, .register";
