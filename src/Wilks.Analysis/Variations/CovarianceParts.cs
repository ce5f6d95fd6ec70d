using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Formats.Tables;
using Wilks.Workspaces;

namespace Wilks.Analysis.Variations;

/// <summary>Turns the source of a covariance into vectors over all bins whose outer products add up to it, or into the matrix itself.</summary>
/// <param name="layout">The bins.</param>
/// <param name="templates">The templates.</param>
/// <param name="tables">The correction tables, by the name of the correction.</param>
/// <param name="folder">The folder that paths are relative to.</param>
internal sealed class CovarianceParts(CovarianceLayout layout, TemplateSet templates, IReadOnlyDictionary<string, CorrectionTable> tables, string folder)
{
    /// <summary>Negative eigenvalues below this fraction are rounding, whatever precision is asked for.</summary>
    private const double SmallestPrecision = 1e-6;

    private readonly double[] _nominal = layout.Nominal(templates);

    /// <summary>The eigen-variations of a systematic, and what is uncorrelated from the start.</summary>
    /// <param name="systematic">The systematic; of covariance type.</param>
    internal (EigenVariations Variations, double[]? Uncorrelated) Decompose(SystematicSettings systematic)
    {
        CovarianceSettings settings = systematic.Covariance!;
        switch (settings.Source)
        {
            case ReplicaSource replicas:
                return (EigenVariations.OfSum(Replicas(systematic.Name, replicas), layout.BinCount, settings), null);
            case CorrectionSource correction:
                return (EigenVariations.OfSum(Cells(correction.Correction), layout.BinCount, settings), null);
            case MatrixSource matrix:
                EigenVariations ofMatrix = EigenVariations.OfMatrix(Matrix(matrix, systematic), layout.BinCount, settings);
                RequirePositive(matrix, ofMatrix, settings);
                return (ofMatrix, null);
            default:
                (List<double[]> parts, double[]? uncorrelated) = Variations((VariationFileSource)settings.Source, systematic);
                return (EigenVariations.OfSum(parts, layout.BinCount, settings), uncorrelated);
        }
    }

    private List<double[]> Replicas(string systematic, ReplicaSource source)
    {
        int count = source.Variations.Length;
        List<double[]> parts = [.. source.Variations.Select((replica, i) => Deviations(systematic, i, replica))];
        if (source.AroundMean)
        {
            for (int bin = 0; bin < layout.BinCount; bin++)
            {
                double mean = parts.Sum(part => part[bin]) / count;
                foreach (double[] part in parts) part[bin] -= mean;
            }
        }

        double scale = 1 / Math.Sqrt(source.AroundMean ? Math.Max(1, count - 1) : count);
        foreach (double[] part in parts)
        {
            for (int bin = 0; bin < part.Length; bin++) part[bin] *= scale;
        }

        return parts;
    }

    private double[] Deviations(string systematic, int member, VariationSettings settings)
    {
        double[] part = new double[layout.BinCount];
        for (int i = 0; i < layout.Targets.Length; i++)
        {
            TemplateKey target = layout.Targets[i];
            if (VariationBuilder.Side(settings, TemplateKey.Member(member), systematic, target, templates) is not { } replica) continue;

            Template nominal = templates.Templates[target];
            for (int bin = 0; bin < nominal.BinCount; bin++) part[layout.FirstBins[i] + bin] = replica.Yields[bin] - nominal.Yields[bin];
        }

        return part;
    }

    /// <summary>Of every independent uncertainty of a cell, and of every source that moves all cells, the change of all bins.</summary>
    private List<double[]> Cells(string correction)
    {
        CorrectionTable table = tables[correction];
        var parts = new List<double[]>();
        foreach (ImmutableArray<double> source in table.Correlated) parts.Add(Change(correction, cell => source[cell], table.CellCount));
        for (int cell = 0; cell < table.CellCount; cell++)
        {
            double variance = table.Uncorrelated.Sum(source => source[cell] * source[cell]);
            if (variance <= 0) continue;

            int only = cell;
            parts.Add(Change(correction, other => other == only ? Math.Sqrt(variance) : 0, table.CellCount));
        }

        return [.. parts.Where(part => part.Any(value => value != 0))];
    }

    // The sum of weights in a cell is proportional to the cell's value, so its slope is the sum over the value.
    private double[] Change(string correction, Func<int, double> uncertainty, int cellCount)
    {
        double[] part = new double[layout.BinCount];
        ImmutableArray<double> values = tables[correction].Values;
        for (int i = 0; i < layout.Targets.Length; i++)
        {
            if (templates.Cells.GetValueOrDefault(layout.Targets[i] with { Systematic = correction }) is not { } sums) continue;

            for (int cell = 0; cell < cellCount; cell++)
            {
                double relative = values[cell] == 0 ? 0 : uncertainty(cell) / values[cell];
                if (relative == 0) continue;
                for (int bin = 0; bin < sums.BinCount; bin++) part[layout.FirstBins[i] + bin] += relative * sums.Weights[(bin * cellCount) + cell];
            }
        }

        return part;
    }

