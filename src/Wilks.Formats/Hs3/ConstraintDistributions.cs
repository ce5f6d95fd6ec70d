using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads distributions that are constraint terms: one side is a parameter, the other a number or a parameter that is held (a global observable).</summary>
internal sealed class ConstraintDistributions(Hs3Objects objects, ConstraintBook book, IReadOnlyDictionary<string, ParameterValue> values)
{
    private static readonly System.Buffers.SearchValues<char> s_operators = System.Buffers.SearchValues.Create("()+*/^ ");

    private const string OneSide = "Give a parameter on one side and a number, or a parameter that is 'const', on the other.";

    /// <summary>The types that can be constraint terms.</summary>
    internal static bool IsKnown(string type) => type is "gaussian_dist" or "normal_dist" or "poisson_dist" or "lognormal_dist" or "gamma_dist" or "multivariate_normal_dist" or "uniform_dist";

    /// <summary>Adds the term of a distribution.</summary>
    /// <param name="dist">The distribution.</param>
    /// <param name="datum">What was observed, where a likelihood says it; null takes the distribution's own.</param>
    internal void Add(NamedObject dist, double? datum = null)
    {
        switch (dist.Type)
        {
            case "gaussian_dist" or "normal_dist":
                AddGaussian(dist, datum);
                break;
            case "poisson_dist":
                AddPoisson(dist, datum);
                break;
            case "lognormal_dist":
                AddLogNormal(dist, datum);
                break;
            case "gamma_dist":
                AddGamma(dist);
                break;
            case "multivariate_normal_dist":
                AddCorrelated(dist);
                break;
        }
    }

    /// <summary>The number behind a value: itself, or that of a parameter that is held.</summary>
    internal double? Constant(IJsonNode? node) => node switch
    {
        JsonNumber number => number.Value,
        JsonString name when values.TryGetValue(name.Value, out ParameterValue value) && value.IsConst => value.Value,
        _ => null,
    };

    private void AddGaussian(NamedObject dist, double? datum)
    {
        IJsonNode? x = dist.Node.Find("x"), mean = dist.Node.Find("mean");
        objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["x", "mean", "sigma"]);
        if (x is null || mean is null) return;
        if (Constant(dist.Node.Find("sigma")) is not { } sigma || !(sigma > 0))
        {
            if (dist.Node.Find("sigma") is { } node) Unusable(dist, node, "its width is no positive constant");
            return;
        }

