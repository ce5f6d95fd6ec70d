using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Makes the tree of an HS3 document.</summary>
internal sealed class DocumentEncoder
{
    private readonly Workspace _workspace;
    private readonly Hs3WriterOptions _options;
    private readonly DiagnosticCollector _findings;
    private readonly CompiledMeasurements _compiled;
    private readonly Hs3Names _names;
    private readonly Dictionary<string, string> _distNames;

    /// <exception cref="WorkspaceException">The workspace can't be compiled.</exception>
    internal DocumentEncoder(Workspace workspace, Hs3WriterOptions options, DiagnosticCollector findings)
    {
        _workspace = workspace;
        _options = options;
        _findings = findings;
        _compiled = new CompiledMeasurements(workspace);
        _names = new Hs3Names(_compiled.Parameters);
        _distNames = workspace.Channels.ToDictionary(c => c.Name, c => _names.Take(c.Name), StringComparer.Ordinal);
    }

    internal JsonObject Encode()
    {
        foreach (Channel channel in _workspace.Channels.Where(c => !c.Axes.IsEmpty && !ChannelEncoder.CanWrite(c)))
        {
            _findings.Warning("WK636", channel.Location, $"HS3 has no axes like those of channel '{channel.Name}'; its bins are numbered instead.", "HS3 has axes of numbers with finite ends.");
        }

        foreach (string name in _compiled.Ambiguous)
        {
            _findings.Warning("WK637", _workspace.Location, $"'{name}' follows from other parameters in one measurement and not, or otherwise, in another; HS3 has one meaning of a name.", "Only Wilks reads the difference, from 'misc.wilks'.");
        }

        IReadOnlyList<JsonObject> channels = new ChannelEncoder(_names, _compiled, _options).Encode(_workspace.Channels, _distNames);
        var constraints = new ConstraintEncoder(_names, _compiled, _options);
        List<JsonObject> data = [], likelihoods = [], analyses = [], domains = [], points = [];
        string[] observed = AddData(_workspace.Observations, "obsData", data);
        (string Name, IReadOnlyList<string> Terms)? first = null;
        for (int m = 0; m < _compiled.Models.Count; m++)
        {
            Model model = _compiled.Models[m];
            IReadOnlyList<string> terms = constraints.Terms(model);
            string likelihood = first is { } shared && shared.Terms.SequenceEqual(terms) ? shared.Name : AddLikelihood(model.Measurement, observed, terms, likelihoods);
            first ??= (likelihood, terms);
            string domain = _names.Take(m == 0 ? "default_domain" : $"{model.Measurement}_domain"), point = _names.Take(m == 0 ? "default_values" : $"{model.Measurement}_values");
            domains.Add(Domain(domain, model));
            points.Add(Point(point, model, constraints));
            analyses.Add(Analysis(model, likelihood, domain, point));
        }

        List<(NamedDataset Dataset, string? Likelihood)> datasets = [.. _workspace.Datasets.Select(d => (d, AddDataset(d, first!.Value.Terms, data, likelihoods)))];
        JsonObject tree = JsonText.Object(
            ("metadata", Metadata()),
            ("distributions", JsonText.List([.. channels, .. constraints.Distributions])),
            ("functions", JsonText.List([.. Functions(), .. constraints.Functions])),
            ("data", JsonText.List(data)),
            ("likelihoods", JsonText.List(likelihoods)),
            ("domains", JsonText.List(domains)),
            ("parameter_points", JsonText.List(points)),
            ("analyses", JsonText.List(analyses)));
        if (_options.Origin is JsonObject origin && Hs3Reader.IsHs3(origin)) tree = Hs3Merge.Merge(tree, origin);
        return WilksSection.Attach(tree, _workspace, _distNames, datasets, _options);
    }

    private JsonObject Metadata()
    {
        string version = typeof(Hs3Writer).Assembly.GetName().Version?.ToString(3) ?? "0";
        List<JsonObject> packages = [JsonText.Object(("name", JsonText.Text(Hs3Dialect.Package)), ("version", JsonText.Text(version)))];
        if (_options.RootCompatible) packages.Add(JsonText.Object(("name", JsonText.Text("ROOT")), ("version", JsonText.Text("compatible"))));
        return JsonText.Object(("hs3_version", JsonText.Text(_options.RootCompatible ? "0.2" : Hs3Writer.Version)), ("packages", JsonText.List(packages)));
    }

