namespace Wilks.Analysis.Tests.Configurations;

/// <summary>A configuration that has every key once at least.</summary>
internal static class CompleteConfiguration
{
    internal const string Text = """
        x-anchors: {any: thing}
        General:
          Measurement: everything
          POI: [mu, mass]
          InputPath: "in/{RegionPath}{SamplePath}{VariationPath}"
          HistogramFolder: h
          Fixed: [{Name: lumi, Value: 0}, {Name: "staterror_SR[1]", Value: 1}]
          VariationPath: ""
          ResultFolder: out
          Dialect: Python
          Filter: good
          Weight: 2.5
          FilterMode: combine
          Overflow: merge_overflow
          NotFinite: drop
          Title: Everything
        Regions:
          - Name: SR
            Variable: x
            Binning: [-inf, 0, 1, 2]
            Filter: x > 0
            RegionPath: ""
            Role: signal
            Overflow: merge
            Title: signal region
            BinLabels: [a, b, 3]
            BlindAbove: 0.1
          - Name: CR
            Variable: [x, y]
            Binning:
              - {Bins: 4, Range: [0, 2]}
              - {Edges: [0, 1, 5]}
            RegionPath: ""
            Role: control
          - Name: VR
            Variable: z
            Binning: {Automatic: equal-population, Bins: 5, Range: [0, 1], Samples: "b*", MaximumUncertainty: 0.2, Candidates: 200}
            RegionPath: ""
            Role: validation
            Blind: yes
        Samples:
          - {Name: data, Tree: t, SamplePath: d.root, Data: True}
          - Name: sig
            Tree: t
            SamplePath: [s1.root, s2.root]
            Friends: [f1.root, f2.root]
            Filter: y > 1
            FilterMode: replace
            Weight: w
            Regions: ["*", "!VR"]
            DisableStaterror: true
            Title: signal
            Color: "#00aaFF"
            Group: signals
          - {Name: bkg, Tree: t, SamplePath: b.root, StatError: separate, Role: background, Color: SteelBlue}
          - {Name: bkg other, Formula: "`m 1` - 0.5*bkg"}
          - {Name: m 1, Tree: t, SamplePath: m1.root, Role: ghost}
          - {Name: m 2, Tree: t, SamplePath: m2.root}
        NormFactors:
          - {Name: mu, Regions: [SR, CR], Samples: sig, Nominal: 1, Bounds: [0, null], Title: $\mu$, Group: interest}
        ShapeFactors:
          - {Name: free, Regions: CR, Samples: bkg, Title: free bins, Group: bins}
        Systematics:
          - {Name: lumi, Type: Normalization, Up: {Normalization: 0.02}, Down: {Symmetrize: true}, KeepAlways: true, Group: experiment}
          - Name: weights
            Type: NormPlusShape
            ModifierName: weights_all
            Regions: "?R"
            Samples: [bkg, sig]
            Up: {Tree: u, Weight: w_up, Variable: xu, Filter: f, RegionPath: r, SamplePath: p.root, VariationPath: v}
            Down: {WeightFactor: 0.9}
            Smoothing: {Algorithm: "353QH, twice", Regions: SR, Samples: bkg}
            Symmetrization: two-sided
            Order: [symmetrize, smooth, normalize]
            ReferenceSample: m 1
            Decorrelate: [region, sample]
            Free: no
            Title: weights
          - {Name: alternative, Type: Shape, Samples: bkg, Symmetrization: one-sided, Up: {Sample: m 1}, Smoothing: {Algorithm: maximum variation, SlopeChanges: 2, Tolerance: 0.05}}
          - {Name: scales, Type: Norm, Variations: [{WeightFactor: a}, {WeightFactor: b}], Combine: standard-deviation, Decorrelate: sample}
          - {Name: closure, Type: ShapeSys, Samples: bkg, Up: {Normalization: 0.3}}
          - Name: replicas
            Type: Covariance
            Covariance: {Replicas: {WeightFactor: "w_{i}", Count: 3, First: 1, AroundMean: true}, Precision: 0.02, Measure: trace, MaximumVariations: 7, KeepRemainder: true}
          - {Name: listed, Type: Covariance, Covariance: {Replicas: {Weight: [w1, w2]}}}
          - {Name: efficiencies, Type: Covariance, Covariance: {Correction: pid}}
          - {Name: matrix, Type: Covariance, Covariance: {Matrix: {Path: c.csv, Relative: true}}}
          - {Name: file, Type: Covariance, Covariance: {Variations: {Path: v.csv, Relative: false, UncorrelatedRow: stat}}}
          - {Name: kernel, Type: Shape, Samples: bkg, Up: {Weight: k}, Down: {Weight: l}, Smoothing: {Algorithm: "gaussian kernel, ratio", Bandwidth: 0.2}}
        Corrections:
          - Name: pid
            Table: pid.csv
            Variables: {p: lepton_p, cos: cos_theta}
            Value: value
            Uncorrelated: stat
            Correlated: [syst]
            Filter: is_lepton
            Apply: false
            AllowOutside: true
            Samples: "!data"
            Regions: SR
        Morphing:
          - Name: resonance
            Parameters: [{Name: mass, Init: 5, Bounds: [1, 9], Title: m}]
            Points: [{Sample: m 1, Values: {mass: 1}}, {Sample: m 2, Values: {mass: 9}}]
            Interpolation: spline
        Processing:
          NegativeBins: zero keep integral
          GuessEmptyBins: on
          Pruning: {Reference: total, Norm: 0.005, Shape: 0.01, ShapeMeasure: kolmogorov, StatError: 0.02, Large: none, DropLarge: true, DropOnEmpty: true}
        Results: {Names: [fit, goodness-of-fit], Scans: mu, Minos: [mu], ConfidenceLevel: 0.9, Asimov: true, Seed: 7}
        Overlay: {new: {ratio: "mu / 2"}}
        OverlayFiles: []
        """;
}
