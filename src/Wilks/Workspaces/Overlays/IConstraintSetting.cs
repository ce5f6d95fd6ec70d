namespace Wilks.Workspaces;

/// <summary>What an overlay wants a parameter's constraint term to be.</summary>
public interface IConstraintSetting
{
    /// <summary>The word of it in overlay files.</summary>
    string Kind { get; }
}

/// <summary>A Gaussian: <c>(a − θ)²/σ²</c> in 2NLL.</summary>
/// <param name="Sigma">The width σ, positive.</param>
/// <param name="Mean">The auxiliary datum a; null keeps that of the present term, or takes the starting value.</param>
public sealed record GaussianSetting(double Sigma, double? Mean = null) : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "gaussian";
}

/// <summary>A Poisson: the datum a is a count with mean τθ.</summary>
/// <param name="Tau">The factor τ, positive.</param>
/// <param name="Observed">The auxiliary datum a; null takes τ times the starting value.</param>
public sealed record PoissonSetting(double Tau, double? Observed = null) : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "poisson";
}

/// <summary>A log-normal: <c>(ln a − ln θ)²/s²</c> in 2NLL, with <c>s = ln κ</c>.</summary>
/// <param name="LogSigma">The width s of ln a, positive.</param>
/// <param name="Median">The auxiliary datum a, positive; null keeps that of the present term, or takes the starting value.</param>
public sealed record LogNormalSetting(double LogSigma, double? Median = null) : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "log_normal";
}

/// <summary>A gamma density of θ as in HistFactory: <c>τ(τθ)^a e^(−τθ)/Γ(a + 1)</c>, whose datum a fluctuates as a count with mean τθ.</summary>
/// <param name="Tau">The rate τ, positive.</param>
/// <param name="Observed">The auxiliary datum a, one less than the shape; null takes τ times the starting value.</param>
public sealed record GammaSetting(double Tau, double? Observed = null) : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "gamma";
}

/// <summary>No constraint term, but a range.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public sealed record UniformSetting(double Lower, double Upper) : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "uniform";
}

/// <summary>No constraint term.</summary>
public sealed record NoConstraintSetting : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "none";
}

/// <summary>The term stays as it is; says so of a parameter that an expression replaces: the term then constrains the value of the expression.</summary>
public sealed record KeptConstraintSetting : IConstraintSetting
{
    /// <inheritdoc/>
    public string Kind => "keep";
}
