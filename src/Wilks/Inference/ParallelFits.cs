namespace Wilks.Inference;

/// <summary>Runs independent fits on several threads, one fitter each; results stand in the order of their index whatever the thread count.</summary>
internal static class ParallelFits
{
    /// <summary>Evaluates <paramref name="work"/> for every index.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static T[] Run<T>(ITestableModel model, int count, int threads, Func<IFitter, int, T> work, CancellationToken cancellationToken)
    {
        T[] results = new T[count];
        if (threads <= 1 || count <= 1)
        {
            IFitter fitter = model.CreateFitter();
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = work(fitter, i);
            }

            return results;
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, model.CreateFitter, (i, _, fitter) =>
        {
            results[i] = work(fitter, i);
            return fitter;
        }, _ => { });
        return results;
    }
}
