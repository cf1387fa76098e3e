"""What every installer with a frozen program shares: the bundle, its licences and the list of its parts."""
