using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli;

/// <summary>Chooses what a test tests: the one parameter of interest.</summary>
internal static class TestTarget
{
    /// <summary>The index of the parameter of interest.</summary>
    /// <exception cref="UsageException">There is none, there are several, or it is fixed or without effect.</exception>
    public static int Choose(Model model)
    {
        if (model.Pois.Count == 0) throw new UsageException($"measurement '{model.Measurement}' has no parameter of interest; name one with --poi, such as {Candidates(model)}");
        if (model.Pois.Count > 1)
        {
            string names = string.Join(", ", model.Pois.Select(index => model.Parameters[index].Name));
            throw new UsageException($"measurement '{model.Measurement}' has several parameters of interest ({names}); name one with --poi");
        }

        Parameter poi = model.Parameters[model.Pois[0]];
        if (poi.Fixed) throw new UsageException($"parameter '{poi.Name}' is fixed and can't be tested; name another with --poi, such as {Candidates(model)}");
        if (model.IsInert(poi.Index)) throw new UsageException($"parameter '{poi.Name}' changes no rate of a channel in the likelihood and can't be tested; name another with --poi, such as {Candidates(model)}");
        return poi.Index;
    }

    /// <summary>The test statistic of a limit.</summary>
    /// <exception cref="UsageException">The word is not known.</exception>
    public static TestStatistic Statistic(string? word) => word switch
    {
        null or "qtilde" => TestStatistic.QMuTilde,
        "q" => TestStatistic.QMu,
        "q0" => throw new UsageException("--test-stat takes q or qtilde; 'wilks significance' tests with q0"),
        _ => throw new UsageException($"--test-stat takes q or qtilde, not '{word}'"),
    };

    /// <summary>Ends a verb: 0 when the numbers can be trusted, otherwise 1 with the reason on standard error.</summary>
    public static int Judge(InferenceStatus status, string message, VerbCall call)
    {
        if (status is InferenceStatus.Done or InferenceStatus.AtBound) return ExitCodes.Done;

        call.Messages.Error(message);
        return ExitCodes.NotToBeTrusted;
    }

    // Free parameters without a constraint term are what a test is usually about.
    private static string Candidates(Model model)
    {
        const int shown = 5;
        string[] names = [.. model.Parameters.Where(parameter => !parameter.Fixed && !model.IsInert(parameter.Index) && parameter.Constraint == ConstraintKind.None).Select(parameter => parameter.Name)];
        return names.Length == 0 ? "any free parameter ('wilks inspect' lists them)" : string.Join(", ", names.Take(shown).Select(name => $"'{name}'"));
    }
}
