"""Trouble on purpose: netvault is killed, its disk fails, others save the same notes; then its vault is looked at."""
