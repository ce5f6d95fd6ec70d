using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>Puts a named data set of a workspace in the place of its observations.</summary>
internal static class DatasetChoice
{
    private static readonly string[] s_words = ["observed", "asimov", "asimov-postfit", "toy", "toy-postfit"];

    /// <summary>The workspace with the data set of a name as its observations; unchanged when no name is given.</summary>
    /// <exception cref="UsageException">There is no such data set.</exception>
    public static Workspace Apply(Workspace workspace, string? name)
    {
        if (name is null) return workspace;

        NamedDataset? found = workspace.Datasets.FirstOrDefault(dataset => dataset.Name == name);
        if (found is null)
        {
            string[] names = [.. workspace.Datasets.Select(dataset => dataset.Name)];
            string known = names.Length == 0 ? "it has none" : $"it has {string.Join(", ", names.Select(known => $"'{known}'"))}";
            throw new UsageException($"--data takes {string.Join(", ", s_words)} or the name of a further data set of the workspace ({known}), not '{name}'. {NearestNames.Suggest(name, [.. s_words, .. names])}".TrimEnd());
        }

        return workspace with { Observations = found.Observations ?? Expected(workspace, found) };
    }

    private static System.Collections.Immutable.ImmutableArray<Observation> Expected(Workspace workspace, NamedDataset dataset)
    {
        Model model = Model.Compile(workspace);
        double[] point = FitData.InitialValues(model), main = new double[model.BinCount];
        foreach ((string name, double value) in dataset.At)
        {
            int index = model.IndexOf(name);
            if (index < 0) throw new UsageException($"data set '{dataset.Name}' sets '{name}', which is no parameter. {NearestNames.Suggest(name, model.Parameters.Select(parameter => parameter.Name))}".TrimEnd());
            point[index] = value;
        }

        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(point, main);
        return [.. workspace.Observations.Select(observation => observation with { Data = [.. Counts(model, main, observation.Name)] })];
    }

    private static ArraySegment<double> Counts(Model model, double[] main, string channel)
    {
        ModelChannel found = model.Channels.First(candidate => candidate.Name == channel);
        return new ArraySegment<double>(main, found.FirstBin, found.BinCount);
    }
}
