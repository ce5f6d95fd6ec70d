namespace Wilks.Workspaces;

/// <summary>What the parameters of a modifier are like: their defaults and what a setting may change. Modifiers share a name only if they agree in this.</summary>
/// <param name="Types">The modifier types, in words.</param>
/// <param name="Init">The default starting value; null if a setting must give it.</param>
/// <param name="Bounds">The default range; null if a setting must give it.</param>
/// <param name="Settable">The members a parameter setting may have beside the name.</param>
internal sealed record ParameterKind(string Types, double? Init, Interval? Bounds, params string[] Settable)
{
    private static readonly ParameterKind s_alpha = new("histosys and normsys", 0, new Interval(-5, 5), "inits", "bounds", "fixed", "auxdata");
    private static readonly ParameterKind s_factor = new("normfactor", 1, new Interval(0, 10), "inits", "bounds", "fixed");
    private static readonly ParameterKind s_shapeFactor = new("shapefactor", 1, new Interval(0, 10), "inits", "bounds", "fixed");
    private static readonly ParameterKind s_shapeSys = new("shapesys", 1, new Interval(1e-10, 10), "inits", "bounds", "fixed", "auxdata", "factors");
    private static readonly ParameterKind s_statError = new("staterror", 1, new Interval(1e-10, 10), "inits", "bounds", "fixed", "auxdata", "sigmas");
    private static readonly ParameterKind s_lumi = new("lumi", null, null, "inits", "bounds", "fixed", "auxdata", "sigmas");

    /// <summary>The kind of a modifier's parameters.</summary>
    internal static ParameterKind Of(IModifier modifier) => modifier switch
    {
        HistoSys or NormSys => s_alpha,
        NormFactor => s_factor,
        ShapeFactor => s_shapeFactor,
        ShapeSys => s_shapeSys,
        StatError => s_statError,
        Lumi => s_lumi,
        _ => throw new ArgumentException($"There is no modifier type {modifier.GetType().Name}.", nameof(modifier)),
    };
}
