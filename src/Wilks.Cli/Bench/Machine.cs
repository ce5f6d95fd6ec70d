using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wilks.Cli.Bench;

/// <summary>The machine a time belongs to.</summary>
internal sealed record Machine(string Cpu, int ProcessorCount, string OperatingSystem, string Runtime, string KernelMode, string WilksVersion)
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static Machine Current() => new(
        CpuModel(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeSupported ? " (just-in-time)" : " (native)"),
        Numerics.KernelMode.IsVector ? "vector" : "scalar",
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    private static string CpuModel()
    {
        if (!File.Exists(CpuInfo)) return RuntimeInformation.ProcessArchitecture.ToString();

        string? line = File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
