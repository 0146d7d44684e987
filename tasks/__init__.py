"""Celery: each task is a decorator and one call."""
