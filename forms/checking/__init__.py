"""The check that editors see while they write: what the gate would say, French that fell behind, how hard it reads."""
