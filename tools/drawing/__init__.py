"""Makes the guide's figures: poses are data, the body and its outline are worked out."""
