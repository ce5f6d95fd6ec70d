using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks samples that are made of others: that their formulas can be read, name samples, and don't go round in a circle.</summary>
internal sealed class FormulaChecks
{
    private readonly AnalysisConfiguration _configuration;
    private readonly DiagnosticCollector _findings;
    private readonly Dictionary<string, IReadOnlyList<string>> _uses = new(StringComparer.Ordinal);

    private FormulaChecks(AnalysisConfiguration configuration, DiagnosticCollector findings)
    {
        _configuration = configuration;
        _findings = findings;
    }

    internal static void Check(AnalysisConfiguration configuration, DiagnosticCollector findings)
    {
        var checks = new FormulaChecks(configuration, findings);
        foreach (SampleSettings sample in configuration.Samples.Where(sample => sample.Formula is not null)) checks.Read(sample);
        checks.FindCircles();
    }

    private void Read(SampleSettings sample)
    {
        string[] known = [.. _configuration.Samples.Select(other => other.Name)];
        try
        {
            IReadOnlyList<string> names = ParameterExpression.Parse(sample.Formula!).Names;
            foreach (string name in names.Where(name => !known.Contains(name)))
            {
                _findings.Error("WK821", sample.Location, $"the formula of sample '{sample.Name}' names '{name}', which is no sample.", NearestNames.Suggest(name, known));
            }

            if (names.Count == 0) _findings.Error("WK828", sample.Location, $"the formula of sample '{sample.Name}' names no sample.", "Write an expression of other samples.");
            _uses.TryAdd(sample.Name, names);
        }
        catch (ExpressionException failure)
        {
            _findings.Error("WK828", sample.Location, $"the formula of sample '{sample.Name}' can't be read at character {failure.Position + 1}: {failure.Message}", "Names with other characters than letters, digits and underscores stand in backquotes.");
        }
    }

    /// <summary>Takes away samples whose formulas use none that is left, again and again; what stays is in a circle or made of one.</summary>
    private void FindCircles()
    {
        var open = new HashSet<string>(_uses.Keys, StringComparer.Ordinal);
        for (RemoveSolved(open); open.Count > 0; RemoveSolved(open))
        {
            List<string> way = [_configuration.Samples.First(sample => open.Contains(sample.Name)).Name];
            for (string next = Used(way[^1]); ; next = Used(next))
            {
                int start = way.IndexOf(next);
                way.Add(next);
                if (start < 0) continue;

                SampleSettings first = _configuration.Samples.First(sample => sample.Name == next);
                _findings.Error("WK829", first.Location, $"formulas go round in a circle: {string.Join(" uses ", way[start..])}.", "Break it at one of them.");
                break;
            }

            open.ExceptWith(way);
        }

        string Used(string name) => _uses[name].First(open.Contains);
    }

    private void RemoveSolved(HashSet<string> open)
    {
        int removed;
        do removed = open.RemoveWhere(name => !_uses[name].Any(open.Contains));
        while (removed > 0);
    }
}
