"""The poses, one module per family. Each has FIGURES, keyed as the exercise files name them."""
