"""Pages as plain data: a path, a template and a view."""
