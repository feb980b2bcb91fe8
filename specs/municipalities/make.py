"""Makes the table of reports and the answers of this example: 40 invented municipalities. Run it in this folder."""
import csv
import random

random.seed(40)
heads = "Ahl Birk Dorn Eich Falk Gras Hasel Korn Linden Mohn".split()
tails = "bach feld hausen tal".split()
towns = [head + tail for tail in tails for head in heads]

with open("reports.csv", "w", newline="") as table, open("series/answers.csv", "w", newline="") as answers:
    reports, rows = csv.writer(table, lineterminator="\n"), csv.writer(answers, lineterminator="\n")
    reports.writerow(["id", "town", "size"])
    rows.writerow(["town", "age", "services", "bus"])
    for number, town in enumerate(sorted(towns)):
        size = ["small", "medium", "large"][number % 3]
        reports.writerow([town.lower(), town, size])
        liking = random.uniform(0.35, 0.75)
        for _ in range({"small": 90, "medium": 150, "large": 240}[size] + random.randrange(30)):
            age = min(90, max(18, int(random.gauss(50, 18))))
            draw = random.random()
            services = 1 if draw < liking / 2 else 2 if draw < liking else 3 if draw < (1 + liking) / 2 else 4
            bus = 1 if random.random() < {"small": 0.2, "medium": 0.35, "large": 0.55}[size] else 0
            rows.writerow([town, age, services, bus])
