"""The subcommands of the command line: one module each, whose `command` is found by the module's name."""

SHARED = {"baselining", "crowd", "examining", "freshness", "files", "mending", "plan_files", "unusable"}
