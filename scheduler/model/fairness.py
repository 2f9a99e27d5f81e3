"""R12: the numbers of breaks of any two governments differ by no more than the fairness bound."""

from ortools.sat.python.cp_model import IntVar, LinearExpr

from scheduler.model.variables import Variables

NAME = "R12"
"""Stands for the bound among the tiers where the one set cannot hold, and the least that can is used."""


def excess(v: Variables, bound: int) -> IntVar:
    """By how much the bound is exceeded; 0 keeps it."""
    beyond = v.model.new_int_var(0, len(v.event.meetings), "fairness exceeded")
    breaks = [LinearExpr.sum(of_days) for of_days in v.breaks.values()]
    least: LinearExpr | IntVar | int = 0
    if len(breaks) == len(v.event.governments):  # otherwise some government has none, whatever happens
        least = v.model.new_int_var(0, len(v.event.meetings), "fewest breaks")
        for of_government in breaks:
            v.model.add(least <= of_government)
    for of_government in breaks:
        v.model.add(of_government <= least + bound + beyond)
    return beyond
