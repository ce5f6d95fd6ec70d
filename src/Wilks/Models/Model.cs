using Wilks.Workspaces;
using Wilks.Likelihoods;

namespace Wilks.Models;

/// <summary>A compiled likelihood function of parameters. Immutable and safe to share between threads.</summary>
public sealed class Model
{
    /// <summary>Compiles a workspace for one measurement.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <exception cref="WorkspaceException">The workspace can't be compiled; carries every problem found.</exception>
    public static Model Compile(Workspace workspace, CompileOptions? options = null) => throw new NotImplementedException();

    /// <summary>The measurement compiled.</summary>
    public string Measurement => throw new NotImplementedException();

    /// <summary>The options compiled with.</summary>
    public CompileOptions Options => throw new NotImplementedException();

    /// <summary>The channels in ordinal order of names.</summary>
    public IReadOnlyList<ModelChannel> Channels => throw new NotImplementedException();

    /// <summary>The parameters in pyhf's order.</summary>
    public IReadOnlyList<Parameter> Parameters => throw new NotImplementedException();

    /// <summary>The indices of the parameters of interest; may be empty.</summary>
    public IReadOnlyList<int> Pois => throw new NotImplementedException();

    /// <summary>The number of bins of all channels.</summary>
    public int BinCount => throw new NotImplementedException();

    /// <summary>The indices of the constrained parameters, in the order of the auxiliary data.</summary>
    public IReadOnlyList<int> AuxiliaryParameters => throw new NotImplementedException();

    /// <summary>The observed counts and the nominal auxiliary data.</summary>
    public Dataset ObservedData => throw new NotImplementedException();

    /// <summary>Warnings and notes of the compilation.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => throw new NotImplementedException();

    /// <summary>How many parameters are profiled in closed form inside the likelihood.</summary>
    public int ProfiledParameterCount => throw new NotImplementedException();

    /// <summary>The index of a parameter by name (<c>name</c> or <c>name[i]</c>); −1 when there is none.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name) => throw new NotImplementedException();

    /// <summary>The likelihood of a data set. Cheap: the compiled arrays are shared.</summary>
    /// <param name="data">The data.</param>
    public Likelihood With(Dataset data) => throw new NotImplementedException();
}
