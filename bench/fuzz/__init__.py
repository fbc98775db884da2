"""Made-up and mangled texts put into everything that reads: nothing may fail, hang, or grow."""
