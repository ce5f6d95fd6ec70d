using System.Text.Json;
using Wilks.Formats.Tests;
using Wilks.Models.Interpolation;
using Wilks.Tests.Reference;
using Wilks.Workspaces;

namespace Wilks.Tests.Models.Interpolation;

/// <summary>pyhf's own interpolation values, where the folder with them is beside the repository.</summary>
public sealed class InterpolationReferenceTests
{
    /// <summary>pyhf sums the terms of a polynomial in another order.</summary>
    private const double Relative = 1e-12;

    private const int LeastValues = 500;

    [Fact]
    public void Interpolated_values_are_those_of_pyhf()
    {
        string path = Path.Combine(TestFolders.Shared(Path.Combine("reference", "results")), "_units.json");
        int compared = 0;
        foreach (JsonElement row in JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("interp").EnumerateArray())
        {
            string code = row.GetProperty("code").GetString()!;
            (double down, double nominal, double up) = (row.GetProperty("down").GetDouble(), row.GetProperty("nom").GetDouble(), row.GetProperty("up").GetDouble());
            double[] alphas = ReferenceCase.Numbers(row.GetProperty("alpha")), values = ReferenceCase.Numbers(row.GetProperty("value"));

            foreach ((double alpha, double expected) in alphas.Zip(values))
            {
                if (IsMistaken(code, down, alpha)) continue;

                double actual = Evaluate(code, down, nominal, up, alpha);
                Assert.True(Math.Abs(actual - expected) <= Relative * (Math.Abs(nominal) + Math.Abs(expected)), $"code {code}, {down}/{nominal}/{up} at {alpha:R}: {actual:R} for {expected:R}");
                compared++;
            }
        }

        Assert.InRange(compared, LeastValues, int.MaxValue);
    }

    // pyhf's code 2 jumps at ±1, and its logarithm of a factor of zero is not a number; Wilks follows ROOT in both.
    private static bool IsMistaken(string code, double down, double alpha) => (code == "2" && Math.Abs(alpha) > 1) || (code is "1" or "4" && down <= 0);

    private static double Evaluate(string code, double down, double nominal, double up, double alpha)
    {
        if (code is "0" or "2" or "4p")
        {
            InterpolationCode additive = code switch { "0" => InterpolationCode.Code0, "2" => InterpolationCode.Code2, _ => InterpolationCode.Code4p };
            return (alpha * 0.5 * (up - down)) + (AdditiveInterpolation.Evaluate(additive, alpha).Value * 0.5 * (up + down - (2 * nominal)));
        }

        double[] value = new double[4];
        var factors = new FactorInterpolation([code == "1" ? InterpolationCode.Code1 : InterpolationCode.Code4], [down / nominal], [up / nominal]);
        factors.Evaluate([alpha, 0, 0, 0], value, default, default);
        return value[0];
    }
}
