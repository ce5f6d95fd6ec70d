using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Likelihoods;

/// <summary>A point of the profiled likelihood, completed by the profiled parameters.</summary>
internal sealed record ProfiledPoint(double[] Values, CoordinateState[] States)
{
    /// <summary>Reads the profiled parameters of the last evaluation.</summary>
    internal static ProfiledPoint Of(Model model, ProfiledObjective objective, double[] coordinates)
    {
        int n = model.Parameters.Count;
        ProfiledPoint point = new(new double[n], new CoordinateState[n]);
        for (int i = 0; i < coordinates.Length; i++) point.Values[model.ProfiledMap.ParameterOf[i]] = coordinates[i];
        objective.CopyProfiled(point.Values, point.States);
        return point;
    }
}
