namespace Wilks.Tests.Reference;

/// <summary>
/// numpy.random.seed and the two distributions that reference data were drawn with: MT19937 (M. Matsumoto and T. Nishimura, ACM TOMACS 8 (1998) 3),
/// 53-bit uniforms, −ln(1 − u) and the polar method of Marsaglia.
/// </summary>
internal sealed class NumpyLegacyRandom
{
    private const int Size = 624;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;
    private double _spare = double.NaN;

    public NumpyLegacyRandom(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++) _state[i] = unchecked((1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i);
    }

    public double Uniform()
    {
        uint high = Word() >> 5, low = Word() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    public double Exponential(double scale) => -Math.Log(1 - Uniform()) * scale;

    public double Normal(double mean, double width) => mean + (width * StandardNormal());

    private double StandardNormal()
    {
        if (!double.IsNaN(_spare))
        {
            double kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double x, y, square;
        do
        {
            x = (2 * Uniform()) - 1;
            y = (2 * Uniform()) - 1;
            square = (x * x) + (y * y);
        }
        while (square >= 1 || square == 0);

        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = factor * x;
        return factor * y;
    }

    private uint Word()
    {
        if (_next == Size) Twist();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7fffffffu);
            _state[i] = _state[(i + 397) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
        }

        _next = 0;
    }
}
