namespace Wilks.Likelihoods;

/// <summary>
/// The product F of a sample's scalar factors with its derivatives. Factors may vanish (a signal strength of zero is the rule, not the
/// exception), so nothing divides by a zero factor: the product of the others is kept instead.
/// </summary>
internal sealed class FactorDerivatives(int capacity)
{
    // Below this a factor counts as zero: its inverse would overflow.
    private const double Tiny = 1e-290;

    private readonly double[] _ratio = new double[capacity];
    private readonly double[] _derivative = new double[capacity];
    private double _nonZeroProduct;
    private int _zeroCount;
    private int _firstZero;
    private int _secondZero;

    /// <summary>The number of factors.</summary>
    public int Count { get; private set; }

    /// <summary>The channel's local parameter of each factor.</summary>
    public int[] Locals { get; } = new int[capacity];

    /// <summary>∂F/∂θ_k.</summary>
    public double[] First { get; } = new double[capacity];

    /// <summary>∂²F/∂θ_k².</summary>
    public double[] Second { get; } = new double[capacity];

    /// <summary>Starts an empty product.</summary>
    public void Clear()
    {
        Count = 0;
        _nonZeroProduct = 1;
        _zeroCount = 0;
        _firstZero = _secondZero = -1;
    }

    /// <summary>Multiplies by a factor with derivatives.</summary>
    public void Add(int local, double value, double first, double second)
    {
        int k = Count++;
        Locals[k] = local;
        _derivative[k] = first;
        Second[k] = second;
        if (Math.Abs(value) > Tiny)
        {
            _nonZeroProduct *= value;
            _ratio[k] = first / value;
            First[k] = value;
            return;
        }

        if (_zeroCount == 0) _firstZero = k;
        else if (_zeroCount == 1) _secondZero = k;
        _zeroCount++;
        _ratio[k] = 0;
        First[k] = 0;
    }

    /// <summary>Turns the factors into derivatives of their product.</summary>
    public void Complete()
    {
        for (int k = 0; k < Count; k++)
        {
            // First[k] still holds the factor itself.
            double others = _zeroCount == 0 ? _nonZeroProduct / First[k] : _zeroCount == 1 && k == _firstZero ? _nonZeroProduct : 0;
            First[k] = others * _derivative[k];
            Second[k] *= others;
        }
    }

    /// <summary>Adds <c>weight·∂²F/∂θ_k∂θ_l</c> for all k ≠ l to the lower triangle of a matrix over local parameters.</summary>
    public void AddMixed(double weight, Span<double> hessian, int leading)
    {
        if (_zeroCount > 2) return;
        if (_zeroCount == 2)
        {
            AddPair(hessian, leading, Locals[_firstZero], Locals[_secondZero], weight * _nonZeroProduct * _derivative[_firstZero] * _derivative[_secondZero]);
            return;
        }

        if (_zeroCount == 1)
        {
            double first = weight * First[_firstZero];
            for (int l = 0; l < Count; l++)
            {
                if (l != _firstZero) AddPair(hessian, leading, Locals[_firstZero], Locals[l], first * _ratio[l]);
            }

            return;
        }

        for (int k = 1; k < Count; k++)
        {
            double first = weight * First[k];
            for (int l = 0; l < k; l++) AddPair(hessian, leading, Locals[k], Locals[l], first * _ratio[l]);
        }
    }

    private static void AddPair(Span<double> hessian, int leading, int i, int j, double value)
    {
        int at = i >= j ? i * leading + j : j * leading + i;
        hessian[at] += i == j ? 2 * value : value;
    }
}
