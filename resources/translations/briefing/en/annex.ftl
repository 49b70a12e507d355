## The technical annex, and the data of charts

section-scenarios = Scenarios
section-sources = Sources and words
section-constants = Settings and constants
section-chart-data = The figures of the charts

chart-table = Figures of the chart “{ $chart }”
    .series = Series

terms-table = Posture terms
    .term = Posture term
band-bounds-table = Bands
    .band = Band
    .lower = From, points
linkages-table = Linkages of recommendations
    .kind = Linkage
    .other = Other recommendation
    .least = From weight
    .note = A recommendation counts as pursued from the weight given; a linkage that is not kept is
        named, and changes no result.
linkage-excludes = excludes
linkage-requires = requires
step-order-table = Shares and order of the steps
    .share = Share
    .after = Begins after
    .reversible = Reversible
    .note = Shares count within their recommendation. A precondition that is not met is named, and
        changes no result.
yes = yes
no = no
reviews-table = Judgments to be reviewed
    .row = Row
    .by = Review by
    .passed = passed
scenarios-table = What each scenario decides
    .weights = Weights
    .forcings = Drivers
    .overrides = Judgments
    .aside = Goals set aside

constants-table = Constants of the model
    .constant = Constant
    .note = The first ones are fixed; the monthly shares follow from the half-lives among the settings.
constant-pert = PERT shape λ
    .help = How much the likely value weighs against the ends of a judgment’s range.
constant-least-confidence = Least confidence
    .help = The lowest confidence that a judgment may state or age to.
constant-ageing = Ageing a month
    .help = Percentage points of confidence lost for each month past the review-by date.
constant-month = Days in a month
    .help = Days that count as a month of ageing.
constant-latent = Points in a latent unit
    .help = Points at mid-scale that are one unit of the logistic scale.
constant-response = Response a month κ
    .help = Share of a new influence that shows each month: 1 minus 2 to the power of −1 / half-life.
constant-noise = Noise a month θ
    .help = Share of a passing disturbance left after a month: 2 to the power of −1 / half-life.
constant-quantiles = Quantiles
    .help = Those of the fans, interpolated between order statistics (definition 7 of Hyndman and Fan
        1996).
constant-spillovers = Spectral radius of the spillovers
    .help = What it must stay below, so that spillovers come to rest.
constant-bits = Bits of a draw
    .help = Of the scrambled { -sobol } points, with the direction numbers of Joe and Kuo (2008).

versions-table = Versions
    .name = Program or library
    .version = Version
