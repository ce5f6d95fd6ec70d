using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>
/// The one map p(θ) from the values that fits and users see to those that terms see. Blinded parameters lose their offset. Derived
/// parameters follow from the others by their expressions; they keep their places as coordinates, which fits hold, and the chain rule
/// moves their derivatives to what they follow from.
/// Not thread-safe; nothing is allocated per call.
/// </summary>
internal sealed class ParameterMap
{
    private readonly Entry[] _entries;
    private readonly double[] _column;
    private readonly double[] _copy;
    private readonly (int Index, double Offset)[] _blinded;
    private readonly bool[] _isHidden;

    public ParameterMap(Model model)
    {
        _entries = [.. model.Derived.Select(d => new Entry(d))];
        _blinded = [.. model.BlindOffsets.Select(pair => (pair.Key, pair.Value))];
        _column = IsIdentity ? [] : new double[model.Parameters.Count];
        _copy = IsIdentity ? [] : new double[model.Parameters.Count];
        _isHidden = IsIdentity ? [] : new bool[model.Parameters.Count];
        foreach ((int index, _) in _blinded) _isHidden[index] = true;
        foreach (Entry entry in _entries) _isHidden[entry.Index] = entry.Inputs.Any(input => _isHidden[input]);
    }

    /// <summary>Whether terms see what users see.</summary>
    public bool IsIdentity => _entries.Length == 0 && _blinded.Length == 0;

    /// <summary>The derived parameter whose expression had no finite value at the last call of <see cref="Apply"/>, or −1.</summary>
    public int Offender { get; private set; } = -1;

    /// <summary>Turns what users see into what terms see, in place; false where an expression has no finite value.</summary>
    /// <param name="parameters">All parameters of the model.</param>
    public bool Apply(Span<double> parameters)
    {
        Offender = -1;
        foreach ((int index, double offset) in _blinded) parameters[index] -= offset;
        foreach (Entry entry in _entries)
        {
            double value = entry.Evaluate(parameters, wantsGradient: false, wantsHessian: false);
            parameters[entry.Index] = value;
            if (!double.IsFinite(value) && Offender < 0) Offender = entry.Index;
        }

        return Offender < 0;
    }

    /// <summary>Writes the derived parameters of a vector that users see; NaN where one would give a blinded parameter away.</summary>
    /// <param name="parameters">All parameters of the model.</param>
    public void FillDerived(Span<double> parameters)
    {
        if (IsIdentity) return;

        parameters.CopyTo(_copy);
        Apply(_copy);
        foreach (Entry entry in _entries) parameters[entry.Index] = _isHidden[entry.Index] ? double.NaN : _copy[entry.Index];
    }

    /// <summary>
    /// The chain rule, in place: with <c>y = f(x)</c>, <c>g_x += g_y f'</c> and <c>H_xx += f' H_yxᵀ + H_xy f'ᵀ + H_yy f'f'ᵀ + g_y f''</c>;
    /// the row and column of y become zero. Last derived parameters first, so that those they follow from pass theirs on.
    /// </summary>
    /// <param name="parameters">All parameters as terms see them.</param>
    /// <param name="coordinateOf">Parameter → coordinate.</param>
    /// <param name="gradient">Coordinates.</param>
    /// <param name="hessian">Empty, or the full symmetric matrix over coordinates.</param>
    /// <param name="curvature">Without the exact Hessian the term with f'' is left out, so that the matrix stays positive semidefinite.</param>
    public void Chain(ReadOnlySpan<double> parameters, int[] coordinateOf, Span<double> gradient, Span<double> hessian, Curvature curvature)
    {
        int n = gradient.Length;
        for (int e = _entries.Length - 1; e >= 0; e--)
        {
            Entry entry = _entries[e];
            bool isExact = !hessian.IsEmpty && curvature == Curvature.Exact;
            entry.Evaluate(parameters, wantsGradient: true, isExact);
            int y = coordinateOf[entry.Index];
            double slope = gradient[y];
            gradient[y] = 0;
            for (int i = 0; i < entry.Inputs.Length; i++) gradient[coordinateOf[entry.Inputs[i]]] += slope * entry.Gradient[i];
            if (hessian.IsEmpty) continue;

            Span<double> column = _column.AsSpan(0, n);
            double curve = TakeOut(hessian, n, y, column);
            for (int i = 0; i < entry.Inputs.Length; i++)
            {
                int x = coordinateOf[entry.Inputs[i]];
                double first = entry.Gradient[i];
                for (int r = 0; r < n; r++)
                {
                    hessian[x * n + r] += first * column[r];
                    hessian[r * n + x] += first * column[r];
                }

                for (int j = 0; j < entry.Inputs.Length; j++)
                {
                    double second = isExact ? slope * entry.Hessian[i * entry.Inputs.Length + j] : 0;
                    hessian[x * n + coordinateOf[entry.Inputs[j]]] += curve * first * entry.Gradient[j] + second;
                }
            }
        }
    }

