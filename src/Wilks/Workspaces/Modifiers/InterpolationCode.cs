namespace Wilks.Workspaces;

/// <summary>The interpolation codes of HistFactory (K. Cranmer et al., CERN-OPEN-2012-016, §4; ROOT's <c>MathFuncs.h</c>).</summary>
/// <remarks>
/// A normsys takes each of them for its factor f with f(0) = 1, a histosys for its change of counts. The multiplicative codes of a
/// histosys act bin by bin: the change is <c>I₀(f(α) − 1)</c> with the factors <c>I₋/I₀</c> and <c>I₊/I₀</c>.
/// </remarks>
public enum InterpolationCode
{
    /// <summary>Additive, piecewise linear; kink at α = 0.</summary>
    Code0,

    /// <summary>Multiplicative, piecewise exponential; kink at α = 0.</summary>
    Code1,

    /// <summary>Additive, quadratic inside |α| ≤ 1 and linear outside, continuous as in ROOT.</summary>
    Code2,

    /// <summary>Multiplicative, sixth-order polynomial inside |α| ≤ 1 and exponential outside.</summary>
    Code4,

    /// <summary>Additive, sixth-order polynomial inside |α| ≤ 1 and linear outside.</summary>
    Code4p,
}
