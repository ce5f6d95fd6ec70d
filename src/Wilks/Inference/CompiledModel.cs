using Wilks.Models;

namespace Wilks.Inference;

/// <summary>A compiled model as inference sees it.</summary>
/// <param name="model">The model.</param>
public sealed class CompiledModel(Model model) : ITestableModel
{
    /// <summary>The model.</summary>
    public Model Model { get; } = model;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters => Model.Parameters;

    /// <inheritdoc/>
    public IReadOnlyList<int> Pois => Model.Pois;

    /// <inheritdoc/>
    public IReadOnlyList<CorrelatedBlock> CorrelatedBlocks => Model.CorrelatedBlocks;

    /// <inheritdoc/>
    public Dataset ObservedData => Model.ObservedData;

    /// <inheritdoc/>
    public IFitter CreateFitter() => new Fitter(Model);

    /// <inheritdoc/>
    public IDatasetSource CreateSource(ReadOnlySpan<double> parameters) => new ToyGenerator(Model.With(ObservedData), parameters);
}
