using Wilks.Workspaces;

namespace Wilks.Models;

/// <summary>How a workspace is compiled to a model.</summary>
public sealed record CompileOptions
{
    /// <summary>The defaults: first measurement, code 4p for histosys, code 4 for normsys, no clipping.</summary>
    public static CompileOptions Default { get; } = new();

    /// <summary>The measurement's name; null takes the first, with a warning when there are several.</summary>
    public string? Measurement { get; init; }

    /// <summary>Parameters of interest that replace the measurement's; null keeps those.</summary>
    public IReadOnlyList<string>? Pois { get; init; }

    /// <summary>Parameters whose values are shown with a hidden offset; empty for none.</summary>
    public IReadOnlyList<BlindedParameter> Blinded { get; init; } = [];

    /// <summary>The interpolation of those histosys that do not say their own. The default is 4p.</summary>
    public InterpolationCode HistoSysInterpolation { get; init; } = InterpolationCode.Code4p;

    /// <summary>The interpolation of those normsys that do not say their own. The default is 4.</summary>
    public InterpolationCode NormSysInterpolation { get; init; } = InterpolationCode.Code4;

    /// <summary>The names of channels that are predicted but kept out of the likelihood (validation regions). The default is none.</summary>
    public IReadOnlyList<string> MaskedChannels { get; init; } = [];

    /// <summary>When set, each sample's rate per bin is raised to at least this value. The default is no clipping.</summary>
    public double? ClipSampleRate { get; init; }

    /// <summary>When set, the total rate per bin is raised to at least this value. The default is no clipping.</summary>
    public double? ClipBinRate { get; init; }
}

/// <summary>A parameter to be blinded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seed">Any text; with the name it decides the offset.</param>
/// <param name="Width">The standard deviation of the normal distribution that the offset is drawn from, positive, in units of the parameter: several times its expected uncertainty.</param>
public sealed record BlindedParameter(string Name, string Seed, double Width = 1);
