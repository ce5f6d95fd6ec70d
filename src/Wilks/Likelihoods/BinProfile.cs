using System.Runtime.InteropServices;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics;
using Wilks.Numerics.Kernels;

namespace Wilks.Likelihoods;

/// <summary>
/// The bins of a channel whose rate is <c>ν = A + γB</c> with at most one local parameter γ per bin, which is profiled here:
/// −2 ln Pois(n|ν) and the constraint of γ at its conditional optimum, with derivatives by A and B. The gradient follows from the
/// envelope theorem, the Hessian is the Schur complement. Constants without parameters are left out.
/// </summary>
internal static partial class BinProfile
{
    /// <summary>The value, filling rates, γ and, as far as wanted, derivatives; +∞ with <see cref="BinArrays.Offender"/> set where a rate is not allowed.</summary>
    public static double Evaluate(ref BinArrays bins)
    {
        bins.Offender = bins.PushedBin = -1;
        return KernelMode.IsVector && bins.Count >= Lanes.Width && !bins.HasMultipliers ? EvaluateVector(ref bins) : EvaluateScalar(ref bins);
    }
}

/// <summary>The rows that the kernel reads and writes; all have the stride of the channel. Derivatives are of −2 ln L.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct BinArrays
{
    /// <summary>The number of bins (without padding).</summary>
    public int Count;

    /// <summary>The kind of the constraint terms.</summary>
    public ConstraintKind Kind;

    /// <summary>Whether there is a γ at all; if not, B and the rows of γ are empty.</summary>
    public bool HasLocal;

    /// <summary>0 for the value, 1 with gradient, 2 with Hessian.</summary>
    public int Order;

    /// <summary>The kind of second derivatives.</summary>
    public Curvature Curvature;

    /// <summary>λ of the condition ν ≥ 0 of empty bins, see <see cref="PoissonTerm"/>.</summary>
    public ReadOnlySpan<double> Multipliers;

    /// <summary>Whether any λ is not zero.</summary>
    public bool HasMultipliers;

    /// <summary>Observed counts.</summary>
    public ReadOnlySpan<double> N;

    /// <summary>The part of the rate without γ; empty for none.</summary>
    public ReadOnlySpan<double> FixedRate;

    /// <summary>The part of the rate that γ multiplies.</summary>
    public ReadOnlySpan<double> Slope;

    /// <summary>What is known of γ, and its value when done.</summary>
    public SlotState? Slot;

    /// <summary>Receives the rates.</summary>
    public Span<double> Rate;

    /// <summary>Receives the derivative by A.</summary>
    public Span<double> GradientA;

    /// <summary>Receives the derivative by B.</summary>
    public Span<double> GradientB;

    /// <summary>Receives the second derivatives.</summary>
    public Span<double> HessianAA;

    /// <inheritdoc cref="HessianAA"/>
    public Span<double> HessianAB;

    /// <inheritdoc cref="HessianAA"/>
    public Span<double> HessianBB;

    /// <summary>The first bin without a finite value, or −1.</summary>
    public int Offender;

    /// <summary>The first empty bin whose rate is pushed up by the condition ν ≥ 0, or −1.</summary>
    public int PushedBin;
}
