using Wilks.Analysis.Configurations;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Steps;

/// <summary>The parameters that results name: one, a per-bin set, or all that a pattern matches.</summary>
internal static class ResultParameters
{
    /// <summary>The parameters that are scanned, each once.</summary>
    internal static IReadOnlyList<int> Scanned(ResultSettings settings, Model model) => [.. settings.Scans.SelectMany(name => Find(name, model)).Distinct()];

    /// <summary>The parameters with asymmetric uncertainties, each once, without those that are held; the parameters of interest where none are named.</summary>
    internal static IReadOnlyList<int> Asymmetric(ResultSettings settings, Model model) =>
        [.. (settings.Minos is { } names ? names.SelectMany(name => Find(name, model)) : model.Pois).Distinct().Where(index => !model.Parameters[index].Fixed)];

    /// <summary>Refuses names that stand for no parameter.</summary>
    /// <exception cref="WorkspaceException">WK896, for each.</exception>
    internal static void Require(ResultSettings settings, Model model)
    {
        Diagnostic[] unknown =
        [
            .. settings.Scans.Concat(settings.Minos ?? []).Distinct().Where(name => !Find(name, model).Any())
                .Select(name => new Diagnostic("WK896", Severity.Error, settings.Location, $"the results name the parameter '{name}', which the model doesn't have.", NearestNames.Suggest(name, model.Parameters.Select(parameter => parameter.Name)))),
        ];
        if (unknown.Length > 0) throw new WorkspaceException(unknown);
    }

    private static IEnumerable<int> Find(string name, Model model)
    {
        int one = model.IndexOf(name);
        if (one >= 0) return [one];

        bool isPattern = NamePattern.IsPattern(name);
        return model.Parameters.Where(parameter => parameter.Set == name || (isPattern && NamePattern.Matches(name, parameter.Name))).Select(parameter => parameter.Index);
    }
}