        if (datum is { } seen && mean is JsonString of) book.AddExplicit(of.Value, new GaussianSetting(sigma, seen), dist.Location);
        else if (Sides(x, mean) is { } sides) book.AddExplicit(sides.Parameter, new GaussianSetting(sigma, sides.Datum), dist.Location);
        else Unusable(dist, dist.Node, "both of its sides are parameters, or both constant");
    }

    private void AddPoisson(NamedObject dist, double? datum)
    {
        objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["x", "mean"]);
        double? observed = datum ?? Constant(dist.Node.Find("x"));
        if (dist.Node.Find("mean") is not JsonString mean || observed is not { } count)
        {
            if (dist.Node.Find("mean") is not null && dist.Node.Find("x") is not null) Unusable(dist, dist.Node, "its mean is no parameter, or its count no constant");
            return;
        }

        (string Name, double Scale)? scaled = objects.Find(Section.Functions, mean.Value) is { } function ? Scaled(function) : (mean.Value, 1);
        if (scaled is not { Scale: > 0 } parameter || !(count >= 0)) Unusable(dist, mean, "its mean is no positive multiple of one parameter, or its count is negative");
        else book.AddExplicit(parameter.Name, new PoissonSetting(parameter.Scale, count), dist.Location);
    }

    /// <summary>A density of the datum a around the parameter: <c>μ = ln θ</c>.</summary>
    private void AddLogNormal(NamedObject dist, double? datum)
    {
        objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["x", "mu", "sigma"]);
        double? observed = datum ?? Constant(dist.Node.Find("x"));
        string? parameter = dist.Node.Find("mu") is JsonString mu && objects.Find(Section.Functions, mu.Value) is { } function ? LogarithmOf(function) : null;
        double? sigma = Constant(dist.Node.Find("sigma"));
        if (parameter is null || observed is not { } median || !(median > 0) || sigma is not { } width || !(width > 0)) Unusable(dist, dist.Node, "it is no density of a positive constant x with mu = log(parameter) and a constant sigma");
        else
        {
            book.Parts.Add(((JsonString)dist.Node.Find("mu")!).Value);
            book.AddExplicit(parameter, new LogNormalSetting(width, median), dist.Location);
        }
    }

    private void AddGamma(NamedObject dist)
    {
        objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["x", "gamma", "beta"]);
        double? shape = Constant(dist.Node.Find("gamma")), scale = Constant(dist.Node.Find("beta"));
        bool isShifted = dist.Node.Find("mu") is { } mu && Constant(mu) != 0;
        if (dist.Node.Find("x") is not JsonString x || isShifted || !(shape >= 1) || !(scale > 0)) Unusable(dist, dist.Node, "it is no gamma density of a parameter with constants gamma ≥ 1, beta > 0 and mu = 0");
        else book.AddExplicit(x.Value, new GammaSetting(1 / scale.Value, shape.Value - 1), dist.Location);
    }

    private void AddCorrelated(NamedObject dist)
    {
        objects.Shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["x", "mean", "covariances"]);
        ImmutableArray<IJsonNode> x = objects.Shape.Items(dist.Node.Find("x"), "'x'"), mean = objects.Shape.Items(dist.Node.Find("mean"), "'mean'");
        ImmutableArray<double>[] rows = [.. objects.Shape.Items(dist.Node.Find("covariances"), "'covariances'").Select(row => objects.Shape.Numbers(row, "a row of 'covariances'"))];
        int n = x.Length;
        if (n < 2 || mean.Length != n || rows.Length != n || rows.Any(row => row.Length != n))
        {
            objects.Shape.Findings.Error("WK623", dist.Location, FormattableString.Invariant($"'{dist.Name}' has {n} values x, {mean.Length} means and a matrix of {rows.Length} rows."), "Give as many of each, at least two, and a square matrix.");
            return;
        }

        string[] names = new string[n];
        double[] data = new double[n];
        for (int i = 0; i < n; i++)
        {
            if (Sides(x[i], mean[i]) is not { } sides)
            {
                Unusable(dist, x[i], "both of its sides are parameters, or both constant");
                return;
            }

            (names[i], data[i]) = sides;
        }

        CorrelatedConstraint term = new([.. names]) { Means = [.. data], Covariance = [.. rows.SelectMany(row => row)], Location = dist.Location };
        book.AddCorrelated(term, dist.Node);
    }

    /// <summary>Which of two sides is the parameter. A number is a datum; of two names the one that is held, and of two that are held the one that is called nominal.</summary>
    private (string Parameter, double Datum)? Sides(IJsonNode x, IJsonNode mean) => (x, mean) switch
    {
        (JsonString name, JsonNumber number) => (name.Value, number.Value),
        (JsonNumber number, JsonString name) => (name.Value, number.Value),
        (JsonString left, JsonString right) when Constant(right) is { } datum && (Constant(left) is null || IsNominal(right)) => (left.Value, datum),
        (JsonString left, JsonString right) when Constant(left) is { } datum && (Constant(right) is null || IsNominal(left)) => (right.Value, datum),
        _ => null,
    };

    private static bool IsNominal(JsonString name) => name.Value.StartsWith("nom", StringComparison.OrdinalIgnoreCase) || name.Value.Contains("glob", StringComparison.OrdinalIgnoreCase);

    private (string Name, double Scale)? Scaled(NamedObject function)
    {
        if (function.Type != "product" || function.Node.Find("factors") is not JsonArray factors) return (function.Name, 1);

        // A parameter may be held too; it is the only name then.
        JsonString[] names = [.. factors.Items.OfType<JsonString>()];
        JsonString[] free = names.Length == 1 ? names : [.. names.Where(name => Constant(name) is null)];
        double scale = factors.Items.Where(item => !free.Contains(item)).Select(Constant).OfType<double>().Aggregate(1.0, (product, factor) => product * factor);
        if (free.Length != 1) return (function.Name, 1);

        book.Parts.Add(function.Name);
        return (free[0].Value, scale);
    }

    private static string? LogarithmOf(NamedObject function)
    {
        if (function.Type != "generic_function" || function.Node.Find("expression") is not JsonString text) return null;

        string trimmed = text.Value.Trim();
        if (!trimmed.StartsWith("log(", StringComparison.Ordinal) || trimmed[^1] != ')') return null;

        string inside = trimmed[4..^1].Trim();
        string bare = inside.Trim('`');
        return inside.AsSpan().ContainsAny(s_operators) && bare.Length == inside.Length ? null : bare;
    }

    private void Unusable(NamedObject dist, IJsonNode at, string why) =>
        objects.Shape.Findings.Error("WK626", at.Location, $"'{dist.Name}' can't be read as a constraint term: {why}.", OneSide);
}
