# Thin aliases; the commands themselves work without make.
.PHONY: run test check verify

run:
	python3 manage.py demo

test:
	python3 manage.py verify --tests

check:
	python3 manage.py verify --checks

verify:
	python3 manage.py verify
