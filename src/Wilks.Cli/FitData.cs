using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli;

/// <summary>Chooses the data that <c>--data</c> asks for.</summary>
internal static class FitData
{
    /// <summary>The observed data, or the Asimov data at a point.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="point">The point of the Asimov data; null takes the initial values.</param>
    public static Dataset Choose(Model model, CommonSettings settings, IReadOnlyList<double>? point = null)
    {
        if (!settings.Asimov) return model.ObservedData;

        double[] values = point is null ? InitialValues(model) : [.. point];
        return new ToyGenerator(model.With(model.ObservedData), values).Asimov();
    }

    public static double[] InitialValues(Model model) => [.. model.Parameters.Select(parameter => parameter.Init)];
}
