using Wilks.Models;

namespace Wilks.Inference;

/// <summary>What one toy gave for one parameter.</summary>
internal readonly record struct StudyOutcome(double Estimate, double T, double Uncertainty, bool IsAtBound, ToyStatus Status);

/// <summary>Works out estimate, likelihood ratio of the truth and Hessian uncertainty of parameters from lean fits. Nothing is allocated per toy. Not thread-safe.</summary>
internal sealed class StudyFitter
{
    // The second derivative of the profile over steps of this fraction of the expected uncertainty: errors of third order stay below 1e-4.
    private const double Step = 0.05;

    // Closer to a bound than this fraction of the expected uncertainty counts as at the bound.
    private const double AtBound = 1e-6;

    // Fits end within rounding of their minimum: a free fit further above a conditional one than this is in another minimum.
    private const double SameMinimum = 1e-6;

    private readonly IFitter _fitter;
    private readonly Studied[] _studied;
    private readonly FitOptions _free;
    private bool _isRetried;

    /// <param name="model">The model.</param>
    /// <param name="truth">The point the toys are drawn from.</param>
    /// <param name="parameters">What is studied.</param>
    /// <param name="expected">The expected uncertainties of these parameters.</param>
    public StudyFitter(ITestableModel model, IReadOnlyList<double> truth, IReadOnlyList<int> parameters, IReadOnlyList<double> expected)
    {
        _fitter = model.CreateFitter();
        _free = new FitOptions { Start = truth };
        _studied = [.. parameters.Select((index, k) => new Studied(model.Parameters[index], truth, expected[k]))];
    }

    /// <summary>Fits a toy.</summary>
    /// <param name="data">The toy.</param>
    /// <param name="outcomes">One place for each parameter.</param>
    public void Evaluate(Dataset data, Span<StudyOutcome> outcomes)
    {
        _isRetried = false;
        double free = Fit(data, _free, FitOptions.Default);
        for (int k = 0; k < _studied.Length; k++) _studied[k].Estimate = _fitter.LastValue(_studied[k].Parameter.Index);
        if (!TryRatios(data, ref free)) free = double.NaN;
        for (int k = 0; k < _studied.Length; k++) outcomes[k] = double.IsNaN(free) ? new StudyOutcome(double.NaN, double.NaN, double.NaN, false, ToyStatus.FreeFitFailed) : Outcome(data, _studied[k], free);
    }

    // A truth that fits better than the free fit shows another minimum: the free fit is made once more, from the initial values.
    private bool TryRatios(Dataset data, ref double free)
    {
        for (int attempt = 0; attempt < 2 && !double.IsNaN(free); attempt++)
        {
            bool isAbove = false;
            foreach (Studied studied in _studied)
            {
                studied.AtTruth = Fit(data, studied.Truth, studied.TruthAgain);
                isAbove |= studied.AtTruth < free - SameMinimum;
            }

            if (!isAbove) return true;
            _isRetried = true;
            free = _fitter.FitWithoutConstant(data);
            foreach (Studied studied in _studied) studied.Estimate = _fitter.LastValue(studied.Parameter.Index);
        }

        return false;
    }

    private StudyOutcome Outcome(Dataset data, Studied studied, double free)
    {
        double t = studied.AtTruth - free;
        if (double.IsNaN(t)) return new StudyOutcome(studied.Estimate, double.NaN, double.NaN, false, ToyStatus.ConditionalFitFailed);

        bool isAtBound = studied.Room <= AtBound * studied.Expected;
        double uncertainty = isAtBound ? double.NaN : Uncertainty(data, studied, free);
        if (!isAtBound && !(uncertainty > 0)) return new StudyOutcome(studied.Estimate, double.NaN, double.NaN, false, ToyStatus.ConditionalFitFailed);
        return new StudyOutcome(studied.Estimate, Math.Max(0, t), uncertainty, isAtBound, _isRetried ? ToyStatus.Retried : ToyStatus.Done);
    }

    // σ² = 2/(∂²(2NLL)/∂θ²) along the profile, which is the diagonal element of the covariance.
    private double Uncertainty(Dataset data, Studied studied, double free)
    {
        Parameter parameter = studied.Parameter;
        double h = Math.Min(Step * studied.Expected, 0.5 * (parameter.Upper - parameter.Lower)), value = studied.Estimate;
        bool hasBelow = value - h >= parameter.Lower, hasAbove = value + h <= parameter.Upper;
        double first = At(data, studied, hasAbove ? value + h : value - h) - free;
        double curvature = hasBelow && hasAbove
            ? (first + At(data, studied, value - h) - free) / (h * h)
            : (At(data, studied, hasAbove ? value + (2 * h) : value - (2 * h)) - free - (2 * first)) / (h * h);
        return Math.Sqrt(2 / curvature);
    }

    private double At(Dataset data, Studied studied, double value)
    {
        studied.Hold[studied.Parameter.Index] = value;
        return Fit(data, studied.Held, studied.HeldAgain);
    }

    private double Fit(Dataset data, FitOptions warm, FitOptions cold)
    {
        double value = _fitter.FitWithoutConstant(data, warm);
        if (!double.IsNaN(value)) return value;

        _isRetried = true;
        return _fitter.FitWithoutConstant(data, cold);
    }

    private sealed class Studied
    {
        public Studied(Parameter parameter, IReadOnlyList<double> truth, double expected)
        {
            (Parameter, Expected) = (parameter, expected);
            var atTruth = new Dictionary<int, double> { [parameter.Index] = truth[parameter.Index] };
            (Truth, TruthAgain) = (new FitOptions { Start = truth, Hold = atTruth }, new FitOptions { Hold = atTruth });
            Hold = new Dictionary<int, double> { [parameter.Index] = truth[parameter.Index] };
            (Held, HeldAgain) = (new FitOptions { Start = truth, Hold = Hold }, new FitOptions { Hold = Hold });
        }

        public Parameter Parameter { get; }

        public double Expected { get; }

        public FitOptions Truth { get; }

        public FitOptions TruthAgain { get; }

        public Dictionary<int, double> Hold { get; }

        public FitOptions Held { get; }

        public FitOptions HeldAgain { get; }

        public double Estimate { get; set; }

        public double AtTruth { get; set; }

        public double Room => Math.Min(Estimate - Parameter.Lower, Parameter.Upper - Estimate);
    }
}
