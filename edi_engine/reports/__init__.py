"""Reports: frozen views of what a person reads, and the one door of jinja2 that puts them into ``templates/``.

A view holds cents, ISO dates and codes; the templates choose the words and the form. Claims are named by their patient control
number, never by a patient's name.
"""
