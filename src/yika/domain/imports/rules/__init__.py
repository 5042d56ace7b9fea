"""What an import accepts: the file, its columns, each line, the totals, and the steps it takes."""
