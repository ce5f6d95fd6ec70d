using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli;

/// <summary>Makes the data that the options ask for.</summary>
internal static class FitData
{
    /// <summary>The data.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="start">Initial values in place of the model's.</param>
    /// <exception cref="UsageException">The options can't be meant for this model.</exception>
    /// <exception cref="UntrustedException">The fit behind post-fit data did not converge.</exception>
    public static Dataset Choose(Model model, CommonSettings settings, IReadOnlyList<double>? start = null)
    {
        MadeDataset made = DatasetMaker.Make(model, Recipe(model, settings) with { Start = start });
        if (made.Fit is { } fit && fit.Status != FitStatus.Converged) throw new UntrustedException($"the fit behind post-fit data did not converge: {fit.StatusMessage}");
        return made.Data;
    }

    /// <summary>The names of the channels whose counts are not looked at.</summary>
    /// <exception cref="UsageException">A pattern matches nothing.</exception>
    public static IReadOnlyList<string> Blinded(Model model, CommonSettings settings)
        => ChannelSelection.Match(settings.Data.Blinded, [.. model.Channels.Select(channel => channel.Name)], "--blind-channel");

    /// <summary>What data to make.</summary>
    /// <exception cref="UsageException">The options can't be meant for this model.</exception>
    public static DatasetRecipe Recipe(Model model, CommonSettings settings)
    {
        DataRequest request = settings.Data;
        Parameter? hidden = model.Parameters.FirstOrDefault(parameter => parameter.IsBlinded);
        if (hidden is not null && (request.Kind != DataKind.Observed || request.Injected.Count > 0 || request.Blinded.Count > 0))
        {
            throw new UsageException($"'{hidden.Name}' is blinded: made data are expected at values that are known, and a fit to them would give its offset away; fit the observed data");
        }

        var recipe = new DatasetRecipe
        {
            Kind = request.Kind,
            At = Values(model, request.At, "--data-at"),
            Injected = Values(model, request.Injected, "--inject"),
            BlindedChannels = Blinded(model, settings),
            Seed = settings.Seed,
        };
        int both = recipe.Injected.Keys.FirstOrDefault(recipe.At.ContainsKey, -1);
        if (both >= 0) throw new UsageException($"--inject and --data-at exclude each other for '{model.Parameters[both].Name}': an injected parameter starts at 0");
        if (recipe.IsPostfit && model.Channels.All(channel => channel.IsMasked || recipe.BlindedChannels.Contains(channel.Name)))
        {
            throw new UsageException("every channel is blinded or masked, and post-fit data need one to fit; --data asimov takes the initial values");
        }

        return recipe;
    }

    public static double[] InitialValues(Model model) => [.. model.Parameters.Select(parameter => parameter.Init)];

    private static Dictionary<int, double> Values(Model model, IReadOnlyList<string> texts, string option)
    {
        var values = new Dictionary<int, double>();
        foreach (string text in texts)
        {
            (string name, double? value) = ParameterNames.Split(model, text, option);
            if (value is null) throw new UsageException($"{option} takes NAME=VALUE, not '{text}'");

            foreach (int index in ParameterNames.Resolve(model, name, option))
            {
                Parameter parameter = model.Parameters[index];
                if (parameter.Fixed) throw new UsageException($"{option}: parameter '{parameter.Name}' is fixed and stays at {OptionValue.Text(parameter.Init)}");
                if (!values.TryAdd(index, value.Value)) throw new UsageException($"{option} is given twice for '{parameter.Name}'");
            }
        }

        return values;
    }
}
