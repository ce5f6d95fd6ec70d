namespace Wilks.Minimization;

/// <summary>The point of a search, what is known about it, and every buffer the parts of the minimiser share.</summary>
internal sealed class SearchState
{
    /// <summary>A curvature below this part of an earlier one has fallen; the units follow it by this factor per iteration.</summary>
    private const double FallenCurvature = 0.01;

    /// <summary>The largest element off the diagonal, in the units of the trust region.</summary>
    private const double LargestCross = 10;

    /// <summary>Keeps the units finite.</summary>
    private const double SmallestCurvature = 1e-200;

    private readonly double[] _largestCurvatures;

    public SearchState(int n)
    {
        _largestCurvatures = new double[n];
        Dimension = n;
        X = new double[n];
        Gradient = new double[n];
        Hessian = new double[n * n];
        Trial = new double[n];
        TrialGradient = new double[n];
        TrialHessian = new double[n * n];
        StandIn = new double[n * n];
        Lower = new double[n];
        Upper = new double[n];
        MayKink = new bool[n];
        Curvatures = new double[n];
        Scales = new double[n];
        States = new CoordinateState[n];
        Step = new double[n];
    }

    public int Dimension { get; }

    /// <summary>The function searched; set for the time of one search.</summary>
    public IObjective Objective { get; set; } = null!;

    /// <summary>The best point so far, with its value and exact derivatives.</summary>
    public double[] X { get; private set; }

    public double Value { get; set; }

    public double[] Gradient { get; private set; }

    public double[] Hessian { get; private set; }

    /// <summary>The point on trial.</summary>
    public double[] Trial { get; private set; }

    public double TrialValue { get; private set; }

    public double[] TrialGradient { get; private set; }

    public double[] TrialHessian { get; private set; }

    /// <summary>Room for the positive-semidefinite stand-in of the Hessian.</summary>
    public double[] StandIn { get; }

    public double[] Lower { get; }

    public double[] Upper { get; }

    /// <summary>Coordinates with a possible kink at zero and room on both sides of it.</summary>
    public bool[] MayKink { get; }

    public bool HasKinks { get; set; }

    /// <summary>Positive second-derivative sizes d_i that set the units of the trust region, s_i = 1/√d_i.</summary>
    public double[] Curvatures { get; }

    public double[] Scales { get; }

    public CoordinateState[] States { get; }

    /// <summary>The step to the trial point.</summary>
    public double[] Step { get; }

    /// <summary>Whether the function was seen not to depend on a coordinate (its row of the Hessian and its derivative are zero); the first such, or −1.</summary>
    public int DeadCoordinate { get; set; }

    public int ValueCount { get; set; }

    public int GradientCount { get; set; }

    public int HessianCount { get; set; }

    /// <summary>The size below which a difference of two values is rounding: values are sums of terms of size |F|.</summary>
    public double Noise => 1e-13 * Math.Max(1, Math.Abs(Value));

    public void ResetCounts() => ValueCount = GradientCount = HessianCount = 0;

    public double EvaluateTrialValue()
    {
        ValueCount++;
        return TrialValue = Objective.Evaluate(Trial, default, default);
    }

    public double EvaluateTrial()
    {
        HessianCount++;
        return TrialValue = Objective.Evaluate(Trial, TrialGradient, TrialHessian);
    }

    /// <summary>Gradient only, into the trial's gradient.</summary>
    public void EvaluateTrialGradient()
    {
        GradientCount++;
        TrialValue = Objective.Evaluate(Trial, TrialGradient, default);
    }

    /// <summary>Fills the stand-in at the current point; false where the function has none that is finite.</summary>
    public bool EvaluateStandIn()
    {
        HessianCount++;
        return double.IsFinite(Objective.Evaluate(X, TrialGradient, StandIn, Curvature.GaussNewton));
    }

    /// <summary>Makes the trial point the current one.</summary>
    public void AcceptTrial()
    {
        (X, Trial) = (Trial, X);
        (Gradient, TrialGradient) = (TrialGradient, Gradient);
        (Hessian, TrialHessian) = (TrialHessian, Hessian);
        Value = TrialValue;
    }

