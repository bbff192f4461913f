"""The evaluation on demand: what came of the product, how the work went, what people say, held against before."""
