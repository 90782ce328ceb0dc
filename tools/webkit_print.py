"""Print a page from WebKit: `python3 tools/webkit_print.py ADDRESS FILE`, on A4.

Its driver can't print, so this runs in the system's own Python, which alone has the
bindings of GTK. The margins are GTK's: WebKit takes none from a style sheet.
"""

import sys

import gi  # type: ignore[import-not-found]

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # type: ignore[import-not-found]  # noqa: E402

SETTLED = 800  # Milliseconds until fonts and pictures have come from this machine.


def main(address: str, file: str) -> None:
    """Load the page where nobody sees it, and print it into the file."""
    window, view = Gtk.OffscreenWindow(), WebKit2.WebView()
    window.set_default_size(1000, 800)
    window.add(view)
    window.show_all()

    def print_out() -> bool:
        job = WebKit2.PrintOperation.new(view)
        settings, paper = Gtk.PrintSettings(), Gtk.PageSetup()
        settings.set_printer("Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(file, None))
        paper.set_paper_size(Gtk.PaperSize.new("iso_a4"))
        job.set_print_settings(settings)
        job.set_page_setup(paper)
        job.connect("finished", lambda _: Gtk.main_quit())
        job.print_()
        return False

    def follow(_: object, event: object) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.timeout_add(SETTLED, print_out)

    view.connect("load-changed", follow)
    view.load_uri(address)
    Gtk.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