    /// <summary>Adds the counts of channels and gives their names in the order of the channels.</summary>
    private string[] AddData(IReadOnlyList<Observation> observations, string prefix, List<JsonObject> data)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (Observation observation in observations)
        {
            if (_workspace.Channels.FirstOrDefault(c => c.Name == observation.Name) is not { } channel) continue;

            string name = _names.Take($"{prefix}_{observation.Name}");
            names.Add(observation.Name, name);
            data.Add(JsonText.Object(("name", JsonText.Text(name)), ("type", JsonText.Text("binned")), ("axes", ChannelEncoder.Axes(channel)), ("contents", JsonText.Numbers(observation.Data))));
        }

        return [.. _workspace.Channels.Select(c => names[c.Name])];
    }

    private string AddLikelihood(string wanted, IEnumerable<string> data, IReadOnlyList<string> terms, List<JsonObject> likelihoods)
    {
        string name = _names.Take(wanted);
        likelihoods.Add(JsonText.Object(
            ("name", JsonText.Text(name)),
            ("distributions", JsonText.Texts(_workspace.Channels.Select(c => _distNames[c.Name]))),
            ("data", JsonText.Texts(data)),
            ("aux_distributions", terms.Count == 0 ? null : JsonText.Texts(terms))));
        return name;
    }

    /// <summary>A data set as a likelihood; null where it has not the counts of every channel, which only <c>misc.wilks</c> can say.</summary>
    private string? AddDataset(NamedDataset dataset, IReadOnlyList<string> terms, List<JsonObject> data, List<JsonObject> likelihoods)
    {
        if (dataset.Observations is not { } observations) return null;
        if (!_workspace.Channels.Select(c => c.Name).SequenceEqual(observations.Select(o => o.Name)) || observations.Any(o => o.Data.IsDefaultOrEmpty)) return null;

        return AddLikelihood(dataset.Name, AddData(observations, dataset.Name, data), terms, likelihoods);
    }

    private JsonObject Domain(string name, Model model) => JsonText.Object(
        ("name", JsonText.Text(name)),
        ("type", JsonText.Text("product_domain")),
        ("axes", JsonText.List(model.Parameters.Where(p => !p.IsDerived).Select(p => JsonText.Object(
            ("name", JsonText.Text(_names.Parameter(p.Name))),
            ("min", double.IsFinite(p.Lower) ? JsonText.Number(p.Lower) : null),
            ("max", double.IsFinite(p.Upper) ? JsonText.Number(p.Upper) : null))))));

    private JsonObject Point(string name, Model model, ConstraintEncoder constraints)
    {
        static JsonObject Value(string name, double value, bool isConst) => JsonText.Object(("name", JsonText.Text(name)), ("value", JsonText.Number(value)), ("const", isConst ? JsonText.Flag(true) : null));
        IEnumerable<JsonObject> own = model.Parameters.Where(p => !p.IsDerived).Select(p => Value(_names.Parameter(p.Name), p.Init, p.Fixed));
        return JsonText.Object(("name", JsonText.Text(name)), ("parameters", JsonText.List([.. own, .. constraints.Observed.Select(o => Value(o.Key, o.Value, true))])));
    }

    private JsonObject Analysis(Model model, string likelihood, string domain, string point) => JsonText.Object(
        ("name", JsonText.Text(model.Measurement)),
        ("likelihood", JsonText.Text(likelihood)),
        ("parameters_of_interest", JsonText.Texts(model.Pois.Select(p => _names.Parameter(model.Parameters[p].Name)))),
        ("domain", _options.RootCompatible ? null : JsonText.Text(domain)),
        ("domains", _options.RootCompatible ? JsonText.Texts([domain]) : null),
        ("init", JsonText.Text(point)));

    private IEnumerable<JsonObject> Functions() => _compiled.Models.SelectMany(model => model.Parameters).Where(p => p.IsDerived).DistinctBy(p => p.Name, StringComparer.Ordinal).Select(p => JsonText.Object(
        ("name", JsonText.Text(_names.Parameter(p.Name))),
        ("type", JsonText.Text("generic_function")),
        ("expression", JsonText.Text(ExpressionNames.Rewrite(p.Expression!.Text, _names.Parameter)))));
}
