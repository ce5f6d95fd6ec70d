namespace Wilks.Models;

/// <summary>Main and auxiliary data of a model. The arrays must not be changed after they are handed over; only a drawer of toys does so with its own.</summary>
public sealed class Dataset
{
    /// <summary>A data set from its two parts.</summary>
    /// <param name="main">The counts of all bins, channels in the model's order; not negative, need not be integers.</param>
    /// <param name="auxiliary">The auxiliary data of the constrained parameters in parameter order.</param>
    public Dataset(double[] main, double[] auxiliary)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(auxiliary);
        Main = main;
        Auxiliary = auxiliary;
    }

    /// <summary>The counts of all bins.</summary>
    public ReadOnlyMemory<double> Main { get; }

    /// <summary>The auxiliary data, one value per constraint term, in parameter order.</summary>
    public ReadOnlyMemory<double> Auxiliary { get; }

    /// <summary>Counts how often a drawer has put another toy into the arrays; data that stay as they are have 0.</summary>
    internal int Revision { get; private set; }

    /// <summary>Says that the arrays now hold other data.</summary>
    internal void Renew() => Revision++;
}
