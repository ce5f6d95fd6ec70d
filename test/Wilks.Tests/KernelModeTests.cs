using Wilks.Numerics;

namespace Wilks.Tests;

public sealed class KernelModeTests
{
    [Fact]
    public void The_environment_variable_chooses_the_kernels()
    {
        string? wish = Environment.GetEnvironmentVariable("WILKS_KERNEL");

        Assert.True(wish is null or "scalar" or "vector", $"WILKS_KERNEL={wish}");
        if (wish is not null) Assert.Equal(wish == "vector", KernelMode.IsVector);
    }
}
