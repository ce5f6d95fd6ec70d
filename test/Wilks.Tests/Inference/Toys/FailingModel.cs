using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Tests.Inference.Toys;

/// <summary>A model whose fits to toys fail on purpose: by a rule on the sum of the toy's counts.</summary>
internal sealed class FailingModel(CompiledModel inner, Func<double, bool> failsWarm, Func<double, bool> failsCold) : ITestableModel
{
    public IReadOnlyList<Parameter> Parameters => inner.Parameters;

    public IReadOnlyList<int> Pois => inner.Pois;

    public Dataset ObservedData => inner.ObservedData;

    public IFitter CreateFitter() => new FailingFitter(this, inner.CreateFitter());

    public IDatasetSource CreateSource(ReadOnlySpan<double> parameters) => inner.CreateSource(parameters);

    private sealed class FailingFitter(FailingModel model, IFitter inner) : IFitter
    {
        public FitResult Fit(Dataset data, FitOptions? options = null, CancellationToken cancellationToken = default) => inner.Fit(data, options, cancellationToken);

        public double FitTwiceNll(Dataset data, FitOptions? options = null)
        {
            double sum = 0;
            foreach (double n in data.Main.Span) sum += n;
            bool fails = !ReferenceEquals(data, model.ObservedData) && (options?.Start is null ? model.FailsCold(sum) : model.FailsWarm(sum));
            double value = inner.FitTwiceNll(data, options);
            return fails ? double.NaN : value;
        }

        public double LastValue(int parameter) => inner.LastValue(parameter);
    }

    private bool FailsWarm(double sum) => failsWarm(sum);

    private bool FailsCold(double sum) => failsCold(sum);
}
