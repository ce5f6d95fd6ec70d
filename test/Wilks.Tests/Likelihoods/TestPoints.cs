using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Tests.Likelihoods;

/// <summary>Points at which derivatives are checked.</summary>
internal static class TestPoints
{
    /// <summary>The coordinates of a random point: interpolation parameters within ±size, others within 15 % of their start, never at a kink.</summary>
    internal static double[] Random(Model model, CoordinateMap map, double size, ulong seed)
    {
        var random = new Philox(seed, (ulong)(size * 1000));
        double[] all = [.. model.Parameters.Select(p => Draw(p, size, random))];
        return [.. map.ParameterOf.Select(p => all[p])];
    }

    private static double Draw(Parameter parameter, double size, Philox random)
    {
        double fraction = 0.1 + (0.9 * random.NextDouble());
        double sign = random.NextDouble() < 0.5 ? -1 : 1;
        return parameter.Lower < 0 ? sign * fraction * size : parameter.Init * (1 + (0.15 * sign * fraction));
    }
}
