namespace Wilks.Numerics;

/// <summary>Which implementation of the kernels runs: the vector one, or its scalar twin, which is the reference.</summary>
/// <remarks>The environment variable <c>WILKS_KERNEL</c>, read once, forces <c>scalar</c> or <c>vector</c>; otherwise vectors are used where the processor has them.</remarks>
public static class KernelMode
{
    /// <summary>Whether the vector kernels run in this process.</summary>
    public static bool IsVector { get; } = Choose(Environment.GetEnvironmentVariable("WILKS_KERNEL"));

    private static bool Choose(string? wish) => wish switch
    {
        "scalar" => false,
        "vector" => true,
        _ => System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated,
    };
}
