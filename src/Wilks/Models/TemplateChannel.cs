using Wilks.Models.Interpolation;
using Wilks.Workspaces;

namespace Wilks.Models;

/// <summary>
/// A compiled channel: flat arrays over its samples, factors, rows and bins. Rows of bins have the stride of
/// <see cref="Numerics.Kernels.Lanes.Stride"/>; padding is zero. "Local" indices count the channel's own scalar parameters.
/// </summary>
internal sealed class TemplateChannel
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The index of the first bin in the main data.</summary>
    public required int FirstBin { get; init; }

    /// <summary>The number of bins.</summary>
    public required int BinCount { get; init; }

    /// <summary>The distance between rows of bins.</summary>
    public required int Stride { get; init; }

    /// <summary>Local index → model parameter, ascending.</summary>
    public required int[] Parameters { get; init; }

    /// <summary>The samples that can be non-zero.</summary>
    public required TemplateSample[] Samples { get; init; }

    /// <summary>Nominal counts, samples × stride.</summary>
    public required double[] Nominal { get; init; }

    /// <summary>Local parameter of each plain factor (normfactor, lumi), grouped by sample.</summary>
    public required int[] FactorLocals { get; init; }

    /// <summary>Local parameter of each interpolated factor (normsys), grouped by sample.</summary>
    public required int[] NormLocals { get; init; }

    /// <summary>The code of each interpolated factor.</summary>
    public required InterpolationCode[] NormCodes { get; init; }

    /// <summary>The coefficients of the interpolated factors.</summary>
    public required FactorInterpolation Norms { get; init; }

    /// <summary>Local parameter of each interpolated row (histosys), grouped by sample.</summary>
    public required int[] RowLocals { get; init; }

    /// <summary>The code of each row; an additive one.</summary>
    public required InterpolationCode[] RowCodes { get; init; }

    /// <summary>Whether a row has another code than the model's options give.</summary>
    public required bool HasOwnRowCodes { get; init; }

    /// <summary>The symmetric part S of each row, rows × stride.</summary>
    public required double[] RowS { get; init; }

    /// <summary>The asymmetric part D of each row, rows × stride.</summary>
    public required double[] RowD { get; init; }

    /// <summary>Sets of per-bin factors (γ): for each slot the model parameter of every bin.</summary>
    public required int[][] Slots { get; init; }

    /// <summary>The distinct combinations of slots that samples carry; samples of one class can be summed before γ is applied.</summary>
    public required int[][] Classes { get; init; }
}

/// <summary>A compiled sample: ranges into the arrays of its channel.</summary>
/// <param name="Name">The name.</param>
/// <param name="Class">The index of its class of per-bin factors.</param>
/// <param name="Factors">Its plain factors.</param>
/// <param name="Norms">Its interpolated factors.</param>
/// <param name="Rows">Its interpolated rows.</param>
internal readonly record struct TemplateSample(string Name, int Class, Range Factors, Range Norms, Range Rows)
{
    /// <summary>Whether no scalar parameter changes its rate.</summary>
    public bool IsConstant { get; } = IsEmpty(Factors) && IsEmpty(Norms) && IsEmpty(Rows);

    private static bool IsEmpty(Range range) => range.End.Value == range.Start.Value;
}
