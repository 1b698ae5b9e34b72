"""How the bot itself is doing: its heartbeat, who is told of trouble, and what the doctor looks at."""
