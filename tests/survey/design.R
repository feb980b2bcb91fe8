# Compares what the design of a sample makes of shares, means, intervals and tests with R's survey package:
# `Rscript tests/survey/design.R PROGRAM [ROUNDS]`, with Debian's r-cran-survey and r-cran-jsonlite.
#
# Each round draws a random sample with strata, clusters, a finite population or replicate weights, asks for shares with
# intervals and tests, means with intervals and boxes of a scale by groups, and compares every figure of the manifest.

suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})

args <- commandArgs(trailingOnly = TRUE)
program <- normalizePath(args[1])
rounds <- if (length(args) > 1) as.integer(args[2]) else 20
kinds <- c("strata", "clusters", "both", "stratum-sizes", "one-size", "brr", "fay", "jk1", "jkn", "bootstrap")
compared <- 0
wrong <- 0
largest <- 0

same <- function(what, ours, theirs, tolerance = 2e-6) {
  compared <<- compared + 1
  if (is.null(ours) || length(ours) != 1 || is.na(ours) || is.na(theirs)) {
    gap <- if ((is.null(ours) || length(ours) != 1 || is.na(ours)) && is.na(theirs)) 0 else Inf
  } else {
    gap <- abs(ours - theirs)
  }
  if (is.finite(gap)) largest <<- max(largest, gap)
  if (gap > tolerance) {
    wrong <<- wrong + 1
    cat(sprintf("%s: %s, but R says %.9f\n", what, format(ours, digits = 9), theirs))
  }
}

# A sample of 2 to 6 clusters in each of 3 to 6 strata.
draw <- function(kind) {
  paired <- kind %in% c("brr", "fay")
  strata <- sample(3:6, 1)
  clusters <- if (paired) rep(2, strata) else sample(2:6, strata, replace = TRUE)
  places <- data.frame(stratum = rep(seq_len(strata), clusters), psu = sequence(clusters))
  places$pull <- rnorm(nrow(places), sd = 0.7)
  rows <- places[rep(seq_len(nrow(places)), sample(3:25, nrow(places), replace = TRUE)), ]
  n <- nrow(rows)
  gap <- function(values, share) ifelse(runif(n) < share, NA, values)
  frame <- data.frame(stratum = rows$stratum, psu = rows$psu)
  frame$w <- round(runif(n, 0.3, 3), 3)
  frame$keep <- as.integer(runif(n) < 0.85)
  frame$region <- gap(sample(1:3, n, replace = TRUE, prob = c(5, 3, 2)), 0.05)
  frame$q1 <- gap(as.integer(cut(rows$pull + rnorm(n), c(-Inf, -0.8, 0, 0.8, Inf))), 0.1)
  frame$t1 <- gap(as.integer(rows$pull + rnorm(n) > 0), 0.1)
  frame$t2 <- ifelse(is.na(frame$t1), NA, as.integer(runif(n) < 0.3))
  frame$score <- gap(round(20 + 5 * rows$pull + rnorm(n, sd = 4), 1), 0.1)
  # Persons of a stratum, or clusters where there are any.
  sizes <- if (kind == "stratum-sizes") clusters + sample(1:20, strata, replace = TRUE) else rep(0, strata)
  frame$size <- sizes[frame$stratum]
  frame
}

designed <- function(frame, kind) {
  weights <- ~w
  clustered <- svydesign(ids = ~psu, strata = ~stratum, weights = weights, data = frame, nest = TRUE)
  replicated <- function(type, ...) as.svrepdesign(clustered, type = type, mse = TRUE, compress = FALSE, ...)
  switch(kind,
    strata = svydesign(ids = ~1, strata = ~stratum, weights = weights, data = frame),
    clusters = svydesign(ids = ~psu, weights = weights, data = frame),
    both = clustered,
    "stratum-sizes" = svydesign(ids = ~psu, strata = ~stratum, fpc = ~size, weights = weights, data = frame, nest = TRUE),
    "one-size" = svydesign(ids = ~1, fpc = rep(2 * nrow(frame), nrow(frame)), weights = weights, data = frame),
    brr = replicated("BRR"),
    fay = replicated("Fay", fay.rho = 0.3),
    jk1 = as.svrepdesign(svydesign(ids = ~psu, weights = weights, data = frame), type = "JK1", mse = TRUE, compress = FALSE),
    jkn = replicated("JKn"),
    bootstrap = replicated("subbootstrap", replicates = 40)
  )
}

