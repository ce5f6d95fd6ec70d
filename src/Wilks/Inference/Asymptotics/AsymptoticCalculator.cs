using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Tests values of one parameter of interest with the asymptotic formulae of arXiv:1007.1727. Not thread-safe.</summary>
/// <remarks>
/// The Asimov data (sec. 3.3) are expected at a value of the parameter of interest with the other parameters where the conditional fit
/// to the data puts them. All tests of one calculator share their fits.
/// </remarks>
public sealed class AsymptoticCalculator
{
    private readonly ITestableModel _model;
    private readonly AsymptoticOptions _options;
    private readonly CancellationToken _cancellationToken;
    private ProfileLikelihood? _asimov;

    /// <summary>A calculator for a data set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="poi">The index of the parameter of interest, which must not be fixed.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the fit that is running.</param>
    public AsymptoticCalculator(ITestableModel model, Dataset data, int poi, AsymptoticOptions? options = null, CancellationToken cancellationToken = default)
    {
        _options = options ?? AsymptoticOptions.Default;
        _cancellationToken = cancellationToken;
        Observed = new ProfileLikelihood(model, data, poi, _options.Fit, cancellationToken);
        if (Observed.Parameter.Fixed) throw new ArgumentException($"parameter '{Observed.Parameter.Name}' is fixed and can't be tested.", nameof(poi));
        _model = model;
    }

    /// <summary>The settings.</summary>
    public AsymptoticOptions Options => _options;

    /// <summary>The fits to the data.</summary>
    public ProfileLikelihood Observed { get; }

    /// <summary>The value of the parameter of interest behind the Asimov data.</summary>
    public double AsimovPoi => _options.AsimovPoi ?? (ProfileLikelihoodRatio.NeedsSignal(_options.Statistic) ? 1 : 0);

    /// <summary>How many fits were made.</summary>
    public int FitCount => Observed.FitCount + (_asimov?.FitCount ?? 0);

    /// <summary>The fits to the Asimov data; null where the fit behind them failed.</summary>
    public ProfileLikelihood? Asimov
    {
        get
        {
            // The free fit first: the conditional one then starts next to it.
            _ = Observed.Free;
            FitResult? source = _options.PrefitAsimov ? null : Observed.At(AsimovPoi);
            if (source is not null && !ProfileLikelihood.IsUsable(source)) return null;
            return _asimov ??= CreateAsimov(source);
        }
    }

    /// <summary>Tests a value, which may lie beyond the bounds of the parameter of interest.</summary>
    /// <param name="poi">The value, a finite number; discovery statistics test 0 whatever is given.</param>
    public HypothesisTestResult Test(double poi)
    {
        double tested = ProfileLikelihoodRatio.IsDiscovery(_options.Statistic) ? 0 : poi;
        ProfileLikelihood? asimov = Asimov;
        TestStatisticValue observed = ProfileLikelihoodRatio.Evaluate(_options.Statistic, Observed, tested);
        if (observed.Status != InferenceStatus.Done) return Result(tested, observed, double.NaN, observed);

        TestStatisticValue expected = asimov is null ? AsimovFailed() : ProfileLikelihoodRatio.Evaluate(_options.Statistic, asimov, tested);
        return Result(tested, observed, expected.Value, expected with { StatusMessage = expected.Status == InferenceStatus.Done ? "" : $"On Asimov data: {expected.StatusMessage}" });
    }

    /// <summary>The test of a value as far as no new fit is needed: null without the fit to Asimov data, the observed numbers NaN without the fit to the data.</summary>
    /// <param name="poi">The value.</param>
    internal HypothesisTestResult? Known(double poi)
    {
        if (_asimov is null || !Has(_asimov)) return null;

        TestStatisticValue expected = ProfileLikelihoodRatio.Evaluate(_options.Statistic, _asimov, poi);
        TestStatisticValue observed = Has(Observed)
            ? ProfileLikelihoodRatio.Evaluate(_options.Statistic, Observed, poi)
            : new TestStatisticValue(double.NaN, Observed.FreeValue, InferenceStatus.Done, "");
        return Result(poi, observed, expected.Value, expected);

        bool Has(ProfileLikelihood profile) => profile.HasFit(poi) || ProfileLikelihoodRatio.IsZero(_options.Statistic, profile.FreeValue, poi);
    }

    private ProfileLikelihood CreateAsimov(FitResult? source)
    {
        double[] point = source?.Values ?? InitialPoint();
        IDatasetSource data = _model.CreateSource(point);
        return new ProfileLikelihood(_model, data.Asimov(), Observed.Parameter.Index, _options.Fit with { Start = point }, _cancellationToken);
    }

    private double[] InitialPoint()
    {
        double[] point = [.. _model.Parameters.Select(parameter => _options.Fit.Start is null || parameter.Fixed ? parameter.Init : _options.Fit.Start[parameter.Index])];
        foreach ((int parameter, double value) in _options.Fit.Hold ?? new Dictionary<int, double>()) point[parameter] = value;
        point[Observed.Parameter.Index] = AsimovPoi;
        return point;
    }

    private TestStatisticValue AsimovFailed()
    {
        FitResult fit = Observed.At(AsimovPoi);
        InferenceStatus status = fit.Status == FitStatus.Cancelled ? InferenceStatus.Cancelled : InferenceStatus.FitFailed;
        return new TestStatisticValue(double.NaN, double.NaN, status, $"the fit that Asimov data need failed. {fit.StatusMessage}");
    }

    private HypothesisTestResult Result(double tested, TestStatisticValue observed, double asimovValue, TestStatisticValue last)
    {
        double asimovRoot = Math.Sqrt(Math.Abs(asimovValue));
        double distance = TailProbabilities.Distance(_options.Statistic, observed.Root, asimovRoot);
        bool isKnown = last.Status == InferenceStatus.Done;
        bool isTwoSided = ProfileLikelihoodRatio.IsTwoSided(_options.Statistic);
        // √q_A is |μ − μ'|/σ; where the Asimov value is not 0 the same σ gives μ/σ.
        double shift = tested < AsimovPoi ? -asimovRoot : asimovRoot;
        double reach = tested == AsimovPoi ? 0 : shift * tested / (tested - AsimovPoi);
        return new HypothesisTestResult
        {
            PoiName = Observed.Parameter.Name,
            Poi = tested,
            PoiHat = observed.PoiHat,
            Statistic = _options.Statistic,
            Value = observed.Value,
            AsimovValue = asimovValue,
            Observed = isKnown ? Probabilities() : TailProbabilities.None,
            Expected = isKnown ? Band() : [.. Enumerable.Repeat(TailProbabilities.None, ExpectedBand.Names.Count)],
            Status = last.Status,
            StatusMessage = last.StatusMessage,
            FitCount = FitCount,
        };

        TailProbabilities Probabilities() => isTwoSided ? TwoSidedDistribution.At(_options.Statistic, observed.Value, reach, shift) : TailProbabilities.At(distance, asimovRoot);

        TailProbabilities[] Band() => isTwoSided ? TwoSidedDistribution.Expected(_options.Statistic, reach, shift) : TailProbabilities.Expected(asimovRoot, _options.Base);
    }
}
