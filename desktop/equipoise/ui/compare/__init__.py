"""The Compare workspace: two to six scenarios side by side."""
