# Compares tests between the answers of one question with R: `Rscript tests/survey/overlap.R PROGRAM [ROUNDS]`, with Debian's
# r-cran-survey and r-cran-jsonlite.
#
# Each round draws respondents who tick three answers, in all and in two groups, with or without weights and clusters. Without a
# design the p-value is that of Newcombe's interval of paired proportions, written here from the paper; with one it is that of
# svycontrast, with the degrees of freedom of the clusters.

suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})

args <- commandArgs(trailingOnly = TRUE)
program <- normalizePath(args[1])
rounds <- if (length(args) > 1) as.integer(args[2]) else 20
compared <- 0
wrong <- 0
largest <- 0

same <- function(what, ours, theirs) {
  compared <<- compared + 1
  gap <- if (length(ours) != 1 || is.na(ours) || is.na(theirs)) Inf else abs(ours - theirs)
  if (is.finite(gap)) largest <<- max(largest, gap)
  if (gap > 2e-6) {
    wrong <<- wrong + 1
    cat(sprintf("%s: %s, but R says %.9f\n", what, format(ours, digits = 9), theirs))
  }
}

wilson <- function(p, n, z) {
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  c(centre - half, centre + half)
}

# The interval of p - q of paired proportions.
paired <- function(p, q, both, n, z) {
  spread <- sqrt(p * (1 - p) * q * (1 - q))
  phi <- if (spread > 0) (both - p * q) / spread else 0
  one <- wilson(p, n, z)
  two <- wilson(q, n, z)
  joint <- function(a, b) sqrt(max(0, a^2 + b^2 - 2 * phi * a * b))
  c(p - q - joint(p - one[1], two[2] - q), p - q + joint(one[2] - p, q - two[1]))
}

# One less the highest level at which the interval does not hold zero.
chance <- function(p, q, both, n) {
  if (abs(p - q) < 1e-12) return(1)
  inside <- function(z) {
    ends <- paired(p, q, both, n, z)
    if (p > q) ends[1] else -ends[2]
  }
  z <- if (inside(38) > 0) 38 else uniroot(inside, c(1e-9, 38), tol = 1e-12)$root
  2 * pnorm(-z)
}

for (round in seq_len(rounds)) {
  set.seed(round)
  n <- sample(60:800, 1)
  kind <- c("plain", "weights", "clusters")[round %% 3 + 1]
  pull <- rnorm(n)
  tick <- function(shift) as.integer(pull + rnorm(n) > shift)
  data <- data.frame(a = tick(runif(1, -1, 1)), b = tick(runif(1, -1, 1)), c = tick(runif(1, -1, 1)),
    g = sample(1:2, n, replace = TRUE), w = if (kind == "plain") 1 else round(runif(n, 0.3, 3), 3),
    psu = sample(1:20, n, replace = TRUE))
  folder <- tempfile("overlap")
  dir.create(file.path(folder, "series"), recursive = TRUE)
  dir.create(file.path(folder, "charts"))
  write.csv(data, file.path(folder, "series", "answers.csv"), row.names = FALSE)
  design <- if (kind == "clusters") ", design: {clusters: psu}" else ""
  weight <- if (kind == "plain") "" else ", weight: w"
  writeLines(c("survey: {base: {label: all}, sampling: probability, weighting: By age.}",
    sprintf("dataset: {data: series/answers.csv%s%s}", weight, design),
    "questions:", "  t: {type: multiple, answers: {a: a, b: b, c: c}, question: 'Which?', allow: {small-base: a test}}",
    "breaks: {g: g}"), file.path(folder, "series", "s.yaml"))
  writeLines(c("title: T", "series: t by g", "chart: table", "significance: answers"),
    file.path(folder, "charts", "c.yaml"))
  out <- file.path(folder, "out")
  status <- system2(program, c(folder, "-o", out, "--format", "csv", "--quiet"), stdout = FALSE, stderr = FALSE)
  manifest <- fromJSON(file.path(out, "manifest.json"), simplifyVector = FALSE)
  whole <- svydesign(ids = if (kind == "clusters") ~psu else ~1, weights = ~w, data = data)
  for (value in manifest$charts[[1]]$values) {
    row <- sub(" \\([A-Z]\\)$", "", value$row)
    columns <- if (value$column %in% c("1", "2")) data$g == as.integer(value$column) else rep(TRUE, n)
    for (test in value$tests) {
      other <- sub(" \\([A-Z]\\)$", "", test$against)
      part <- data[columns, ]
      if (kind == "clusters") {
        found <- svymean(reformulate(c(row, other)), subset(whole, columns))
        gap <- coef(found)[[1]] - coef(found)[[2]]
        variance <- vcov(found)
        error <- sqrt(variance[1, 1] + variance[2, 2] - 2 * variance[1, 2])
        theirs <- 2 * pt(-abs(gap / error), length(unique(part$psu)) - 1)
      } else {
        share <- function(x) weighted.mean(x, part$w)
        effective <- sum(part$w)^2 / sum(part$w^2)
        theirs <- chance(share(part[[row]]), share(part[[other]]), share(part[[row]] * part[[other]]), effective)
      }
      same(sprintf("round %d %s %s against %s in %s", round, kind, row, other, value$column), test$p, theirs)
    }
  }
  unlink(folder, recursive = TRUE)
}

cat(sprintf("%d tests of %d samples, %d differ by more than 2e-6; the largest difference is %.1e\n", compared, rounds, wrong, largest))
quit(status = if (wrong > 0 || compared < rounds) 1 else 0)
