using System.CommandLine;
using System.Globalization;
using Wilks.Cli.Toys;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks study</c>: bias, pulls, coverage and linearity from toys.</summary>
internal sealed class StudyVerb : IVerb
{
    private const int DefaultToys = 1000;
    private const int MostPoints = 10_000;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "The number of toys at each point (default: 1000)." };
    private readonly Option<string[]> _at = new("--at") { HelpName = "NAME=V1,V2,…", Description = "True values of a parameter; repeatable, all combinations are studied. Without it toys are drawn from the fit to the data." };
    private readonly Option<string[]> _parameter = new("--parameter") { HelpName = "NAME", Description = "A parameter to study (default: those of --at, or the parameters of interest); repeatable." };
    private readonly Option<string?> _level = new("--level") { HelpName = "X", Description = "The level of the intervals, between 0 and 1 (default: 0.6827)." };
    private readonly Option<bool> _prefit = new("--prefit") { Description = "Draw toys from the initial values of the other parameters, not from their fit to the data." };
    private readonly CommonOptions _common = new();

    public StudyVerb()
    {
        Command = new Command("study", "Study bias, pulls, coverage and linearity with toys.") { _workspace, _toys, _at, _parameter, _level, _prefit };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        long toys = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 2) ?? DefaultToys;
        double level = OptionValue.Number("--level", call.Arguments.GetValue(_level)) ?? new ToyStudyOptions { Truths = [], Parameters = [] }.Level;
        if (!(level is > 0 and < 1)) throw new UsageException("--level takes a number between 0 and 1, such as 0.95");

        using var progress = new Progress(call.Terminal, "drawing toys");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        List<(int Parameter, double[] Values)> grid = Grid(loaded.Model, call.Arguments.GetValue(_at) ?? []);
        int[] parameters = Parameters(loaded.Model, call.Arguments.GetValue(_parameter) ?? [], grid);
        if (!TryTruths(loaded.Model, FitData.Choose(loaded.Model, settings), grid, call, out List<IReadOnlyList<double>> truths)) return ExitCodes.NotToBeTrusted;

        var options = new ToyStudyOptions { Truths = truths, Parameters = parameters, Toys = (int)Math.Min(toys, int.MaxValue), Level = level, Seed = settings.Seed, Threads = settings.Threads };
        ToyStudyResult result = ToyStudy.Run(new CompiledModel(loaded.Model), options, new ToyProgressLine(progress), call.CancellationToken);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => StudyReport.Write(result, json)) : StudyReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        if (result.Status == ToyTestStatus.Done) return ExitCodes.Done;

        call.Messages.Error(result.StatusMessage);
        return ExitCodes.NotToBeTrusted;
    }

    private static List<(int Parameter, double[] Values)> Grid(Model model, string[] texts)
    {
        List<(int Parameter, double[] Values)> grid = [];
        foreach (string text in texts)
        {
            int equals = text.LastIndexOf('=');
            if (equals <= 0) throw new UsageException($"--at takes NAME=V1,V2,…, not '{text}'");

            Parameter parameter = Free(model, text[..equals], "--at");
            double[] values = [.. text[(equals + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => OptionValue.Number("--at", value)!.Value)];
            if (values.Length == 0) throw new UsageException($"--at {parameter.Name}: the grid is empty; give at least one value");
            if (values.Any(value => value < parameter.Lower || value > parameter.Upper)) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--at {parameter.Name}: the values reach beyond its bounds [{parameter.Lower}, {parameter.Upper}]"));
            if (grid.Any(axis => axis.Parameter == parameter.Index)) throw new UsageException($"--at gives '{parameter.Name}' twice");
            grid.Add((parameter.Index, values));
        }

        if (grid.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Length, int.MaxValue)) > MostPoints) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--at takes at most {MostPoints} combinations of values"));
        return grid;
    }

    private static Parameter Free(Model model, string name, string option)
    {
        IReadOnlyList<int> found = ParameterNames.Resolve(model, name, option);
        if (found.Count != 1) throw new UsageException($"{option}: '{name}' has {found.Count} elements; name one, such as '{name}[0]'");
        Parameter parameter = model.Parameters[found[0]];
        return parameter.Fixed ? throw new UsageException($"{option}: parameter '{parameter.Name}' is fixed; toys can't tell anything of it") : parameter;
    }

    private static int[] Parameters(Model model, string[] names, List<(int Parameter, double[] Values)> grid)
    {
        if (names.Length > 0) return [.. names.SelectMany(name => ParameterNames.Resolve(model, name, "--parameter")).Select(index => Free(model, model.Parameters[index].Name, "--parameter").Index).Distinct()];
        if (grid.Count > 0) return [.. grid.Select(axis => axis.Parameter)];
        if (model.Pois.Count == 0) throw new UsageException($"measurement '{model.Measurement}' has no parameter of interest; name parameters with --parameter");
        return [.. model.Pois.Select(index => Free(model, model.Parameters[index].Name, "--poi").Index)];
    }

    // The fit to the data with the parameters of each combination held there; the last parameter runs fastest.
    private bool TryTruths(Model model, Dataset data, List<(int Parameter, double[] Values)> grid, VerbCall call, out List<IReadOnlyList<double>> truths)
    {
        List<Dictionary<int, double>> combinations = [[]];
        foreach ((int parameter, double[] values) in grid) combinations = [.. combinations.SelectMany(held => values.Select(value => new Dictionary<int, double>(held) { [parameter] = value }))];

        truths = [];
        var fitter = new Fitter(model);
        foreach (Dictionary<int, double> held in combinations)
        {
            double[] point = FitData.InitialValues(model);
            if (!call.Arguments.GetValue(_prefit))
            {
                FitResult fit = fitter.Fit(data, new FitOptions { Hold = held }, call.CancellationToken);
                if (!ProfileLikelihood.IsUsable(fit))
                {
                    call.Messages.Error($"the fit to the data that toys are drawn from failed: {fit.StatusMessage}");
                    return false;
                }

                point = fit.Values;
            }

            foreach ((int parameter, double value) in held) point[parameter] = value;
            truths.Add(point);
        }

        return true;
    }
}
