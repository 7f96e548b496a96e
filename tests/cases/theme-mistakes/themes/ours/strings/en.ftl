skip = Skip to the content
this is no string