    private double[] Matrix(MatrixSource source, SystematicSettings systematic)
    {
        List<double[]> rows = ReadRows(source.Path, source.Location, labelled: false).ConvertAll(row => row.Values);
        if (rows.Count != layout.BinCount || rows.Any(row => row.Length != layout.BinCount))
        {
            throw Refusal("WK881", source.Location, $"the matrix '{source.Path}' has {rows.Count} rows of {(rows.Count == 0 ? 0 : rows[0].Length)} numbers, but '{systematic.Name}' acts on {layout.BinCount} bins.", Order());
        }

        double[] matrix = new double[layout.BinCount * layout.BinCount];
        for (int i = 0; i < layout.BinCount; i++)
        {
            for (int j = 0; j < layout.BinCount; j++)
            {
                if (Math.Abs(rows[i][j] - rows[j][i]) > 1e-8 * Math.Max(Math.Abs(rows[i][j]), Math.Abs(rows[j][i])))
                {
                    throw Refusal("WK882", source.Location, string.Create(CultureInfo.InvariantCulture, $"the matrix '{source.Path}' isn't symmetric: element ({i}, {j}) is {rows[i][j]}, ({j}, {i}) is {rows[j][i]}."), "Give a covariance.");
                }

                double scale = source.IsRelative ? _nominal[i] * _nominal[j] : 1;
                matrix[(i * layout.BinCount) + j] = 0.5 * (rows[i][j] + rows[j][i]) * scale;
            }
        }

        return matrix;
    }

    // Rounding to a few digits makes small negative eigenvalues, which are left out; a matrix that is changed by more than it is to be kept to is no covariance.
    private static void RequirePositive(MatrixSource source, EigenVariations variations, CovarianceSettings settings)
    {
        double allowed = Math.Max(settings.Precision, SmallestPrecision);
        if (variations.NegativeShare <= allowed) return;

        throw Refusal("WK889", source.Location, string.Create(CultureInfo.InvariantCulture, $"the matrix '{source.Path}' isn't positive semidefinite: its negative eigenvalues add up to {variations.NegativeShare:G3} of its {(settings.Measure == PrecisionMeasure.Trace ? "trace" : "largest element")}, more than {allowed:G3}."), "Give a covariance; a matrix that was rounded needs more digits.");
    }

    private (List<double[]> Parts, double[]? Uncorrelated) Variations(VariationFileSource source, SystematicSettings systematic)
    {
        var parts = new List<double[]>();
        double[]? uncorrelated = null;
        foreach ((string label, double[] values) in ReadRows(source.Path, source.Location, labelled: true))
        {
            if (values.Length != layout.BinCount)
            {
                throw Refusal("WK881", source.Location, $"the row '{label}' of '{source.Path}' has {values.Length} numbers, but '{systematic.Name}' acts on {layout.BinCount} bins.", Order());
            }

            double[] absolute = source.IsRelative ? [.. values.Select((value, bin) => value * _nominal[bin])] : values;
            if (label != source.UncorrelatedRow) parts.Add(absolute);
            else if (uncorrelated is null) uncorrelated = absolute;
            else throw Refusal("WK883", source.Location, $"'{source.Path}' has the row '{label}' twice.", "Keep one of them.");
        }

        if (source.UncorrelatedRow is not null && uncorrelated is null) throw Refusal("WK883", source.Location, $"'{source.Path}' has no row '{source.UncorrelatedRow}'.", "Name a row by the text in its first column.");

        return (parts, uncorrelated);
    }

    private string Order() => $"The bins are those of {string.Join(", ", layout.Targets.Select((key, i) => $"{key} ({(i + 1 < layout.FirstBins.Length ? layout.FirstBins[i + 1] : layout.BinCount) - layout.FirstBins[i]})").Take(6))}{(layout.Targets.Length > 6 ? ", …" : "")}, in this order.";

    private List<(string Label, double[] Values)> ReadRows(string path, SourceLocation location, bool labelled)
    {
        string file = Path.Combine(folder, path);
        try
        {
            return RowFile.Read(file, labelled);
        }
        catch (Exception exception) when (exception is TableException or IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw Refusal("WK880", location, $"'{path}' can't be read as rows of numbers: {exception.Message}", "Give a CSV file of numbers, or for a matrix an array of two dimensions in a .npy file.");
        }
    }

    private static WorkspaceException Refusal(string code, SourceLocation location, string message, string hint) => new([new Diagnostic(code, Severity.Error, location, message, hint)]);
}
