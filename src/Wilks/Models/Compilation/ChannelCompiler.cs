using Wilks.Models.Interpolation;
using Wilks.Numerics.Kernels;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>Turns the gathered samples of a channel into its flat arrays.</summary>
internal static class ChannelCompiler
{
    /// <param name="name">The channel.</param>
    /// <param name="firstBin">Its first bin in the main data.</param>
    /// <param name="binCount">Its number of bins.</param>
    /// <param name="samples">Its samples, sorted by name.</param>
    /// <param name="defaultCode">The interpolation of rows that the model's options give.</param>
    public static TemplateChannel Compile(string name, int firstBin, int binCount, IReadOnlyList<SampleBuilder> samples, InterpolationCode defaultCode)
    {
        SampleBuilder[] active = [.. samples.Where(s => !s.IsZero)];
        int[] parameters = [.. active.SelectMany(ScalarParameters).Distinct().Order()];
        int stride = Lanes.Stride(binCount);
        int rowCount = active.Sum(s => s.Rows.Count);
        double[] nominal = new double[active.Length * stride], rowS = new double[rowCount * stride], rowD = new double[rowCount * stride];
        List<int> slotStarts = [.. active.SelectMany(s => s.PerBin).Distinct()];
        List<int[]> classes = [];
        TemplateSample[] compiled = new TemplateSample[active.Length];
        List<int> factors = [], rows = [];
        List<(int Local, FactorPair Factors)> norms = [];
        List<InterpolationCode> rowCodes = [];

        for (int i = 0; i < active.Length; i++)
        {
            SampleBuilder sample = active[i];
            sample.Nominal.CopyTo(nominal, i * stride);
            (int firstFactor, int firstNorm, int firstRow) = (factors.Count, norms.Count, rows.Count);
            factors.AddRange(sample.Factors.Order().Select(Local));
            norms.AddRange(sample.Norms.OrderBy(n => n.Parameter).Select(n => (Local(n.Parameter), n.Factors)));
            foreach ((int parameter, double[] s, double[] d, InterpolationCode code) in sample.Rows.OrderBy(r => r.Parameter))
            {
                s.CopyTo(rowS, rows.Count * stride);
                d.CopyTo(rowD, rows.Count * stride);
                rows.Add(Local(parameter));
                rowCodes.Add(code);
            }

            compiled[i] = new TemplateSample(sample.Name, ClassOf([.. sample.PerBin.Select(p => slotStarts.IndexOf(p)).Order()], classes),
                firstFactor..factors.Count, firstNorm..norms.Count, firstRow..rows.Count);
        }

        return new TemplateChannel
        {
            Name = name,
            FirstBin = firstBin,
            BinCount = binCount,
            Stride = stride,
            Parameters = parameters,
            Samples = compiled,
            Nominal = nominal,
            FactorLocals = [.. factors],
            NormLocals = [.. norms.Select(n => n.Local)],
            Norms = new FactorInterpolation([.. norms.Select(n => n.Factors.Code)], [.. norms.Select(n => n.Factors.Low)], [.. norms.Select(n => n.Factors.High)]),
            NormCodes = [.. norms.Select(n => n.Factors.Code)],
            RowLocals = [.. rows],
            RowCodes = [.. rowCodes],
            HasOwnRowCodes = rowCodes.Any(code => code != defaultCode),
            RowS = rowS,
            RowD = rowD,
            Slots = [.. slotStarts.Select(start => Enumerable.Range(start, binCount).ToArray())],
            Classes = [.. classes],
        };

        int Local(int parameter) => Array.BinarySearch(parameters, parameter);
    }

    private static IEnumerable<int> ScalarParameters(SampleBuilder sample)
        => sample.Factors.Concat(sample.Norms.Select(n => n.Parameter)).Concat(sample.Rows.Select(r => r.Parameter));

    private static int ClassOf(int[] slots, List<int[]> classes)
    {
        int index = classes.FindIndex(c => c.AsSpan().SequenceEqual(slots));
        if (index >= 0) return index;

        classes.Add(slots);
        return classes.Count - 1;
    }
}
