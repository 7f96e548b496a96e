menu = Pages
