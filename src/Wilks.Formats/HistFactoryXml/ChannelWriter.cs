using System.Collections.Immutable;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns channels into <c>Channel</c> elements and histograms.</summary>
internal sealed class ChannelWriter(Workspace workspace, WrittenParameters parameters, WrittenShapes shapes, TemplateWriter templates, DiagnosticCollector findings)
{
    private readonly FactorSettings _factors = new(workspace);

    /// <summary>The element of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="dataFile">The ROOT file as the XML names it.</param>
    public XmlPart Write(Channel channel, string dataFile)
    {
        IReadOnlyList<INumericAxis> axes = TemplateWriter.AxesOf(channel, findings);
        XmlPart[] data = [.. Data(channel, axes)];
        XmlPart[] config = [.. Config(channel)];
        return new XmlPart("Channel", ("Name", channel.Name), ("InputFile", dataFile)) { Children = [.. data, .. config, .. channel.Samples.Select(sample => Write(channel, sample, axes))] };
    }

    private IEnumerable<XmlPart> Data(Channel channel, IReadOnlyList<INumericAxis> axes)
    {
        Observation observed = workspace.Observations.First(observation => observation.Name == channel.Name);
        yield return new XmlPart("Data", ("HistoName", templates.Write(axes, observed.Data.AsSpan(), [], channel.Name, "data")));
        foreach (NamedDataset set in workspace.Datasets)
        {
            if (set.Observations?.FirstOrDefault(observation => observation.Name == channel.Name) is not { } further) continue;
            yield return new XmlPart("Data", ("Name", set.Name), ("HistoName", templates.Write(axes, further.Data.AsSpan(), [], channel.Name, "data", set.Name)));
        }
    }

    private IEnumerable<XmlPart> Config(Channel channel)
    {
        StatError[] modifiers = [.. channel.Samples.SelectMany(sample => sample.Modifiers.OfType<StatError>())];
        if (modifiers.Length == 0) yield break;

        if (modifiers.Select(modifier => modifier.Name).Distinct().Count() > 1 || channel.Samples.Any(sample => sample.Modifiers.OfType<StatError>().Count() > 1))
        {
            findings.Error("WK746", modifiers[0].Location, $"channel '{channel.Name}' has the statistical uncertainties {string.Join(", ", modifiers.Select(modifier => $"'{modifier.Name}'").Distinct())}; XML has one set of parameters for a channel.", "Give them one name, or write those of single samples as shapesys.");
            yield break;
        }

        string name = RootNames.StatErrorOf(channel.Name);
        if (modifiers[0].Name != name) findings.Warning("WK747", modifiers[0].Location, $"staterror '{modifiers[0].Name}' becomes '{name}', since XML names it after its channel.", "Nothing; the model is the same.");
        StatErrorConfig config = shapes.ConfigOf(channel, parameters.FirstIn(modifiers[0].Name, channel.Name));
        yield return new XmlPart("StatErrorConfig", ("RelErrorThreshold", XmlPart.Number(config.Threshold)), ("ConstraintType", config.IsPoisson ? "Poisson" : "Gaussian"));
    }

    private XmlPart Write(Channel channel, Sample sample, IReadOnlyList<INumericAxis> axes)
    {
        // ROOT takes the uncertainties of the histogram itself where StatError names none: so they need no division by counts that may be 0.
        StatError? stat = sample.Modifiers.OfType<StatError>().FirstOrDefault();
        string nominal = templates.Write(axes, sample.Data.AsSpan(), stat is null ? [] : stat.Data.AsSpan(), channel.Name, sample.Name);
        string byTheory = sample.Modifiers.Any(modifier => modifier is Lumi) ? "True" : "False";
        return new XmlPart("Sample", ("Name", sample.Name), ("HistoName", nominal), ("NormalizeByTheory", byTheory))
        {
            Children = [.. sample.Modifiers.Select(modifier => Write(channel, sample, modifier, axes)).OfType<XmlPart>()],
        };
    }

    private XmlPart? Write(Channel channel, Sample sample, IModifier modifier, IReadOnlyList<INumericAxis> axes)
    {
        switch (modifier)
        {
            case NormSys norm:
                RequireDefault(norm, norm.Interpolation, InterpolationCode.Code4, sample);
                return new XmlPart("OverallSys", ("Name", norm.Name), ("High", XmlPart.Number(norm.High)), ("Low", XmlPart.Number(norm.Low)));
            case HistoSys histo:
                RequireDefault(histo, histo.Interpolation, InterpolationCode.Code4p, sample);
                return new XmlPart("HistoSys", ("Name", histo.Name), ("HistoNameHigh", Template(histo.HighData, histo.Name, "High")), ("HistoNameLow", Template(histo.LowData, histo.Name, "Low")));
            case NormFactor:
                (double value, Interval range) = _factors.Of(modifier.Name);
                return new XmlPart("NormFactor", ("Name", modifier.Name), ("Val", XmlPart.Number(value)), ("Low", Bound(range.Lower)), ("High", Bound(range.Upper)));
            case ShapeSys shape:
                return Shape(shape.Name, shapes.Of(sample, shape));
            case ShapeFactor factor:
                return shapes.Of(sample, factor) is { } shared ? Shape(factor.Name, shared) : Factor(factor);
            case StatError:
                return new XmlPart("StatError", ("Activate", "True"));
            default:
                return null;
        }

        string Template(ImmutableArray<double> counts, params ReadOnlySpan<string> name) => templates.Write(axes, counts.AsSpan(), [], [channel.Name, sample.Name, .. name]);

        XmlPart Shape(string name, (double[] Relative, bool IsGaussian) said)
            => new("ShapeSys", ("Name", name), ("HistoName", Template([.. said.Relative], name)), ("ConstraintType", said.IsGaussian ? "Gaussian" : "Poisson"));

        XmlPart Factor(ShapeFactor factor)
            => new("ShapeFactor", ("Name", factor.Name), ("HistoName", _factors.InitialShape(factor.Name) is { } shape ? Template(shape, factor.Name) : null), ("Const", XmlPart.Flag(_factors.IsHeld(factor.Name))));
    }

    private void RequireDefault(IModifier modifier, InterpolationCode? code, InterpolationCode expected, Sample sample)
    {
        if (code is null || code == expected) return;

        findings.Error("WK740", modifier.Location, $"{modifier.Type} '{modifier.Name}' of sample '{sample.Name}' interpolates by {code}; XML can't say so, and ROOT would use {expected}.", $"Use {expected}, or write the workspace as HS3.");
    }

    // RooFit's infinity.
    private static string Bound(double value) => XmlPart.Number(double.IsInfinity(value) ? Math.CopySign(RootNames.Infinity, value) : value);
}
