// libyaml, as it is.
#include <yaml.h>
