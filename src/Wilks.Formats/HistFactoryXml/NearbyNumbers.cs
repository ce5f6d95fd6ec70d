namespace Wilks.Formats.HistFactoryXml;

/// <summary>Finds numbers that give others back to the last bit, since XML holds quotients of what a workspace holds.</summary>
internal static class NearbyNumbers
{
    // A quotient is off by half a unit in the last place, what is made of it by a few.
    private const int Steps = 16;

    /// <summary>The factor f with <c>f × number = product</c> to the last bit where there is one, otherwise the nearest; 0 where the number is 0.</summary>
    public static double Factor(double product, double number) => number == 0 || product == 0 ? 0 : Near(product / number, factor => factor * number == product);

    /// <summary>The number nearest to a guess that fits; the guess where none does.</summary>
    public static double Near(double guess, Func<double, bool> fits)
    {
        (double below, double above) = (guess, guess);
        for (int i = 0; i <= Steps; i++)
        {
            if (fits(below)) return below;
            if (fits(above)) return above;
            (below, above) = (Math.BitDecrement(below), Math.BitIncrement(above));
        }

        return guess;
    }
}
