"""What people do with the bot, a room a feature: its command, its buttons, their ids and its pages."""