    /// <summary>Fills the rows and columns of derived parameters in a covariance by linear propagation, <c>C_y· = f' C_x·</c>.</summary>
    /// <param name="parameters">All parameters as users see them.</param>
    /// <param name="coordinateOf">Parameter → coordinate.</param>
    /// <param name="covariance">Coordinates × coordinates.</param>
    /// <param name="n">The number of coordinates.</param>
    public void ExpandCovariance(ReadOnlySpan<double> parameters, int[] coordinateOf, Span<double> covariance, int n)
    {
        if (_entries.Length == 0) return;

        parameters.CopyTo(_copy);
        Apply(_copy);
        foreach (Entry entry in _entries)
        {
            entry.Evaluate(_copy, wantsGradient: true, wantsHessian: false);
            int y = coordinateOf[entry.Index];
            Span<double> row = covariance.Slice(y * n, n);
            row.Clear();
            for (int i = 0; i < entry.Inputs.Length; i++)
            {
                ReadOnlySpan<double> source = covariance.Slice(coordinateOf[entry.Inputs[i]] * n, n);
                for (int r = 0; r < n; r++) row[r] += entry.Gradient[i] * source[r];
            }

            double variance = 0;
            for (int i = 0; i < entry.Inputs.Length; i++) variance += entry.Gradient[i] * row[coordinateOf[entry.Inputs[i]]];
            row[y] = variance;
            for (int r = 0; r < n; r++) covariance[r * n + y] = row[r];
        }
    }

    // Moves the column of y to a buffer, without its diagonal element, which is returned.
    private static double TakeOut(Span<double> hessian, int n, int y, Span<double> column)
    {
        for (int r = 0; r < n; r++)
        {
            column[r] = hessian[r * n + y];
            hessian[r * n + y] = 0;
        }

        hessian.Slice(y * n, n).Clear();
        double diagonal = column[y];
        column[y] = 0;
        return diagonal;
    }

    private sealed class Entry(DerivedParameter derived)
    {
        private readonly ExpressionEvaluator _evaluator = derived.Expression.CreateEvaluator();
        private readonly double[] _values = new double[derived.Inputs.Length];

        public int Index { get; } = derived.Index;

        public int[] Inputs { get; } = derived.Inputs;

        public double[] Gradient { get; } = new double[derived.Inputs.Length];

        public double[] Hessian { get; } = new double[derived.Inputs.Length * derived.Inputs.Length];

        public double Evaluate(ReadOnlySpan<double> parameters, bool wantsGradient, bool wantsHessian)
        {
            for (int i = 0; i < Inputs.Length; i++) _values[i] = parameters[Inputs[i]];
            return _evaluator.Evaluate(_values, wantsGradient ? Gradient : default, wantsHessian ? Hessian : default);
        }
    }
}
