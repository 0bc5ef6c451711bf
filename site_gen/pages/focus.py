def pages(book): return ()
