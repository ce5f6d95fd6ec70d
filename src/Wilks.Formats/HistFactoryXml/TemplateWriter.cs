using System.Globalization;
using Wilks.Histograms;
using Wilks.Root;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Writes the histograms of one ROOT file, and names them: <c>hist_CHANNEL_SAMPLE_WHAT</c>, all at the top so that pyhf finds them too.</summary>
internal sealed class TemplateWriter : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly RootWriter _writer;
    private readonly UniqueNames _names = new();

    public TemplateWriter(string fileName) => _writer = RootWriter.Create(_stream, compress: true, fileName);

    /// <summary>Writes counts; returns the name of the histogram.</summary>
    /// <param name="axes">The axes of the channel: one or two.</param>
    /// <param name="counts">The contents, the last axis running fastest.</param>
    /// <param name="uncertainties">Their uncertainties; empty for none.</param>
    /// <param name="name">What the name is made of.</param>
    public string Write(IReadOnlyList<INumericAxis> axes, ReadOnlySpan<double> counts, ReadOnlySpan<double> uncertainties, params ReadOnlySpan<string> name)
    {
        string unique = _names.Of($"hist_{string.Join('_', name.ToArray())}");
        double[] variances = new double[uncertainties.Length];
        for (int i = 0; i < variances.Length; i++) variances[i] = uncertainties[i] * uncertainties[i];
        _writer.Write(unique, new HistogramDraft("", [.. axes.Select(axis => axis.Edges)], WithFlow(axes, counts), variances.Length == 0 ? null : WithFlow(axes, variances))
        {
            AxisTitles = [.. axes.Select(axis => axis.Name)],
            KeepsEdges = [.. axes.Select(axis => axis is VariableAxis)],
        });
        return unique;
    }

    /// <summary>The finished file.</summary>
    public byte[] Finish()
    {
        _writer.Dispose();
        return _stream.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    /// <summary>The axes that a channel's histograms get: its own where ROOT can have them, otherwise bins of width 1.</summary>
    public static IReadOnlyList<INumericAxis> AxesOf(Channel channel, DiagnosticCollector findings)
    {
        INumericAxis[] own = [.. channel.Axes.OfType<INumericAxis>()];
        bool isWritten = own.Length == channel.Axes.Length && own.Length is 1 or 2 && own.Aggregate(1, (count, axis) => count * axis.BinCount) == channel.BinCount && own.All(axis => axis.Edges.All(double.IsFinite));
        if (isWritten) return own;

        if (channel.Axes.Length > 0)
        {
            string kinds = string.Join(", ", channel.Axes.Select(axis => $"'{axis.Name}'"));
            findings.Warning("WK750", channel.Location, $"the axes of channel '{channel.Name}' ({kinds}) are not written, bins of width 1 are: histograms of one or two axes with finite edges can be.", "Nothing, unless the edges matter.");
        }

        return [new RegularAxis(channel.BinCount, 0, channel.BinCount)];
    }

    private static double[] WithFlow(IReadOnlyList<INumericAxis> axes, ReadOnlySpan<double> counts)
    {
        int rows = axes.Count == 1 ? 1 : axes[0].BinCount, columns = axes[^1].BinCount, width = columns + 2;
        double[] cells = new double[axes.Count == 1 ? width : (rows + 2) * width];
        for (int row = 0; row < rows; row++) counts.Slice(row * columns, columns).CopyTo(cells.AsSpan(((axes.Count == 1 ? 0 : row + 1) * width) + 1));
        return cells;
    }
}

/// <summary>Names of letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, each given once.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name like another one that was not given before.</summary>
    public string Of(string name)
    {
        string plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' ? letter : '_'));
        string unique = plain;
        for (int i = 2; !_taken.Add(unique); i++) unique = string.Create(CultureInfo.InvariantCulture, $"{plain}_{i}");
        return unique;
    }
}