# The key `design` and, for replicates, the weights that the file needs.
key <- function(frame, kind, design) {
  if (!inherits(design, "svyrep.design")) {
    return(switch(kind,
      strata = "{strata: stratum}",
      clusters = "{clusters: psu}",
      both = "{strata: stratum, clusters: psu}",
      "stratum-sizes" = "{strata: stratum, clusters: psu, population-size: size}",
      "one-size" = sprintf("{population-size: %d}", 2 * nrow(frame))
    ))
  }
  scales <- paste(sprintf("%.17g", design$rscales), collapse = ", ")
  how <- switch(kind,
    brr = "method: brr",
    fay = "method: brr, fay: 0.3",
    jk1 = "method: jackknife",
    jkn = sprintf("method: jackknife, scales: [%s]", scales),
    bootstrap = sprintf("method: bootstrap, scale: %.17g", design$scale * design$rscales[1])
  )
  sprintf("{replicates: {weights: 'rw_*', %s}}", how)
}

# The Wilson interval with the effective size of the variance and Student's t.
wilson <- function(p, variance, t) {
  n <- p * (1 - p) / variance
  center <- p + t^2 / (2 * n)
  half <- t * sqrt(p * (1 - p) / n + t^2 / (4 * n^2))
  100 * (center + c(-1, 1) * half) / (1 + t^2 / n)
}

# Columns that are compared have a letter behind their name.
plain <- function(name) sub(" \\([A-Z]\\)$", "", name)

values_of <- function(manifest, id) {
  chart <- Filter(function(chart) chart$id == id, manifest$charts)[[1]]
  rows <- sapply(chart$values, function(value) value$row)
  columns <- sapply(chart$values, function(value) plain(if (is.null(value$column)) "" else value$column))
  list(find = function(row, column) {
    at <- which(rows == row & columns == column)
    if (length(at) == 1) chart$values[[at]] else NULL
  })
}

number <- function(value) if (is.null(value$unrounded)) value$value else value$unrounded

