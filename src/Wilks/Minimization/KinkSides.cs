namespace Wilks.Minimization;

/// <summary>Chooses, for coordinates that sit on a kink at zero, the side that goes downhill, or pins them.</summary>
internal sealed class KinkSides
{
    /// <summary>A jump of the derivative below this, in the units of the trust region, is no kink: the function is smooth there.</summary>
    private const double SmallestJump = 1e-10;

    private readonly SearchState _state;

    public KinkSides(SearchState state) => _state = state;

    /// <summary>To be called at each new point, before its coordinates are classified; costs nothing where no coordinate is on a kink.</summary>
    public void Resolve()
    {
        if (!_state.HasKinks || !ReleaseAll()) return;
        FlipAll();
        _state.EvaluateTrialGradient();
        if (Decide()) Reevaluate();
    }

    /// <summary>Forgets earlier pins; says whether any coordinate is at zero.</summary>
    private bool ReleaseAll()
    {
        bool any = false;
        for (int i = 0; i < _state.X.Length; i++)
        {
            if (_state.States[i] == CoordinateState.AtKink) _state.States[i] = CoordinateState.Free;
            any |= IsOnKink(i);
        }

        return any;
    }

    private bool IsOnKink(int index) => _state.MayKink[index] && _state.X[index] == 0;

    private void FlipAll()
    {
        for (int i = 0; i < _state.X.Length; i++)
            _state.Trial[i] = IsOnKink(i) ? -_state.X[i] : _state.X[i];
    }

    /// <summary>Pins or turns each coordinate; says whether one that may move changed its side, so that the derivatives are stale.</summary>
    private bool Decide()
    {
        bool isStale = false;
        int n = _state.Dimension;
        for (int i = 0; i < n; i++)
        {
            if (!IsOnKink(i)) continue;
            bool isNegative = double.IsNegative(_state.X[i]);
            double here = _state.Gradient[i];
            double there = _state.TrialGradient[i];
            double right = isNegative ? there : here;
            double left = isNegative ? here : there;
            bool isPinned = right >= 0 && left <= 0;
            double unit = 1 / Math.Sqrt(Math.Max(Math.Abs(_state.Hessian[(i * n) + i]), double.Epsilon));
            if (isPinned)
            {
                if ((right - left) * unit <= SmallestJump) continue;
                _state.States[i] = CoordinateState.AtKink;
                // Its row of the Hessian takes no part while it is pinned; only the smaller derivative is kept.
                if (Math.Abs(there) < Math.Abs(here)) _state.Gradient[i] = there;
            }
            else if ((left > 0 && left > -right) != isNegative)
            {
                _state.X[i] = -_state.X[i];
                isStale = true;
            }
        }

        return isStale;
    }

    private void Reevaluate()
    {
        double value = _state.Value;
        _state.X.AsSpan().CopyTo(_state.Trial);
        for (int i = 0; i < _state.X.Length; i++)
        {
            // Pinned coordinates turn to the side of the smaller derivative, now that it costs nothing.
            if (_state.States[i] == CoordinateState.AtKink && WantsOtherSide(i)) _state.Trial[i] = -_state.Trial[i];
        }

        _state.EvaluateTrial();
        _state.AcceptTrial();
        // The value is continuous across the kink; its rounding must not look like a step up or down.
        _state.Value = value;
    }

    /// <summary>The gradient kept for a pinned coordinate shows its side: from the right it is ≥ 0, from the left ≤ 0.</summary>
    private bool WantsOtherSide(int index)
    {
        double kept = _state.Gradient[index];
        return double.IsNegative(_state.X[index]) ? kept > 0 : kept < 0;
    }
}
