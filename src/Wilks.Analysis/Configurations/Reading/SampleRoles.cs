using System.Collections.Immutable;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Gives samples without a written role theirs: points of a morphing are ghosts, samples that a normfactor of interest acts on are signals, all others backgrounds.</summary>
internal static class SampleRoles
{
    internal static ImmutableArray<SampleSettings> Assign(ImmutableArray<DecodedSample> samples, ImmutableArray<string> pois, ImmutableArray<NormFactorSettings> factors, ImmutableArray<MorphingSettings> morphing)
    {
        NameSelection[] ofInterest = [.. factors.Where(factor => pois.Contains(factor.Name)).Select(factor => factor.Samples)];
        HashSet<string> points = [.. morphing.SelectMany(m => m.Points).Select(point => point.Sample)];
        return [.. samples.Select(sample => sample.HasRole ? sample.Settings : sample.Settings with { Role = RoleOf(sample.Settings.Name) })];

        SampleRole RoleOf(string name) => points.Contains(name) ? SampleRole.Ghost : ofInterest.Any(selection => selection.Contains(name)) ? SampleRole.Signal : SampleRole.Background;
    }
}
