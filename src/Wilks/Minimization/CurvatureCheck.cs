namespace Wilks.Minimization;

/// <summary>Looks at the reduced Hessian where the gradient has vanished: is it a minimum, a flat direction or a saddle?</summary>
internal sealed class CurvatureCheck
{
    /// <summary>An eigenvalue below this, in the units of the trust region, is no curvature.</summary>
    private const double FlatEigenvalue = 1e-9;

    /// <summary>
    /// A negative eigenvalue of at most this size, along which no lower value was found, is a flat valley that bends: what is left of
    /// the gradient makes it look like this.
    /// </summary>
    private const double BentEigenvalue = 1e-3;

    /// <summary>With a smallest pivot above this no eigenvalue is flat in practice; the eigenvalues are not computed.</summary>
    private const double SafePivot = 1e-5;

    private const int EscapeAttempts = 24;

    private readonly SearchState _state;
    private readonly FaceNewton _newton;

    public CurvatureCheck(SearchState state, FaceNewton newton)
    {
        _state = state;
        _newton = newton;
    }

    /// <summary>The coordinate with the largest share of the direction found last, or −1.</summary>
    public int WorstCoordinate { get; private set; }

    /// <summary>Whether the negative eigenvalue found last may be a flat valley that bends.</summary>
    public bool IsBentValley { get; private set; }

    /// <summary>Classifies the current point, whose face is set.</summary>
    /// <param name="smallestPivot">The smallest pivot of the exact Hessian there, as part of its diagonal element; 0 without a factor.</param>
    public MinimumStatus Classify(double smallestPivot)
    {
        WorstCoordinate = -1;
        if (_newton.Count > 0 && !(smallestPivot > SafePivot))
        {
            double smallest = _newton.SmallestEigenvalue(_state.Hessian);
            if (!(smallest > FlatEigenvalue))
            {
                WorstCoordinate = LargestShare();
                IsBentValley = smallest >= -BentEigenvalue;
                return smallest >= -FlatEigenvalue ? MinimumStatus.FlatDirection : MinimumStatus.Indefinite;
            }
        }

        for (int k = 0; k < _newton.Count; k++)
        {
            int i = _newton.Face[k];
            double curvature = _state.Hessian[(i * _state.Dimension) + i] * _state.Scales[i] * _state.Scales[i];
            if (curvature > FlatEigenvalue) continue;
            WorstCoordinate = i;
            return MinimumStatus.FlatDirection;
        }

        WorstCoordinate = _state.DeadCoordinate;
        return WorstCoordinate < 0 ? MinimumStatus.Converged : MinimumStatus.FlatDirection;
    }

    /// <summary>Looks for a lower value both ways along the eigenvector found last; leaves it as the trial point.</summary>
    public bool TryEscape(double radius)
    {
        double length = Math.Min(radius, 1) / LargestComponent();
        for (int attempt = 0; attempt < EscapeAttempts; attempt++, length *= 0.25)
        {
            double forward = TryPoint(length);
            double backward = TryPoint(-length);
            if (!(Math.Min(forward, backward) < _state.Value)) continue;
            TryPlace(forward <= backward ? length : -length);
            return true;
        }

        return false;
    }

    private double TryPoint(double length) => TryPlace(length) ? _state.EvaluateTrialValue() : double.PositiveInfinity;

    private bool TryPlace(double length)
    {
        Array.Clear(_state.Step);
        ReadOnlySpan<double> vector = _newton.Eigenvector;
        for (int k = 0; k < vector.Length; k++)
        {
            int i = _newton.Face[k];
            _state.Step[i] = length * vector[k] * _state.Scales[i];
        }

        return _state.PlaceTrial();
    }

    private double LargestComponent()
    {
        double largest = 0;
        foreach (double share in _newton.Eigenvector) largest = Math.Max(largest, Math.Abs(share));
        return largest;
    }

    private int LargestShare()
    {
        ReadOnlySpan<double> vector = _newton.Eigenvector;
        int best = 0;
        for (int k = 1; k < vector.Length; k++)
            if (Math.Abs(vector[k]) > Math.Abs(vector[best])) best = k;
        return _newton.Face[best];
    }
}
