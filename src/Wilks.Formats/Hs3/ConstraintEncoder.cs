using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Models;

namespace Wilks.Formats.Hs3;

/// <summary>Writes the constraint terms that no modifier implies as distributions, each different one once.</summary>
internal sealed class ConstraintEncoder(Hs3Names names, CompiledMeasurements compiled, Hs3WriterOptions options)
{
    private readonly Dictionary<(string, ConstraintKind, double, double, double), string> _written = [];
    private readonly Dictionary<string, string> _blocks = new(StringComparer.Ordinal);

    /// <summary>The distributions.</summary>
    internal List<JsonObject> Distributions { get; } = [];

    /// <summary>The functions that they need.</summary>
    internal List<JsonObject> Functions { get; } = [];

    /// <summary>Global observables for a parameter point: names and values.</summary>
    internal List<KeyValuePair<string, double>> Observed { get; } = [];

    /// <summary>The names of the distributions of one measurement.</summary>
    internal IReadOnlyList<string> Terms(Model model)
    {
        List<string> terms = [.. model.Parameters.Where(p => !compiled.IsImplied(p.Name) && p.Constraint is not (ConstraintKind.None or ConstraintKind.Correlated)).Select(Term)];
        foreach (CorrelatedBlock block in model.CorrelatedBlocks) terms.Add(Block(block, model));
        return terms;
    }

    private string Term(Parameter parameter)
    {
        var key = (parameter.Name, parameter.Constraint, parameter.AuxiliaryData, parameter.Sigma, parameter.Tau);
        if (_written.TryGetValue(key, out string? known)) return known;

        string theta = names.Parameter(parameter.Name);
        string name = names.Take($"{theta}_constraint");
        IJsonNode Theta() => JsonText.Text(theta);
        IJsonNode datum = options.RootCompatible && parameter.Constraint != ConstraintKind.Gamma ? Observe(theta, parameter.AuxiliaryData) : JsonText.Number(parameter.AuxiliaryData);
        Distributions.Add(parameter.Constraint switch
        {
            ConstraintKind.Gaussian => Distribution(name, "gaussian_dist", ("x", Theta()), ("mean", datum), ("sigma", JsonText.Number(parameter.Sigma))),
            ConstraintKind.Poisson => Distribution(name, "poisson_dist", ("x", datum), ("mean", JsonText.Text(Scaled(theta, parameter.Tau)))),
            ConstraintKind.LogNormal => Distribution(name, "lognormal_dist", ("x", datum), ("mu", JsonText.Text(Logarithm(theta))), ("sigma", JsonText.Number(parameter.Sigma))),
            _ => Distribution(name, "gamma_dist", ("x", Theta()), ("gamma", JsonText.Number(parameter.AuxiliaryData + 1)), ("beta", JsonText.Number(1 / parameter.Tau)), ("mu", JsonText.Number(0))),
        });
        _written.Add(key, name);
        return name;
    }

    private string Block(CorrelatedBlock block, Model model)
    {
        int n = block.Parameters.Count;
        double[] means = [.. block.Parameters.Select(p => model.Parameters[p].AuxiliaryData)];
        string key = string.Join(' ', block.Parameters.Select(p => (double)p).Concat(means).Concat(block.Covariance).Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        if (_blocks.TryGetValue(key, out string? known)) return known;

        string name = names.Take($"{names.Parameter(model.Parameters[block.Parameters[0]].Name)}_correlated_constraint");
        Distributions.Add(Distribution(name, "multivariate_normal_dist",
            ("x", JsonText.Texts(block.Parameters.Select(p => names.Parameter(model.Parameters[p].Name)))),
            ("mean", JsonText.Numbers(means)),
            ("covariances", JsonText.List(Enumerable.Range(0, n).Select(row => JsonText.Numbers(block.Covariance.Skip(row * n).Take(n)))))));
        _blocks.Add(key, name);
        return name;
    }

    private JsonString Observe(string theta, double value)
    {
        string name = names.Take($"nom_{theta}");
        Observed.Add(KeyValuePair.Create(name, value));
        return JsonText.Text(name);
    }

    private string Scaled(string theta, double tau)
    {
        if (tau == 1) return theta;

        string name = names.Take($"{theta}_expected");
        Functions.Add(JsonText.Object(("name", JsonText.Text(name)), ("type", JsonText.Text("product")), ("factors", JsonText.List([JsonText.Number(tau), JsonText.Text(theta)]))));
        return name;
    }

    private string Logarithm(string theta)
    {
        string name = names.Take($"{theta}_log");
        Functions.Add(JsonText.Object(("name", JsonText.Text(name)), ("type", JsonText.Text("generic_function")), ("expression", JsonText.Text($"log({ExpressionNames.Quoted(theta)})"))));
        return name;
    }

    private static JsonObject Distribution(string name, string type, params IEnumerable<(string, IJsonNode?)> members) =>
        JsonText.Object([("name", JsonText.Text(name)), ("type", JsonText.Text(type)), .. members]);
}