for (seed in seq_len(rounds)) {
  set.seed(seed)
  kind <- kinds[(seed - 1) %% length(kinds) + 1]
  level <- sample(c(90, 95, 99), 1)
  frame <- draw(kind)
  # The same cluster number in two strata is two clusters for us, and one cluster for R without strata.
  if (kind %in% c("clusters", "jk1")) frame$psu <- frame$stratum * 100 + frame$psu
  whole <- designed(frame, kind)
  is_replicated <- inherits(whole, "svyrep.design")
  file <- frame
  if (is_replicated) {
    replicates <- weights(whole, "analysis")
    colnames(replicates) <- sprintf("rw_%d", seq_len(ncol(replicates)))
    file <- cbind(file, apply(replicates, 2, function(column) sprintf("%.17g", column)))
  }
  folder <- tempfile("design")
  dir.create(file.path(folder, "specs/series"), recursive = TRUE)
  dir.create(file.path(folder, "specs/charts"))
  writeLines(c("title: B", "language: en"), file.path(folder, "specs/briefing.yaml"))
  write.csv(file, file.path(folder, "specs/series/a.csv"), row.names = FALSE, na = "", quote = FALSE)
  writeLines(c(
    sprintf("survey: {base: {label: all}, rounding: none, weighting: yes, sampling: probability, confidence: {level: %d}}", level),
    sprintf("dataset: {data: series/a.csv, weight: w, total: All, where: {keep: 1}, design: %s}", key(frame, kind, whole)),
    "questions:",
    "  q1: {type: scale, labels: {1: one, 2: two, 3: three, 4: four}, best: first}",
    "  ticks: {type: multiple, answers: {t1: tick, t2: tock}}",
    "  score: {type: numeric}",
    "breaks:",
    "  region: {order: [1, 2, 3]}"
  ), file.path(folder, "specs/series/a.yaml"))
  chart <- function(id, more) writeLines(c("title: T", sprintf("series: %s", id), "chart: table", more), file.path(folder, sprintf("specs/charts/%s.yaml", id)))
  chart("q1-by-region", c("intervals: table", "significance: true"))
  chart("ticks-by-region", c("intervals: table", "significance: true"))
  chart("q1-top-2-by-region", "intervals: table")
  chart("score-mean-interval-by-region", NULL)
  out <- file.path(folder, "out")
  said <- system2(program, c(file.path(folder, "specs"), "-o", out, "--format", "csv"), stdout = TRUE, stderr = TRUE)
  if (!file.exists(file.path(out, "manifest.json"))) {
    cat(sprintf("round %d (%s) built nothing:\n%s\n", seed, kind, paste(said, collapse = "\n")))
    wrong <- wrong + 1
    next
  }
  manifest <- fromJSON(file.path(out, "manifest.json"), simplifyVector = FALSE)
  if (length(manifest$charts) != 4) {
    cat(sprintf("round %d (%s): %s\n", seed, kind, paste(head(said, 12), collapse = "\n")))
    wrong <- wrong + 1
    next
  }
  kept <- subset(whole, keep == 1)
  freedom <- function(part) if (is_replicated) degf(kept) else degf(part)
  columns <- c("All", 1:3)
  # R leaves out a replicate in which a group has no weight, for all columns of a table; the program gives no interval there.
  is_whole <- function(rows) !is_replicated || all(colSums(weights(kept[which(rows), ], "analysis")) > 0)
  inside <- function(column) if (column == "All") rep(TRUE, nrow(kept)) else !is.na(kept$variables$region) & kept$variables$region == column

  shares <- function(id, answers, base) {
    found <- values_of(manifest, id)
    parts <- lapply(columns, function(column) kept[which(base & inside(column)), ])
    frees <- sapply(parts, freedom)
    # All ratios of a table together have the covariances of its columns.
    members <- sapply(columns, inside) * base
    members[is.na(members)] <- 0
    is_sound <- all(sapply(columns, function(column) is_whole(base & inside(column))))
    for (answer in names(answers)) {
      given <- answers[[answer]]
      what <- function(column) sprintf("%d %s %s %s %s", seed, kind, id, answer, column)
      joint <- kept
      for (at in seq_along(columns)) {
        joint$variables[[paste0("d", at)]] <- members[, at]
        joint$variables[[paste0("y", at)]] <- members[, at] * ifelse(is.na(given), 0, given)
      }
      formula <- function(letter) as.formula(paste("~", paste0(letter, seq_along(columns), collapse = "+")))
      ratios <- svyratio(formula("y"), formula("d"), joint, covmat = TRUE)
      pick <- match(paste0("y", seq_along(columns), "/d", seq_along(columns)), names(coef(ratios)))
      p <- coef(ratios)[pick]
      v <- vcov(ratios)[pick, pick]
      for (at in seq_along(columns)) {
        value <- found$find(answer, columns[at])
        same(what(columns[at]), number(value), 100 * unname(p[at]))
        if (!is_sound || v[at, at] < 1e-12 || frees[at] < 1) next
        t <- qt(0.5 + level / 200, frees[at])
        limits <- wilson(unname(p[at]), v[at, at], t)
        same(paste(what(columns[at]), "lower"), value$interval[[1]], limits[1])
        same(paste(what(columns[at]), "upper"), value$interval[[2]], limits[2])
        for (other in seq_along(columns)[-at]) {
          variance <- v[at, at] + v[other, other] - 2 * v[at, other]
          if (variance < 1e-10 || v[other, other] < 1e-12 || frees[other] < 1) next
          tests <- Filter(function(test) plain(test$against) == columns[other], value$tests)
          ours <- if (length(tests) == 1) tests[[1]]$p else NULL
          t <- unname((p[at] - p[other]) / sqrt(variance))
          same(paste(what(columns[at]), "against", columns[other]), ours, 2 * pt(-abs(t), min(frees[at], frees[other])))
        }
      }
    }
  }
  v <- kept$variables
  q1 <- setNames(lapply(1:4, function(code) as.numeric(v$q1 == code)), c("one", "two", "three", "four"))
  shares("q1-by-region", q1, !is.na(v$q1))
  shares("ticks-by-region", list(tick = as.numeric(v$t1 == 1), tock = as.numeric(v$t2 == 1)), !is.na(v$t1))

  top <- values_of(manifest, "q1-top-2-by-region")
  means <- values_of(manifest, "score-mean-interval-by-region")
  for (column in columns) {
    part <- kept[which(!is.na(v$q1) & inside(column)), ]
    part$variables$top <- as.numeric(part$variables$q1 <= 2)
    m <- svymean(~top, part)
    value <- top$find(column, "")
    what <- sprintf("%d %s top-2 %s", seed, kind, column)
    same(what, number(value), 100 * unname(coef(m)))
    if (is_whole(!is.na(v$q1) & inside(column)) && vcov(m) > 1e-12 && freedom(part) >= 1) {
      limits <- wilson(unname(coef(m)), unname(vcov(m)[1]), qt(0.5 + level / 200, freedom(part)))
      same(paste(what, "lower"), value$interval[[1]], limits[1])
      same(paste(what, "upper"), value$interval[[2]], limits[2])
    }
    part <- kept[which(!is.na(v$score) & inside(column)), ]
    m <- svymean(~score, part)
    what <- sprintf("%d %s mean %s", seed, kind, column)
    named <- c("Mean", sprintf(c("%d%% from", "%d%% to"), level))
    same(what, number(means$find(column, named[1])), unname(coef(m)))
    if (is_whole(!is.na(v$score) & inside(column)) && freedom(part) >= 1) {
      limits <- confint(m, level = level / 100, df = freedom(part))
      same(paste(what, "lower"), number(means$find(column, named[2])), limits[1])
      same(paste(what, "upper"), number(means$find(column, named[3])), limits[2])
    }
  }
  unlink(folder, recursive = TRUE)
}
cat(sprintf("%d figures of %d samples compared, %d differ; the largest difference is %.1e\n", compared, rounds, wrong, largest))
quit(status = if (wrong > 0) 1 else 0)
