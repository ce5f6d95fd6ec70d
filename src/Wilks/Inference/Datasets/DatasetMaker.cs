using Wilks.Likelihoods;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Makes data sets: observed, Asimov, toys, mixed for blind analyses, with an injected signal.</summary>
public static class DatasetMaker
{
    // A stream that toys of tests, which count up from 0 and from 2⁶³, do not reach.
    private const ulong ToyStream = 1UL << 62;

    /// <summary>Makes a data set. The counts of blinded channels have no influence on it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="recipe">What to make.</param>
    /// <param name="cancellationToken">Stops the fit of a post-fit kind.</param>
    /// <exception cref="ArgumentException">The recipe contradicts itself, or a post-fit kind has no channel left to fit.</exception>
    /// <exception cref="Workspaces.WorkspaceException">There is no channel of a blinded name.</exception>
    public static MadeDataset Make(Model model, DatasetRecipe recipe, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(recipe);
        Check(model, recipe);
        double[] start = recipe.Start is null ? [.. model.Parameters.Select(p => p.Init)] : [.. recipe.Start];
        if (recipe.Kind == DataKind.Observed) return WithSignal(model, recipe, start);

        Dictionary<int, double> held = new(recipe.At);
        foreach (int p in recipe.Injected.Keys) held[p] = 0;
        FitResult? fit = null;
        double[] point = start;
        if (recipe.IsPostfit)
        {
            Model seen = recipe.BlindedChannels.Count == 0 ? model : model.WithMaskedChannels(recipe.BlindedChannels);
            fit = new Fitter(seen).Fit(model.ObservedData, new FitOptions { Start = start, Hold = held }, cancellationToken);
            point = [.. fit.Values];
        }

        foreach ((int p, double value) in held) point[p] = value;
        foreach ((int p, double value) in recipe.Injected) point[p] = value;
        ToyGenerator generator = new(model.With(model.ObservedData), point);
        Dataset made = recipe.IsToy ? generator.Draw(recipe.Seed, ToyStream) : generator.Asimov();
        return new MadeDataset { Data = recipe.BlindedChannels.Count == 0 ? made : Mix(model, recipe.BlindedChannels, made), Point = point, Fit = fit };
    }

    private static void Check(Model model, DatasetRecipe recipe)
    {
        if (recipe.Kind == DataKind.Observed && recipe.At.Count > 0) throw new ArgumentException("observed data are not expected at any point: At needs another kind.", nameof(recipe));
        if (recipe.Kind == DataKind.Observed && recipe.BlindedChannels.Count > 0) throw new ArgumentException("blinded channels hold expected counts: choose another kind.", nameof(recipe));
        if (recipe.Injected.Keys.FirstOrDefault(recipe.At.ContainsKey, -1) is var both and >= 0) throw new ArgumentException($"'{model.Parameters[both].Name}' is injected and held at once.", nameof(recipe));
        if (recipe.IsPostfit && model.Channels.All(c => c.IsMasked || recipe.BlindedChannels.Contains(c.Name))) throw new ArgumentException("every channel is blinded or masked: nothing is left to fit.", nameof(recipe));
    }

    private static MadeDataset WithSignal(Model model, DatasetRecipe recipe, double[] start)
    {
        if (recipe.Injected.Count == 0) return new MadeDataset { Data = model.ObservedData };

        double[] with = new double[model.BinCount], without = new double[model.BinCount];
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        foreach (int p in recipe.Injected.Keys) start[p] = 0;
        evaluator.ExpectedMain(start, without);
        foreach ((int p, double value) in recipe.Injected) start[p] = value;
        evaluator.ExpectedMain(start, with);
        double[] main = model.ObservedData.Main.ToArray();
        for (int bin = 0; bin < main.Length; bin++) main[bin] = Math.Max(0, main[bin] + (with[bin] - without[bin]));
        return new MadeDataset { Data = new Dataset(main, model.ObservedData.Auxiliary.ToArray()), Point = start };
    }

    // What was observed outside the blinded channels, auxiliary data included: the others are measurements as they stand.
    private static Dataset Mix(Model model, IReadOnlyList<string> blinded, Dataset made)
    {
        double[] main = model.ObservedData.Main.ToArray();
        foreach (ModelChannel channel in model.Channels.Where(c => blinded.Contains(c.Name)))
        {
            made.Main.Slice(channel.FirstBin, channel.BinCount).CopyTo(main.AsMemory(channel.FirstBin));
        }

        return new Dataset(main, model.ObservedData.Auxiliary.ToArray());
    }
}
