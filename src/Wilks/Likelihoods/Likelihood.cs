using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>A model with a data set. Immutable and safe to share; evaluators are made per thread.</summary>
public sealed class Likelihood
{
    internal Likelihood(Model model, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(model, data);
        Model = model;
        Data = data;
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The data.</summary>
    public Dataset Data { get; }

    /// <summary>An evaluator over all parameters of the model, in its order. Not thread-safe: make one per thread.</summary>
    public LikelihoodEvaluator CreateEvaluator() => new(Model, Data);

    /// <summary>Refuses data that do not fit the model.</summary>
    internal static void Check(Model model, Dataset data)
    {
        if (data.Main.Length != model.BinCount)
        {
            throw new ArgumentException($"the data set has {data.Main.Length} counts, but the model has {model.BinCount} bins.", nameof(data));
        }

        if (data.Auxiliary.Length != model.AuxiliaryParameters.Count)
        {
            throw new ArgumentException($"the data set has {data.Auxiliary.Length} auxiliary data, but the model has {model.AuxiliaryParameters.Count} constraint terms.", nameof(data));
        }

        ReadOnlySpan<double> main = data.Main.Span;
        for (int bin = 0; bin < main.Length; bin++)
        {
            if (!(main[bin] >= 0) || double.IsInfinity(main[bin])) throw new ArgumentException($"the count of bin {bin} is {main[bin]}; counts are finite and not negative.", nameof(data));
        }

        ReadOnlySpan<double> auxiliary = data.Auxiliary.Span;
        for (int term = 0; term < auxiliary.Length; term++)
        {
            Parameter parameter = model.Parameters[model.AuxiliaryParameters[term]];
            bool isAllowed = double.IsFinite(auxiliary[term]) && (auxiliary[term] >= 0 || !parameter.CountsDatum) && (auxiliary[term] > 0 || parameter.Constraint != ConstraintKind.LogNormal);
            if (!isAllowed) throw new ArgumentException($"the auxiliary datum of '{parameter.Name}' is {auxiliary[term]}; auxiliary data are finite, those of Poisson and gamma constraints not negative, those of log-normal ones positive.", nameof(data));
        }
    }
}