    /// <summary>Refreshes the units. They follow a falling curvature slowly, so that an inflection does not open the trust region at once.</summary>
    public void UpdateScales(bool isFirst)
    {
        int n = Dimension;
        bool hasFallen = false;
        for (int i = 0; i < n; i++)
        {
            double curvature = Math.Abs(Hessian[(i * n) + i]);
            // Without curvature the unit is the one in which a Newton step would be as long as the coordinate.
            if (isFirst && !(curvature > 0)) curvature = Math.Abs(Gradient[i]) / Math.Max(1, Math.Abs(X[i]));
            if (isFirst && !(curvature > 0)) curvature = 1;
            double largest = isFirst ? curvature : Math.Max(curvature, _largestCurvatures[i]);
            hasFallen |= curvature < FallenCurvature * largest;
            _largestCurvatures[i] = largest;
            Curvatures[i] = isFirst ? curvature : Math.Max(curvature, FallenCurvature * Curvatures[i]);
        }

        if (hasFallen) BoundCrossCurvatures();
        for (int i = 0; i < n; i++)
        {
            // No unit is longer than the coordinate itself, or 1: what has no curvature is rounding, and would open the box without limit.
            double length = Math.Max(1, Math.Abs(X[i]));
            Scales[i] = Math.Min(1 / Math.Sqrt(Curvatures[i]), length);
        }
    }

    /// <summary>Keeps |H_ij|·s_i·s_j within bounds where a diagonal element has nearly vanished; no positive-definite matrix needs it.</summary>
    private void BoundCrossCurvatures()
    {
        int n = Dimension;
        for (int i = 0; i < n; i++)
        {
            if (Math.Abs(Hessian[(i * n) + i]) >= FallenCurvature * _largestCurvatures[i]) continue;
            for (int j = 0; j < n; j++)
            {
                double cross = Hessian[(i * n) + j] / LargestCross;
                if (j != i && States[j] != CoordinateState.Fixed) Curvatures[i] = Math.Max(Curvatures[i], cross * cross / Curvatures[j]);
            }

            Curvatures[i] = Math.Max(Curvatures[i], SmallestCurvature);
        }
    }

    /// <summary>Says what holds each coordinate at the current point; pinned kinks keep their state.</summary>
    public void Classify()
    {
        DeadCoordinate = -1;
        for (int i = 0; i < States.Length; i++)
        {
            if (States[i] is CoordinateState.Fixed or CoordinateState.AtKink) continue;
            double slope = Gradient[i];
            States[i] = X[i] == Lower[i] && slope > 0 ? CoordinateState.AtLower
                : X[i] == Upper[i] && slope < 0 ? CoordinateState.AtUpper
                : CoordinateState.Free;
            if (slope == 0 && States[i] == CoordinateState.Free && IsDead(i) && DeadCoordinate < 0) DeadCoordinate = i;
        }
    }

    /// <summary>Whether nothing depends on a coordinate here.</summary>
    public bool IsDead(int index)
    {
        int n = Dimension;
        if (Gradient[index] != 0 || Hessian[(index * n) + index] != 0) return false;
        return Hessian.AsSpan(index * n, n).IndexOfAnyExcept(0.0) < 0;
    }

    /// <summary>The squared length of the projected gradient at a point, in the current units, leaving out what sits on a kink.</summary>
    public double ProjectedGradientSquare(double[] point, double[] gradient)
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            if (States[i] is CoordinateState.Fixed or CoordinateState.AtKink) continue;
            double slope = gradient[i];
            if ((slope > 0 && point[i] == Lower[i]) || (slope < 0 && point[i] == Upper[i]) || (MayKink[i] && point[i] == 0)) continue;
            double scaled = slope * Scales[i];
            sum += scaled * scaled;
        }

        return sum;
    }

    /// <summary>Puts the trial at the current point plus the step: within bounds, exactly on a bound it reaches, and not across a kink.</summary>
    /// <returns>Whether the trial differs from the current point.</returns>
    public bool PlaceTrial()
    {
        bool moved = false;
        for (int i = 0; i < X.Length; i++)
        {
            double x = X[i];
            double p = Step[i];
            double next = x + p;
            if (p <= Lower[i] - x || next < Lower[i]) next = Lower[i];
            else if (p >= Upper[i] - x || next > Upper[i]) next = Upper[i];
            if (MayKink[i])
            {
                if (double.IsNegative(x)) next = next < 0 ? next : -0.0;
                else next = next > 0 ? next : 0.0;
            }

            Trial[i] = p == 0 ? x : next;
            moved |= Trial[i] != x;
        }

        return moved;
    }
}
