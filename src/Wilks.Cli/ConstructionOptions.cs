using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Cli;

/// <summary>The options of <c>--method feldman-cousins</c>.</summary>
internal sealed class ConstructionOptions
{
    private const string Word = "feldman-cousins";

    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "With feldman-cousins: the number of toys at each tested point (default: 10000)." };
    private readonly Option<string?> _gridPoints = new("--grid-points") { HelpName = "N", Description = "With feldman-cousins: the number of grid points of each parameter (default: 21)." };

    public void AddTo(Command command)
    {
        command.Options.Add(_toys);
        command.Options.Add(_gridPoints);
    }

    /// <summary>Whether the construction is asked for.</summary>
    public static bool IsChosen(string? method) => method == Word;

    /// <summary>The settings of a call.</summary>
    /// <exception cref="UsageException">A value can't be understood, or belongs to another method.</exception>
    public FeldmanCousinsOptions Read(VerbCall call, CommonSettings settings, double level, bool isChosen)
    {
        long? toys = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 1), grid = OptionValue.Integer("--grid-points", call.Arguments.GetValue(_gridPoints), least: 3);
        if (!isChosen && (toys ?? grid) is not null) throw new UsageException($"--toys and --grid-points go with --method {Word}");
        FeldmanCousinsOptions defaults = FeldmanCousinsOptions.Default;
        return defaults with
        {
            Level = level,
            Toys = (int)Math.Min(toys ?? defaults.Toys, int.MaxValue),
            GridPoints = (int)Math.Min(grid ?? defaults.GridPoints, int.MaxValue),
            Seed = settings.Seed,
            Threads = settings.Threads,
        };
    }

    /// <summary>Refuses parameters that are fixed.</summary>
    public static void RefuseFixed(ITestableModel model, IReadOnlyList<int> parameters)
    {
        foreach (Parameter parameter in parameters.Select(index => model.Parameters[index]))
        {
            if (parameter.Fixed) throw new UsageException($"parameter '{parameter.Name}' is fixed: it has no interval");
        }
    }
}
