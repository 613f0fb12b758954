// Whoever reads documents also prints and names what is wrong with them.
@_exported public import Text
