"""What is looked at before a page is published: what keeps somebody out, and how hard it reads."""
