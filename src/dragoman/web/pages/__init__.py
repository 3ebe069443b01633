"""The pages of the desk: each module answers the addresses of one kind."""
