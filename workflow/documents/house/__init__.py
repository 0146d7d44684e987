"""The house style as WordprocessingML: what a profile says, made into elements and parts."""
