"""The folder with everything: who reads which file of it, the page that says so, and the sums to check it by."""
