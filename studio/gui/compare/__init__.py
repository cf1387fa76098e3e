"""The Compare tab: any number of designs side by side."""
