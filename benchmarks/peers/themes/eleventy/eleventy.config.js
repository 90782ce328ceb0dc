import markdown from "markdown-it";
import footnotes from "markdown-it-footnote";

export default function (config) {
  config.setLibrary("md", markdown().use(footnotes));
  config.addPassthroughCopy({ static: "/" });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  for (const section of ["causes", "remedies", "exercises"])
    config.addCollection(section, (pages) =>
      pages
        .getFilteredByGlob(`src/${section}/*.md`)
        .sort((one, other) => (one.data.title < other.data.title ? -1 : 1)),
    );
  return {
    dir: { input: "src", output: "_site", includes: "../_includes", data: "../_data" },
    markdownTemplateEngine: false,
  };
}
