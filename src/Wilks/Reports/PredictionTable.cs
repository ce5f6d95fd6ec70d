using System.Globalization;
using System.Text;

namespace Wilks.Reports;

/// <summary>How finely a prediction is written.</summary>
/// <param name="Bins">Whether each bin has its lines.</param>
/// <param name="Samples">Whether each sample has its lines.</param>
public readonly record struct PredictionDetail(bool Bins, bool Samples);

/// <summary>Writes a prediction as text, Markdown, LaTeX or CSV: one line per channel, bin and sample as asked for; sums carry the name <c>total</c>.</summary>
public static class PredictionTable
{
    /// <summary>A table of text or Markdown, below a heading.</summary>
    /// <param name="report">The prediction.</param>
    /// <param name="detail">How finely.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    /// <param name="width">The width to keep to; the default is no limit.</param>
    public static string Text(PredictionReport report, PredictionDetail detail, bool markdown = false, int width = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new Table(Columns(detail), [.. Lines(report, detail).Select(line => Cells(line, detail))]);
        return $"{Heading(report)}\n\n{(markdown ? table.ToMarkdown() : table.ToText(width))}";
    }

    /// <summary>A LaTeX <c>tabular</c>.</summary>
    /// <param name="report">The prediction.</param>
    /// <param name="detail">How finely.</param>
    public static string Latex(PredictionReport report, PredictionDetail detail)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Table(Columns(detail), [.. Lines(report, detail).Select(line => Cells(line, detail))]).ToLatex();
    }

    /// <summary>Comma-separated values with a heading (RFC 4180); numbers read back as the same double, and are empty where there is none.</summary>
    /// <param name="report">The prediction.</param>
    /// <param name="detail">How finely.</param>
    public static string Csv(PredictionReport report, PredictionDetail detail)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder("channel,bin,sample,yield,uncertainty,data,pull,masked,blinded\n");
        foreach (Line line in Lines(report, detail))
        {
            string[] cells =
            [
                Quote(line.Channel), line.Bin < 0 ? "total" : line.Bin.ToString(CultureInfo.InvariantCulture), Quote(line.Sample),
                Exact(line.Yield), Exact(line.Uncertainty), Exact(line.Data), Exact(line.Pull), line.IsMasked ? "true" : "false", line.IsBlinded ? "true" : "false",
            ];
            text.AppendJoin(',', cells).Append('\n');
        }

        return text.ToString();
    }

    private static string Heading(PredictionReport report)
        => $"{(report.Prediction.IsPostfit ? "post-fit" : "pre-fit")} yields of measurement {report.Measurement}";

    private static TableColumn[] Columns(PredictionDetail detail) =>
    [
        new("channel"),
        .. detail.Bins ? [new TableColumn("bin", Alignment.Right)] : Array.Empty<TableColumn>(),
        .. detail.Samples ? [new TableColumn("sample")] : Array.Empty<TableColumn>(),
        new("yield", Alignment.Decimal), new("uncertainty", Alignment.Decimal), new("data", Alignment.Decimal), new("pull", Alignment.Decimal), new("remark"),
    ];

    private static IReadOnlyList<string> Cells(Line line, PredictionDetail detail)
    {
        var number = new ValueWithUncertainty(line.Yield, line.Uncertainty);
        string remark = line.IsMasked ? line.IsBlinded ? "masked, blinded" : "masked" : line.IsBlinded ? "blinded" : "";
        return
        [
            line.Channel,
            .. detail.Bins ? [line.Bin < 0 ? "total" : line.Bin.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
            .. detail.Samples ? [line.Sample] : Array.Empty<string>(),
            number.ValueText,
            number.UncertaintyText,
            double.IsNaN(line.Data) ? "" : ValueWithUncertainty.Short(line.Data, 6),
            double.IsFinite(line.Pull) ? line.Pull.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "",
            line.IsTotal ? remark : "",
        ];
    }

    private static IEnumerable<Line> Lines(PredictionReport report, PredictionDetail detail)
    {
        foreach (ChannelReport channel in report.Channels)
        {
            for (int bin = detail.Bins ? 0 : channel.Prediction.BinCount; bin <= channel.Prediction.BinCount; bin++)
            {
                foreach (Inference.YieldRow row in detail.Samples ? channel.Prediction.Samples : []) yield return LineOf(channel, row, bin, isTotal: false);
                yield return LineOf(channel, channel.Prediction.Total, bin, isTotal: true);
            }
        }
    }

    private static Line LineOf(ChannelReport channel, Inference.YieldRow row, int bin, bool isTotal)
    {
        bool isSum = bin == channel.Prediction.BinCount;
        return new Line
        {
            Channel = channel.Prediction.Name,
            Bin = isSum ? -1 : bin,
            Sample = row.Name,
            IsTotal = isTotal,
            Yield = isSum ? row.Sum : row.Bins[bin],
            Uncertainty = isSum ? row.SumUncertainty : row.BinUncertainties[bin],
            Data = !isTotal || channel.Data is null ? double.NaN : isSum ? channel.Data.Sum() : channel.Data[bin],
            Pull = !isTotal ? double.NaN : isSum ? channel.SumPull : channel.Pulls[bin],
            IsMasked = channel.Prediction.IsMasked,
            IsBlinded = channel.IsBlinded,
        };
    }

    private static string Exact(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private readonly record struct Line
    {
        public required string Channel { get; init; }

        /// <summary>The bin, or −1 for the sum over them.</summary>
        public required int Bin { get; init; }

        public required string Sample { get; init; }

        public required bool IsTotal { get; init; }

        public required double Yield { get; init; }

        public required double Uncertainty { get; init; }

        public required double Data { get; init; }

        public required double Pull { get; init; }

        public required bool IsMasked { get; init; }

        public required bool IsBlinded { get; init; }
    }
}
