using System.Numerics;

namespace Wilks.Formats.Tables.Csv;

/// <summary>The leading 128 bits of powers of five, as D. Lemire, "Number parsing at a gigabyte per second" (2021), section 5, needs them.</summary>
internal static class DecimalPowers
{
    public const int Lowest = -342;
    public const int Highest = 308;

    private const int ExactReciprocals = -27;

    /// <summary>High and low words, two for each power from <see cref="Lowest"/> to <see cref="Highest"/>.</summary>
    public static ulong[] Words { get; } = Create();

    private static ulong[] Create()
    {
        ulong[] words = new ulong[2 * (Highest - Lowest + 1)];
        BigInteger five = BigInteger.One;
        for (int power = 0; power <= Highest; power++, five *= 5) Store(words, power, Leading(five));

        five = 5;
        for (int power = -1; power >= Lowest; power--, five *= 5)
        {
            int bits = (int)five.GetBitLength();
            // Reciprocals are rounded up, and then cut.
            BigInteger reciprocal = (BigInteger.One << (power >= ExactReciprocals ? bits + 127 : (2 * bits) + 128)) / five;
            Store(words, power, Leading(reciprocal + 1));
        }
        return words;
    }

    private static BigInteger Leading(BigInteger value)
    {
        int excess = (int)value.GetBitLength() - 128;
        return excess >= 0 ? value >> excess : value << -excess;
    }

    private static void Store(ulong[] words, int power, BigInteger value)
    {
        int index = 2 * (power - Lowest);
        words[index] = (ulong)(value >> 64);
        words[index + 1] = (ulong)(value & ulong.MaxValue);
    }
}
