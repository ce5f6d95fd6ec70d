using Wilks.Likelihoods;
using Wilks.Models.Compilation;
using Wilks.Models.Interpolation;
using Wilks.Workspaces;

namespace Wilks.Models;

/// <summary>A compiled likelihood function of parameters. Immutable and safe to share between threads.</summary>
public sealed class Model
{
    private readonly ModelParts _parts;
    private readonly Dictionary<string, int> _indexOf;
    private readonly bool[] _isInert;

    private Model(ModelParts parts, CompileOptions options)
    {
        _parts = parts;
        Options = options;
        _indexOf = parts.Parameters.ToDictionary(p => p.Name, p => p.Index, StringComparer.Ordinal);
        AuxiliaryParameters = [.. parts.Parameters.Where(p => p.Constraint != ConstraintKind.None).Select(p => p.Index)];
        BinCount = parts.Observed.Length;
        LikelihoodBinCount = parts.ModelChannels.Where(c => !c.IsMasked).Sum(c => c.BinCount);
        ObservedData = new Dataset(parts.Observed, [.. AuxiliaryParameters.Select(i => parts.Parameters[i].AuxiliaryData)]);
        FullMap = CoordinateMap.Full(parts.Parameters.Length, parts.Channels);
        ProfiledMap = CoordinateMap.Profiled(parts.Parameters.Length, parts.Channels, parts.EliminatedSlots);
        _isInert = new bool[parts.Parameters.Length];
        foreach (int p in parts.Inert) _isInert[p] = true;
        HasKink = Kinks(parts);
    }

    /// <summary>The measurement compiled.</summary>
    public string Measurement => _parts.Measurement;

    /// <summary>The options compiled with.</summary>
    public CompileOptions Options { get; }

    /// <summary>The channels in ordinal order of names.</summary>
    public IReadOnlyList<ModelChannel> Channels => _parts.ModelChannels;

    /// <summary>The parameters in pyhf's order.</summary>
    public IReadOnlyList<Parameter> Parameters => _parts.Parameters;

    /// <summary>The indices of the parameters of interest; may be empty.</summary>
    public IReadOnlyList<int> Pois => _parts.Pois;

    /// <summary>The number of bins of all channels.</summary>
    public int BinCount { get; }

    /// <summary>The number of bins of the channels in the likelihood: all that are not masked.</summary>
    public int LikelihoodBinCount { get; }

    /// <summary>The indices of the constrained parameters, in the order of the auxiliary data.</summary>
    public IReadOnlyList<int> AuxiliaryParameters { get; }

    /// <summary>The observed counts and the nominal auxiliary data.</summary>
    public Dataset ObservedData { get; }

    /// <summary>Warnings and notes of the workspace's checks and of the compilation.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _parts.Diagnostics;

    /// <summary>How many parameters are profiled in closed form inside the likelihood.</summary>
    public int ProfiledParameterCount => _parts.Parameters.Length - ProfiledMap.ParameterOf.Length;

    /// <summary>The multivariate Gaussian constraint terms.</summary>
    public IReadOnlyList<CorrelatedBlock> CorrelatedBlocks => _parts.CorrelatedBlocks;

    /// <summary>Groups of parameters by name, from the overlay: indices in ascending order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Groups => _parts.Groups;

    /// <summary>What tables and plots call channels and samples; those without a label go by their names.</summary>
    public IReadOnlyList<Label> Labels => _parts.Labels;

    internal IReadOnlyList<TemplateChannel> TemplateChannels => _parts.Channels;

    /// <summary>What is added to blinded parameters, by index.</summary>
    internal IReadOnlyDictionary<int, double> BlindOffsets => _parts.BlindOffsets;

    /// <summary>The derived parameters, in the order in which they can be computed.</summary>
    internal IReadOnlyList<DerivedParameter> Derived => _parts.Derived;

    internal CoordinateMap FullMap { get; }

    internal CoordinateMap ProfiledMap { get; }

    /// <summary>For each parameter, whether its interpolation has a kink at zero.</summary>
    internal bool[] HasKink { get; }

    /// <summary>Compiles a workspace for one measurement.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <exception cref="WorkspaceException">The workspace can't be compiled; carries every problem found.</exception>
    public static Model Compile(Workspace workspace, CompileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        options ??= CompileOptions.Default;
        IReadOnlyList<Diagnostic> findings = [.. WorkspaceChecks.Check(workspace), .. RatioChecks.Check(workspace, options)];
        if (findings.Any(d => d.Severity == Severity.Error)) throw new WorkspaceException(findings);

        Model model = new(new ModelCompiler(workspace, options, findings).Compile(), options with { MaskedChannels = [] });
        return options.MaskedChannels.Count == 0 ? model : model.WithMaskedChannels(options.MaskedChannels);
    }

    /// <summary>
    /// The same model with these channels besides those masked already kept out of the likelihood; they are still predicted. Cheap: the
    /// compiled arrays are shared, and parameters and bins keep their places. Free parameters that act in masked channels only become
    /// inert; constrained ones rest at the optimum of their constraint term with its uncertainty.
    /// </summary>
    /// <param name="names">The names of the channels.</param>
    /// <exception cref="WorkspaceException">There is no channel of a name.</exception>
    public Model WithMaskedChannels(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        HashSet<string> masked = [.. Options.MaskedChannels, .. names];
        return new Model(ChannelMask.Apply(_parts, masked), Options with { MaskedChannels = [.. Channels.Select(c => c.Name).Where(masked.Contains)] });
    }

    /// <summary>The parameters that can change a rate of a channel, directly or through derived ones, ascending.</summary>
    /// <param name="channel">The index of the channel.</param>
    public IReadOnlyList<int> ParametersOf(int channel) => ChannelInfluence.Of(_parts.Channels[channel], _parts.Derived);

    /// <summary>The index of a parameter by name (<c>name</c> or <c>name[i]</c>); −1 when there is none.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name) => _indexOf.GetValueOrDefault(name, -1);

    /// <summary>Whether a free parameter changes no rate: fits hold it at its initial value.</summary>
    /// <param name="index">The parameter.</param>
    public bool IsInert(int index) => _isInert[index];

    /// <summary>The likelihood of a data set. Cheap: the compiled arrays are shared.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">The lengths do not fit the model, or a count is negative or not finite.</exception>
    public Likelihood With(Dataset data) => new(this, data);

    private static bool[] Kinks(ModelParts parts)
    {
        bool[] hasKink = new bool[parts.Parameters.Length];
        foreach (TemplateChannel channel in parts.Channels)
        {
            for (int r = 0; r < channel.RowLocals.Length; r++) hasKink[channel.Parameters[channel.RowLocals[r]]] |= AdditiveInterpolation.HasKink(channel.RowCodes[r]);
            for (int n = 0; n < channel.NormLocals.Length; n++) hasKink[channel.Parameters[channel.NormLocals[n]]] |= FactorInterpolation.HasKink(channel.NormCodes[n]);
        }

        return hasKink;
    }
}
