"""One document of all sections: what it is made of, who makes it, and its PDF."""
